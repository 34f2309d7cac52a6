package org.openpo.ejb.notice;

import java.math.BigDecimal;
import java.util.List;

import org.openpo.domain.notice.NoticePolicy;

/**
 * The rules of one purchase order.
 *
 * @param thresholds its own, or null
 * @param expiryDays its own, or null
 * @param effective  what counts
 */
public record OrderNoticeRulesView(List<BigDecimal> thresholds, List<Integer> expiryDays, NoticePolicy effective) { }
