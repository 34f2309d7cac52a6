package org.openpo.domain.notice;

/** How a notice reaches somebody. */
public enum Channel {
    MAIL, WEBHOOK
}
