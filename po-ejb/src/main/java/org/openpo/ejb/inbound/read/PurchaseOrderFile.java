package org.openpo.ejb.inbound.read;

import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.xml.namespace.QName;

import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;

/**
 * A file of purchase orders, recognised by its content and read as a whole: purchase orders are written by people and are few.
 *
 * @param rows   how many rows it has, the header not counted; 1 for a document
 * @param orders in the file's order
 * @param names  the file's word for a column, for people who look it up in the file
 */
public record PurchaseOrderFile(Format format, long rows, List<Order> orders, Map<PurchaseOrderColumn, String> names) {
    public static final int ORDERS_MAX = 2_000;
    public static final int ROWS_MAX = 20_000;

    /** What a file of purchase orders can be. */
    public enum Format {
        /** Columns in {@link PurchaseOrderColumn}. */
        OPENPO_CSV,
        /** OASIS UBL 2 Order, of any profile (Peppol BIS Order 3). */
        UBL_ORDER
    }

    /**
     * One purchase order as the file states it.
     *
     * @param rows        1-based numbers of its rows, the first one first
     * @param lineRows    of each line item of the draft, the row it stands on
     * @param given       what the file speaks of; of the rest it says nothing
     * @param sellerTaxId of its one seller, or null
     * @param problems    what could not be read; if there are any, the draft lacks it
     */
    public record Order(List<Long> rows, List<Long> lineRows, Set<PurchaseOrderColumn> given, PurchaseOrderDraft draft, String sellerTaxId, List<Problem> problems) {
        public Order {
            rows = List.copyOf(rows);
            lineRows = List.copyOf(lineRows);
            given = given.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(given));
            problems = List.copyOf(problems);
        }

        public long row() {
            return rows.get(0);
        }
    }

    /**
     * What is wrong in one place of the file.
     *
     * @param row    1-based number
     * @param column as the file calls it, or "" if the whole purchase order is meant
     */
    public record Problem(long row, String column, Violation violation) { }

    public PurchaseOrderFile {
        orders = List.copyOf(orders);
        names = Map.copyOf(names);
    }

    /**
     * @throws BusinessRuleException if the file as a whole cannot be read: FILE_EMPTY, FILE_ENCODING, FILE_IS_INVOICES, FILE_NOT_PURCHASE_ORDERS,
     *                               TOO_MANY_ROWS, TOO_MANY_PURCHASE_ORDERS, what {@link CsvShape} and {@link XmlWalk} refuse, columns missing or unknown
     */
    public static PurchaseOrderFile read(Path file) {
        if (Unpacker.isZip(file) || Unpacker.isGzip(file)) {
            throw new BusinessRuleException("file", ErrorCode.FILE_NOT_PURCHASE_ORDERS);
        }
        Optional<QName> root = XmlWalk.root(file);
        if (root.isPresent() && UblOrderReader.isOrder(root.get())) {
            return new UblOrderReader(file).read();
        }
        if (root.isEmpty() && !CostParquet.isParquet(file) && FacturXReader.recognise(file).isEmpty()) {
            FileText text = FileText.open(file);
            if (text.beginning(1024).isBlank()) {
                throw new BusinessRuleException("file", ErrorCode.FILE_EMPTY);
            }
            CsvShape shape = shape(text);
            if (shape.header().stream().anyMatch(n -> PurchaseOrderColumn.named(n).equals(Optional.of(PurchaseOrderColumn.PURCHASE_ORDER_ID))) || isOurs(shape)) {
                return new PurchaseOrderCsvReader(text, shape.separator()).read();
            }
        }
        throw new BusinessRuleException("file", isInvoices(file) ? ErrorCode.FILE_IS_INVOICES : ErrorCode.FILE_NOT_PURCHASE_ORDERS);
    }

    /** Nothing but columns of purchase orders, at least two; the ID may be what is missing. */
    private static boolean isOurs(CsvShape shape) {
        return shape.known() > 1 && shape.known() == shape.header().size() && shape.header().stream().anyMatch(n -> InvoiceColumn.named(n).isEmpty());
    }

    static CsvShape shape(FileText text) {
        return CsvShape.of(text, name -> PurchaseOrderColumn.named(name).isPresent());
    }

    /** Whether a file that begins as text is one of purchase orders: invoices' readers say so instead of guessing. */
    static boolean isCsvOfPurchaseOrders(FileText text) {
        return PurchaseOrderColumn.isHeader(shape(text).header());
    }

    private static boolean isInvoices(Path file) {
        try {
            InvoiceReader reader = InvoiceFile.reader(file);
            return reader.format() != ImportFormat.OPENPO_CSV
                    || CsvShape.of(FileText.open(file), n -> InvoiceColumn.named(n).isPresent()).header().stream().anyMatch(n -> InvoiceColumn.named(n).equals(Optional.of(InvoiceColumn.INVOICE_ID)));
        } catch (BusinessRuleException neither) {
            return false;
        }
    }

    /** Where in the file the value stands that breaks a rule. */
    public Problem place(Order order, Violation violation) {
        int line = lineOf(violation.field());
        LineItemDraft draft = line >= 0 && line < order.draft().lineItems().size() ? order.draft().lineItems().get(line) : null;
        String column = PurchaseOrderColumn.ofField(violation.field(), draft != null && draft.tax().kind() == LineTax.Kind.PERCENT).map(c -> names.getOrDefault(c, c.header())).orElse("");
        return new Problem(draft == null || line >= order.lineRows().size() ? order.row() : order.lineRows().get(line), column, violation);
    }

    private static int lineOf(String field) {
        return field.startsWith("lineItems[") ? Integer.parseInt(field.substring("lineItems[".length(), field.indexOf(']'))) : -1;
    }
}
