package org.openpo.ejb.inbound;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;

import org.openpo.domain.inbound.RowOutcome;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.match.ExceptionCode;

/**
 * A row of a file with what importing it would do.
 *
 * @param ordinal place among everything the file says
 * @param row     1-based number of the record
 * @param gross   signed
 * @param outcome CREATED: it would be new, and so on
 * @param state   that the invoice would have
 * @param places  lines it would be matched to; empty for rows that are only counted
 */
public record ImportPreviewRow(int ordinal, long row, String invoiceId, String seller, YearMonth billingPeriod, BigDecimal gross, String currency,
        RowOutcome outcome, InvoiceState state, List<Place> places, List<ExceptionCode> exceptionCodes) {
    static final int PLACES_MAX = 5;

    /** A line item of a purchase order. */
    public record Place(String purchaseOrderId, String lineItemNumber) { }

    static ImportPreviewRow of(InvoiceBatch.Entry entry, RowOutcome outcome, InvoiceState state) {
        return new ImportPreviewRow(entry.ordinal(), entry.row(), entry.draft().invoiceId(), entry.draft().seller(), entry.draft().billingPeriod(), entry.draft().gross(),
                entry.draft().currency(), outcome, state, List.of(), List.of());
    }

    ImportPreviewRow with(List<Place> newPlaces, List<ExceptionCode> codes) {
        return new ImportPreviewRow(ordinal, row, invoiceId, seller, billingPeriod, gross, currency, outcome, state, newPlaces, codes);
    }

    boolean isException() {
        return outcome != RowOutcome.UNCHANGED && state == InvoiceState.EXCEPTION;
    }

    static String write(List<ImportPreviewRow> rows) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        for (ImportPreviewRow r : rows) {
            JsonArrayBuilder places = JSON.createArrayBuilder();
            r.places.forEach(p -> places.add(JSON.createObjectBuilder().add("purchaseOrderId", p.purchaseOrderId).add("lineItemNumber", p.lineItemNumber)));
            JsonArrayBuilder codes = JSON.createArrayBuilder();
            r.exceptionCodes.forEach(code -> codes.add(code.name()));
            array.add(JSON.createObjectBuilder().add("ordinal", r.ordinal).add("row", r.row).add("invoiceId", r.invoiceId).add("seller", r.seller)
                    .add("billingPeriod", r.billingPeriod.toString()).add("gross", r.gross.toPlainString()).add("currency", r.currency)
                    .add("outcome", r.outcome.name()).add("state", r.state.name()).add("places", places).add("exceptionCodes", codes));
        }
        return array.build().toString();
    }

    static List<ImportPreviewRow> read(String json) {
        try (JsonReader reader = JSON.createReader(new StringReader(json))) {
            return reader.readArray().getValuesAs(JsonObject.class).stream().map(ImportPreviewRow::read).toList();
        }
    }

    private static ImportPreviewRow read(JsonObject r) {
        JsonArray places = r.getJsonArray("places");
        return new ImportPreviewRow(r.getInt("ordinal"), r.getJsonNumber("row").longValue(), r.getString("invoiceId"), r.getString("seller"), YearMonth.parse(r.getString("billingPeriod")),
                new BigDecimal(r.getString("gross")), r.getString("currency"), RowOutcome.valueOf(r.getString("outcome")), InvoiceState.valueOf(r.getString("state")),
                places.getValuesAs(JsonObject.class).stream().map(p -> new Place(p.getString("purchaseOrderId"), p.getString("lineItemNumber"))).toList(),
                r.getJsonArray("exceptionCodes").getValuesAs(JsonString.class).stream().map(code -> ExceptionCode.valueOf(code.getString())).toList());
    }
}
