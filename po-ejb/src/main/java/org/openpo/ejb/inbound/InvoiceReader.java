package org.openpo.ejb.inbound;

import java.util.List;
import java.util.function.Consumer;

import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.invoice.Standing;

/** Reads one file of invoices from its beginning to its end, row by row. */
sealed interface InvoiceReader permits CsvInvoiceReader, AwsInvoiceSummariesReader {
    /**
     * Delivers every row in the file's order.
     *
     * @throws BusinessRuleException if the file as a whole cannot be read (malformed, columns missing); the code says why and where
     */
    void read(Consumer<Row> rows);

    /** The file's word for a field of the API (spec §9), for example {@code paymentGross} for {@code payment.gross}. */
    String column(String field);

    /** One record of the file. */
    sealed interface Row {
        /** 1-based number of the record; a header line is not counted. */
        long number();
    }

    /** A row that could be read; the values may still break rules. */
    record Read(long number, InvoiceDraft draft, Standing standing) implements Row { }

    /**
     * A row that could not be read.
     *
     * @param invoiceId  as far as it could be read, or null
     * @param violations with the file's column names as fields
     */
    record Refused(long number, String invoiceId, List<Violation> violations) implements Row { }
}
