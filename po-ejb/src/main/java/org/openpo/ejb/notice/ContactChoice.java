package org.openpo.ejb.notice;

import java.util.Set;

import org.openpo.domain.notice.NoticeKind;

/**
 * What a contact of a purchase order hears of it.
 *
 * @param events     of {@link NoticeKind#OF_PURCHASE_ORDER}
 * @param escalation whether the contact hears of what nobody has looked at
 * @param muted      what the contact has unsubscribed from, on every purchase order
 */
public record ContactChoice(long contactId, String name, String email, String language, Set<NoticeKind> events, boolean escalation, Set<NoticeKind> muted) {
    public ContactChoice {
        events = Set.copyOf(events);
        muted = Set.copyOf(muted);
    }
}
