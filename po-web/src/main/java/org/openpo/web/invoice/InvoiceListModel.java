package org.openpo.web.invoice;

import java.util.List;
import java.util.Map;

import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

import org.openpo.ejb.invoice.InvoiceQueries;
import org.openpo.ejb.invoice.InvoiceRow;
import org.openpo.ejb.query.Page;

/** Fetches one page of invoices from the database each time the table asks, and writes what it shows into the browser's address. */
public class InvoiceListModel extends LazyDataModel<InvoiceRow> {
    private static final long serialVersionUID = 1L;

    private final transient InvoiceQueries queries;
    private final InvoiceListState state;

    InvoiceListModel(InvoiceQueries queries, InvoiceListState state) {
        this.queries = queries;
        this.state = state;
    }

    @Override
    public int count(Map<String, FilterMeta> unused) {
        return Math.toIntExact(page(0, 1).total());
    }

    @Override
    public List<InvoiceRow> load(int first, int size, Map<String, SortMeta> sorts, Map<String, FilterMeta> unused) {
        state.sortBy(sorts);
        state.show(first, size);
        return page(first, size).items();
    }

    private Page<InvoiceRow> page(int first, int size) {
        return queries.page(state.filter(), state.sortBy(), state.isDescending(), first, size);
    }

    @Override
    public String getRowKey(InvoiceRow row) {
        return String.valueOf(row.id());
    }
}
