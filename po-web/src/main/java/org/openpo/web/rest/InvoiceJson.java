package org.openpo.web.rest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderState;
import org.openpo.domain.party.Seller;
import org.openpo.ejb.invoice.AllocationView;
import org.openpo.ejb.invoice.CorrectionView;
import org.openpo.ejb.invoice.IntakeResult;
import org.openpo.ejb.invoice.InvoiceDetails;
import org.openpo.ejb.invoice.InvoiceRow;
import org.openpo.ejb.match.Explanation;

/** Invoices and explanations of their matching in requests and answers. */
final class InvoiceJson {
    private InvoiceJson() { }

    static InvoiceDraft read(JsonFields in) {
        in.ignoring("id", "version", "state", "stateReason", "exceptionCodes", "exceptionSince", "assignedTo", "allocations", "allocated",
                "unallocated", "history", "result", "sellerKnown", "unmatchedByPerson", "duplicateOf", "source", "importId", "createdAt", "createdBy");
        return new InvoiceDraft(in.text("invoiceId"), in.text("seller"), in.choice("kind", InvoiceKind.class),
                in.choice("invoiceClass", InvoiceClass.class), in.text("billedAccount"), in.text("invoiceUnit"), in.text("taxRegistrationNumber"),
                in.month("billingPeriod"), in.date("issueDate"), in.date("dueDate"), in.text("currency"), in.decimal("net"), in.decimal("tax"),
                in.decimal("gross"), payment(in.object("payment")), rate(in.object("rate")), in.text("purchaseOrderReference"),
                in.text("originalInvoiceId"), in.objects("charges").stream().map(InvoiceJson::charge).toList());
    }

    private static InvoiceDraft.Payment payment(JsonFields in) {
        return in == null ? null : new InvoiceDraft.Payment(in.text("currency"), in.decimal("net"), in.decimal("gross"));
    }

    private static InvoiceDraft.Rate rate(JsonFields in) {
        return in == null ? null : new InvoiceDraft.Rate(in.text("sourceCurrency"), in.text("targetCurrency"), in.decimal("rate"));
    }

    private static InvoiceDraft.ChargeDraft charge(JsonFields in) {
        return new InvoiceDraft.ChargeDraft(in.text("account"), in.text("category"), in.text("description"), in.decimal("amount"));
    }

    /** As lists show it: without charges and history. */
    static JsonObject write(InvoiceRow i) {
        return row(i).build();
    }

    static JsonObject write(InvoiceDetails i) {
        return details(i).build();
    }

    /** As the answer to handing it in, with what became of it. */
    static JsonObject write(InvoiceDetails i, IntakeResult.Outcome result) {
        return details(i).add("result", result.name()).build();
    }

    private static JsonObjectBuilder row(InvoiceRow i) {
        JsonArrayBuilder allocations = Jsons.array();
        i.allocations().forEach(a -> allocations.add(allocation(a, i.currency())));
        return Jsons.object()
                .add("id", Jsons.id(i.id()))
                .add("invoiceId", i.invoiceId())
                .add("seller", i.seller())
                .add("sellerKnown", i.sellerKnown())
                .add("kind", Jsons.text(i.kind()))
                .add("invoiceClass", Jsons.text(i.invoiceClass()))
                .add("billingPeriod", Jsons.text(i.billingPeriod()))
                .add("issueDate", Jsons.text(i.issueDate()))
                .add("dueDate", Jsons.text(i.dueDate()))
                .add("currency", i.currency())
                .add("net", Jsons.amount(i.net(), i.currency()))
                .add("tax", Jsons.amount(i.tax(), i.currency()))
                .add("gross", Jsons.amount(i.gross(), i.currency()))
                .add("purchaseOrderReference", Jsons.text(i.purchaseOrderReference()))
                .add("state", Jsons.text(i.state()))
                .add("exceptionCodes", Jsons.texts(i.exceptionCodes()))
                .add("exceptionSince", Jsons.text(i.exceptionSince()))
                .add("assignedTo", Jsons.text(i.assignedTo()))
                .add("allocations", allocations);
    }

