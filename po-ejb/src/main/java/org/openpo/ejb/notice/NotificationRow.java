package org.openpo.ejb.notice;

import java.time.Instant;

import org.openpo.domain.notice.Channel;
import org.openpo.domain.notice.DeliveryState;
import org.openpo.domain.notice.NoticeKind;

/**
 * A notice to one recipient, as lists show it.
 *
 * @param purchaseOrderKey null for digests
 * @param contactId        the contact's or the webhook's id
 * @param address          of a webhook only the host
 * @param nextAttemptAt    null unless it waits
 * @param sentAt           null unless it was accepted
 * @param answer           what the server said last, or null
 */
public record NotificationRow(long id, NoticeKind kind, Long purchaseOrderKey, String purchaseOrderId, Channel channel, long contactId, String recipientName, String address,
        String language, String subject, DeliveryState state, int attempts, Instant createdAt, Instant nextAttemptAt, Instant sentAt, String answer, String messageId) { }
