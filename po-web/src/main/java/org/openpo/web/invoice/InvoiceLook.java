package org.openpo.web.invoice;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.listview.KeptList;
import org.openpo.ejb.invoice.InvoiceSort;
import org.openpo.web.faces.PagedListState;
import org.openpo.web.listview.ListLook;
import org.primefaces.model.SortMeta;

/** How the list of invoices is drawn, as {@code #{invoiceLook}}. */
@Named("invoiceLook")
@ViewScoped
public class InvoiceLook extends ListLook {
    private static final long serialVersionUID = 1L;

    @Inject
    private InvoicesBean invoices;

    public InvoiceLook() {
        super(KeptList.INVOICES, InvoiceListColumn.values());
    }

    @Override
    protected String addressed() {
        return invoices.getState().getColumns();
    }

    @Override
    protected String query(String columnNames) {
        return invoices.getState().viewQuery(columnNames);
    }

    @Override
    protected Integer rows() {
        int rows = invoices.getState().getRows();
        return rows == PagedListState.DEFAULT_ROWS ? null : rows;
    }

    /** For the head of the table; null while the column that the list is sorted by is hidden, which the table does not know then. */
    public SortMeta getSortMeta() {
        InvoiceSort sort = invoices.getState().sortBy();
        return sort == InvoiceSort.INVOICE_ID || isShown(sort) ? invoices.getSortMeta() : null;
    }
}
