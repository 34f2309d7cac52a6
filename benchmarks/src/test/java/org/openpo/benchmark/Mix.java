package org.openpo.benchmark;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Purchase orders and invoices for {@link IntakeBenchmark}, in the mix of the reference: mostly monthly usage of three months, a twentieth
 * names a purchase order, a fiftieth is a credit memo, a twentieth is in another currency, one to five charges each. The same seed
 * gives the same ones.
 */
final class Mix {
    private static final List<String> SELLERS = List.of("Amazon Web Services, Inc.", "Amazon Web Services EMEA SARL", "Amazon Web Services Japan G.K.",
            "Amazon Web Services Australia Pty Ltd", "Amazon Web Services Canada, Inc.");
    private static final List<String> CLASSES = List.of("MONTHLY_USAGE", "MONTHLY_USAGE", "MONTHLY_USAGE", "MONTHLY_USAGE", "SUBSCRIPTION", "SUBSCRIPTION", "OTHER");
    private static final YearMonth FIRST = YearMonth.of(2026, 1);
    private static final int LINES_PER_ORDER = 5;

    private final String prefix;
    private final int orders;
    private final SplittableRandom random;
    private final List<Invoice> sent = new ArrayList<>();
    private int number;

    private record Invoice(String id, String seller, String original, String invoiceClass, String account, String unit, YearMonth period, LocalDate issued,
            String currency, BigDecimal net, BigDecimal gross, String reference, int charges) { }

    Mix(String prefix, int lines, long seed) {
        this.prefix = prefix;
        this.orders = lines / LINES_PER_ORDER;
        this.random = new SplittableRandom(seed);
    }

    /** As JSON of the API. */
    static List<String> purchaseOrders(int lines) {
        SplittableRandom random = new SplittableRandom(7);
        List<String> orders = new ArrayList<>();
        for (int order = 0; order < lines / LINES_PER_ORDER; order++) {
            YearMonth from = FIRST.plusMonths(3L * random.nextInt(2)).minusMonths(3L * random.nextInt(3));
            List<String> items = new ArrayList<>();
            for (int line = 1; line <= LINES_PER_ORDER; line++) {
                items.add("""
                        {"number":"%d","type":"%s","startMonth":"%s","endMonth":"%s","balanceTracking":%s,"unitPrice":"%d.00","overspendPolicy":"%s"}""".formatted(line,
                        List.of("ALL", "MONTHLY_USAGE", "MONTHLY_USAGE", "SUBSCRIPTION").get(random.nextInt(4)), from, from.plusMonths(11), random.nextInt(3) > 0,
                        random.nextInt(1_000_000), random.nextInt(10) == 0 ? "HOLD" : "ALLOW"));
            }
            orders.add("""
                    {"purchaseOrderId":"BENCH-%d","sellers":["%s"],"currency":"%s","effectiveMonth":"%s","expirationMonth":"%s","amountBasis":"%s","invoiceUnits":[%s],"lineItems":[%s]}"""
                    .formatted(order, SELLERS.get(random.nextInt(SELLERS.size())), random.nextInt(10) == 0 ? "EUR" : "USD", from, from.plusMonths(11),
                            random.nextInt(10) == 0 ? "NET" : "GROSS", random.nextInt(10) == 0 ? "\"unit " + random.nextInt(5) + "\"" : "", String.join(",", items)));
        }
        return orders;
    }

