package org.openpo.ejb.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.ejb.party.ContactView;

/**
 * Everything about one purchase order. Amounts in its currency.
 *
 * @param sellers          official names, empty with {@code anySeller}
 * @param reachableStatuses the statuses it may be changed to now
 * @param invoiceCount     invoices with an amount on one of its lines now
 * @param invoicesOutsideWindow of these, how many have a billing period outside the order's or their line's months (shortened later); they stay
 */
public record PurchaseOrderDetails(long id, long version, String purchaseOrderId, String description, boolean anySeller, List<String> sellers,
        List<String> taxRegistrationNumbers, List<String> invoiceUnits, String billTo, String shipTo, String paymentTerms, String currency,
        YearMonth effectiveMonth, YearMonth expirationMonth, PurchaseOrderStatus status, boolean notYetEffective,
        List<PurchaseOrderStatus> reachableStatuses, AmountBasis amountBasis, BigDecimal committed, BigDecimal billed,
        List<ContactView> contacts, Map<String, String> tags, List<LineItemView> lineItems, long invoiceCount, long invoicesOutsideWindow,
        Instant createdAt, String createdBy, Instant updatedAt, String updatedBy) {

    public BigDecimal balance() {
        return committed.subtract(billed);
    }

    /** At least one line tracks its balance. */
    public boolean tracked() {
        return lineItems.stream().anyMatch(LineItemView::balanceTracking);
    }

    /** At least one tracked line was billed more than its total. */
    public boolean outOfBalance() {
        return lineItems.stream().anyMatch(LineItemView::outOfBalance);
    }

    /** As a draft to edit: saving it unchanged changes nothing. */
    public PurchaseOrderDraft toDraft() {
        return new PurchaseOrderDraft(purchaseOrderId, description, anySeller, sellers, taxRegistrationNumbers, invoiceUnits, billTo, shipTo,
                paymentTerms, currency, effectiveMonth, expirationMonth, amountBasis,
                contacts.stream().map(c -> new ContactDraft(c.name(), c.email(), c.phone(), c.language())).toList(), tags,
                lineItems.stream().map(LineItemView::toDraft).toList());
    }
}
