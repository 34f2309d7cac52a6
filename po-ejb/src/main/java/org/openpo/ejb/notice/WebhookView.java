package org.openpo.ejb.notice;

import java.time.Instant;
import java.util.Set;

import org.openpo.domain.notice.NoticeKind;

/**
 * A webhook as administrators see it.
 *
 * @param previousSecretUntil until when the secret that it had before signs as well; null if none does
 */
public record WebhookView(long id, long version, String name, String address, Set<NoticeKind> events, String language, boolean active, Instant previousSecretUntil, Instant changedAt,
        String changedBy) { }
