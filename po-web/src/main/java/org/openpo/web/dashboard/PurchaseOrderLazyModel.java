package org.openpo.web.dashboard;

import java.util.List;
import java.util.Map;

import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderRow;
import org.openpo.ejb.query.Page;
import org.openpo.web.faces.AddressBar;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/** Fetches one page of purchase orders from the database each time the table asks, and writes what it shows into the browser's address. */
class PurchaseOrderLazyModel extends LazyDataModel<PurchaseOrderRow> {
    private static final long serialVersionUID = 1L;

    private final transient PurchaseOrderQueries queries;
    private final PurchaseOrderListState state;

    PurchaseOrderLazyModel(PurchaseOrderQueries queries, PurchaseOrderListState state) {
        this.queries = queries;
        this.state = state;
    }

    @Override
    public int count(Map<String, FilterMeta> filterBy) {
        return Math.toIntExact(page(0, 1).total());
    }

    @Override
    public List<PurchaseOrderRow> load(int first, int pageSize, Map<String, SortMeta> sortBy, Map<String, FilterMeta> filterBy) {
        state.sortBy(sortBy);
        state.setFirst(first);
        state.setRows(pageSize);
        AddressBar.rememberIfPartial(state.toQuery());
        return page(first, pageSize).items();
    }

    private Page<PurchaseOrderRow> page(int first, int rows) {
        return queries.page(state.filter(), state.sortBy(), state.isDescending(), first, rows);
    }

    @Override
    public String getRowKey(PurchaseOrderRow row) {
        return String.valueOf(row.id());
    }
}
