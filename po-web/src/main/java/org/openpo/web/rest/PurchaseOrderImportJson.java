package org.openpo.web.rest;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.openpo.ejb.inbound.PurchaseOrderImportResult;
import org.openpo.ejb.inbound.PurchaseOrderImportResult.Item;
import org.openpo.ejb.inbound.PurchaseOrderImportResult.Outcome;
import org.openpo.ejb.inbound.read.PurchaseOrderFile;

/** What became of a file's purchase orders, in answers. */
final class PurchaseOrderImportJson {
    private PurchaseOrderImportJson() { }

    static JsonObject write(PurchaseOrderImportResult result, ApiTexts texts) {
        JsonArrayBuilder items = Jsons.array();
        result.items().forEach(item -> items.add(item(item, texts)));
        return Jsons.object()
                .add("preview", result.preview())
                .add("format", result.format().name())
                .add("rows", result.rows())
                .add("created", result.count(Outcome.CREATED))
                .add("changed", result.count(Outcome.CHANGED))
                .add("unchanged", result.count(Outcome.UNCHANGED))
                .add("kept", result.count(Outcome.KEPT))
                .add("refused", result.count(Outcome.REFUSED))
                .add("errors", result.problems())
                .add("exceptions", result.exceptions() == null ? JsonValue.NULL : JSON.createValue(result.exceptions()))
                .add("items", items)
                .build();
    }

    private static JsonObject item(Item item, ApiTexts texts) {
        JsonArrayBuilder errors = Jsons.array();
        for (PurchaseOrderFile.Problem problem : item.problems()) {
            errors.add(Jsons.object()
                    .add("row", problem.row())
                    .add("column", Jsons.text(problem.column().isEmpty() ? null : problem.column()))
                    .add("code", problem.violation().code().name())
                    .add("message", texts.of(problem.violation())));
        }
        return Jsons.object()
                .add("row", item.row())
                .add("purchaseOrderId", Jsons.text(item.purchaseOrderId()))
                .add("id", item.id() == null ? JsonValue.NULL : Jsons.id(item.id()))
                .add("outcome", item.outcome().name())
                .add("effectiveMonth", Jsons.text(item.effectiveMonth()))
                .add("expirationMonth", Jsons.text(item.expirationMonth()))
                .add("currency", Jsons.text(item.currency()))
                .add("committed", item.committed() == null ? JsonValue.NULL : Jsons.amount(item.committed(), item.currency()))
                .add("lineItemCount", item.lineItems())
                .add("changes", VersionJson.changes(item.changes()))
                .add("errors", errors)
                .build();
    }
}