    private static JsonObjectBuilder details(InvoiceDetails i) {
        String currency = i.row().currency();
        JsonArrayBuilder charges = Jsons.array();
        i.charges().forEach(c -> charges.add(Jsons.object().add("account", Jsons.text(c.account())).add("category", Jsons.text(c.category()))
                .add("description", Jsons.text(c.description())).add("amount", Jsons.amount(c.amount(), currency))));
        JsonArrayBuilder history = Jsons.array();
        i.history().forEach(h -> history.add(ledgerRow(h, currency)));
        return row(i.row())
                .add("version", i.version())
                .add("billedAccount", Jsons.text(i.billedAccount()))
                .add("invoiceUnit", Jsons.text(i.invoiceUnit()))
                .add("taxRegistrationNumber", Jsons.text(i.taxRegistrationNumber()))
                .add("originalInvoiceId", Jsons.text(i.originalInvoiceId()))
                .add("payment", payment(i.payment()))
                .add("rate", rate(i.printedRate()))
                .add("charges", charges)
                .add("allocated", Jsons.amount(i.allocated(), currency))
                .add("unallocated", Jsons.amount(i.row().gross().subtract(i.allocated()), currency))
                .add("stateReason", Jsons.text(i.stateReason()))
                .add("unmatchedByPerson", i.unmatchedByPerson())
                .add("duplicateOf", i.duplicateOf() == null ? JsonValue.NULL : Jsons.id(i.duplicateOf()))
                .add("history", history)
                .add("source", Jsons.text(i.source()))
                .add("importId", i.importJobId() == null ? JsonValue.NULL : Jsons.id(i.importJobId()))
                .add("createdAt", Jsons.text(i.createdAt()))
                .add("createdBy", Jsons.text(i.createdBy()));
    }

    private static JsonValue payment(InvoiceDraft.Payment p) {
        return p == null ? JsonValue.NULL : Jsons.object().add("currency", p.currency()).add("net", Jsons.amount(p.net(), p.currency()))
                .add("gross", Jsons.amount(p.gross(), p.currency())).build();
    }

    private static JsonValue rate(InvoiceDraft.Rate r) {
        return r == null ? JsonValue.NULL : Jsons.object().add("sourceCurrency", r.sourceCurrency()).add("targetCurrency", r.targetCurrency())
                .add("rate", Jsons.decimal(r.rate())).build();
    }

    private static JsonObject allocation(AllocationView a, String currency) {
        return allocationBuilder(a, currency).build();
    }

    private static JsonObjectBuilder allocationBuilder(AllocationView a, String currency) {
        return Jsons.object()
                .add("purchaseOrder", Jsons.id(a.purchaseOrderPk()))
                .add("purchaseOrderId", a.purchaseOrderId())
                .add("purchaseOrderDeleted", a.purchaseOrderDeleted())
                .add("lineItem", Jsons.id(a.lineItemId()))
                .add("lineItemNumber", a.lineItemNumber())
                .add("amount", Jsons.amount(a.amount(), currency))
                .add("covered", Jsons.amount(a.covered(), currency))
                .add("purchaseOrderAmount", Jsons.amount(a.purchaseOrderAmount(), a.purchaseOrderCurrency()))
                .add("purchaseOrderCurrency", a.purchaseOrderCurrency())
                .add("rate", Jsons.decimal(a.rate()))
                .add("rateSource", Jsons.text(a.rateSource()))
                .add("how", Jsons.text(a.how()))
                .add("by", Jsons.text(a.actor()))
                .add("at", Jsons.text(a.at()))
                .add("reason", Jsons.text(a.reason()))
                .add("correction", a.correctionId() == null ? JsonValue.NULL : Jsons.id(a.correctionId()));
    }

    /** What has become of it: corrections and ledger rows, oldest first; a correction before the rows it wrote. */
    static JsonObject history(InvoiceDetails i) {
        List<Dated> entries = new ArrayList<>();
        i.corrections().forEach(c -> entries.add(new Dated(c.at(), correction(c))));
        i.history().forEach(h -> entries.add(new Dated(h.allocation().at(), ledgerRow(h, i.row().currency()).add("type", "ALLOCATION").build())));
        JsonArrayBuilder items = Jsons.array();
        entries.stream().sorted(Comparator.comparing(Dated::at)).forEach(e -> items.add(e.json()));
        return Jsons.object().add("items", items).build();
    }

    /** Something in the history, and when. */
    private record Dated(Instant at, JsonObject json) { }

    private static JsonObjectBuilder ledgerRow(InvoiceDetails.LedgerRow row, String currency) {
        return allocationBuilder(row.allocation(), currency).add("reversal", row.reversal());
    }

    static JsonObject correction(CorrectionView c) {
        return Jsons.object()
                .add("type", "CORRECTION")
                .add("id", Jsons.id(c.id()))
                .add("kind", Jsons.text(c.kind()))
                .add("reason", c.reason())
                .add("by", c.actor())
                .add("at", Jsons.text(c.at()))
                .add("overspendAccepted", c.overspendAccepted())
                .add("undoes", c.undoes() == null ? JsonValue.NULL : Jsons.id(c.undoes()))
                .add("undone", c.undone())
                .build();
    }

    /** Why the invoice went where it went. */
    /** When each order among the candidates had last been changed as it was judged, by its key. */
    static Map<Long, Instant> judgedAt(Explanation e) {
        Map<Long, Instant> at = new HashMap<>();
        if (e != null) {
            e.candidates().stream().filter(c -> c.updatedAt() != null).forEach(c -> at.put(c.purchaseOrderPk(), c.updatedAt()));
        }
        return at;
    }

