package org.openpo.ejb.inbound.read;

import java.util.function.Consumer;

/** One file of charges, summed up to invoices. */
final class CostReader implements InvoiceReader {
    private final CostFile file;
    private final ColumnMapping mapping;

    CostReader(CostFile file, ColumnMapping mapping) {
        this.file = file;
        this.mapping = mapping;
    }

    CostFile file() {
        return file;
    }

    @Override
    public ImportFormat format() {
        return file.format();
    }

    @Override
    public void read(Consumer<Row> rows) {
        CostSums sums = sums();
        file.sumInto(sums);
        sums.deliver(rows);
    }

    /** Empty sums for this file and others of its kind. */
    CostSums sums() {
        return new CostSums(file.isAws(), mapping, CostSums.CHARGES_MAX);
    }
}
