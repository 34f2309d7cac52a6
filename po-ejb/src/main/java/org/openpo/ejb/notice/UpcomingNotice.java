package org.openpo.ejb.notice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import org.openpo.domain.notice.Channel;
import org.openpo.domain.notice.NoticeKind;

/**
 * A notice that a purchase order would send, and who would get it.
 *
 * @param on         the day, for an expiration; else null
 * @param lineNumber the line item, for a balance; else null
 * @param threshold  percent left, for a balance; else null
 * @param below      the balance below which it is sent, for a balance; else null
 */
public record UpcomingNotice(NoticeKind kind, LocalDate on, String lineNumber, BigDecimal threshold, BigDecimal below, List<Recipient> recipients) {
    public record Recipient(Channel channel, long id, String name, String address, String language) { }
}
