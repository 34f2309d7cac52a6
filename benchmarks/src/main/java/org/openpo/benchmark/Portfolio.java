package org.openpo.benchmark;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.match.CandidateLine;
import org.openpo.domain.match.InvoiceFacts;
import org.openpo.domain.match.PaymentAmount;
import org.openpo.domain.match.ReferencedPurchaseOrder;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.MonthRange;
import org.openpo.domain.order.OverspendPolicy;

/**
 * Generated purchase orders and the invoices for them: 17 sellers, three currencies, yearly and quarterly windows in two
 * years, all types, a tenth of the orders for certain units, tax numbers or accounts, a third of the lines untracked, a
 * fifth of the others used up, a tenth of them held. The same seed gives the same portfolio.
 */
record Portfolio(List<CandidateLine> lines, List<ReferencedPurchaseOrder> purchaseOrders) {

    static final MonthRange PERIODS = new MonthRange(YearMonth.of(2026, 1), YearMonth.of(2027, 12));
    private static final int SELLERS = 17;
    private static final List<Currency> CURRENCIES = List.of(Currency.getInstance("USD"), Currency.getInstance("EUR"), Currency.getInstance("JPY"));
    private static final int LINES_PER_ORDER = 5;

    static Portfolio of(int lineCount, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<CandidateLine> lines = new ArrayList<>(lineCount);
        List<ReferencedPurchaseOrder> orders = new ArrayList<>();
        for (int order = 1; lines.size() < lineCount; order++) {
            boolean anySeller = random.nextInt(100) == 0;
            Set<Long> sellers = anySeller ? Set.of() : Set.of(1L + random.nextInt(SELLERS));
            Currency currency = currency(random);
            AmountBasis basis = random.nextInt(10) == 0 ? AmountBasis.NET : AmountBasis.GROSS;
            boolean suspended = random.nextInt(50) == 0;
            Set<String> taxNumbers = random.nextInt(20) == 0 ? Set.of("DE" + random.nextInt(5)) : Set.of();
            Set<String> units = random.nextInt(20) == 0 ? Set.of("unit " + random.nextInt(10)) : Set.of();
            YearMonth from = PERIODS.from().plusMonths(3L * random.nextInt(4));
            MonthRange window = new MonthRange(from, from.plusMonths(11));
            Instant updated = Instant.ofEpochSecond(1_767_225_600L + random.nextInt(30_000_000));
            orders.add(new ReferencedPurchaseOrder(order, "PO-" + order, suspended, anySeller, sellers));
            for (int number = 1; number <= LINES_PER_ORDER && lines.size() < lineCount; number++) {
                int quarter = random.nextInt(4);
                MonthRange lineWindow = quarter == 0 ? new MonthRange(from, from.plusMonths(2)) : window;
                boolean tracked = random.nextInt(3) > 0;
                BigDecimal balance = !tracked ? null : random.nextInt(5) == 0 ? BigDecimal.ZERO : BigDecimal.valueOf(random.nextInt(100_000_000), 2);
                lines.add(new CandidateLine(lines.size() + 1L, order, "PO-" + order, Integer.toString(number), suspended, random.nextInt(100) == 0,
                        anySeller, sellers, currency, basis, taxNumbers, units, window, lineWindow, type(random),
                        random.nextInt(20) == 0 ? Set.of(account(random)) : Set.of(), tracked, balance,
                        random.nextInt(10) == 0 ? OverspendPolicy.HOLD : OverspendPolicy.ALLOW, updated));
            }
        }
        return new Portfolio(lines, orders);
    }

    /** Invoices in the mix of the reference: mostly monthly usage, a twentieth with a purchase order on them, some in another currency. */
    List<InvoiceFacts> invoices(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<InvoiceFacts> invoices = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            BigDecimal net = BigDecimal.valueOf(random.nextInt(10_000_000), 2);
            BigDecimal gross = net.multiply(new BigDecimal("1.20")).setScale(2, RoundingMode.HALF_EVEN);
            PaymentAmount payment = random.nextInt(10) == 0 ? new PaymentAmount(CURRENCIES.get(random.nextInt(3)), net, gross) : null;
            String reference = random.nextInt(20) == 0 ? purchaseOrders.get(random.nextInt(purchaseOrders.size())).purchaseOrderId() : null;
            YearMonth period = PERIODS.from().plusMonths(random.nextInt(24));
            invoices.add(new InvoiceFacts(1L + random.nextInt(SELLERS), invoiceClass(random), random.nextInt(5) == 0 ? "DE" + random.nextInt(5) : null,
                    random.nextInt(5) == 0 ? "unit " + random.nextInt(10) : null, period, period.plusMonths(1).atDay(3), account(random),
                    Set.of(), currency(random), net, gross, payment, null, reference));
        }
        return invoices;
    }

    private static Currency currency(SplittableRandom random) {
        int percent = random.nextInt(100);
        return CURRENCIES.get(percent < 70 ? 0 : percent < 95 ? 1 : 2);
    }

    private static String account(SplittableRandom random) {
        return "4471-0092-" + (1000 + random.nextInt(50));
    }

    private static LineItemType type(SplittableRandom random) {
        LineItemType[] types = LineItemType.values();
        return types[random.nextInt(types.length)];
    }

    private static InvoiceClass invoiceClass(SplittableRandom random) {
        int percent = random.nextInt(100);
        return percent < 60 ? InvoiceClass.MONTHLY_USAGE : percent < 75 ? InvoiceClass.SUBSCRIPTION : percent < 90 ? InvoiceClass.MARKETPLACE
                : percent < 95 ? InvoiceClass.PROFESSIONAL_SERVICES_AND_TRAINING : InvoiceClass.OTHER;
    }
}
