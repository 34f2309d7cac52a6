package org.openpo.web.order;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

import org.openpo.domain.ledger.AllocationHow;
import org.openpo.ejb.invoice.AllocationView;
import org.openpo.ejb.invoice.InvoiceFilter;
import org.openpo.ejb.invoice.InvoiceQueries;
import org.openpo.ejb.invoice.InvoiceRow;
import org.openpo.ejb.invoice.InvoiceSort;

/** The invoices charged to one purchase order, paged and sorted by the database. */
public class PurchaseOrderInvoices extends LazyDataModel<InvoiceRow> {
    private static final long serialVersionUID = 1L;

    private final transient InvoiceQueries queries;
    private final long purchaseOrder;

    PurchaseOrderInvoices(InvoiceQueries queries, long purchaseOrder) {
        this.queries = queries;
        this.purchaseOrder = purchaseOrder;
    }

    @Override
    public int count(Map<String, FilterMeta> filters) {
        return Math.toIntExact(queries.page(InvoiceFilter.ofPurchaseOrder(purchaseOrder), InvoiceSort.ISSUE_DATE, true, 0, 1).total());
    }

    @Override
    public List<InvoiceRow> load(int first, int size, Map<String, SortMeta> sorts, Map<String, FilterMeta> filters) {
        Iterator<SortMeta> sort = sorts.values().stream().filter(SortMeta::isActive).iterator();
        InvoiceSort by = InvoiceSort.ISSUE_DATE;
        boolean descending = true;
        if (sort.hasNext()) {
            SortMeta chosen = sort.next();
            by = InvoiceSort.valueOf(chosen.getField());
            descending = chosen.getOrder().isDescending();
        }
        return queries.page(InvoiceFilter.ofPurchaseOrder(purchaseOrder), by, descending, first, size).items();
    }

    @Override
    public String getRowKey(InvoiceRow row) {
        return String.valueOf(row.id());
    }

    /** What of the invoice this purchase order pays, in its currency. */
    public BigDecimal amount(InvoiceRow row) {
        return here(row).stream().map(AllocationView::purchaseOrderAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Numbers of the lines that pay it. */
    public String lines(InvoiceRow row) {
        return here(row).stream().map(AllocationView::lineItemNumber).distinct().collect(Collectors.joining(", "));
    }

    /** How it came here; more than one way only after it was split. */
    public List<AllocationHow> how(InvoiceRow row) {
        return here(row).stream().map(AllocationView::how).distinct().toList();
    }

    private List<AllocationView> here(InvoiceRow row) {
        return row.allocations().stream().filter(a -> a.purchaseOrderPk() == purchaseOrder).toList();
    }
}
