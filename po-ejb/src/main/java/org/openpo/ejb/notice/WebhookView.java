package org.openpo.ejb.notice;

import java.time.Instant;
import java.util.Set;

import org.openpo.domain.notice.NoticeKind;

/**
 * A webhook as administrators see it.
 *
 * @param secret signs what is posted
 */
public record WebhookView(long id, long version, String name, String address, String secret, Set<NoticeKind> events, String language, boolean active, Instant changedAt, String changedBy) { }
