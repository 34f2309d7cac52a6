package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import org.junit.jupiter.api.Test;

/**
 * 1,000 summaries after the model of AWS {@code ListInvoiceSummaries}: every bill type, invoice type, billing entity and seller in many
 * currencies, with rates, credit memos and purchase order numbers. None is lost, and the same file again changes nothing.
 */
class AwsSummariesIT {
    private static final int SUMMARIES = 1000;
    private static final List<String> SELLERS = List.of("Amazon Web Services, Inc.", "Amazon Web Services EMEA SARL", "Amazon Web Services Australia Pty Ltd",
            "Amazon AWS Serviços Brasil Ltda.", "Amazon Web Services Canada, Inc.", "Amazon Web Services India Private Limited",
            "PT Amazon Web Services Indonesia", "Amazon Web Services Japan G.K.", "Amazon Web Services Malaysia Sdn. Bhd.",
            "Amazon Web Services New Zealand Limited", "Amazon Web Services Singapore Private Limited",
            "Amazon Web Services South Africa Proprietary Limited", "Amazon Web Services Korea LLC", "AMCS Korea LLC",
            "Amazon Web Services Turkey Pazarlama, Teknoloji ve Danışmanlık Hizmetleri Limited Şirketi", "A seller nobody has registered");
    private static final List<String> CURRENCIES = List.of("USD", "EUR", "GBP", "JPY", "AUD", "BRL", "CAD", "CHF", "CNY", "DKK", "HKD", "IDR", "INR", "KRW",
            "MYR", "NOK", "NZD", "SEK", "SGD", "TRY", "VND", "ZAR");
    private static final List<String> BILL_TYPES = List.of("ANNIVERSARY", "PURCHASE", "REFUND");
    private static final List<String> INVOICE_TYPES = List.of("INVOICE", "INVOICE", "INVOICE", "CREDIT_MEMO", "PAYMENT_RECEIPT");
    private static final List<String> BILLING_ENTITIES = List.of("AWS", "AWS_MARKETPLACE");
    private static final Api API = Api.asAdmin();

    private final Random random = new Random(20260102);
    private final List<String> orders = new ArrayList<>();

    @Test
    void a_thousand_summaries_are_taken_in_once() {
        addOrders();
        byte[] file = file();

        JsonObject first = imported(file);
        assertThat(first.getString("state")).as("%s", first).isEqualTo("SUCCEEDED");
        assertThat(first.getString("format")).isEqualTo("AWS_INVOICE_SUMMARIES");
        assertThat(counts(first)).containsEntry("rows", SUMMARIES).containsEntry("created", SUMMARIES)
                .containsEntry("errors", 0).containsEntry("duplicates", 0).containsEntry("changed", 0).containsEntry("unchanged", 0);

        List<JsonObject> invoices = invoicesOf(first.getString("id"));
        assertThat(invoices).as("each one is listed").hasSize(SUMMARIES);
        assertThat(invoices).extracting(i -> i.getString("invoiceId")).doesNotHaveDuplicates();
        Map<String, Long> states = invoices.stream().collect(Collectors.groupingBy(i -> i.getString("state"), TreeMap::new, Collectors.counting()));
        assertThat(states).as("matched, without a line, receipts, cancelled").containsKeys("MATCHED", "EXCEPTION", "EXCLUDED", "VOID");
        assertThat(states.get("EXCEPTION")).isEqualTo(first.getInt("exceptions"));
        assertThat(states.get("MATCHED")).isGreaterThan(SUMMARIES / 4L);

        Map<String, BigDecimal> billed = billed();
        assertThat(billed).as("what orders have billed is what invoices have on them").isEqualTo(allocated(invoices));

        JsonObject second = imported(file);
        assertThat(counts(second)).containsEntry("rows", SUMMARIES).containsEntry("unchanged", SUMMARIES)
                .containsEntry("created", 0).containsEntry("changed", 0).containsEntry("errors", 0).containsEntry("exceptions", 0);
        assertThat(billed()).isEqualTo(billed);
        assertThat(invoicesOf(first.getString("id"))).isEqualTo(invoices);
    }

