package org.openpo.domain.inbound;

/**
 * What became of a file's rows. rows = created + unchanged + changed + duplicates + errors.
 *
 * @param unchanged  invoices that were here already, with the same content
 * @param changed    invoices that were here with other content and now have the file's
 * @param duplicates rows that repeat an invoice of the same file
 * @param exceptions invoices among created and changed that no line item matched
 * @param errors     rows that could not be read
 */
public record ImportCounts(long rows, long created, long unchanged, long changed, long duplicates, long exceptions, long errors) {
    public static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0, 0, 0, 0);

    /** These and others, of the same file: its rows are counted once. */
    public ImportCounts and(ImportCounts others) {
        return new ImportCounts(rows, created + others.created, unchanged + others.unchanged, changed + others.changed, duplicates + others.duplicates,
                exceptions + others.exceptions, errors + others.errors);
    }

    /** Rows of which it is known what became of them. */
    public long workedOff() {
        return created + unchanged + changed + duplicates + errors;
    }
}
