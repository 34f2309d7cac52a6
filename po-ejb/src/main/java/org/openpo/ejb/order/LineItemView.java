package org.openpo.ejb.order;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;

import org.openpo.domain.order.LineItem;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.OverspendPolicy;

/**
 * A line item with its figures, in the purchase order's currency.
 *
 * @param unitPrice      null if no amount was given
 * @param hasAllocations invoices were allocated to it once: it can be closed, not deleted
 */
public record LineItemView(long id, String number, String description, LineItemType type, YearMonth startMonth, YearMonth endMonth,
        boolean balanceTracking, BigDecimal unitPrice, BigDecimal quantity, LineTax tax, BigDecimal total, BigDecimal billed,
        BigDecimal balance, OverspendPolicy overspendPolicy, List<String> chargeAccounts, boolean closed, String closedReason,
        boolean hasAllocations) {

    static LineItemView of(LineItem l, boolean hasAllocations) {
        return new LineItemView(l.id(), l.number(), l.description(), l.type(), l.window().from(), l.window().to(), l.isBalanceTracked(),
                l.unitPrice(), l.quantity(), l.tax(), l.total(), l.billed(), l.balance(), l.overspendPolicy(),
                l.chargeAccounts().stream().sorted().toList(), l.isClosed(), l.closedReason(), hasAllocations);
    }

    /** As a draft to edit. */
    public LineItemDraft toDraft() {
        return new LineItemDraft(id, number, description, type, startMonth, endMonth, balanceTracking, unitPrice, quantity, tax, overspendPolicy, chargeAccounts);
    }

    public boolean outOfBalance() {
        return balanceTracking && balance.signum() < 0;
    }
}
