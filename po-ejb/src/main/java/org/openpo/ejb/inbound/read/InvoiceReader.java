package org.openpo.ejb.inbound.read;

import java.util.List;
import java.util.function.Consumer;

import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.invoice.Standing;

/** Reads one file of invoices from its beginning to its end. */
public interface InvoiceReader {
    /** What the file is. */
    ImportFormat format();

    /**
     * Delivers every invoice, in the file's order. May be called once.
     *
     * @throws BusinessRuleException if the file as a whole cannot be read (malformed, columns missing); the code says why and where, and
     *                               nothing that was delivered before may be used
     */
    void read(Consumer<Row> rows);

    /** One invoice of the file, whether it stands on one record or on many. */
    sealed interface Row {
        /** 1-based number of its (first) record in its file; a header line is not counted. */
        long number();

        Origin origin();
    }

    /** An invoice that could be read; the values may still break rules. */
    record Read(long number, Origin origin, InvoiceDraft draft, Standing standing) implements Row { }

    /**
     * A record, or an invoice, that could not be read.
     *
     * @param invoiceId  as far as it could be read, or null
     * @param violations with the file's column names as fields
     */
    record Refused(long number, Origin origin, String invoiceId, List<Violation> violations) implements Row { }
}
