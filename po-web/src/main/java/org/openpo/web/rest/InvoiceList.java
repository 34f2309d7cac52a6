package org.openpo.web.rest;

import java.util.List;
import java.util.Set;

import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import org.openpo.domain.inbound.RowOutcome;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.ejb.export.ExportFormat;
import org.openpo.ejb.invoice.InvoiceDetails;
import org.openpo.ejb.invoice.InvoiceExport;
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
import org.openpo.web.rest.ListQueryParameters.Sort;

/** The two lists of invoices: all, and those of one purchase order. */
final class InvoiceList {
    /** No row has this id: a purchase order that does not exist has no invoices. */
    private static final Long NOBODY = -1L;

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
        return read(named());
    }

    /** The same as a file. */
    Response file(InvoiceExport export) {
        InvoiceFilter filter = filter(named());
        Sort<InvoiceSort> sort = sort(filter);
        ExportFormat format = ListFile.format(query);
        query.finishOrThrow();
        return ListFile.answer("invoices", format, out -> export.write(filter, sort.field(), sort.descending(), format, out));
    }

    /** @param purchaseOrder id of the one whose invoices are listed, or null for all */
    JsonObject read(Long purchaseOrder) {
        InvoiceFilter filter = filter(purchaseOrder);
        Sort<InvoiceSort> sort = sort(filter);
        int limit = query.limit();
        String cursor = query.cursor();
        query.finishOrThrow();
        Slice<InvoiceRow> found = invoices.slice(filter, sort.field(), sort.descending(), cursor, limit);
        if (filter.invoiceId() == null) {
            return ListQueryParameters.answer(found, InvoiceJson::write);
        }
        Slice<InvoiceDetails> whole = new Slice<>(found.items().stream().map(row -> invoices.details(row.id())).toList(), found.nextCursor());
        return ListQueryParameters.answer(whole, InvoiceJson::write);
    }

    /** Id of the purchase order that is named, or null if none is. */
    private Long named() {
        String purchaseOrderId = query.text("purchaseOrderId");
        if (purchaseOrderId == null) {
            return null;
        }
        List<PurchaseOrderRow> named = purchaseOrders.slice(new PurchaseOrderFilter(null, purchaseOrderId, null, null, null, null, null, null, null, null),
                PurchaseOrderSort.PURCHASE_ORDER_ID, false, null, 1).items();
        return named.isEmpty() ? NOBODY : named.get(0).id();
    }

    private InvoiceFilter filter(Long purchaseOrder) {
        String importId = query.text("importId");
        return new InvoiceFilter(query.text("search"), query.text("invoiceId"), query.text("seller"), query.choices("state", InvoiceState.class),
                query.choice("kind", InvoiceKind.class), query.text("currency"), query.month("billingPeriod"), purchaseOrder,
                importId == null ? null : Ids.parse("ImportJob", importId), query.choice("importOutcome", RowOutcome.class),
                new QueueFilter(query.choices("exceptionCode", ExceptionCode.class), query.choice("problem", ExceptionCode.class), query.whole("olderThanDays"), query.whole("upToDays"), query.text("assignedTo"), query.decimal("minAmount"), query.decimal("maxAmount"),
                        query.month("billedFrom"), query.month("billedTo")));
    }

    /** Only exceptions have been waiting since some time. */
    private Sort<InvoiceSort> sort(InvoiceFilter filter) {
        boolean exceptions = filter.states().equals(Set.of(InvoiceState.EXCEPTION));
        return query.sort(exceptions ? InvoiceSort.values() : InvoiceSort.ofAll(), InvoiceSort::field, InvoiceSort.ISSUE_DATE);
    }
}
