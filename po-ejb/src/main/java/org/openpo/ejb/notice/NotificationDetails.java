package org.openpo.ejb.notice;

import java.time.Instant;
import java.util.List;

import org.openpo.domain.notice.DeliveryAttempt;

/**
 * A notification with every try.
 *
 * @param causedAt when what it tells happened
 * @param attempts oldest first, the last {@value NotificationQueries#ATTEMPTS_SHOWN}
 */
public record NotificationDetails(NotificationRow row, Instant causedAt, List<Attempt> attempts) {

    /** @param node which server tried; a person's name where somebody asked to send it again */
    public record Attempt(Instant at, String node, DeliveryAttempt.Outcome outcome, String answer) { }
}
