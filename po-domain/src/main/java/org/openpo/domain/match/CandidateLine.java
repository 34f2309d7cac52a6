package org.openpo.domain.match;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.Objects;
import java.util.Set;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.MonthRange;
import org.openpo.domain.order.NaturalOrder;
import org.openpo.domain.order.OverspendPolicy;

/**
 * A line item that might pay for an invoice, with what matching needs to know of it and of its purchase order.
 *
 * @param lineItemId the line's key; no two candidates of one request share it
 * @param purchaseOrderKey the purchase order's key
 * @param purchaseOrderId the purchase order ID as people know it
 * @param lineItemNumber the line's number in its purchase order
 * @param suspended whether the purchase order is suspended
 * @param closed whether the line is closed
 * @param anySeller whether the purchase order covers every known seller
 * @param sellerIds the sellers it covers
 * @param currency the purchase order's currency
 * @param amountBasis which amount of an invoice it pays
 * @param taxRegistrationNumbers the only numbers it matches; empty matches all
 * @param invoiceUnits the only invoice units it matches; empty matches all, but after purchase orders that name one
 * @param purchaseOrderWindow effective to expiration month
 * @param lineWindow the line's start to end month
 * @param type the line's type
 * @param chargeFilterAccounts the only accounts it pays for, billed or of charges; empty pays for all
 * @param balanceTracked whether the balance counts; an untracked line covers everything
 * @param balance what is left on the line, in the purchase order's currency; may be negative, null only if untracked
 * @param overspendPolicy what to do if the balance does not cover the amount
 * @param purchaseOrderUpdatedAt when a person last changed the purchase order, never when a match moved its balance
 */
public record CandidateLine(
        long lineItemId,
        long purchaseOrderKey,
        String purchaseOrderId,
        String lineItemNumber,
        boolean suspended,
        boolean closed,
        boolean anySeller,
        Set<Long> sellerIds,
        Currency currency,
        AmountBasis amountBasis,
        Set<String> taxRegistrationNumbers,
        Set<String> invoiceUnits,
        MonthRange purchaseOrderWindow,
        MonthRange lineWindow,
        LineItemType type,
        Set<String> chargeFilterAccounts,
        boolean balanceTracked,
        BigDecimal balance,
        OverspendPolicy overspendPolicy,
        Instant purchaseOrderUpdatedAt) {

    /**
     * By purchase order and line as people number them, the order in which the trace names those that one criterion dropped. Candidates
     * that come in this order need no sorting for it.
     */
    public static final Comparator<CandidateLine> NUMBER_ORDER = Comparator.comparing(CandidateLine::purchaseOrderId, NaturalOrder.INSTANCE)
            .thenComparing(CandidateLine::lineItemNumber, NaturalOrder.INSTANCE).thenComparingLong(CandidateLine::lineItemId);

    public CandidateLine {
        Objects.requireNonNull(purchaseOrderId, "purchaseOrderId");
        Objects.requireNonNull(lineItemNumber, "lineItemNumber");
        sellerIds = Set.copyOf(sellerIds);
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(amountBasis, "amountBasis");
        taxRegistrationNumbers = Names.taxRegistrationKeys(taxRegistrationNumbers);
        invoiceUnits = Names.invoiceUnitKeys(invoiceUnits);
        Objects.requireNonNull(purchaseOrderWindow, "purchaseOrderWindow");
        Objects.requireNonNull(lineWindow, "lineWindow");
        Objects.requireNonNull(type, "type");
        chargeFilterAccounts = Set.copyOf(chargeFilterAccounts);
        if (balanceTracked) {
            Objects.requireNonNull(balance, "balance");
        }
        Objects.requireNonNull(overspendPolicy, "overspendPolicy");
        Objects.requireNonNull(purchaseOrderUpdatedAt, "purchaseOrderUpdatedAt");
    }

    /** The same line with another balance. */
    public CandidateLine withBalance(BigDecimal other) {
        return new CandidateLine(lineItemId, purchaseOrderKey, purchaseOrderId, lineItemNumber, suspended, closed, anySeller, sellerIds, currency, amountBasis,
                taxRegistrationNumbers, invoiceUnits, purchaseOrderWindow, lineWindow, type, chargeFilterAccounts, balanceTracked, other, overspendPolicy,
                purchaseOrderUpdatedAt);
    }
}
