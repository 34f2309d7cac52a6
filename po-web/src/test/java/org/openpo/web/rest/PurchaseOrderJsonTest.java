package org.openpo.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderRules;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.order.LineItemView;
import org.openpo.ejb.order.PurchaseOrderDetails;
import org.openpo.ejb.party.ContactView;

class PurchaseOrderJsonTest {
    static final String FULL = """
            {"purchaseOrderId":"PO-1","description":"Cloud 2026","sellers":["Amazon Web Services, Inc.","AWS Marketplace"],"currency":"USD",
             "effectiveMonth":"2026-01","expirationMonth":"2026-12","taxRegistrationNumbers":["DE1"],"invoiceUnits":["unit-1"],
             "amountBasis":"NET","billTo":"Street 1","shipTo":"Street 2","paymentTerms":"30 days",
             "contacts":[{"name":"Ann","email":"ann@example.com","phone":"+49 1","language":"vi"}],"tags":{"team":"platform"},
             "lineItems":[{"number":"1","description":"Usage","type":"MONTHLY_USAGE","startMonth":"2026-01","endMonth":"2026-06","balanceTracking":true,
               "unitPrice":"100.00","quantity":"2.5","tax":{"kind":"PERCENT","value":"10"},"overspendPolicy":"HOLD","chargeAccounts":["123456789012"]},
              {"number":"2","type":"ALL","startMonth":"2026-01","endMonth":"2026-12"}]}""";

