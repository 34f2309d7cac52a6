package org.openpo.web.rest;

import java.util.List;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.party.Seller;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.ejb.order.PurchaseOrderRow;

/** Purchase orders in requests and answers. */
final class PurchaseOrderJson {
    private PurchaseOrderJson() { }

    /**
     * @param keepLineIds whether the lines' ids say which existing lines are meant; otherwise they are read past, so that what was
     *                    got from one purchase order can be posted as another
     */
    static PurchaseOrderDraft read(JsonFields in, boolean keepLineIds) {
        in.ignoring("id", "version", "status", "notYetEffective", "reachableStatuses", "committed", "billed", "balance", "outOfBalance",
                "lineItemCount", "invoiceCount", "invoicesOutsideWindow", "warnings", "createdAt", "createdBy", "updatedAt", "updatedBy");
        List<String> sellers = in.texts("sellers");
        boolean any = sellers.stream().anyMatch(PurchaseOrderDraft::meansAnySeller);
        return new PurchaseOrderDraft(in.text("purchaseOrderId"), in.text("description"), any, any ? List.of() : sellers,
                in.texts("taxRegistrationNumbers"), in.texts("invoiceUnits"), in.text("billTo"), in.text("shipTo"), in.text("paymentTerms"),
                in.text("currency"), in.month("effectiveMonth"), in.month("expirationMonth"), in.choice("amountBasis", AmountBasis.class),
                in.objects("contacts").stream().map(ContactJson::readOnOrder).toList(), in.textMap("tags"),
                LineItemJson.readAll(in, keepLineIds));
    }

    static JsonObject write(PurchaseOrderDetails p) {
        JsonArrayBuilder contacts = Jsons.array();
        p.contacts().forEach(c -> contacts.add(ContactJson.write(c)));
        JsonArrayBuilder lines = Jsons.array();
        p.lineItems().forEach(l -> lines.add(LineItemJson.write(l, p.currency())));
        JsonObjectBuilder json = Jsons.object()
                .add("id", Jsons.id(p.id()))
                .add("version", p.version())
                .add("purchaseOrderId", p.purchaseOrderId())
                .add("description", Jsons.text(p.description()))
                .add("sellers", Jsons.texts(p.anySeller() ? List.of(Seller.ANY) : p.sellers()))
                .add("currency", p.currency())
                .add("effectiveMonth", Jsons.text(p.effectiveMonth()))
                .add("expirationMonth", Jsons.text(p.expirationMonth()))
                .add("status", Jsons.text(p.status()))
                .add("notYetEffective", p.notYetEffective())
                .add("reachableStatuses", Jsons.texts(p.reachableStatuses()))
                .add("committed", Jsons.amount(p.committed(), p.currency()))
                .add("billed", Jsons.amount(p.billed(), p.currency()))
                .add("balance", Jsons.amount(p.balance(), p.currency()))
                .add("outOfBalance", p.outOfBalance())
                .add("amountBasis", Jsons.text(p.amountBasis()))
                .add("taxRegistrationNumbers", Jsons.texts(p.taxRegistrationNumbers()))
                .add("invoiceUnits", Jsons.texts(p.invoiceUnits()))
                .add("billTo", Jsons.text(p.billTo()))
                .add("shipTo", Jsons.text(p.shipTo()))
                .add("paymentTerms", Jsons.text(p.paymentTerms()))
                .add("contacts", contacts)
                .add("tags", Jsons.map(p.tags()))
                .add("lineItems", lines)
                .add("lineItemCount", p.lineItems().size())
                .add("invoiceCount", p.invoiceCount())
                .add("invoicesOutsideWindow", p.invoicesOutsideWindow())
                .add("warnings", warnings(p));
        return json.add("createdAt", Jsons.text(p.createdAt()))
                .add("createdBy", Jsons.text(p.createdBy()))
                .add("updatedAt", Jsons.text(p.updatedAt()))
                .add("updatedBy", Jsons.text(p.updatedBy()))
                .build();
    }

    /** What stands although a change might have meant otherwise. */
    private static JsonArrayBuilder warnings(PurchaseOrderDetails p) {
        JsonArrayBuilder warnings = Jsons.array();
        if (p.invoicesOutsideWindow() > 0) {
            warnings.add(Jsons.object().add("code", "INVOICES_OUTSIDE_WINDOW").add("count", p.invoicesOutsideWindow()));
        }
        return warnings;
    }

    /** As lists show it: without contacts, tags, addresses and line items. */
    static JsonObject write(PurchaseOrderRow p) {
        return Jsons.object()
                .add("id", Jsons.id(p.id()))
                .add("version", p.version())
                .add("purchaseOrderId", p.purchaseOrderId())
                .add("description", Jsons.text(p.description()))
                .add("sellers", Jsons.texts(p.anySeller() ? List.of(Seller.ANY) : p.sellers()))
                .add("currency", p.currency())
                .add("effectiveMonth", Jsons.text(p.effectiveMonth()))
                .add("expirationMonth", Jsons.text(p.expirationMonth()))
                .add("status", Jsons.text(p.status()))
                .add("notYetEffective", p.notYetEffective())
                .add("committed", Jsons.amount(p.committed(), p.currency()))
                .add("billed", Jsons.amount(p.billed(), p.currency()))
                .add("balance", Jsons.amount(p.balance(), p.currency()))
                .add("lineItemCount", p.lineItemCount())
                .add("updatedAt", Jsons.text(p.updatedAt()))
                .build();
    }
}
