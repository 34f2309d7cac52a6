package org.openpo.web.dashboard;

import java.util.Arrays;
import java.util.List;

import org.openpo.ejb.order.PurchaseOrderSort;

/** Columns of the list of purchase orders behind the ID. */
enum OrderColumn {
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

    /**
     * @param sort     that a click on its head chooses, or null
     * @param standard shown to somebody who has chosen nothing
     */
    OrderColumn(String title, PurchaseOrderSort sort, boolean standard) {
        this.title = title;
        this.sort = sort;
        this.standard = standard;
    }

    String title() {
        return title;
    }

    PurchaseOrderSort sort() {
        return sort;
    }

    static List<String> all() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }

    static List<String> standard() {
        return Arrays.stream(values()).filter(each -> each.standard).map(Enum::name).toList();
    }
}
