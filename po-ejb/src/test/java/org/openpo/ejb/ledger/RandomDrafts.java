package org.openpo.ejb.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDraft;

/** What people and suppliers hand in, by chance: small amounts and few names, so that they meet. */
final class RandomDrafts {
    static final String SELLER = "Amazon Web Services EMEA SARL";
    private static final List<LineItemType> TYPES = List.of(LineItemType.ALL, LineItemType.ALL, LineItemType.MONTHLY_USAGE, LineItemType.SUBSCRIPTION,
            LineItemType.MARKETPLACE_BLANKET_USAGE);
    private static final YearMonth FIRST = YearMonth.of(2026, 1);

    private Random random = new Random(0);
    private int names;

    /** From now on, so that one step is the same whatever the steps before it drew. */
    void seed(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    String name(String prefix) {
        return prefix + ++names;
    }

    /** Of an order that there is, will be, or never was. */
    String orderId() {
        return "PO-" + (1 + random.nextInt(6));
    }

    PurchaseOrderDraft order(String id) {
        YearMonth start = FIRST.plusMonths(chance(3) ? random.nextInt(6) : 0);
        YearMonth end = start.plusMonths(chance(3) ? random.nextInt(6) : 11);
        List<LineItemDraft> lines = new ArrayList<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            lines.add(line(null, String.valueOf(i + 1), start, end));
        }
        boolean any = chance(6);
        return new PurchaseOrderDraft(id, null, any, any ? List.of() : List.of(chance(6) ? "Amazon Web Services, Inc." : SELLER),
                chance(6) ? List.of("TRN-1") : null, chance(5) ? List.of("Unit") : null, null, null, null, chance(5) ? "USD" : "EUR", start, end,
                chance(3) ? AmountBasis.NET : AmountBasis.GROSS, null, null, lines);
    }

    LineItemDraft line(Long id, String number, YearMonth from, YearMonth to) {
        boolean whole = chance(2) || from.equals(to);
        YearMonth start = whole ? from : from.plusMonths(random.nextInt((int) (from.until(to, java.time.temporal.ChronoUnit.MONTHS))));
        LineTax tax = any(List.of(LineTax.none(), LineTax.none(), LineTax.percent(new BigDecimal("19")), LineTax.amount(new BigDecimal("3.33"))));
        return new LineItemDraft(id, number, null, any(TYPES), start, to, !chance(4), amount(0, 30000), any(List.of(BigDecimal.ONE, BigDecimal.ONE, new BigDecimal("3"),
                new BigDecimal("0.7"), BigDecimal.ZERO)), tax, chance(2) ? OverspendPolicy.HOLD : OverspendPolicy.ALLOW,
                chance(5) ? List.of(account()) : List.of());
    }

    /** An order with its lines changed, renumbered, removed and added to, and sometimes with other months. */
    PurchaseOrderDraft edited(PurchaseOrderDraft draft) {
        YearMonth from = chance(4) ? FIRST.plusMonths(random.nextInt(4)) : draft.effectiveMonth();
        YearMonth to = chance(4) ? from.plusMonths(random.nextInt(12)) : from.isAfter(draft.expirationMonth()) ? from : draft.expirationMonth();
        List<LineItemDraft> lines = new ArrayList<>();
        for (LineItemDraft line : draft.lineItems()) {
            if (!chance(8)) {
                boolean fits = !line.startMonth().isBefore(from) && !line.endMonth().isAfter(to);
                lines.add(chance(2) && fits ? line : line(line.id(), line.number(), from, to));
            }
        }
        if (lines.size() > 1 && chance(3)) {
            String first = lines.get(0).number();
            lines.set(0, renumbered(lines.get(0), lines.get(1).number()));
            lines.set(1, renumbered(lines.get(1), first));
        } else if (!lines.isEmpty() && chance(4)) {
            String given = lines.get(0).number();
            lines.set(0, renumbered(lines.get(0), name("N")));
            lines.add(line(null, given, from, to));
        }
        if (chance(3)) {
            lines.add(line(null, name("L"), from, to));
        }
        return draft.withMonths(from, to).withLineItems(lines);
    }

    private static LineItemDraft renumbered(LineItemDraft l, String number) {
        return new LineItemDraft(l.id(), number, l.description(), l.type(), l.startMonth(), l.endMonth(), l.balanceTracking(), l.unitPrice(), l.quantity(), l.tax(),
                l.overspendPolicy(), l.chargeAccounts());
    }

