package org.openpo.web.rest;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.wayout.WayOut;
import org.openpo.domain.wayout.WayOutKind;
import org.openpo.ejb.queue.WayOutService;

/** Ways out of an exception in requests and answers. */
final class WayOutJson {
    private WayOutJson() { }

    static JsonObject write(WayOut way) {
        return Jsons.object()
                .add("kind", Jsons.text(way.kind()))
                .add("role", Jsons.text(way.kind().role()))
                .add("purchaseOrder", way.purchaseOrderKey() == null ? JsonValue.NULL : Jsons.id(way.purchaseOrderKey()))
                .add("purchaseOrderId", Jsons.text(way.purchaseOrderId()))
                .add("lineItem", way.lineItemId() == null ? JsonValue.NULL : Jsons.id(way.lineItemId()))
                .add("lineItemNumber", Jsons.text(way.lineItemNumber()))
                .add("lineItemType", Jsons.text(way.lineItemType()))
                .add("startMonth", Jsons.text(way.months() == null ? null : way.months().from()))
                .add("endMonth", Jsons.text(way.months() == null ? null : way.months().to()))
                .add("amount", way.amount() == null ? JsonValue.NULL : Jsons.amount(way.amount(), way.currency().getCurrencyCode()))
                .add("currency", Jsons.text(way.currency()))
                .build();
    }

    static WayOutService.Choice read(JsonFields in) {
        in.ignoring("role", "lineItemNumber", "lineItemType", "startMonth", "endMonth", "amount", "currency");
        return new WayOutService.Choice(in.choice("kind", WayOutKind.class), in.id("purchaseOrder", ErrorCode.WAY_OUT_GONE), in.id("lineItem", ErrorCode.LINE_UNKNOWN),
                in.text("purchaseOrderId"), in.decimal("rate"), in.text("seller"), in.text("reason"));
    }
}
