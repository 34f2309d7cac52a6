package org.openpo.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whatever is done to a trail is found, and what nobody touched is not accused. */
class AuditVerifierTest {
    private static final Instant START = Instant.parse("2026-01-31T23:59:59.123456Z");

    private static final Duration TOLERANCE = Duration.ofMinutes(30);

    private final List<AuditSeal> seals = new ArrayList<>();
    private final Map<Long, AuditEvent> events = new HashMap<>();

    @Test
    void the_hash_is_as_documented() {
        AuditEvent event = event(7, "PO-1", "{\"a\":1}", null);
        // Computed with another program (Python) from the description.
        assertThat(AuditChain.hash(AuditChain.START, 1, event)).isEqualTo("280ffcb46ed86623cc2c8f2ee086893fb197bec985bf914b424753d2e610d979");
    }

    @Property(tries = 200)
    void an_untouched_trail_has_no_fault(@ForAll @IntRange(max = 60) int length) {
        trail(length);
        assertThat(verify().faults()).isZero();
        assertThat(verify().events()).isEqualTo(length);
    }

    @Property(tries = 500)
    void one_event_that_was_changed_is_named(@ForAll @IntRange(min = 1, max = 60) int length, @ForAll long seed) {
        trail(length);
        AuditSeal hit = seals.get(new Random(seed).nextInt(length));
        AuditEvent was = events.get(hit.eventId());
        AuditEvent other = switch (new Random(seed).nextInt(8)) {
            case 0 -> event(was.id(), was.objectName() + "x", was.beforeState(), was.afterState());
            case 1 -> event(was.id(), was.objectName(), was.afterState() + "}", was.afterState());
            case 2 -> event(was.id(), null, was.beforeState(), was.afterState());
            case 3 -> with(event(was.id(), was.objectName(), was.beforeState(), was.afterState()), "actor", "somebody else");
            case 4 -> with(event(was.id(), was.objectName(), was.beforeState(), was.afterState()), "at", was.at().plusNanos(1000));
            case 7 -> with(event(was.id(), was.objectName(), was.beforeState(), was.afterState()), "at", was.at().plus(Duration.ofDays(400)));
            case 5 -> with(event(was.id(), was.objectName(), was.beforeState(), was.afterState()), "reason", "");
            // A field that ends where the next begins.
            default -> with(with(event(was.id(), was.objectName(), was.beforeState(), was.afterState()), "objectType", was.objectType() + was.objectId().charAt(0)), "objectId",
                    was.objectId().substring(1));
        };
        events.put(was.id(), other);
        assertThat(verify().first()).containsExactly(new AuditFault(AuditFault.Kind.ALTERED, hit.number(), hit.eventId()));
    }

    @Property(tries = 300)
    void a_seal_that_was_changed_is_named_and_not_the_one_after_it(@ForAll @IntRange(min = 2, max = 60) int length, @ForAll long seed) {
        trail(length);
        int hit = new Random(seed).nextInt(length - 1);
        seals.set(hit, new AuditSeal(seals.get(hit).number(), seals.get(hit).eventId(), seed % 2 == 0 ? "a".repeat(64) : "no hash"));
        assertThat(verify().first()).containsExactly(new AuditFault(AuditFault.Kind.ALTERED, hit + 1L, seals.get(hit).eventId()));
    }

    @Property(tries = 300)
    void an_event_that_was_removed_is_named(@ForAll @IntRange(min = 1, max = 60) int length, @ForAll long seed) {
        trail(length);
        AuditSeal hit = seals.get(new Random(seed).nextInt(length));
        events.remove(hit.eventId());
        assertThat(verify().first()).containsExactly(new AuditFault(AuditFault.Kind.EVENT_MISSING, hit.number(), hit.eventId()));
    }

    @Property(tries = 300)
    void a_place_from_which_event_and_seal_were_removed_is_named(@ForAll @IntRange(min = 1, max = 60) int length, @ForAll long seed) {
        trail(length);
        String end = seals.get(length - 1).hash();
        AuditSeal hit = seals.remove(new Random(seed).nextInt(length));
        events.remove(hit.eventId());
        assertThat(verify(length, end).first()).containsExactly(new AuditFault(AuditFault.Kind.SEAL_MISSING, hit.number(), null));
    }

    @Property(tries = 300)
    void two_that_changed_places_are_named(@ForAll @IntRange(min = 2, max = 60) int length, @ForAll long seed) {
        trail(length);
        List<Integer> places = new ArrayList<>(IntStream.range(0, length).boxed().toList());
        Collections.shuffle(places, new Random(seed));
        AuditSeal one = seals.get(places.get(0));
        AuditSeal two = seals.get(places.get(1));
        seals.set(places.get(0), new AuditSeal(one.number(), two.eventId(), two.hash()));
        seals.set(places.get(1), new AuditSeal(two.number(), one.eventId(), one.hash()));
        String end = places.get(0) == length - 1 ? one.hash() : places.get(1) == length - 1 ? two.hash() : seals.get(length - 1).hash();
        assertThat(verify(length, end).first().stream().map(AuditFault::number).collect(Collectors.toSet())).contains(one.number(), two.number());
    }

