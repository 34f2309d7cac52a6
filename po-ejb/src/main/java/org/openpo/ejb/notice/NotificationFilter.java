package org.openpo.ejb.notice;

import org.openpo.domain.notice.Channel;
import org.openpo.domain.notice.DeliveryState;
import org.openpo.domain.notice.NoticeKind;

/**
 * Which notifications a list shows; null is any.
 *
 * @param search part of a recipient's name or address, or of a subject
 */
public record NotificationFilter(String search, NoticeKind kind, DeliveryState state, Channel channel, Long purchaseOrderKey, Long contactId) {
    public static NotificationFilter all() {
        return new NotificationFilter(null, null, null, null, null, null);
    }
}
