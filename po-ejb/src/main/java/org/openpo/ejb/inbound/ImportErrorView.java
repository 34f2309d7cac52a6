package org.openpo.ejb.inbound;

import java.util.List;

import org.openpo.domain.inbound.ImportError;
import org.openpo.domain.rule.ErrorCode;

/**
 * Why one row was refused; the sentence is the text of {@code code} with {@code arguments}.
 *
 * @param row       1-based number of the record (a header line is not counted)
 * @param column    as the file calls it, or null if the whole row is meant
 * @param invoiceId as far as it could be read, or null
 */
public record ImportErrorView(long id, long row, String column, ErrorCode code, List<Object> arguments, String invoiceId) {
    static ImportErrorView of(ImportError e) {
        return new ImportErrorView(e.id(), e.rowNumber(), e.columnName(), e.code(), e.arguments(), e.invoiceId());
    }
}
