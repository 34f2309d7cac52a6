package org.openpo.ejb.inbound.read;

import java.nio.file.Path;
import java.util.Optional;

import javax.xml.namespace.QName;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;

/** Recognises what a file is by its content (spec §7). */
public final class InvoiceFile {
    private InvoiceFile() { }

    /** @throws BusinessRuleException as {@link #reader(Path, MappingChoice)} */
    public static InvoiceReader reader(Path file) {
        return reader(file, ColumnMapping.NONE);
    }

    /**
     * @param mapping as with {@link #reader(Path, MappingChoice)}, whatever the file is
     * @throws BusinessRuleException as {@link #reader(Path, MappingChoice)}
     */
    public static InvoiceReader reader(Path file, ColumnMapping mapping) {
        return reader(file, table -> mapping);
    }

    /** Whether there are files in it, each of which may have a mapping of its own. */
    public static boolean isArchive(Path file) {
        return Unpacker.isZip(file) || Unpacker.isGzip(file);
    }

    /**
     * @param mappings for a CSV that has other columns than the formats we know, and constants for what a file leaves out
     * @throws BusinessRuleException FILE_EMPTY, FILE_ENCODING, FILE_NOT_RECOGNISED, FILE_IS_PURCHASE_ORDERS, XML_MALFORMED, XML_DTD_FORBIDDEN, PDF_WITHOUT_INVOICE,
     *                               PDF_BROKEN, PARQUET_BROKEN
     */
    public static InvoiceReader reader(Path file, MappingChoice mappings) {
        if (isArchive(file)) {
            return new ArchiveReader(file, mappings, ArchiveReader.BYTES_MAX);
        }
        if (CostParquet.isParquet(file)) {
            return new CostReader(CostParquet.recognise(file), mappings.of(file));
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
        return text(file, FileText.open(file), mappings);
    }

    private static InvoiceReader text(Path file, FileText text, MappingChoice mappings) {
        if (text.beginning(1024).isBlank()) {
            throw new BusinessRuleException("", ErrorCode.FILE_EMPTY);
        }
        Optional<AwsInvoiceSummariesReader> aws = AwsInvoiceSummariesReader.recognise(text);
        if (aws.isPresent()) {
            return aws.get();
        }
        ColumnMapping mapping = mappings.of(file);
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
