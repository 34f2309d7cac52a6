package org.openpo.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.invoice.InvoiceRules;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.ledger.AllocationHow;
import org.openpo.domain.ledger.CorrectionKind;
import org.openpo.domain.ledger.RateSource;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.match.MatchCriterion;
import org.openpo.domain.match.RankingKey;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderState;
import org.openpo.ejb.invoice.AllocationView;
import org.openpo.ejb.invoice.CorrectionView;
import org.openpo.ejb.invoice.IntakeResult;
import org.openpo.ejb.invoice.InvoiceDetails;
import org.openpo.ejb.invoice.InvoiceRow;
import org.openpo.ejb.match.Explanation;

class InvoiceJsonTest {
    private static final String FULL = """
            {"invoiceId":"I-1","seller":"Amazon Web Services, Inc.","kind":"INVOICE","invoiceClass":"MONTHLY_USAGE","billedAccount":"123456789012",
             "invoiceUnit":"unit-1","taxRegistrationNumber":"DE1","billingPeriod":"2026-01","issueDate":"2026-02-03","dueDate":"2026-03-05",
             "currency":"USD","net":"90.00","tax":10,"gross":"100.00","purchaseOrderReference":"PO-1","originalInvoiceId":"I-0",
             "payment":{"currency":"EUR","net":"81","gross":"90"},"rate":{"sourceCurrency":"USD","targetCurrency":"EUR","rate":"0.9"},
             "charges":[{"account":"1","category":"EC2","description":"Compute","amount":"90"}]}""";

    @Test
    void readsEveryMember() {
        JsonFields in = JsonFields.of(JsonBody.parse(FULL));
        InvoiceDraft draft = InvoiceJson.read(in);
        assertThat(in.finish()).isEmpty();
        assertThat(draft).isEqualTo(new InvoiceDraft("I-1", "Amazon Web Services, Inc.", InvoiceKind.INVOICE, InvoiceClass.MONTHLY_USAGE, "123456789012",
                "unit-1", "DE1", YearMonth.of(2026, 1), LocalDate.of(2026, 2, 3), LocalDate.of(2026, 3, 5), "USD", new BigDecimal("90.00"),
                new BigDecimal("10"), new BigDecimal("100.00"), new InvoiceDraft.Payment("EUR", new BigDecimal("81"), new BigDecimal("90")),
                new InvoiceDraft.Rate("USD", "EUR", new BigDecimal("0.9")), "PO-1", "I-0",
                List.of(new InvoiceDraft.ChargeDraft("1", "EC2", "Compute", new BigDecimal("90")))));
        assertThat(InvoiceRules.check(InvoiceRules.complete(draft))).isEmpty();
    }