    @Test
    void a_chain_made_anew_ends_otherwise_than_it_was_noted() {
        trail(10);
        String end = seals.get(9).hash();
        events.put(seals.get(3).eventId(), event(seals.get(3).eventId(), "forged", null, null));
        List<AuditSeal> was = List.copyOf(seals);
        seals.clear();
        String hash = AuditChain.START;
        for (AuditSeal seal : was) {
            hash = AuditChain.hash(hash, seal.number(), events.get(seal.eventId()));
            seals.add(new AuditSeal(seal.number(), seal.eventId(), hash));
        }
        assertThat(verify(10, end).first()).containsExactly(new AuditFault(AuditFault.Kind.END_DIFFERS, 10L, null));
        assertThat(verify(10, hash).faults()).as("which is why the end is noted elsewhere as well").isZero();
    }

    @Test
    void only_the_first_faults_are_kept_and_all_are_counted() {
        AuditVerifier verifier = new AuditVerifier(TOLERANCE);
        verifier.end(250, "a".repeat(64));
        assertThat(verifier.first()).hasSize(AuditVerifier.KEPT);
        assertThat(verifier.faults()).isEqualTo(250);
    }

    @Property(tries = 300)
    void after_a_place_that_is_missing_it_goes_on(@ForAll @IntRange(min = 4, max = 60) int length, @ForAll long seed) {
        trail(length);
        String end = seals.get(length - 1).hash();
        int gap = new Random(seed).nextInt(length - 3);
        AuditSeal missing = seals.remove(gap);
        AuditSeal changed = seals.get(gap + 1);
        events.put(changed.eventId(), with(events.get(changed.eventId()), "reason", "forged"));
        assertThat(verify(length, end).first()).containsExactly(new AuditFault(AuditFault.Kind.SEAL_MISSING, missing.number(), null),
                new AuditFault(AuditFault.Kind.ALTERED, changed.number(), changed.eventId()));
    }

    @Test
    void an_end_that_cannot_be_is_counted_at_once() {
        trail(3);
        AuditVerifier verifier = verify(Long.MAX_VALUE, "no hash");
        verifier.endDiffers(1L);
        assertThat(verifier.faults()).isEqualTo(AuditVerifier.FAULTS_MAX);
        assertThat(verifier.first()).hasSize(AuditVerifier.KEPT);
    }

    @Test
    void an_event_that_says_it_was_long_before_those_sealed_before_it_is_named() {
        String hash = AuditChain.START;
        for (int i = 1; i <= 4; i++) {
            AuditEvent event = with(event(i, "PO-" + i, null, null), "at", START.minus(i == 3 ? TOLERANCE.plusSeconds(10) : i == 4 ? TOLERANCE.minusSeconds(10) : Duration.ZERO));
            hash = AuditChain.hash(hash, i, event);
            seals.add(new AuditSeal(i, i, hash));
            events.put((long) i, event);
        }
        assertThat(verify().first()).containsExactly(new AuditFault(AuditFault.Kind.BACKDATED, 3L, 3L));
    }

    private AuditVerifier verify() {
        return verify(seals.size(), seals.isEmpty() ? AuditChain.START : seals.get(seals.size() - 1).hash());
    }

    private AuditVerifier verify(long number, String hash) {
        AuditVerifier verifier = new AuditVerifier(TOLERANCE);
        seals.forEach(seal -> verifier.next(seal, events.get(seal.eventId())));
        verifier.end(number, hash);
        return verifier;
    }

    private void trail(int length) {
        seals.clear();
        events.clear();
        String hash = AuditChain.START;
        for (int i = 1; i <= length; i++) {
            AuditEvent event = event(100L + (i * 7) % 61 + i * 100L, "PO-" + i, i % 3 == 0 ? null : "{\"n\":" + i + "}", i % 5 == 0 ? null : "{\"n\":" + -i + "}");
            hash = AuditChain.hash(hash, i, event);
            seals.add(new AuditSeal(i, event.id(), hash));
            events.put(event.id(), event);
        }
    }

    private static AuditEvent event(long id, String name, String before, String after) {
        return with(new AuditEvent(START.plusSeconds(id), "anna", "PURCHASE_ORDER_CHANGED", "PurchaseOrder", "4711", name, before, after, null, "request-1"), "id", id);
    }

    /** As no program of ours could: fields of an event never change. */
    private static AuditEvent with(AuditEvent event, String field, Object value) {
        try {
            Field f = AuditEvent.class.getDeclaredField(field);
            f.setAccessible(true);
            f.set(event, value);
            return event;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
