package org.openpo.web.dashboard;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.listview.KeptList;
import org.openpo.ejb.order.PurchaseOrderSort;
import org.openpo.web.listview.ListLook;
import org.primefaces.model.SortMeta;

/** How the list of purchase orders is drawn, as {@code #{orderLook}}. */
@Named("orderLook")
@ViewScoped
public class OrderLook extends ListLook {
    private static final long serialVersionUID = 1L;

    @Inject
    private DashboardBean dashboard;

    public OrderLook() {
        super(KeptList.PURCHASE_ORDERS, OrderColumn.values());
    }

    @Override
    protected String addressed() {
        return dashboard.getState().getColumns();
    }

    @Override
    protected String query(String columnNames) {
        return dashboard.getState().viewQuery(columnNames);
    }

    @Override
    protected Integer rows() {
        int rows = dashboard.getState().getRows();
        return rows == PurchaseOrderListState.DEFAULT_ROWS ? null : rows;
    }

    /** For the head of the table; null while the column that the list is sorted by is hidden, which the table does not know then. */
    public SortMeta getSortMeta() {
        PurchaseOrderSort sort = dashboard.getState().sortBy();
        return sort == PurchaseOrderSort.PURCHASE_ORDER_ID || isShown(sort) ? dashboard.getSortMeta() : null;
    }
}
