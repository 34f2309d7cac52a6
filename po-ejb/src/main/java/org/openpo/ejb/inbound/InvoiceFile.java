package org.openpo.ejb.inbound;

import java.nio.file.Path;
import java.util.Optional;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;

/** Recognises what a file is by its content (spec §7). */
final class InvoiceFile {
    private InvoiceFile() { }

    /** @throws BusinessRuleException FILE_ENCODING, FILE_EMPTY, FILE_NOT_RECOGNISED */
    static InvoiceReader reader(Path file) {
        FileText text = FileText.open(file);
        if (text.beginning(1024).isBlank()) {
            throw new BusinessRuleException("", ErrorCode.FILE_EMPTY);
        }
        Optional<AwsInvoiceSummariesReader> aws = AwsInvoiceSummariesReader.recognise(text);
        if (aws.isPresent()) {
            return aws.get();
        }
        return CsvInvoiceReader.recognise(text).orElseThrow(() -> new BusinessRuleException("", ErrorCode.FILE_NOT_RECOGNISED));
    }

    static ImportFormat format(InvoiceReader reader) {
        return reader instanceof CsvInvoiceReader ? ImportFormat.OPENPO_CSV : ImportFormat.AWS_INVOICE_SUMMARIES;
    }
}
