package org.openpo.ejb.inbound.read;

import java.nio.file.Path;
import java.util.Optional;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;

/** Recognises what a file is by its content (spec §7). */
public final class InvoiceFile {
    private InvoiceFile() { }

    /** @throws BusinessRuleException FILE_ENCODING, FILE_EMPTY, FILE_NOT_RECOGNISED */
    public static InvoiceReader reader(Path file) {
        return reader(file, ColumnMapping.NONE);
    }

    /**
     * @param mapping for a CSV that has other columns than the formats we know, and constants for what a file leaves out
     * @throws BusinessRuleException FILE_ENCODING, FILE_EMPTY, FILE_NOT_RECOGNISED
     */
    public static InvoiceReader reader(Path file, ColumnMapping mapping) {
        FileText text = FileText.open(file);
        if (text.beginning(1024).isBlank()) {
            throw new BusinessRuleException("", ErrorCode.FILE_EMPTY);
        }
        Optional<AwsInvoiceSummariesReader> aws = AwsInvoiceSummariesReader.recognise(text);
        if (aws.isPresent()) {
            return aws.get();
        }
        if (mapping.mapsColumns()) {
            return CsvInvoiceReader.mapped(text, mapping);
        }
        return CsvInvoiceReader.recognise(text).orElseThrow(() -> new BusinessRuleException("", ErrorCode.FILE_NOT_RECOGNISED));
    }
}
