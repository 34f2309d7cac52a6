package org.openpo.ejb.inbound;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.openpo.domain.inbound.AwsPull;
import org.openpo.domain.inbound.AwsPullState;
import org.openpo.domain.inbound.ImportJob;
import org.openpo.domain.inbound.ImportState;
import org.openpo.domain.rule.ErrorCode;

/**
 * Pulls from the AWS Invoicing API as pages and API show them.
 *
 * @param changedAt null if nobody has changed the settings
 * @param changedBy null if nobody has changed the settings
 * @param endpoint  that the server's setting names in place of AWS's own, or null
 * @param underWay  whether one is asked for or somebody is at it
 * @param nextAt    when it is pulled next by itself, or null
 * @param last      what came of the last one, or null if there was none
 */
public record AwsPullView(AwsPull settings, long version, Instant changedAt, String changedBy, String endpoint, boolean underWay, Instant nextAt, Last last) {
    /**
     * What came of a pull.
     *
     * @param by               who asked for it; {@link AwsPullRunner#ACTOR} for the timer
     * @param from             first day of issue that was asked for
     * @param to               last one
     * @param summaries        how many AWS has listed
     * @param importId         the import of what it listed; null if it broke off, or brought nothing new
     * @param failure          why it broke off, or why its import failed; or null
     * @param failureArguments that its sentence takes
     */
    public record Last(Instant startedAt, Instant finishedAt, String by, LocalDate from, LocalDate to, int summaries, Long importId, ErrorCode failure,
            List<Object> failureArguments) {
        /** @param job its import, or null */
        static Last of(AwsPullState state, ImportJob job) {
            boolean refused = job != null && job.state() == ImportState.FAILED;
            return state.lastFinishedAt() == null ? null : new Last(state.lastStartedAt(), state.lastFinishedAt(), state.lastBy(), state.lastFrom(),
                    state.lastUntil().minusDays(1), state.lastSummaries(), state.lastImportId(), refused ? job.failure() : state.lastFailure(),
                    refused ? job.failureArguments() : state.lastFailureArguments());
        }

        /** Whether it was begun by the timer and not by a person. */
        public boolean isByTimer() {
            return by.equals(AwsPullRunner.ACTOR);
        }
    }
}
