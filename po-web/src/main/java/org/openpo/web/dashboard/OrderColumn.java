package org.openpo.web.dashboard;

import org.openpo.ejb.order.PurchaseOrderSort;
import org.openpo.web.listview.ListColumn;

/** Columns of the list of purchase orders behind the ID. */
enum OrderColumn implements ListColumn {
    DESCRIPTION("common.description", null, true),
    STATUS("common.status", null, true),
    SELLERS("dashboard.billFrom", null, true),
    MONTHS("dashboard.months", PurchaseOrderSort.EXPIRATION_MONTH, true),
    AMOUNT("common.amount", PurchaseOrderSort.COMMITTED, true),
    BILLED("dashboard.billed", PurchaseOrderSort.BILLED, false),
    BALANCE("common.balance", PurchaseOrderSort.BALANCE, true),
    LINES("dashboard.lines", null, true),
    UPDATED("dashboard.updated", PurchaseOrderSort.UPDATED_AT, true);

    private final String title;
    private final PurchaseOrderSort sort;
    private final boolean standard;

    OrderColumn(String title, PurchaseOrderSort sort, boolean standard) {
        this.title = title;
        this.sort = sort;
        this.standard = standard;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public PurchaseOrderSort sort() {
        return sort;
    }

    @Override
    public boolean isStandard() {
        return standard;
    }
}
