package org.openpo.ejb.queue;

import java.util.List;

import org.openpo.domain.wayout.WayOut;
import org.openpo.ejb.match.InvoiceDoubts;

/**
 * The ways out of one exception.
 *
 * @param version of the invoice for which they were found
 * @param ways the best one first, the last one to exclude it
 * @param twin the invoice that it seems to repeat, or null
 */
public record WaysOutView(long version, List<WayOut> ways, InvoiceDoubts.Twin twin) {
    /** The one to take unless a person knows better. */
    public WayOut best() {
        return ways.get(0);
    }
}
