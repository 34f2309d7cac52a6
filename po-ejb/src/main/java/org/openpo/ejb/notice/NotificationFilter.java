package org.openpo.ejb.notice;

import java.time.Instant;

import org.openpo.domain.notice.Channel;
import org.openpo.domain.notice.DeliveryState;
import org.openpo.domain.notice.NoticeKind;

/**
 * Which notifications a list shows; null is any.
 *
 * @param search part of a recipient's name or address, or of a subject
 * @param from   written down then or later
 * @param before written down before
 */
public record NotificationFilter(String search, NoticeKind kind, DeliveryState state, Channel channel, Long purchaseOrderKey, Long contactId,
        Instant from, Instant before) {
    /** Of any time. */
    public NotificationFilter(String search, NoticeKind kind, DeliveryState state, Channel channel, Long purchaseOrderKey, Long contactId) {
        this(search, kind, state, channel, purchaseOrderKey, contactId, null, null);
    }

    public static NotificationFilter all() {
        return new NotificationFilter(null, null, null, null, null, null);
    }
}
