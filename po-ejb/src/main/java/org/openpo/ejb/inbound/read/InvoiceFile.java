package org.openpo.ejb.inbound.read;

import java.nio.file.Path;
import java.util.Optional;

import javax.xml.namespace.QName;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;

/** Recognises what a file is by its content (spec §7). */
public final class InvoiceFile {
    private InvoiceFile() { }

    /** @throws BusinessRuleException as {@link #reader(Path, ColumnMapping)} */
    public static InvoiceReader reader(Path file) {
        return reader(file, ColumnMapping.NONE);
    }

    /**
     * @param mapping for a CSV that has other columns than the formats we know, and constants for what a file leaves out
     * @throws BusinessRuleException FILE_EMPTY, FILE_ENCODING, FILE_NOT_RECOGNISED, FILE_IS_PURCHASE_ORDERS, XML_MALFORMED, XML_DTD_FORBIDDEN, PDF_WITHOUT_INVOICE,
     *                               PDF_BROKEN, PARQUET_BROKEN
     */
    public static InvoiceReader reader(Path file, ColumnMapping mapping) {
        if (Unpacker.isZip(file) || Unpacker.isGzip(file)) {
            return new ArchiveReader(file, mapping, ArchiveReader.BYTES_MAX);
        }
        if (CostParquet.isParquet(file)) {
            return new CostReader(CostParquet.recognise(file), mapping);
        }
        Optional<FacturXReader> pdf = FacturXReader.recognise(file);
        if (pdf.isPresent()) {
            return pdf.get();
        }
        Optional<QName> root = XmlWalk.root(file);
        if (root.isPresent()) {
            return EInvoiceReader.recognise(file, root.get()).orElseThrow(() -> new BusinessRuleException("",
                    UblOrderReader.isOrder(root.get()) ? ErrorCode.FILE_IS_PURCHASE_ORDERS : ErrorCode.FILE_NOT_RECOGNISED));
        }
        return text(FileText.open(file), mapping);
    }

    private static InvoiceReader text(FileText text, ColumnMapping mapping) {
        if (text.beginning(1024).isBlank()) {
            throw new BusinessRuleException("", ErrorCode.FILE_EMPTY);
        }
        Optional<AwsInvoiceSummariesReader> aws = AwsInvoiceSummariesReader.recognise(text);
        if (aws.isPresent()) {
            return aws.get();
        }
        Optional<CostCsv> charges = CostCsv.recognise(text);
        if (charges.isPresent()) {
            return new CostReader(charges.get(), mapping);
        }
        if (mapping.mapsColumns()) {
            return CsvInvoiceReader.mapped(text, mapping);
        }
        if (PurchaseOrderFile.isCsvOfPurchaseOrders(text)) {
            throw new BusinessRuleException("", ErrorCode.FILE_IS_PURCHASE_ORDERS);
        }
        return CsvInvoiceReader.recognise(text).orElseThrow(() -> new BusinessRuleException("", ErrorCode.FILE_NOT_RECOGNISED));
    }
}