    /** For each of the first ten sellers an order in its most frequent currency, and one in EUR that takes invoices by their rate. */
    private void addOrders() {
        for (int i = 0; i < 10; i++) {
            orders.add(addOrder("AWS-IT-" + i, SELLERS.get(i), CURRENCIES.get(i)));
        }
        orders.add(addOrder("AWS-IT-EUR", SELLERS.get(1), "EUR"));
    }

    private static String addOrder(String id, String seller, String currency) {
        String lines = List.of("ALL", "MONTHLY_USAGE", "SUBSCRIPTION").stream().map(type -> """
                {"number":"%s","type":"%s","startMonth":"2025-01","endMonth":"2026-12","balanceTracking":true,"unitPrice":"1000000"}""".formatted(type, type))
                .collect(Collectors.joining(","));
        return API.post("purchase-orders", """
                {"purchaseOrderId":"%s","sellers":["%s"],"currency":"%s","effectiveMonth":"2025-01","expirationMonth":"2026-12","lineItems":[%s]}"""
                .formatted(id, seller, currency, lines)).expect(201).object().getString("id");
    }

    /** An array of answers of at most 100 summaries each, as a client that follows NextToken collects them. */
    private byte[] file() {
        JsonArrayBuilder answers = Json.createArrayBuilder();
        Map<String, String> lastInvoice = new HashMap<>();
        for (int page = 0; page < SUMMARIES / 100; page++) {
            JsonArrayBuilder summaries = Json.createArrayBuilder();
            for (int i = 0; i < 100; i++) {
                summaries.add(summary(page * 100 + i, lastInvoice));
            }
            JsonObjectBuilder answer = Json.createObjectBuilder().add("InvoiceSummaries", summaries);
            answers.add(page == 9 ? answer.addNull("NextToken") : answer.add("NextToken", "page-" + (page + 1)));
        }
        return answers.build().toString().getBytes(StandardCharsets.UTF_8);
    }

    private JsonObject summary(int n, Map<String, String> lastInvoice) {
        // Every combination of the enumerations comes up; sellers and currencies go round at their own speeds.
        String billType = BILL_TYPES.get(n % 3);
        String invoiceType = INVOICE_TYPES.get(n / 3 % 5);
        String billingEntity = BILLING_ENTITIES.get(n / 15 % 2);
        String seller = SELLERS.get(n % SELLERS.size());
        String currency = n % 3 == 0 ? CURRENCIES.get(n % CURRENCIES.size()) : CURRENCIES.get(n % SELLERS.size());
        YearMonth period = YearMonth.of(2025, 1).plusMonths(random.nextInt(20));
        String id = "AWS-IT-%04d".formatted(n);
        JsonObjectBuilder json = Json.createObjectBuilder().add("AccountId", "%012d".formatted(random.nextInt(1_000_000)))
                .add("InvoiceId", id).add("IssuedDate", epoch(period.plusMonths(1).atDay(1 + random.nextInt(9))))
                .add("Entity", Json.createObjectBuilder().add("InvoicingEntity", seller).add("BillingEntity", billingEntity))
                .add("BillingPeriod", Json.createObjectBuilder().add("Month", period.getMonthValue()).add("Year", period.getYear()))
                .add("InvoiceFrequency", billType.equals("ANNIVERSARY") ? "RECURRING" : "ONE_TIME").add("BillType", billType).add("InvoiceType", invoiceType)
                .add("ReceiverRole", "BUYER").add("BillSourceAccounts", Json.createArrayBuilder().add("123456789012")).add("BillSourceAccountsTotalCount", 1);
        if (n % 2 == 0) {
            json.add("DueDate", epoch(period.plusMonths(2).atDay(1)));
        }
        boolean credit = billType.equals("REFUND") || invoiceType.equals("CREDIT_MEMO");
        String key = seller + currency;
        if (credit && lastInvoice.containsKey(key)) {
            json.add("OriginalInvoiceId", lastInvoice.get(key));
        } else if (!credit && invoiceType.equals("INVOICE")) {
            lastInvoice.put(key, id);
        }
        if (n % 40 == 7) {
            json.add("TaxAuthorityStatus", "CANCELLED");
        } else if (n % 7 == 0) {
            json.add("TaxAuthorityStatus", "ISSUED");
        }
        if (n % 50 == 3) {
            json.add("PurchaseOrderNumber", n % 100 == 3 ? "aws-it-1" : "UNKNOWN-" + n);
        }
        BigDecimal net = BigDecimal.valueOf(100 + random.nextInt(100_000), 2).multiply(BigDecimal.valueOf(credit && n % 4 == 0 ? -1 : 1));
        json.add("BaseCurrencyAmount", amount(net, currency, null));
        if (n % 9 == 4 && !currency.equals("EUR")) {
            BigDecimal rate = new BigDecimal("0.9237");
            json.add("PaymentCurrencyAmount", amount(net.multiply(rate), "EUR", exchange(currency, "EUR", rate)));
        }
        return json.build();
    }

