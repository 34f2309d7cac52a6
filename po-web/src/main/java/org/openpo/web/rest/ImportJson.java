package org.openpo.web.rest;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.openpo.domain.rule.Violation;
import org.openpo.ejb.inbound.ImportErrorView;
import org.openpo.ejb.inbound.ImportJobView;
import org.openpo.ejb.inbound.ImportPreviewRow;

/** Import jobs and their refused rows in answers. */
final class ImportJson {
    private ImportJson() { }

    static JsonObject write(ImportJobView j, ApiTexts texts) {
        return Jsons.object()
                .add("id", Jsons.id(j.id()))
                .add("state", Jsons.text(j.state()))
                .add("format", Jsons.text(j.format()))
                .add("fileName", Jsons.text(j.fileName()))
                .add("sizeBytes", j.sizeBytes())
                .add("sha256", Jsons.text(j.sha256()))
                .add("fileKept", j.fileKept())
                .add("sameAs", j.sameAsId() == null ? JsonValue.NULL : Jsons.id(j.sameAsId()))
                .add("mapping", Jsons.text(j.mappingName()))
                .add("preview", j.preview())
                .add("cancelling", j.cancelling())
                .add("percent", j.percent())
                .add("rowsPerSecond", Jsons.count(j.pace() == null ? null : j.pace().rowsPerSecond()))
                .add("remainingSeconds", Jsons.count(j.pace() == null ? null : j.pace().remainingSeconds()))
                .add("rows", j.counts().rows())
                .add("created", j.counts().created())
                .add("unchanged", j.counts().unchanged())
                .add("changed", j.counts().changed())
                .add("duplicates", j.counts().duplicates())
                .add("exceptions", j.counts().exceptions())
                .add("errors", j.counts().errors())
                .add("failure", failure(j, texts))
                .add("submittedBy", Jsons.text(j.submittedBy()))
                .add("submittedAt", Jsons.text(j.submittedAt()))
                .add("startedAt", Jsons.text(j.startedAt()))
                .add("finishedAt", Jsons.text(j.finishedAt()))
                .build();
    }

    private static JsonValue failure(ImportJobView j, ApiTexts texts) {
        return j.failure() == null ? JsonValue.NULL : Jsons.object().add("code", j.failure().name())
                .add("message", texts.of(new Violation("", j.failure(), j.failureArguments()))).build();
    }

    static JsonObject write(ImportErrorView e, ApiTexts texts) {
        return Jsons.object()
                .add("row", e.row())
                .add("column", Jsons.text(e.column()))
                .add("invoiceId", Jsons.text(e.invoiceId()))
                .add("code", e.code().name())
                .add("message", message(e, texts))
                .build();
    }

    static JsonObject write(ImportPreviewRow r) {
        JsonArrayBuilder allocations = Jsons.array();
        r.places().forEach(p -> allocations.add(Jsons.object().add("purchaseOrderId", Jsons.text(p.purchaseOrderId())).add("lineItemNumber", Jsons.text(p.lineItemNumber()))));
        return Jsons.object()
                .add("row", r.row())
                .add("invoiceId", Jsons.text(r.invoiceId()))
                .add("seller", Jsons.text(r.seller()))
                .add("billingPeriod", Jsons.text(r.billingPeriod()))
                .add("gross", Jsons.decimal(r.gross()))
                .add("currency", Jsons.text(r.currency()))
                .add("result", Jsons.text(r.outcome()))
                .add("state", Jsons.text(r.state()))
                .add("exceptionCodes", Jsons.texts(r.exceptionCodes()))
                .add("allocations", allocations)
                .build();
    }

    static String message(ImportErrorView e, ApiTexts texts) {
        return texts.of(new Violation("", e.code(), e.arguments()));
    }
}
