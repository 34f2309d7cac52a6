package org.openpo.web.rest;

import java.util.List;

import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MultivaluedMap;

import org.openpo.domain.inbound.RowOutcome;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.ejb.invoice.InvoiceDetails;
import org.openpo.ejb.invoice.InvoiceFilter;
import org.openpo.ejb.invoice.InvoiceQueries;
import org.openpo.ejb.invoice.InvoiceRow;
import org.openpo.ejb.invoice.InvoiceSort;
import org.openpo.ejb.invoice.QueueFilter;
import org.openpo.ejb.order.PurchaseOrderFilter;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderRow;
import org.openpo.ejb.order.PurchaseOrderSort;
import org.openpo.ejb.query.Slice;

/** The two lists of invoices: all, and those of one purchase order. */
final class InvoiceList {
    private final InvoiceQueries invoices;
    private final PurchaseOrderQueries purchaseOrders;
    private final ListQueryParameters query;

    InvoiceList(InvoiceQueries invoices, PurchaseOrderQueries purchaseOrders, MultivaluedMap<String, String> parameters) {
        this.invoices = invoices;
        this.purchaseOrders = purchaseOrders;
        this.query = new ListQueryParameters(parameters);
    }

    /** Of all invoices; the filter {@code purchaseOrderId} takes the ID people know. */
    JsonObject all() {
        String purchaseOrderId = query.text("purchaseOrderId");
        if (purchaseOrderId == null) {
            return read(null);
        }
        List<PurchaseOrderRow> named = purchaseOrders.slice(new PurchaseOrderFilter(null, purchaseOrderId, null, null, null, null, null, null, null, null),
                PurchaseOrderSort.PURCHASE_ORDER_ID, false, null, 1).items();
        // No row has this id: a purchase order that does not exist has no invoices.
        return read(named.isEmpty() ? -1 : named.get(0).id());
    }

    /** @param purchaseOrder id of the one whose invoices are listed, or null for all */
    JsonObject read(Long purchaseOrder) {
        String invoiceId = query.text("invoiceId");
        String importId = query.text("importId");
        InvoiceFilter filter = new InvoiceFilter(query.text("search"), invoiceId, query.text("seller"), query.choices("state", InvoiceState.class),
                query.choice("exceptionCode", ExceptionCode.class), query.choice("kind", InvoiceKind.class), query.text("currency"),
                query.month("billingPeriod"), purchaseOrder, importId == null ? null : Ids.parse("ImportJob", importId), query.choice("importOutcome", RowOutcome.class),
                new QueueFilter(null, query.whole("olderThanDays"), query.text("assignedTo"), query.decimal("minAmount"), query.decimal("maxAmount")));
        var sort = query.sort(InvoiceSort.ofAll(), InvoiceSort::field, InvoiceSort.ISSUE_DATE);
        int limit = query.limit();
        String cursor = query.cursor();
        query.finishOrThrow();
        Slice<InvoiceRow> found = invoices.slice(filter, sort.field(), sort.descending(), cursor, limit);
        if (invoiceId == null) {
            return ListQueryParameters.answer(found, InvoiceJson::write);
        }
        Slice<InvoiceDetails> whole = new Slice<>(found.items().stream().map(row -> invoices.details(row.id())).toList(), found.nextCursor());
        return ListQueryParameters.answer(whole, InvoiceJson::write);
    }
}