    /** @param orders the candidates' purchase orders as they were judged, by their keys */
    static JsonObject explanation(InvoiceDetails i, Map<Long, PurchaseOrderState> orders) {
        Explanation e = i.explanation();
        JsonArrayBuilder candidates = Jsons.array();
        List<Explanation.Candidate> judged = e == null ? List.of() : e.candidates();
        judged.forEach(c -> candidates.add(candidate(c).add("facts", facts(c, orders.get(c.purchaseOrderPk())))));
        return Jsons.object()
                .add("invoiceId", i.row().invoiceId())
                .add("outcome", Jsons.text(e == null ? i.row().state() : e.outcome()))
                .add("chosen", e == null || e.chosen() == null ? JsonValue.NULL : chosen(e))
                .add("exceptionCodes", Jsons.texts(e == null ? i.row().exceptionCodes() : e.codes()))
                .add("invoice", e == null || e.judged() == null ? JsonValue.NULL : judged(e.judged()))
                .add("candidates", candidates)
                .add("candidatesNotShown", e == null ? 0 : e.notShown())
                .build();
    }

    private static JsonObject judged(Explanation.Judged j) {
        return Jsons.object()
                .add("seller", j.seller())
                .add("sellerKnown", j.sellerKnown())
                .add("invoiceClass", Jsons.text(j.invoiceClass()))
                .add("billingPeriod", Jsons.text(j.billingPeriod()))
                .add("issueDate", Jsons.text(j.issueDate()))
                .add("currency", j.currency())
                .add("net", Jsons.amount(j.net(), j.currency()))
                .add("gross", Jsons.amount(j.gross(), j.currency()))
                .add("taxRegistrationNumber", Jsons.text(j.taxRegistrationNumber()))
                .add("invoiceUnit", Jsons.text(j.invoiceUnit()))
                .add("billedAccount", Jsons.text(j.billedAccount()))
                .add("chargeAccounts", Jsons.texts(j.chargeAccounts()))
                .add("purchaseOrderReference", Jsons.text(j.purchaseOrderReference()))
                .build();
    }

    private static JsonObject chosen(Explanation e) {
        Explanation.Chosen c = e.chosen();
        return Jsons.object()
                .add("purchaseOrderId", c.purchaseOrderId())
                .add("lineItemNumber", c.lineItemNumber())
                .add("how", Jsons.text(e.how()))
                .add("amount", c.currency() == null ? Jsons.decimal(c.amount()) : Jsons.amount(c.amount(), c.currency()))
                .add("currency", Jsons.text(c.currency()))
                .add("rate", Jsons.decimal(c.rate()))
                .add("rateSource", Jsons.text(c.rateSource()))
                .build();
    }

    private static JsonObjectBuilder candidate(Explanation.Candidate c) {
        return Jsons.object()
                .add("purchaseOrder", Jsons.id(c.purchaseOrderPk()))
                .add("purchaseOrderId", c.purchaseOrderId())
                .add("lineItemNumber", c.lineItemNumber())
                .add("rank", Jsons.count(c.rank()))
                .add("droppedBy", Jsons.text(c.droppedBy()))
                .add("outrankedBy", Jsons.text(c.outrankedBy()))
                .add("covers", c.covers() == null ? JsonValue.NULL : c.covers() ? JsonValue.TRUE : JsonValue.FALSE)
                .add("amount", Jsons.decimal(c.amount()))
                .add("balance", Jsons.decimal(c.balance()))
                .add("updatedAt", Jsons.text(c.updatedAt()));
    }

    /** What the criteria look at, of the order and of the line; null where nobody knows any more. */
    private static JsonValue facts(Explanation.Candidate c, PurchaseOrderState order) {
        PurchaseOrderDraft draft = order == null ? null : order.draft();
        LineItemDraft line = order == null ? null : draft.lineItems().stream().filter(l -> l.number().equals(c.lineItemNumber())).findFirst().orElse(null);
        if (line == null) {
            return JsonValue.NULL;
        }
        return Jsons.object()
                .add("suspended", order.suspended())
                .add("closed", order.closedLines().containsKey(line.number()))
                .add("sellers", Jsons.texts(draft.anySeller() ? List.of(Seller.ANY) : draft.sellers()))
                .add("currency", draft.currency())
                .add("amountBasis", Jsons.text(draft.amountBasis()))
                .add("taxRegistrationNumbers", Jsons.texts(draft.taxRegistrationNumbers()))
                .add("invoiceUnits", Jsons.texts(draft.invoiceUnits()))
                .add("effectiveMonth", Jsons.text(draft.effectiveMonth()))
                .add("expirationMonth", Jsons.text(draft.expirationMonth()))
                .add("startMonth", Jsons.text(line.startMonth()))
                .add("endMonth", Jsons.text(line.endMonth()))
                .add("type", Jsons.text(line.type()))
                .add("chargeAccounts", Jsons.texts(line.chargeAccounts()))
                .add("overspendPolicy", Jsons.text(line.overspendPolicy()))
                .build();
    }
}
