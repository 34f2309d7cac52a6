package org.openpo.ejb.search;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.order.PurchaseOrderStatus;

/** What a search found, at most {@link GlobalSearch#MOST} of each kind, the likeliest first. */
public record SearchResults(List<FoundPurchaseOrder> purchaseOrders, List<FoundInvoice> invoices, List<FoundSeller> sellers, List<FoundContact> contacts) {

    public record FoundPurchaseOrder(long id, String purchaseOrderId, String description, PurchaseOrderStatus status) { }

    /** @param gross in {@code currency} */
    public record FoundInvoice(long id, String invoiceId, String seller, LocalDate issueDate, BigDecimal gross, String currency, InvoiceState state) { }

    /** @param knownAs the alias that was met, or null where the name was */
    public record FoundSeller(long id, String name, String knownAs) { }

    public record FoundContact(long id, String name, String email) { }

    public static SearchResults none() {
        return new SearchResults(List.of(), List.of(), List.of(), List.of());
    }

    public boolean isEmpty() {
        return purchaseOrders.isEmpty() && invoices.isEmpty() && sellers.isEmpty() && contacts.isEmpty();
    }
}