    @Test
    void readsEveryMember() {
        JsonFields in = JsonFields.of(JsonBody.parse(FULL));
        PurchaseOrderDraft draft = PurchaseOrderJson.read(in, true);
        assertThat(in.finish()).isEmpty();
        YearMonth january = YearMonth.of(2026, 1);
        assertThat(draft).isEqualTo(new PurchaseOrderDraft("PO-1", "Cloud 2026", false, List.of("Amazon Web Services, Inc.", "AWS Marketplace"),
                List.of("DE1"), List.of("unit-1"), "Street 1", "Street 2", "30 days", "USD", january, YearMonth.of(2026, 12), AmountBasis.NET,
                List.of(new ContactDraft("Ann", "ann@example.com", "+49 1", "vi")), Map.of("team", "platform"), List.of(
                        new LineItemDraft(null, "1", "Usage", LineItemType.MONTHLY_USAGE, january, YearMonth.of(2026, 6), true, new BigDecimal("100.00"),
                                new BigDecimal("2.5"), LineTax.percent(BigDecimal.TEN), OverspendPolicy.HOLD, List.of("123456789012")),
                        new LineItemDraft(null, "2", null, LineItemType.ALL, january, YearMonth.of(2026, 12), false, null, null, null, null, null))));
        assertThat(PurchaseOrderRules.check(draft)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ANY", "any", "*", " Any "})
    void anySellerHasAWordOfItsOwn(String any) {
        PurchaseOrderDraft draft = PurchaseOrderJson.read(JsonFields.of(JsonBody.parse("{\"sellers\":[\"" + any + "\"]}")), true);
        assertThat(draft.anySeller()).isTrue();
        assertThat(draft.sellers()).isEmpty();
    }

    @Test
    void whatWasGotCanBePutBack() {
        PurchaseOrderDetails details = details(false);
        JsonObject json = PurchaseOrderJson.write(details);
        JsonFields in = JsonFields.of(JsonBody.parse(json.toString()));
        assertThat(in.integer("version")).isEqualTo(details.version());
        PurchaseOrderDraft back = PurchaseOrderJson.read(in, true);
        assertThat(in.finish()).isEmpty();
        assertThat(back).usingRecursiveComparison().withComparatorForType(BigDecimal::compareTo, BigDecimal.class).isEqualTo(details.toDraft());
    }

    @Test
    void whatWasGotCanBePostedAsAnotherOne() {
        PurchaseOrderDraft copy = PurchaseOrderJson.read(JsonFields.of(PurchaseOrderJson.write(details(true))), false);
        assertThat(copy.anySeller()).isTrue();
        assertThat(copy.lineItems()).extracting(LineItemDraft::id).containsOnlyNulls();
    }

    @Test
    void answersWithTheNamesAndFormsOfTheSpecification() {
        JsonObject json = PurchaseOrderJson.write(details(true));
        assertThat(json.getString("id")).isEqualTo("7");
        assertThat(json.getInt("version")).isEqualTo(3);
        assertThat(json.getString("status")).isEqualTo("ACTIVE");
        assertThat(json.getJsonArray("sellers").toString()).isEqualTo("[\"ANY\"]");
        assertThat(json.getString("committed")).isEqualTo("275.00");
        assertThat(json.getString("billed")).isEqualTo("300.00");
        assertThat(json.getString("balance")).isEqualTo("-25.00");
        assertThat(json.getString("updatedAt")).isEqualTo("2026-02-03T04:05:06.000007Z");
        JsonObject line = json.getJsonArray("lineItems").getJsonObject(0);
        assertThat(line.getString("id")).isEqualTo("11");
        assertThat(line.getString("unitPrice")).isEqualTo("100.00");
        assertThat(line.getString("quantity")).isEqualTo("2.5");
        assertThat(line.getJsonObject("tax").toString()).isEqualTo("{\"kind\":\"PERCENT\",\"value\":\"10\"}");
        assertThat(line.getString("total")).isEqualTo("275.00");
        assertThat(line.getString("billed")).isEqualTo("300.00");
        assertThat(line.getString("balance")).isEqualTo("-25.00");
        JsonObject untracked = json.getJsonArray("lineItems").getJsonObject(1);
        assertThat(untracked.isNull("unitPrice")).isTrue();
        assertThat(untracked.isNull("tax")).isTrue();
        assertThat(untracked.getString("total")).isEqualTo("0.00");
    }

    static Stream<List<String>> wrongTypes() {
        return Stream.of(List.of("purchaseOrderId", "1"), List.of("description", "{}"), List.of("sellers", "\"AWS\""), List.of("currency", "1"),
                List.of("effectiveMonth", "202601"), List.of("expirationMonth", "true"), List.of("taxRegistrationNumbers", "\"DE1\""),
                List.of("invoiceUnits", "{}"), List.of("amountBasis", "1"), List.of("billTo", "[]"), List.of("shipTo", "1"), List.of("paymentTerms", "30"),
                List.of("contacts", "{}"), List.of("tags", "[]"), List.of("lineItems", "{}"), List.of("version", "\"1\""));
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void everyMemberOfTheWrongTypeIsNamed(List<String> member) {
        JsonFields in = JsonFields.of(JsonBody.parse("{\"" + member.get(0) + "\":" + member.get(1) + "}"));
        in.integer("version");
        PurchaseOrderJson.read(in, true);
        assertThat(in.finish()).singleElement().satisfies(v -> {
            assertThat(v.field()).isEqualTo(member.get(0));
            assertThat(v.code()).isEqualTo(ErrorCode.WRONG_TYPE);
        });
    }

    static Stream<List<String>> wrongLineTypes() {
        return Stream.of(List.of("number", "1", ""), List.of("description", "1", ""), List.of("type", "1", ""), List.of("startMonth", "1", ""),
                List.of("endMonth", "1", ""), List.of("balanceTracking", "\"yes\"", ""), List.of("unitPrice", "true", ""), List.of("quantity", "[]", ""),
                List.of("tax", "10", ""), List.of("tax", "{\"kind\":1,\"value\":\"1\"}", ".kind"), List.of("tax", "{\"kind\":\"PERCENT\",\"value\":true}", ".value"),
                List.of("overspendPolicy", "1", ""), List.of("chargeAccounts", "\"1\"", ""));
    }

    @ParameterizedTest
    @MethodSource("wrongLineTypes")
    void everyMemberOfALineOfTheWrongTypeIsNamed(List<String> member) {
        JsonFields in = JsonFields.of(JsonBody.parse("{\"lineItems\":[{},{\"" + member.get(0) + "\":" + member.get(1) + "}]}"));
        PurchaseOrderJson.read(in, true);
        assertThat(in.finish()).singleElement().satisfies(v -> {
            assertThat(v.field()).isEqualTo("lineItems[1]." + member.get(0) + member.get(2));
            assertThat(v.code()).isEqualTo(ErrorCode.WRONG_TYPE);
        });
    }

    @Test
    void aTaxWithoutKindOrValueIsIncomplete() {
        JsonFields in = JsonFields.of(JsonBody.parse("{\"lineItems\":[{\"tax\":{}},{\"tax\":{\"kind\":\"NONE\"}},{\"tax\":{\"kind\":\"AMOUNT\"}}]}"));
        PurchaseOrderJson.read(in, true);
        assertThat(in.finish()).containsExactly(Violation.of("lineItems[0].tax.kind", ErrorCode.REQUIRED),
                Violation.of("lineItems[0].tax.value", ErrorCode.REQUIRED), Violation.of("lineItems[2].tax.value", ErrorCode.REQUIRED));
    }

    static PurchaseOrderDetails details(boolean anySeller) {
        YearMonth january = YearMonth.of(2026, 1);
        YearMonth december = YearMonth.of(2026, 12);
        LineItemView usage = new LineItemView(11, "1", "Usage", LineItemType.MONTHLY_USAGE, january, december, true, new BigDecimal("100.00000000"),
                new BigDecimal("2.50"), LineTax.percent(new BigDecimal("10.0000")), new BigDecimal("275.00000000"), new BigDecimal("300"),
                new BigDecimal("-25"), OverspendPolicy.ALLOW, List.of(), false, null, true);
        LineItemView untracked = new LineItemView(12, "2", null, LineItemType.ALL, january, december, false, null, BigDecimal.ONE, LineTax.none(),
                BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, OverspendPolicy.HOLD, List.of("1", "2"), true, "over", false);
        Instant at = Instant.parse("2026-02-03T04:05:06.000007Z");
        return new PurchaseOrderDetails(7, 3, "PO-1", null, anySeller, anySeller ? List.of() : List.of("Amazon Web Services, Inc."), List.of("DE1"),
                List.of(), "Street 1", null, null, "USD", january, december, PurchaseOrderStatus.ACTIVE, false, List.of(PurchaseOrderStatus.SUSPENDED),
                AmountBasis.GROSS, new BigDecimal("275"), new BigDecimal("300"),
                List.of(new ContactView(5, 0, "Ann", "ann@example.com", null, "en", true, false, null, null, null)), Map.of("team", "platform"), List.of(usage, untracked), 1, 0,
                at, "ann", at, "ann");
    }
}
