package org.openpo.ejb.notice;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import org.openpo.domain.forecast.Forecast;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.time.Now;

/** The burn-down and forecast of a purchase order (spec §5). */
@Stateless
@RolesAllowed("VIEWER")
public class BurnDownQueries {
    /** A purchase order's window and what was billed outside of it have no further limit. */
    private static final int MONTHS_MOST = 240;
    /** Further ahead nobody plans by what was billed so far. */
    private static final int AHEAD_MOST = 36;

    @EJB
    private OrderSummaries summaries;
    @Inject
    private Clock clock;

    /** @throws NotFoundException if there is no such purchase order */
    public BurnDown of(long purchaseOrderKey) {
        OrderSummary po = summaries.of(List.of(purchaseOrderKey)).get(purchaseOrderKey);
        if (po == null || po.deleted()) {
            throw new NotFoundException("PurchaseOrder", purchaseOrderKey);
        }
        YearMonth current = Now.month(clock);
        Forecast forecast = po.forecast(current);
        return new BurnDown(po.currency(), po.effective(), po.expiration(), po.committed(), po.billed(), months(po, current), forecast,
                forecast == null ? null : forecast.shortfall(po.expiration()).orElse(null),
                forecast == null ? List.of() : forecast.ahead(po.expiration(), AHEAD_MOST), lines(po));
    }

    private List<BurnDown.Line> lines(OrderSummary po) {
        Map<Long, NavigableMap<YearMonth, BigDecimal>> billed = summaries.billedByLine(po.key());
        return po.lines().stream().map(line -> {
            List<BurnDown.Month> months = new ArrayList<>();
            BigDecimal left = line.total();
            for (Map.Entry<YearMonth, BigDecimal> each : billed.getOrDefault(line.id(), Collections.emptyNavigableMap()).entrySet()) {
                left = left.subtract(each.getValue());
                months.add(new BurnDown.Month(each.getKey(), each.getValue(), left));
            }
            return new BurnDown.Line(line.id(), line.number(), line.tracked(), months);
        }).toList();
    }

    private static List<BurnDown.Month> months(OrderSummary po, YearMonth current) {
        NavigableMap<YearMonth, BigDecimal> billed = po.billedByMonth();
        YearMonth first = billed.isEmpty() || po.effective().isBefore(billed.firstKey()) ? po.effective() : billed.firstKey();
        YearMonth last = current.isAfter(po.expiration()) ? po.expiration() : current;
        if (!billed.isEmpty() && billed.lastKey().isAfter(last)) {
            last = billed.lastKey();
        }
        List<BurnDown.Month> months = new ArrayList<>();
        BigDecimal left = po.committed();
        for (YearMonth month = first; !month.isAfter(last) && months.size() < MONTHS_MOST; month = month.plusMonths(1)) {
            BigDecimal amount = billed.getOrDefault(month, BigDecimal.ZERO);
            left = left.subtract(amount);
            months.add(new BurnDown.Month(month, amount, left));
        }
        return months;
    }
}
