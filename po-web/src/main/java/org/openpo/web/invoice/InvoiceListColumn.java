package org.openpo.web.invoice;

import java.util.Arrays;
import java.util.List;

import org.openpo.ejb.invoice.InvoiceSort;

/** Columns of the list of invoices behind the ID. */
enum InvoiceListColumn {
    SELLER("invoices.seller", InvoiceSort.SELLER, true),
    PERIOD("invoices.period", InvoiceSort.BILLING_PERIOD, true),
    TYPE("invoices.class", null, true),
    ISSUED("invoices.issued", InvoiceSort.ISSUE_DATE, true),
    DUE("invoices.due", null, true),
    NET("invoice.net", null, false),
    TAX("invoice.tax", null, false),
    AMOUNT("common.amount", InvoiceSort.GROSS, true),
    REFERENCE("invoices.reference", null, true),
    MATCH("invoices.match", InvoiceSort.STATE, true),
    LINE("invoices.line", null, true),
    ASSIGNED("exceptions.assignee", null, false);

    private final String title;
    private final InvoiceSort sort;
    private final boolean standard;

    /**
     * @param sort     that a click on its head chooses, or null
     * @param standard shown to somebody who has chosen nothing
     */
    InvoiceListColumn(String title, InvoiceSort sort, boolean standard) {
        this.title = title;
        this.sort = sort;
        this.standard = standard;
    }

    String title() {
        return title;
    }

    InvoiceSort sort() {
        return sort;
    }

    static List<String> all() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }

    static List<String> standard() {
        return Arrays.stream(values()).filter(each -> each.standard).map(Enum::name).toList();
    }
}
