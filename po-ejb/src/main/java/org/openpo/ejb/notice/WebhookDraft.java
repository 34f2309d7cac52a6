package org.openpo.ejb.notice;

import java.util.Set;

import org.openpo.domain.notice.NoticeKind;

/**
 * A webhook as an administrator enters it.
 *
 * @param language en or vi
 */
public record WebhookDraft(String name, String address, Set<NoticeKind> events, String language, boolean active) {
    public WebhookDraft {
        events = Set.copyOf(events);
    }
}
