package org.openpo.web.queue;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

import org.openpo.ejb.invoice.InvoiceFilter;
import org.openpo.ejb.invoice.InvoiceQueries;

/** How many exceptions wait, for the badge in the navigation of every page. */
@Named("waiting")
@RequestScoped
public class WaitingBean {
    @EJB
    private InvoiceQueries queries;

    private Long count;

    public long getCount() {
        if (count == null) {
            count = queries.waiting(InvoiceFilter.ofQueue(null, null, null)).count();
        }
        return count;
    }

    /** After an action: it is counted anew. */
    void forget() {
        count = null;
    }
}