    static Stream<List<String>> wrongTypes() {
        return Stream.of(List.of("invoiceId", "1"), List.of("seller", "[]"), List.of("kind", "1"), List.of("invoiceClass", "{}"),
                List.of("billedAccount", "123456789012"), List.of("invoiceUnit", "1"), List.of("taxRegistrationNumber", "1"), List.of("billingPeriod", "202601"),
                List.of("issueDate", "20260101"), List.of("dueDate", "true"), List.of("currency", "840"), List.of("net", "true"), List.of("tax", "{}"),
                List.of("gross", "[]"), List.of("purchaseOrderReference", "1"), List.of("originalInvoiceId", "1"), List.of("payment", "\"EUR\""),
                List.of("rate", "0.9"), List.of("charges", "{}"));
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void everyMemberOfTheWrongTypeIsNamed(List<String> member) {
        JsonFields in = JsonFields.of(JsonBody.parse("{\"" + member.get(0) + "\":" + member.get(1) + "}"));
        InvoiceJson.read(in);
        assertThat(in.finish()).singleElement().satisfies(v -> {
            assertThat(v.field()).isEqualTo(member.get(0));
            assertThat(v.code()).isEqualTo(ErrorCode.WRONG_TYPE);
        });
    }

    @Test
    void answersWithTheNamesAndFormsOfTheSpecification() {
        JsonObject json = InvoiceJson.write(details(), IntakeResult.Outcome.CREATED);
        assertThat(json.getString("id")).isEqualTo("3");
        assertThat(json.getString("result")).isEqualTo("CREATED");
        assertThat(json.getString("state")).isEqualTo("MATCHED");
        assertThat(json.getJsonArray("exceptionCodes")).isEmpty();
        assertThat(json.getString("gross")).isEqualTo("100.00");
        JsonObject allocation = json.getJsonArray("allocations").getJsonObject(0);
        assertThat(allocation.getString("purchaseOrderId")).isEqualTo("PO-1");
        assertThat(allocation.getString("lineItemNumber")).isEqualTo("1.2");
        assertThat(allocation.getString("amount")).isEqualTo("100.00");
        assertThat(allocation.getString("purchaseOrderAmount")).isEqualTo("15000");
        assertThat(allocation.getString("how")).isEqualTo("RULE");
        assertThat(json.getJsonArray("history").getJsonObject(0).getBoolean("reversal")).isFalse();
    }

    @Test
    void whatWasGotCanBeSentAgain() {
        JsonFields in = JsonFields.of(JsonBody.parse(InvoiceJson.write(details(), IntakeResult.Outcome.UNCHANGED).toString()));
        InvoiceDraft draft = InvoiceJson.read(in);
        assertThat(in.finish()).isEmpty();
        assertThat(draft.invoiceId()).isEqualTo("I-1");
        assertThat(draft.gross()).isEqualByComparingTo("100");
        assertThat(draft.charges()).hasSize(1);
        assertThat(draft.payment()).isEqualTo(new InvoiceDraft.Payment("JPY", null, new BigDecimal("15000")));
    }

    @Test
    void explainsWithTheNamesOfTheSpecification() {
        JsonObject json = InvoiceJson.explanation(details(), Map.of(7L, order()));
        assertThat(json.getString("outcome")).isEqualTo("MATCHED");
        assertThat(json.getJsonObject("chosen").getString("purchaseOrderId")).isEqualTo("PO-1");
        assertThat(json.getJsonObject("chosen").getString("lineItemNumber")).isEqualTo("1.2");
        JsonObject first = json.getJsonArray("candidates").getJsonObject(0);
        assertThat(first.getInt("rank")).isEqualTo(1);
        assertThat(first.isNull("droppedBy")).isTrue();
        assertThat(first.getJsonObject("facts").getString("overspendPolicy")).isEqualTo("HOLD");
        assertThat(first.getJsonObject("facts").getBoolean("closed")).isTrue();
        JsonObject second = json.getJsonArray("candidates").getJsonObject(1);
        assertThat(second.getInt("rank")).isEqualTo(2);
        assertThat(second.getString("outrankedBy")).isEqualTo("TYPE");
        assertThat(second.getBoolean("covers")).isFalse();
        assertThat(second.isNull("facts")).as("nobody knows any more").isTrue();
        JsonObject third = json.getJsonArray("candidates").getJsonObject(2);
        assertThat(third.isNull("rank")).isTrue();
        assertThat(third.getString("droppedBy")).isEqualTo("SUSPENDED");
    }

    @Test
    void anInvoiceThatWasNeverMatchedHasAnEmptyExplanation() {
        InvoiceRow row = row(InvoiceState.EXCLUDED, List.of(ExceptionCode.NO_PURCHASE_ORDER), List.of());
        InvoiceDetails details = new InvoiceDetails(row, 0, null, null, null, null, null, null, null, List.of(), InvoiceSource.FILE, 9L, BigDecimal.ZERO,
                "private", false, null, List.of(), List.of(), null, Instant.EPOCH, "ann");
        JsonObject json = InvoiceJson.explanation(details, Map.of());
        assertThat(json.getString("outcome")).isEqualTo("EXCLUDED");
        assertThat(json.isNull("chosen")).isTrue();
        assertThat(json.getJsonArray("candidates")).isEmpty();
        assertThat(InvoiceJson.write(details).getString("importId")).isEqualTo("9");
    }

    @Test
    void theHistoryHasEachCorrectionBeforeTheRowsItWrote() {
        JsonArray items = InvoiceJson.history(details()).getJsonArray("items");
        assertThat(items.getValuesAs(JsonObject.class)).extracting(i -> i.getString("type")).containsExactly("CORRECTION", "ALLOCATION");
        assertThat(items.getJsonObject(0).getString("kind")).isEqualTo("REASSIGN");
        assertThat(items.getJsonObject(1).getBoolean("reversal")).isFalse();
    }

    /** Of candidate 1.2 as it was judged. */
    static PurchaseOrderState order() {
        YearMonth january = YearMonth.of(2026, 1);
        LineItemDraft line = new LineItemDraft(11L, "1.2", null, LineItemType.ALL, january, january, true, BigDecimal.TEN, null, null, OverspendPolicy.HOLD, List.of("111"));
        PurchaseOrderDraft draft = new PurchaseOrderDraft("PO-1", null, true, List.of(), null, null, null, null, null, "JPY", january, january, AmountBasis.NET, null, null,
                List.of(line));
        return new PurchaseOrderState(draft, false, Map.of("1.2", "done"), false);
    }

    static InvoiceDetails details() {
        AllocationView allocation = new AllocationView(7, "PO-1", false, 11, "1.2", null, null, new BigDecimal("100.00000000"), new BigDecimal("100.00000000"), new BigDecimal("15000.00000000"), "JPY",
                new BigDecimal("150.000000000000"), RateSource.PAYMENT_AMOUNT, AllocationHow.RULE, "ann", Instant.EPOCH, null, null);
        Explanation explanation = new Explanation(InvoiceState.MATCHED,
                new Explanation.Chosen("PO-1", "1.2", new BigDecimal("15000"), "JPY", new BigDecimal("150"), "PAYMENT_AMOUNT"), "RULE", List.of(),
                List.of(new Explanation.Candidate(7, "PO-1", "1.2", 1, null, null, true, null, null, null), new Explanation.Candidate(8, "PO-2", "1", 2, null, RankingKey.TYPE, false, null, null, null),
                        new Explanation.Candidate(9, "PO-3", "1", null, MatchCriterion.SUSPENDED, null, null, null, null, null)), 0, null);
        return new InvoiceDetails(row(InvoiceState.MATCHED, List.of(), List.of(allocation)), 1, "123456789012", null, null,
                new InvoiceDraft.Payment("JPY", null, new BigDecimal("15000")), null, null, null,
                List.of(new InvoiceDraft.ChargeDraft("1", "EC2", null, new BigDecimal("100.000001"))), InvoiceSource.API, null, new BigDecimal("100"),
                null, false, null, List.of(new InvoiceDetails.LedgerRow(allocation, false)),
                List.of(new CorrectionView(4, CorrectionKind.REASSIGN, "wrong line", "ann", Instant.EPOCH, false, null, false)), explanation, Instant.EPOCH, "ann");
    }

    private static InvoiceRow row(InvoiceState state, List<ExceptionCode> codes, List<AllocationView> allocations) {
        return new InvoiceRow(3, "I-1", "Amazon Web Services, Inc.", true, InvoiceKind.INVOICE, InvoiceClass.MONTHLY_USAGE, YearMonth.of(2026, 1),
                LocalDate.of(2026, 2, 3), null, "USD", new BigDecimal("90.0000"), new BigDecimal("10"), new BigDecimal("100"), state, codes, null, null, null, allocations);
    }
}
