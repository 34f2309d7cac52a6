package org.openpo.ejb.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDraft;

/**
 * The purchase orders and invoices of a made-up company, laid around a month so that it always looks alive: some windows run, one has
 * ended, one begins soon; some balances are low, one is overspent; a few invoices find no line, each for another reason.
 * The same month always gives the same portfolio.
 */
final class SamplePortfolio {
    static final String DATA_CENTRE = "Sông Hồng Data Centre JSC";
    static final String SOFTWARE = "Nordlicht Software GmbH";
    /** Sellers that are not seeded, with the line item types they issue. */
    static final Map<String, Set<LineItemType>> SELLERS = Map.of(
            DATA_CENTRE, Set.of(LineItemType.ALL, LineItemType.MONTHLY_USAGE),
            SOFTWARE, Set.of(LineItemType.ALL, LineItemType.SUBSCRIPTION, LineItemType.PROFESSIONAL_SERVICES_AND_TRAINING));

    private static final String EMEA = "Amazon Web Services EMEA SARL";
    private static final String INC = "Amazon Web Services, Inc.";
    private static final String JAPAN = "Amazon Web Services Japan G.K.";
    private static final ContactDraft LAN_ANH = new ContactDraft("Lê Lan Anh", "lan.anh@kestrel-logistics.example", "+84 24 5555 0132", "vi");
    private static final ContactDraft SOPHIE = new ContactDraft("Sophie Keller", "sophie.keller@kestrel-logistics.example", "+49 30 5555 0117", "en");
    private static final ContactDraft MARTA = new ContactDraft("Marta Dias", "marta.dias@kestrel-logistics.example", null, "en");
    /** How a month's bill differs from the average, in percent, month after month. */
    private static final int[] SWING = {-6, -2, 3, -4, 1, 5, -1, 4, 7, 2, 6, 9};

    private final YearMonth now;
    private final List<PurchaseOrderDraft> purchaseOrders = new ArrayList<>();
    private final List<InvoiceDraft> invoices = new ArrayList<>();

    SamplePortfolio(YearMonth now) {
        this.now = now;
        orders();
        bills();
        exceptions();
    }

    List<PurchaseOrderDraft> purchaseOrders() {
        return List.copyOf(purchaseOrders);
    }

    /** In matching order. */
    List<InvoiceDraft> invoices() {
        return invoices.stream().sorted(InvoiceDraft.matchingOrder()).toList();
    }

    private void orders() {
        order("0045", "Disaster recovery region, Zürich", EMEA, "EUR", 1, 12, Map.of("cost-centre", "4420"), List.of(SOPHIE, LAN_ANH),
                line("1", "Standby accounts", LineItemType.ALL, 1, 12, "22000.00", "12"));
        order("0042", "Production landing zone", EMEA, "EUR", -9, 2, Map.of("cost-centre", "4410", "env", "production"), List.of(LAN_ANH, MARTA, SOPHIE),
                line("1", "Production accounts", LineItemType.MONTHLY_USAGE, -9, 2, "82000.00", "12"),
                line("2", "Enterprise Support and reservations", LineItemType.SUBSCRIPTION, -9, 2, "9500.00", "12"),
                line("3", "Marketplace tools", LineItemType.MARKETPLACE_BLANKET_USAGE, -9, 2, "100000.00", "1"),
                line("4", "Everything else", LineItemType.ALL, -9, 2, "42000.00", "1"));
        order("0038", "Analytics and data platform", SOFTWARE, "EUR", -6, 5, Map.of("cost-centre", "4430"), List.of(LAN_ANH),
                line("1", "Licences", LineItemType.SUBSCRIPTION, -6, 5, "36000.00", "12"),
                line("2", "Onboarding, 20 days", LineItemType.PROFESSIONAL_SERVICES_AND_TRAINING, -6, 5, "1450.00", "20"));
        order("0031", "Observability by Marketplace", INC, "USD", -8, 0, Map.of("cost-centre", "4410"), List.of(MARTA),
                line("1", "Yearly commitment", LineItemType.MARKETPLACE_BLANKET_USAGE, -8, 0, "24000.00", "9"));
        order("0027", "Tokyo region, order management", JAPAN, "JPY", -9, 2, Map.of("region", "ap-northeast-1"), List.of(SOPHIE),
                line("1", "Tokyo accounts", LineItemType.ALL, -9, 2, "4000000", "12"));
        order("0022", "Hà Nội and Hồ Chí Minh City workloads", DATA_CENTRE, "VND", -9, 2, Map.of("region", "vn"), List.of(LAN_ANH),
                line("1", "Racks and bandwidth", LineItemType.ALL, -9, 2, "800000000", "12"));
        order("0016", "Training, 40 seats and partner-led labs", INC, "USD", -8, 3, Map.of(), List.of(),
                line("1", "Training", LineItemType.PROFESSIONAL_SERVICES_AND_TRAINING, -8, 3, "1550.00", "40"));
        order("0014", "Developer sandboxes", INC, "USD", -9, 2, Map.of("env", "sandbox"), List.of(SOPHIE),
                line("1", "Sandbox accounts", LineItemType.MONTHLY_USAGE, -9, 2, "1000.00", "12"));
        order("0009", "Landing zone of last year", EMEA, "EUR", -21, -10, Map.of("cost-centre", "4410"), List.of(LAN_ANH),
                line("1", "All accounts", LineItemType.ALL, -21, -10, "61000.00", "12"));
    }

