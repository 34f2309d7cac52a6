package org.openpo.ejb.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.openpo.domain.request.KeptAnswer;
import org.openpo.ejb.SeContainer;

/** The same request again gets the same answer, for a day. */
class KeptAnswersTest {
    private static final Instant NOW = Instant.parse("2026-09-22T08:00:00Z");
    private static final RequestClaim.Answer ANSWER = new RequestClaim.Answer(201, "http://localhost/po/api/v1/x/1", "\"0\"", "{\"big\":\"" + "đ".repeat(3_000_000) + "\"}");

    private final SeContainer container = new SeContainer(NOW);

    @AfterEach
    void close() {
        container.close();
    }

    private RequestClaim claim(String actor, String key, String hash) {
        return container.with(KeptAnswers.class, a -> a.claim(actor, key, hash));
    }

    private void keep(long claim) {
        container.with(KeptAnswers.class, a -> {
            a.keep(claim, ANSWER);
            return null;
        });
    }

    @Test
    void the_first_is_worked_off_and_its_answer_kept() {
        RequestClaim first = claim("ann", "k", "h");
        assertThat(first.outcome()).isEqualTo(RequestClaim.Outcome.FIRST);
        assertThat(claim("ann", "k", "h").outcome()).as("while it is being worked on").isEqualTo(RequestClaim.Outcome.RUNNING);
        keep(first.id());
        assertThat(claim("ann", "k", "h")).isEqualTo(new RequestClaim(RequestClaim.Outcome.ANSWERED, first.id(), ANSWER));
        assertThat(claim("ann", "k", "other").outcome()).isEqualTo(RequestClaim.Outcome.OTHER_REQUEST);
        assertThat(claim("bob", "k", "h").outcome()).as("another person's keys are others").isEqualTo(RequestClaim.Outcome.FIRST);
        assertThat(claim("ann", "K", "h").outcome()).isEqualTo(RequestClaim.Outcome.FIRST);
    }

    @Test
    void a_request_that_changed_nothing_is_forgotten() {
        long first = claim("ann", "k", "h").id();
        container.with(KeptAnswers.class, a -> {
            a.forget(first);
            return null;
        });
        assertThat(claim("ann", "k", "other").outcome()).isEqualTo(RequestClaim.Outcome.FIRST);
    }

    @Test
    void after_a_day_the_key_is_free_and_the_answer_deleted() {
        KeptAnswer kept = new KeptAnswer("ann", "k", "h", NOW.minus(KeptAnswer.KEPT));
        assertThat(kept.isOverAt(NOW)).isTrue();
        assertThat(new KeptAnswer("ann", "k", "h", NOW.minus(Duration.ofMinutes(10))).isOverAt(NOW)).as("never answered").isTrue();
        assertThat(new KeptAnswer("ann", "k", "h", NOW.minus(Duration.ofMinutes(9))).isOverAt(NOW)).isFalse();
        kept.answered(200, null, null, "{}");
        assertThat(kept.isOverAt(NOW)).isTrue();
        assertThat(kept.isOverAt(NOW.minusSeconds(1))).isFalse();
        keep(claim("ann", "k", "h").id());
        assertThat(container.with(KeptAnswers.class, KeptAnswers::clean)).isZero();
    }
}