    InvoiceDraft invoice() {
        YearMonth period = FIRST.plusMonths(random.nextInt(14));
        BigDecimal net = amount(1, 9000);
        BigDecimal tax = chance(2) ? BigDecimal.ZERO : amount(0, 900);
        boolean foreign = chance(4);
        InvoiceDraft.Payment payment = foreign && chance(3) ? new InvoiceDraft.Payment("EUR", chance(2) ? null : net, net.add(tax)) : null;
        InvoiceDraft.Rate rate = foreign && payment == null && chance(3) ? new InvoiceDraft.Rate("USD", "EUR", new BigDecimal("0.9137")) : null;
        // Some look like others: I-3 and I/3 are one number to people.
        String id = chance(9) && names > 0 ? "I/" + (1 + random.nextInt(names)) : name("I-");
        return new InvoiceDraft(id, chance(12) ? "Cloud Bar " + random.nextInt(2) : SELLER, InvoiceKind.INVOICE,
                any(List.of(InvoiceClass.MONTHLY_USAGE, InvoiceClass.MONTHLY_USAGE, InvoiceClass.SUBSCRIPTION, InvoiceClass.MARKETPLACE)), chance(3) ? account() : null,
                chance(4) ? "Unit" : null, chance(4) ? "TRN-" + (1 + random.nextInt(2)) : null, period, period.plusMonths(1).atDay(3), null, foreign ? "USD" : "EUR", net, tax,
                net.add(tax), payment, rate, chance(5) ? orderId() : null, null, charges(net));
    }

    private List<InvoiceDraft.ChargeDraft> charges(BigDecimal net) {
        if (!chance(3)) {
            return List.of();
        }
        BigDecimal first = net.divide(new BigDecimal("3"), 2, RoundingMode.DOWN);
        BigDecimal second = chance(6) ? net : net.subtract(first);
        return List.of(new InvoiceDraft.ChargeDraft("A", null, null, first), new InvoiceDraft.ChargeDraft("B", null, null, second));
    }

    /** For an invoice that is there, or for one that then comes after it. */
    InvoiceDraft creditMemo(List<InvoiceDraft> invoices) {
        InvoiceDraft original = any(invoices);
        String of = chance(5) ? "I-" + (names + 2) : original.invoiceId();
        BigDecimal share = any(List.of(BigDecimal.ONE, new BigDecimal("0.5"), new BigDecimal("0.3333")));
        BigDecimal net = original.net().multiply(share).setScale(2, RoundingMode.HALF_EVEN).negate();
        BigDecimal tax = original.tax().multiply(share).setScale(2, RoundingMode.HALF_EVEN).negate();
        return new InvoiceDraft(name("C-"), original.seller(), InvoiceKind.CREDIT_MEMO, original.invoiceClass(), null, null, null, original.billingPeriod(),
                original.issueDate().plusDays(1), null, chance(10) ? "EUR" : original.currency(), net, tax, net.add(tax), null, null, null, of, List.of());
    }

    /** Unchanged, or with another amount, as a supplier corrects itself. */
    InvoiceDraft again(InvoiceDraft i, BigDecimal factor) {
        BigDecimal net = factor.equals(BigDecimal.ONE) ? i.net() : i.net().multiply(factor).setScale(2, RoundingMode.HALF_EVEN);
        return new InvoiceDraft(i.invoiceId(), i.seller(), i.kind(), i.invoiceClass(), i.billedAccount(), i.invoiceUnit(), i.taxRegistrationNumber(), i.billingPeriod(),
                i.issueDate(), i.dueDate(), i.currency(), net, i.tax(), net.add(i.tax()), i.payment(), i.rate(), i.purchaseOrderReference(), i.originalInvoiceId(), i.charges());
    }

    /** As a line of OpenPO's CSV under {@link #CSV_HEADER}; what has no column there is left out. */
    static String csv(InvoiceDraft i) {
        return String.join(",", i.invoiceId(), "\"" + i.seller() + "\"", i.kind().name(), i.invoiceClass().name(), i.billingPeriod().toString(), i.issueDate().toString(),
                i.currency(), i.net().toPlainString(), i.tax().toPlainString(), i.gross().toPlainString(), text(i.purchaseOrderReference()), text(i.originalInvoiceId()),
                text(i.invoiceUnit()), text(i.taxRegistrationNumber()), text(i.billedAccount())) + "\n";
    }

    static final String CSV_HEADER = "invoiceId,seller,kind,invoiceClass,billingPeriod,issueDate,currency,net,tax,gross,purchaseOrderReference,originalInvoiceId,"
            + "invoiceUnit,taxRegistrationNumber,billedAccount\n";

    private static String text(String value) {
        return value == null ? "" : value;
    }

    LocalDate day() {
        return FIRST.plusMonths(random.nextInt(12)).atDay(1 + random.nextInt(28));
    }

    private String account() {
        return chance(2) ? "A" : "B";
    }

    /** Hundredths. */
    BigDecimal amount(int from, int to) {
        return BigDecimal.valueOf(from + (long) random.nextInt(to - from + 1), 2);
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    int number(int below) {
        return random.nextInt(below);
    }

    <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
