package org.openpo.ejb.invoice;

import java.util.Objects;

import org.openpo.domain.invoice.InvoiceDraft;

/** An invoice that is handed in together with others. */
public record Arrival(InvoiceDraft draft, Standing standing) {
    public Arrival {
        Objects.requireNonNull(draft, "draft");
        Objects.requireNonNull(standing, "standing");
    }

    /** An invoice that is due. */
    public static Arrival due(InvoiceDraft draft) {
        return new Arrival(draft, Standing.DUE);
    }
}
