package org.openpo.domain.notice;

/** Where a delivery stands. */
public enum DeliveryState {
    /** To be sent, for the first time or again. */
    WAITING,
    /** A node is at it. */
    SENDING,
    /** The mail server, or the webhook, has accepted it. */
    SENT,
    /** Given up; a person may send it again. */
    FAILED,
    /** Not sent, because no mail server is configured; it can be read here. */
    KEPT,
    /** Not sent, because its recipient no longer wants it or is no longer there. */
    CANCELLED
}
