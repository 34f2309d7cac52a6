package org.openpo.ejb.match;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.match.MatchCriterion;
import org.openpo.domain.match.RankingKey;

/** Explanations as the text that is kept with the invoice. */
final class ExplanationJson {
    private static final int MOMENTS_KEPT = 10_000;
    private static final Map<Instant, String> MOMENTS = new ConcurrentHashMap<>();

    private ExplanationJson() { }

    static String write(Explanation e) {
        return write(e, new StringBuilder());
    }

    /** @param room to write in, see {@link JsonText} */
    static String write(Explanation e, StringBuilder room) {
        JsonText json = new JsonText(room).begin().add("outcome", e.outcome()).add("notShown", e.notShown()).add("how", e.how());
        if (e.chosen() != null) {
            json.name("chosen").begin().add("po", e.chosen().purchaseOrderId()).add("line", e.chosen().lineItemNumber()).add("amount", e.chosen().amount())
                    .add("currency", e.chosen().currency()).add("rate", e.chosen().rate()).add("rateSource", e.chosen().rateSource()).end();
        }
        json.texts("codes", e.codes());
        if (e.judged() != null) {
            judged(json.name("invoice").begin(), e.judged()).end();
        }
        json.name("candidates").beginArray();
        for (Explanation.Candidate c : e.candidates()) {
            json.begin().add("pk", c.purchaseOrderPk()).add("po", c.purchaseOrderId()).add("line", c.lineItemNumber());
            if (c.rank() != null) {
                json.add("rank", (long) c.rank());
            }
            json.add("droppedBy", c.droppedBy()).add("outrankedBy", c.outrankedBy());
            if (c.covers() != null) {
                json.add("covers", (boolean) c.covers());
            }
            json.add("amount", c.amount()).add("balance", c.balance()).add("updatedAt", c.updatedAt() == null ? null : textOf(c.updatedAt())).end();
        }
        return json.endArray().end().toString();
    }

    /** Each order is a candidate of many invoices, and to write a moment takes longer than all else of its line. */
    private static String textOf(Instant moment) {
        if (MOMENTS.size() > MOMENTS_KEPT) {
            MOMENTS.clear();
        }
        return MOMENTS.computeIfAbsent(moment, Instant::toString);
    }

    private static JsonText judged(JsonText json, Explanation.Judged j) {
        return json.add("seller", j.seller()).add("sellerKnown", j.sellerKnown()).add("class", j.invoiceClass()).add("period", j.billingPeriod()).add("issued", j.issueDate())
                .add("currency", j.currency()).add("net", j.net()).add("gross", j.gross()).add("taxRegistrationNumber", j.taxRegistrationNumber())
                .add("unit", j.invoiceUnit()).add("account", j.billedAccount()).add("reference", j.purchaseOrderReference()).texts("chargeAccounts", j.chargeAccounts());
    }

    /** Null for explanations that were kept before this was. */
    private static Explanation.Judged readJudged(JsonObject json) {
        return json == null ? null : new Explanation.Judged(json.getString("seller"), json.getBoolean("sellerKnown"),
                InvoiceClass.valueOf(json.getString("class")), YearMonth.parse(json.getString("period")), LocalDate.parse(json.getString("issued")),
                json.getString("currency"), number(json, "net"), number(json, "gross"), json.getString("taxRegistrationNumber", null),
                json.getString("unit", null), json.getString("account", null),
                json.getJsonArray("chargeAccounts").getValuesAs(JsonString::getString), json.getString("reference", null));
    }

    static Explanation read(String text) {
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            JsonObject json = reader.readObject();
            JsonObject chosen = json.getJsonObject("chosen");
            List<Explanation.Candidate> candidates = json.getJsonArray("candidates").getValuesAs(JsonObject.class).stream()
                    .map(ExplanationJson::candidate).toList();
            return new Explanation(InvoiceState.valueOf(json.getString("outcome")),
                    chosen == null ? null : new Explanation.Chosen(chosen.getString("po"), chosen.getString("line"), number(chosen, "amount"),
                            chosen.getString("currency", null), number(chosen, "rate"), chosen.getString("rateSource", null)),
                    json.getString("how", null), json.getJsonArray("codes").getValuesAs(JsonString::getString), candidates, json.getInt("notShown", 0), readJudged(json.getJsonObject("invoice")));
        }
    }

    private static Explanation.Candidate candidate(JsonObject c) {
        String droppedBy = c.getString("droppedBy", null);
        String outrankedBy = c.getString("outrankedBy", null);
        return new Explanation.Candidate(c.getJsonNumber("pk").longValue(), c.getString("po"), c.getString("line"),
                c.containsKey("rank") ? c.getInt("rank") : null, droppedBy == null ? null : MatchCriterion.valueOf(droppedBy),
                outrankedBy == null ? null : RankingKey.valueOf(outrankedBy),
                c.containsKey("covers") ? c.get("covers") == JsonValue.TRUE : null, number(c, "amount"), number(c, "balance"),
                c.containsKey("updatedAt") ? Instant.parse(c.getString("updatedAt")) : null);
    }

    private static BigDecimal number(JsonObject json, String name) {
        String text = json.getString(name, null);
        return text == null ? null : new BigDecimal(text);
    }
}
