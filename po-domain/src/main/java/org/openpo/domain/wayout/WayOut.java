package org.openpo.domain.wayout;

import java.math.BigDecimal;
import java.util.Currency;

import org.openpo.domain.match.CandidateLine;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.MonthRange;

/**
 * One way out of an exception. What does not concern the kind is null.
 *
 * @param purchaseOrderKey the order it changes or assigns to
 * @param purchaseOrderId  that order's ID; for a new one the ID the invoice names, null if a person has to give one
 * @param lineItemId       the line it changes or assigns to
 * @param lineItemNumber   that line's number, or the new line's
 * @param lineItemType     type of the new line
 * @param months           the line's months afterwards
 * @param amount           by how much the line's amount is raised; the new line's amount
 * @param currency         currency of {@code amount}; for ADD_RATE the purchase order's currency
 */
public record WayOut(WayOutKind kind, Long purchaseOrderKey, String purchaseOrderId, Long lineItemId, String lineItemNumber,
        LineItemType lineItemType, MonthRange months, BigDecimal amount, Currency currency) {

    static WayOut of(WayOutKind kind) {
        return new WayOut(kind, null, null, null, null, null, null, null, null);
    }

    static WayOut onOrder(WayOutKind kind, CandidateLine line) {
        return new WayOut(kind, line.purchaseOrderKey(), line.purchaseOrderId(), null, null, null, null, null, line.currency());
    }

    static WayOut onLine(WayOutKind kind, CandidateLine line) {
        return new WayOut(kind, line.purchaseOrderKey(), line.purchaseOrderId(), line.lineItemId(), line.lineItemNumber(), null, null, null, line.currency());
    }

    WayOut with(LineItemType type, MonthRange newMonths, BigDecimal newAmount) {
        return new WayOut(kind, purchaseOrderKey, purchaseOrderId, lineItemId, lineItemNumber, type, newMonths, newAmount, currency);
    }

    WayOut withLineNumber(String number) {
        return new WayOut(kind, purchaseOrderKey, purchaseOrderId, lineItemId, number, lineItemType, months, amount, currency);
    }
}
