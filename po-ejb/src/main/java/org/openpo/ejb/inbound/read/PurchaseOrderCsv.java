package org.openpo.ejb.inbound.read;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;

import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.party.Seller;

/**
 * Writes purchase orders as OpenPO's CSV: what {@link PurchaseOrderFile} reads again without a difference. Separated by commas, in UTF-8 with a byte order
 * mark, as spreadsheets want it; the purchase order's own columns are repeated on each row, so that rows can be sorted and filtered.
 */
public final class PurchaseOrderCsv {
    private final CsvWriter csv;
    private final Writer utf8;

    /** Begins with the header. */
    public PurchaseOrderCsv(OutputStream out) throws IOException {
        utf8 = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        utf8.write('\uFEFF');
        csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(utf8);
        csv.writeRecord(java.util.Arrays.stream(PurchaseOrderColumn.values()).map(PurchaseOrderColumn::header).toList());
    }

    /** A row for each line item; one without line items is one row. */
    public void write(PurchaseOrderDraft draft) {
        Map<PurchaseOrderColumn, String> cells = order(draft);
        if (draft.lineItems().isEmpty()) {
            write(cells);
        }
        for (LineItemDraft line : draft.lineItems()) {
            Map<PurchaseOrderColumn, String> row = new EnumMap<>(cells);
            line(row, line);
            write(row);
        }
    }

    public void flush() throws IOException {
        csv.flush();
        utf8.flush();
    }

    private void write(Map<PurchaseOrderColumn, String> cells) {
        List<String> row = new ArrayList<>();
        for (PurchaseOrderColumn column : PurchaseOrderColumn.values()) {
            String cell = cells.get(column);
            row.add(cell == null ? "" : SpreadsheetText.written(cell));
        }
        csv.writeRecord(row);
    }

    private static Map<PurchaseOrderColumn, String> order(PurchaseOrderDraft d) {
        Map<PurchaseOrderColumn, String> cells = new EnumMap<>(PurchaseOrderColumn.class);
        cells.put(PurchaseOrderColumn.PURCHASE_ORDER_ID, d.purchaseOrderId());
        cells.put(PurchaseOrderColumn.DESCRIPTION, d.description());
        cells.put(PurchaseOrderColumn.SELLERS, d.anySeller() ? Seller.ANY : ListCell.write(d.sellers()));
        cells.put(PurchaseOrderColumn.CURRENCY, d.currency());
        cells.put(PurchaseOrderColumn.EFFECTIVE_MONTH, d.effectiveMonth().toString());
        cells.put(PurchaseOrderColumn.EXPIRATION_MONTH, d.expirationMonth().toString());
        cells.put(PurchaseOrderColumn.AMOUNT_BASIS, d.amountBasis().name());
        cells.put(PurchaseOrderColumn.TAX_REGISTRATION_NUMBERS, ListCell.write(d.taxRegistrationNumbers()));
        cells.put(PurchaseOrderColumn.INVOICE_UNITS, ListCell.write(d.invoiceUnits()));
        cells.put(PurchaseOrderColumn.BILL_TO, d.billTo());
        cells.put(PurchaseOrderColumn.SHIP_TO, d.shipTo());
        cells.put(PurchaseOrderColumn.PAYMENT_TERMS, d.paymentTerms());
        cells.put(PurchaseOrderColumn.CONTACTS, ListCell.write(d.contacts().stream().map(PurchaseOrderCsv::contact).toList()));
        cells.put(PurchaseOrderColumn.TAGS, ListCell.writePairs(d.tags().entrySet().stream()
                .map(t -> new ListCell.Pair(t.getKey(), t.getValue() == null ? "" : t.getValue())).toList()));
        return cells;
    }

    private static String contact(ContactDraft c) {
        return c.name() == null ? c.email() : c.name() + " <" + c.email() + ">";
    }

    private static void line(Map<PurchaseOrderColumn, String> row, LineItemDraft l) {
        row.put(PurchaseOrderColumn.LINE_NUMBER, l.number());
        row.put(PurchaseOrderColumn.LINE_DESCRIPTION, l.description());
        row.put(PurchaseOrderColumn.LINE_TYPE, l.type().name());
        row.put(PurchaseOrderColumn.LINE_START_MONTH, l.startMonth().toString());
        row.put(PurchaseOrderColumn.LINE_END_MONTH, l.endMonth().toString());
        row.put(PurchaseOrderColumn.BALANCE_TRACKING, String.valueOf(l.balanceTracking()));
        row.put(PurchaseOrderColumn.UNIT_PRICE, l.unitPrice() == null ? null : number(l.unitPrice()));
        row.put(PurchaseOrderColumn.QUANTITY, number(l.quantity()));
        row.put(l.tax().kind() == LineTax.Kind.PERCENT ? PurchaseOrderColumn.TAX_PERCENT : PurchaseOrderColumn.TAX_AMOUNT,
                l.tax().kind() == LineTax.Kind.NONE ? null : number(l.tax().value()));
        row.put(PurchaseOrderColumn.OVERSPEND_POLICY, l.overspendPolicy().name());
        row.put(PurchaseOrderColumn.CHARGE_ACCOUNTS, ListCell.write(l.chargeAccounts()));
    }

    /** Never exactly three decimals: after a spreadsheet has saved the file with semicolons, 1.234 could be a thousand to somebody. */
    private static String number(BigDecimal value) {
        return (value.scale() == 3 ? value.setScale(4) : value).toPlainString();
    }
}
