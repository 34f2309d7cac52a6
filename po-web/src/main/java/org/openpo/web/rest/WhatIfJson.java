package org.openpo.web.rest;

import java.util.List;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import org.openpo.ejb.match.WhatIf;

/** What a purchase order would take, in answers. */
final class WhatIfJson {
    private WhatIfJson() { }

    static JsonObject write(WhatIf w) {
        JsonArrayBuilder lines = Jsons.array();
        w.lines().forEach(l -> lines.add(Jsons.object()
                .add("number", l.number())
                .add("total", Jsons.amount(l.total(), w.currency()))
                .add("billed", Jsons.amount(l.billed(), w.currency()))
                .add("billedAfter", Jsons.amount(l.billedAfter(), w.currency()))
                .add("balanceAfter", Jsons.amount(l.balanceAfter(), w.currency()))
                .add("balanceTracking", l.tracked())
                .add("invoices", l.taken())));
        JsonObjectBuilder near = Jsons.object();
        w.near().forEach((code, count) -> near.add(code.name(), count));
        return Jsons.object()
                .add("currency", w.currency())
                .add("exceptions", taken(w.exceptions(), w.currency()))
                .add("moved", taken(w.moved(), w.currency()))
                .add("lineItems", lines)
                .add("committed", Jsons.amount(w.committed(), w.currency()))
                .add("billed", Jsons.amount(w.billed(), w.currency()))
                .add("billedAfter", Jsons.amount(w.billedAfter(), w.currency()))
                .add("balance", Jsons.amount(w.balance(), w.currency()))
                .add("balanceAfter", Jsons.amount(w.balanceAfter(), w.currency()))
                .add("near", near)
                .add("outside", w.outside())
                .add("truncated", w.truncated())
                .build();
    }

    private static JsonArrayBuilder taken(List<WhatIf.Taken> invoices, String currency) {
        JsonArrayBuilder json = Jsons.array();
        for (WhatIf.Taken t : invoices) {
            JsonArrayBuilder from = Jsons.array();
            t.from().forEach(f -> from.add(Jsons.object()
                    .add("id", Jsons.id(f.id()))
                    .add("purchaseOrderId", f.purchaseOrderId())
                    .add("lineItemNumber", f.lineItemNumber())
                    .add("amount", Jsons.amount(f.amount(), f.currency()))
                    .add("currency", f.currency())));
            json.add(Jsons.object()
                    .add("id", Jsons.id(t.id()))
                    .add("invoiceId", t.invoiceId())
                    .add("seller", t.seller())
                    .add("kind", Jsons.text(t.kind()))
                    .add("billingPeriod", Jsons.text(t.billingPeriod()))
                    .add("issueDate", Jsons.text(t.issueDate()))
                    .add("amount", Jsons.amount(t.amount(), t.currency()))
                    .add("currency", t.currency())
                    .add("purchaseOrderAmount", Jsons.amount(t.purchaseOrderAmount(), currency))
                    .add("lineItemNumber", t.lineItemNumber())
                    .add("from", from));
        }
        return json;
    }
}