    String json(int count) {
        StringBuilder json = new StringBuilder("[");
        for (Invoice i : next(count)) {
            json.append(json.length() > 1 ? "," : "").append("""
                    {"invoiceId":"%s","seller":"%s","kind":"%s","invoiceClass":"%s","billedAccount":"%s","billingPeriod":"%s","issueDate":"%s","currency":"%s","net":"%s","tax":"%s","gross":"%s\""""
                    .formatted(i.id, i.seller, i.original == null ? "INVOICE" : "CREDIT_MEMO", i.invoiceClass, i.account, i.period, i.issued, i.currency, i.net,
                            i.gross.subtract(i.net), i.gross));
            field(json, "invoiceUnit", i.unit);
            field(json, "purchaseOrderReference", i.reference);
            field(json, "originalInvoiceId", i.original);
            json.append(",\"charges\":[");
            BigDecimal share = i.net.divide(BigDecimal.valueOf(i.charges), 2, RoundingMode.HALF_EVEN);
            for (int c = 0; c < i.charges; c++) {
                json.append(c == 0 ? "" : ",").append("{\"account\":\"").append(i.account).append("\",\"category\":\"Usage\",\"description\":\"Service ").append(c).append("\",\"amount\":\"")
                        .append(c < i.charges - 1 ? share : i.net.subtract(share.multiply(BigDecimal.valueOf(c)))).append("\"}");
            }
            json.append("]}");
        }
        return json.append(']').toString();
    }

    private static void field(StringBuilder json, String name, String value) {
        if (value != null) {
            json.append(",\"").append(name).append("\":\"").append(value).append('"');
        }
    }

    String csv(int count) {
        StringBuilder csv = new StringBuilder("invoiceId,seller,kind,invoiceClass,billedAccount,invoiceUnit,billingPeriod,issueDate,currency,net,tax,gross,purchaseOrderReference,originalInvoiceId\n");
        List<Invoice> all = next(count);
        all.sort(Comparator.comparing(i -> i.id.hashCode()));
        for (Invoice i : all) {
            csv.append(i.id).append(",\"").append(i.seller).append("\",").append(i.original == null ? "INVOICE" : "CREDIT_MEMO").append(',').append(i.invoiceClass).append(',')
                    .append(i.account).append(',').append(i.unit == null ? "" : i.unit).append(',').append(i.period).append(',').append(i.issued).append(',').append(i.currency).append(',')
                    .append(i.net).append(',').append(i.gross.subtract(i.net)).append(',').append(i.gross).append(',').append(i.reference == null ? "" : i.reference).append(',')
                    .append(i.original == null ? "" : i.original).append('\n');
        }
        return csv.toString();
    }

    private List<Invoice> next(int count) {
        List<Invoice> invoices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Invoice invoice = !sent.isEmpty() && random.nextInt(50) == 0 ? memo(sent.get(random.nextInt(sent.size()))) : invoice();
            invoices.add(invoice);
        }
        return invoices;
    }

    private Invoice invoice() {
        BigDecimal net = BigDecimal.valueOf(1 + random.nextInt(1_000_000), 2);
        YearMonth period = FIRST.plusMonths(random.nextInt(3));
        Invoice invoice = new Invoice(prefix + "-" + number++, SELLERS.get(random.nextInt(SELLERS.size())), null, CLASSES.get(random.nextInt(CLASSES.size())),
                "4471009" + (10000 + random.nextInt(50)), random.nextInt(5) == 0 ? "unit " + random.nextInt(5) : null, period, period.plusMonths(1).atDay(1 + random.nextInt(5)),
                random.nextInt(20) == 0 ? "EUR" : "USD", net, net.multiply(new BigDecimal("1.20")).setScale(2, RoundingMode.HALF_EVEN),
                random.nextInt(20) == 0 ? "BENCH-" + random.nextInt(orders) : null, 1 + random.nextInt(5));
        sent.add(invoice);
        return invoice;
    }

    private Invoice memo(Invoice of) {
        BigDecimal net = of.net.multiply(new BigDecimal("0.1")).setScale(2, RoundingMode.UP).negate();
        return new Invoice(prefix + "-CM-" + number++, of.seller, of.id, of.invoiceClass, of.account, of.unit, of.period, of.issued.plusDays(10), of.currency, net,
                net.multiply(new BigDecimal("1.20")).setScale(2, RoundingMode.HALF_EVEN), null, 1);
    }
}
