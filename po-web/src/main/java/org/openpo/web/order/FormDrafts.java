package org.openpo.web.order;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Half-filled forms of the signed-in people, each under a key that stands in the page's address. They outlive a page, a lost view and an expired
 * session (a person who signs in again finds the form as it was), but not the server. Bounded: untouched forms go first, then those
 * least recently used.
 */
@ApplicationScoped
public class FormDrafts {
    static final int PER_PERSON = 10;
    static final int IN_ALL = 1000;
    static final Duration KEPT = Duration.ofHours(12);

    private final Map<String, Kept> drafts = new HashMap<>();
    private final Clock clock;

    protected FormDrafts() {
        this(null);
    }

    @Inject
    public FormDrafts(Clock clock) {
        this.clock = clock;
    }

    /** A form that is kept. */
    public interface Draft {
        /** Whether anything was entered since it began: forms with nothing in them make room first. */
        boolean isChanged();
    }

    /** A form somebody left unfinished. */
    public record Unfinished<T extends Draft>(String key, T form, Instant usedAt) { }

    private record Kept(String person, String key, Draft form, Instant usedAt) { }

    /** @return the key of the new draft */
    public String add(String person, Draft form) {
        String key = UUID.randomUUID().toString().substring(0, 8);
        put(person, key, form);
        return key;
    }

    /** Keeps a form under a key of the caller's. */
    public synchronized void put(String person, String key, Draft form) {
        Instant now = clock.instant();
        drafts.values().removeIf(kept -> kept.usedAt().isBefore(now.minus(KEPT)));
        Kept added = new Kept(person, key, form, now);
        drafts.put(person + '/' + key, added);
        makeRoom(drafts.values().stream().filter(kept -> kept != added && kept.person().equals(person)).toList(), PER_PERSON - 1);
        makeRoom(drafts.values().stream().filter(kept -> kept != added).toList(), IN_ALL - 1);
    }

    private void makeRoom(List<Kept> among, int limit) {
        if (among.size() > limit) {
            List<Kept> first = new ArrayList<>(among);
            first.sort(Comparator.comparing((Kept kept) -> kept.form().isChanged()).thenComparing(Kept::usedAt));
            first.subList(0, among.size() - limit).forEach(kept -> drafts.remove(kept.person() + '/' + kept.key()));
        }
    }

    /** The form of this key, if this person has one of this type; it counts as used now. */
    public synchronized <T extends Draft> Optional<T> find(String person, String key, Class<T> type) {
        Kept kept = key == null ? null : drafts.get(person + '/' + key);
        if (kept == null || !type.isInstance(kept.form())) {
            return Optional.empty();
        }
        drafts.put(person + '/' + key, new Kept(person, key, kept.form(), clock.instant()));
        return Optional.of(type.cast(kept.form()));
    }

    public synchronized void remove(String person, String key) {
        drafts.remove(person + '/' + key);
    }

    /** The person's forms of a type, the latest first. */
    public synchronized <T extends Draft> List<Unfinished<T>> all(String person, Class<T> type) {
        return drafts.values().stream().filter(kept -> kept.person().equals(person) && type.isInstance(kept.form()))
                .sorted(Comparator.comparing(Kept::usedAt).reversed())
                .map(kept -> new Unfinished<>(kept.key(), type.cast(kept.form()), kept.usedAt())).toList();
    }
}
