package org.openpo.web.invoice;

import org.openpo.ejb.invoice.InvoiceSort;
import org.openpo.web.listview.ListColumn;

/** Columns of the list of invoices behind the ID. */
enum InvoiceListColumn implements ListColumn {
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

    InvoiceListColumn(String title, InvoiceSort sort, boolean standard) {
        this.title = title;
        this.sort = sort;
        this.standard = standard;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public InvoiceSort sort() {
        return sort;
    }

    @Override
    public boolean isStandard() {
        return standard;
    }
}
