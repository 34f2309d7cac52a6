package org.openpo.ejb.notice;

import java.net.URI;

import jakarta.json.JsonObject;

import org.openpo.domain.notice.NoticeKind;

/**
 * What a notice says to one recipient.
 *
 * @param facts       as {@link NoticeFacts} has completed them
 * @param unsubscribe link for this contact; null for others
 */
public record NoticeContent(NoticeKind kind, JsonObject facts, String recipientName, String language, URI unsubscribe) { }