    private static JsonObjectBuilder amount(BigDecimal net, String currency, JsonObjectBuilder exchange) {
        int decimals = Currency.getInstance(currency).getDefaultFractionDigits();
        BigDecimal before = net.setScale(decimals, RoundingMode.HALF_EVEN);
        BigDecimal tax = before.multiply(new BigDecimal("0.1")).setScale(decimals, RoundingMode.HALF_EVEN);
        JsonObjectBuilder json = Json.createObjectBuilder().add("TotalAmount", before.add(tax).toPlainString()).add("TotalAmountBeforeTax", before.toPlainString())
                .add("CurrencyCode", currency).add("AmountBreakdown", Json.createObjectBuilder().add("SubTotalAmount", before.toPlainString())
                        .add("Taxes", Json.createObjectBuilder().add("TotalAmount", tax.toPlainString())));
        return exchange == null ? json : json.add("CurrencyExchangeDetails", exchange);
    }

    private static JsonObjectBuilder exchange(String source, String target, BigDecimal rate) {
        return Json.createObjectBuilder().add("SourceCurrencyCode", source).add("TargetCurrencyCode", target).add("Rate", rate.toPlainString());
    }

    private static long epoch(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    private static JsonObject imported(byte[] file) {
        Api.Answer accepted = API.upload("imports", "summaries.json", file).expect(202);
        String path = "imports/" + accepted.object().getString("id");
        Instant limit = Instant.now().plus(Duration.ofMinutes(5));
        JsonObject job = accepted.object();
        while (Set.of("QUEUED", "RUNNING").contains(job.getString("state"))) {
            assertThat(Instant.now()).as("%s", job).isBefore(limit);
            job = API.get(path).expect(200).object();
        }
        return job;
    }

    private static Map<String, Integer> counts(JsonObject job) {
        return List.of("rows", "created", "unchanged", "changed", "duplicates", "exceptions", "errors").stream()
                .collect(Collectors.toMap(name -> name, job::getInt));
    }

    private static List<JsonObject> invoicesOf(String job) {
        List<JsonObject> invoices = new ArrayList<>();
        String cursor = null;
        do {
            JsonObject slice = API.get("invoices?importId=" + job + "&limit=200&sort=invoiceId" + (cursor == null ? "" : "&cursor=" + cursor)).expect(200).object();
            invoices.addAll(slice.getJsonArray("items").getValuesAs(JsonObject.class));
            cursor = slice.isNull("nextCursor") ? null : slice.getString("nextCursor");
        } while (cursor != null);
        return invoices;
    }

    private Map<String, BigDecimal> billed() {
        Map<String, BigDecimal> billed = new TreeMap<>();
        for (String order : orders) {
            JsonObject read = API.get("purchase-orders/" + order).expect(200).object();
            billed.put(read.getString("purchaseOrderId"), new BigDecimal(read.getString("billed")).setScale(4));
        }
        return billed;
    }

    /** Sum of what the invoices have on each order, in the order's currency. */
    private Map<String, BigDecimal> allocated(List<JsonObject> invoices) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        orders.forEach(order -> sums.put(API.get("purchase-orders/" + order).expect(200).object().getString("purchaseOrderId"), BigDecimal.ZERO.setScale(4)));
        for (JsonObject invoice : invoices) {
            for (JsonObject allocation : invoice.getJsonArray("allocations").getValuesAs(JsonObject.class)) {
                BigDecimal amount = new BigDecimal(allocation.getString("purchaseOrderAmount"));
                // Orders of other tests may take some of these invoices; only this test's are compared.
                sums.computeIfPresent(allocation.getString("purchaseOrderId"), (order, sum) -> sum.add(amount));
            }
        }
        return sums;
    }
}
