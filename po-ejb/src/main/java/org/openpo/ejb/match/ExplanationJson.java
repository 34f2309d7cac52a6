package org.openpo.ejb.match;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.match.MatchCriterion;
import org.openpo.domain.match.RankingKey;

/** Explanations as the text that is kept with the invoice. */
final class ExplanationJson {
    private ExplanationJson() { }

    static String write(Explanation e) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("outcome", e.outcome().name()).add("notShown", e.notShown());
        put(json, "how", e.how());
        if (e.chosen() != null) {
            JsonObjectBuilder chosen = Json.createObjectBuilder().add("po", e.chosen().purchaseOrderId()).add("line", e.chosen().lineItemNumber());
            put(chosen, "amount", e.chosen().amount());
            put(chosen, "currency", e.chosen().currency());
            put(chosen, "rate", e.chosen().rate());
            put(chosen, "rateSource", e.chosen().rateSource());
            json.add("chosen", chosen);
        }
        JsonArrayBuilder codes = Json.createArrayBuilder();
        e.codes().forEach(codes::add);
        json.add("codes", codes);
        JsonArrayBuilder candidates = Json.createArrayBuilder();
        for (Explanation.Candidate c : e.candidates()) {
            JsonObjectBuilder candidate = Json.createObjectBuilder().add("pk", c.purchaseOrderPk()).add("po", c.purchaseOrderId()).add("line", c.lineItemNumber());
            if (c.rank() != null) {
                candidate.add("rank", c.rank());
            }
            put(candidate, "droppedBy", c.droppedBy());
            put(candidate, "outrankedBy", c.outrankedBy());
            if (c.covers() != null) {
                candidate.add("covers", c.covers());
            }
            put(candidate, "amount", c.amount());
            put(candidate, "balance", c.balance());
            put(candidate, "updatedAt", c.updatedAt());
            candidates.add(candidate);
        }
        if (e.judged() != null) {
            json.add("invoice", judged(e.judged()));
        }
        return json.add("candidates", candidates).build().toString();
    }

    private static JsonObjectBuilder judged(Explanation.Judged j) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("seller", j.seller()).add("sellerKnown", j.sellerKnown());
        put(json, "class", j.invoiceClass());
        put(json, "period", j.billingPeriod());
        put(json, "issued", j.issueDate());
        put(json, "currency", j.currency());
        put(json, "net", j.net());
        put(json, "gross", j.gross());
        put(json, "taxRegistrationNumber", j.taxRegistrationNumber());
        put(json, "unit", j.invoiceUnit());
        put(json, "account", j.billedAccount());
        put(json, "reference", j.purchaseOrderReference());
        JsonArrayBuilder accounts = Json.createArrayBuilder();
        j.chargeAccounts().forEach(accounts::add);
        return json.add("chargeAccounts", accounts);
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
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
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

    private static void put(JsonObjectBuilder json, String name, Object value) {
        if (value != null) {
            json.add(name, value instanceof BigDecimal number ? number.toPlainString() : value.toString());
        }
    }
}
