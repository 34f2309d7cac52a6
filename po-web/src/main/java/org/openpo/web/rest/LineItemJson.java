package org.openpo.web.rest;

import java.math.BigDecimal;
import java.util.List;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.order.LineItemView;

/** Line items in requests and answers. */
final class LineItemJson {
    private LineItemJson() { }

    /** @param keepId whether the id says which existing line is meant; otherwise it is read past */
    static LineItemDraft read(JsonFields in, boolean keepId) {
        in.ignoring("id", "total", "billed", "balance", "outOfBalance", "closed", "closedReason", "hasAllocations");
        Long id = keepId ? in.id("id", ErrorCode.LINE_UNKNOWN) : null;
        BigDecimal unitPrice = in.decimal("unitPrice");
        Boolean tracking = in.flag("balanceTracking");
        return new LineItemDraft(id, in.text("number"), in.text("description"), in.choice("type", LineItemType.class),
                in.month("startMonth"), in.month("endMonth"), tracking != null && tracking, unitPrice, in.decimal("quantity"),
                tax(in), in.choice("overspendPolicy", OverspendPolicy.class), in.texts("chargeAccounts"));
    }

    private static LineTax tax(JsonFields in) {
        JsonFields tax = in.object("tax");
        if (tax == null) {
            return null;
        }
        LineTax.Kind kind = tax.choice("kind", LineTax.Kind.class);
        BigDecimal value = tax.decimal("value");
        if (kind == LineTax.Kind.NONE) {
            return null;
        }
        tax.require("kind");
        tax.require("value");
        return kind == null || value == null ? null : new LineTax(kind, value);
    }

    static JsonObject write(LineItemView l, String currency) {
        return Jsons.object()
                .add("id", Jsons.id(l.id()))
                .add("number", l.number())
                .add("description", Jsons.text(l.description()))
                .add("type", Jsons.text(l.type()))
                .add("startMonth", Jsons.text(l.startMonth()))
                .add("endMonth", Jsons.text(l.endMonth()))
                .add("balanceTracking", l.balanceTracking())
                .add("unitPrice", Jsons.amount(l.unitPrice(), currency))
                .add("quantity", Jsons.decimal(l.quantity()))
                .add("tax", tax(l.tax(), currency))
                .add("overspendPolicy", Jsons.text(l.overspendPolicy()))
                .add("chargeAccounts", Jsons.texts(l.chargeAccounts()))
                .add("total", Jsons.amount(l.total(), currency))
                .add("billed", Jsons.amount(l.billed(), currency))
                .add("balance", Jsons.amount(l.balance(), currency))
                .add("outOfBalance", l.outOfBalance())
                .add("closed", l.closed())
                .add("closedReason", Jsons.text(l.closedReason()))
                .add("hasAllocations", l.hasAllocations())
                .build();
    }

    private static JsonValue tax(LineTax tax, String currency) {
        return switch (tax.kind()) {
            case NONE -> JsonValue.NULL;
            case PERCENT -> Jsons.object().add("kind", "PERCENT").add("value", Jsons.decimal(tax.value())).build();
            case AMOUNT -> Jsons.object().add("kind", "AMOUNT").add("value", Jsons.amount(tax.value(), currency)).build();
        };
    }

    static List<LineItemDraft> readAll(JsonFields in, boolean keepIds) {
        return in.objects("lineItems").stream().map(line -> read(line, keepIds)).toList();
    }
}
