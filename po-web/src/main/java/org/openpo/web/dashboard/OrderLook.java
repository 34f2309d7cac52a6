package org.openpo.web.dashboard;

import java.util.Arrays;
import java.util.List;

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
        super(KeptList.PURCHASE_ORDERS);
    }

    @Override
    protected List<String> all() {
        return OrderColumn.all();
    }

    @Override
    protected List<String> standard() {
        return OrderColumn.standard();
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

    @Override
    public String title(String column) {
        return OrderColumn.valueOf(column).title();
    }

    /** For the head of the table; null while the column that the list is sorted by is hidden, which the table does not know then. */
    public SortMeta getSortMeta() {
        PurchaseOrderSort sort = dashboard.getState().sortBy();
        boolean shown = sort == PurchaseOrderSort.PURCHASE_ORDER_ID || Arrays.stream(OrderColumn.values()).anyMatch(each -> each.sort() == sort && isShown(each.name()));
        return shown ? dashboard.getSortMeta() : null;
    }
}