    private void bills() {
        monthly("EUINV-LZ", EMEA, InvoiceClass.MONTHLY_USAGE, "EUR", "74500.00", "19", -9, -1);
        monthly("EUINV-MP", EMEA, InvoiceClass.MARKETPLACE, "EUR", "7100.00", "19", -9, -1);
        monthly("EUINV-SUP", EMEA, InvoiceClass.SUBSCRIPTION, "EUR", "6900.00", "19", -9, -1);
        monthly("EUINV-OLD", EMEA, InvoiceClass.MONTHLY_USAGE, "EUR", "50100.00", "19", -15, -10);
        monthly("NL-LIC", SOFTWARE, InvoiceClass.SUBSCRIPTION, "EUR", "28700.00", "19", -6, -1);
        monthly("USINV-MP", INC, InvoiceClass.MARKETPLACE, "USD", "23800.00", "0", -8, -1);
        monthly("USINV-SB", INC, InvoiceClass.MONTHLY_USAGE, "USD", "1420.00", "0", -9, -1);
        monthly("JPINV", JAPAN, InvoiceClass.MONTHLY_USAGE, "JPY", "3310000", "10", -9, -1);
        monthly("SH", DATA_CENTRE, InvoiceClass.MONTHLY_USAGE, "VND", "766000000", "10", -9, -1);
        invoices.add(invoice("NL-TRAIN-1", SOFTWARE, InvoiceKind.INVOICE, InvoiceClass.PROFESSIONAL_SERVICES_AND_TRAINING, -3, "EUR", "13050.00", "19", null, null));
        invoices.add(invoice("USINV-TRAIN-1", INC, InvoiceKind.INVOICE, InvoiceClass.PROFESSIONAL_SERVICES_AND_TRAINING, -4, "USD", "18600.00", "0", null, null));
        invoices.add(invoice("EUCN-LZ-1", EMEA, InvoiceKind.CREDIT_MEMO, InvoiceClass.MONTHLY_USAGE, -2, "EUR", "-3600.00", "19", null, id("EUINV-LZ", -3)));
    }

    private void exceptions() {
        invoices.add(invoice("EUINV-EARLY-7", EMEA, InvoiceKind.INVOICE, InvoiceClass.MONTHLY_USAGE, -22, "EUR", "1180.00", "19", null, null));
        invoices.add(invoice("USINV-POC-3", INC, InvoiceKind.INVOICE, InvoiceClass.MARKETPLACE, -1, "USD", "3120.00", "0", "poc1", null));
        invoices.add(invoice("HL-20417", "Halden Logistics Systems AS", InvoiceKind.INVOICE, InvoiceClass.OTHER, -1, "EUR", "24900.00", "25", null, null));
        invoices.add(invoice("JPINV-USD-2", JAPAN, InvoiceKind.INVOICE, InvoiceClass.SUBSCRIPTION, -1, "USD", "860.00", "10", null, null));
        invoices.add(invoice("EUCN-UNKNOWN-4", EMEA, InvoiceKind.CREDIT_MEMO, InvoiceClass.MONTHLY_USAGE, -1, "EUR", "-740.00", "19", null, "EUINV-2019-0001"));
    }

    private void order(String number, String description, String seller, String currency, int from, int to, Map<String, String> tags,
            List<ContactDraft> contacts, Line... lines) {
        YearMonth effective = now.plusMonths(from);
        purchaseOrders.add(new PurchaseOrderDraft("PO-" + effective.getYear() + "-" + number, description, false, List.of(seller), List.of(), List.of(),
                "Kestrel Logistics GmbH, Hafenstraße 12, 20457 Hamburg", null, "30 days net", currency, effective, now.plusMonths(to), AmountBasis.NET,
                contacts, tags, Stream.of(lines).map(this::draft).toList()));
    }

    private record Line(String number, String description, LineItemType type, int from, int to, String unitPrice, String quantity) { }

    private static Line line(String number, String description, LineItemType type, int from, int to, String unitPrice, String quantity) {
        return new Line(number, description, type, from, to, unitPrice, quantity);
    }

    private LineItemDraft draft(Line line) {
        return new LineItemDraft(null, line.number, line.description, line.type, now.plusMonths(line.from), now.plusMonths(line.to), true,
                new BigDecimal(line.unitPrice), new BigDecimal(line.quantity), LineTax.none(), OverspendPolicy.ALLOW, List.of());
    }

    private void monthly(String prefix, String seller, InvoiceClass invoiceClass, String currency, String average, String taxPercent, int from, int to) {
        for (int month = from; month <= to; month++) {
            BigDecimal factor = BigDecimal.valueOf(100L + SWING[Math.floorMod(month + prefix.length(), SWING.length)]).movePointLeft(2);
            String net = new BigDecimal(average).multiply(factor).setScale(Currency.getInstance(currency).getDefaultFractionDigits(), RoundingMode.HALF_EVEN).toPlainString();
            invoices.add(invoice(id(prefix, month), seller, InvoiceKind.INVOICE, invoiceClass, month, currency, net, taxPercent, null, null));
        }
    }

    private String id(String prefix, int month) {
        YearMonth period = now.plusMonths(month);
        return "%s-%d%02d".formatted(prefix, period.getYear(), period.getMonthValue());
    }

    private InvoiceDraft invoice(String id, String seller, InvoiceKind kind, InvoiceClass invoiceClass, int month, String currency, String net, String taxPercent,
            String reference, String original) {
        YearMonth period = now.plusMonths(month);
        BigDecimal amount = new BigDecimal(net);
        BigDecimal tax = amount.multiply(new BigDecimal(taxPercent)).movePointLeft(2).setScale(Currency.getInstance(currency).getDefaultFractionDigits(), RoundingMode.HALF_EVEN);
        return new InvoiceDraft(id, seller, kind, invoiceClass, null, null, null, period, period.plusMonths(1).atDay(2), period.plusMonths(2).atDay(1),
                currency, amount, tax, amount.add(tax), null, null, reference, original, List.of());
    }
}
