package org.openpo.ejb.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;

/** Random invoices: the same seed gives the same ones. */
public final class RandomInvoices {
    private final Random random;
    private final List<InvoiceDraft> sent = new ArrayList<>();
    private int names;

    public RandomInvoices(long seed) {
        random = new Random(seed);
    }

    /** The next ones in matching order; sometimes as a careless sender has them. */
    public List<Arrival> next() {
        List<Arrival> batch = new ArrayList<>();
        int count = 5 + random.nextInt(30);
        for (int i = 0; i < count; i++) {
            InvoiceDraft draft = draft();
            sent.add(draft);
            batch.add(new Arrival(draft, chance(25) ? Standing.CANCELLED : chance(25) ? Standing.PAYMENT_RECEIPT : Standing.DUE));
        }
        if (chance(6)) {
            // Also an order that nobody would choose.
            return batch;
        }
        batch.sort(Comparator.comparing(Arrival::draft, Comparator.comparing(InvoiceDraft::issueDate, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(InvoiceDraft::invoiceId)));
        return batch;
    }

    private InvoiceDraft draft() {
        if (!sent.isEmpty() && chance(4)) {
            InvoiceDraft known = sent.get(random.nextInt(sent.size()));
            switch (random.nextInt(6)) {
                case 0, 1:
                    return memo(known);
                case 2:
                    return chance(3) ? new InvoiceDraft(known.invoiceId(), known.seller(), "TAX1", known.kind(), known.invoiceClass(), null, null, null, known.billingPeriod(),
                            known.issueDate(), null, known.currency(), null, null, known.gross(), null, null, null, known.originalInvoiceId(), List.of()) : known;
                case 3:
                    return with(known, known.invoiceId(), known.gross().add(new BigDecimal("1.00")));
                case 4:
                    return with(known, known.invoiceId().replace("-", " ").toLowerCase(java.util.Locale.ROOT), known.gross());
                default:
                    return memoOf("INV-" + (names + random.nextInt(8)), known.seller(), known.currency());
            }
        }
        String seller = any(IntakeWorld.SELLERS);
        BigDecimal gross = BigDecimal.valueOf(100L * random.nextInt(300), 2);
        boolean wrong = chance(20);
        List<InvoiceDraft.ChargeDraft> charges = chance(3) ? List.of(new InvoiceDraft.ChargeDraft(account(), "usage", "compute", wrong ? BigDecimal.TEN : gross.subtract(BigDecimal.ONE)),
                new InvoiceDraft.ChargeDraft(chance(2) ? account() : null, null, null, BigDecimal.ONE)) : List.of();
        InvoiceDraft.Payment payment = chance(12) ? new InvoiceDraft.Payment("EUR", null, gross.multiply(new BigDecimal("0.9")).setScale(2, java.math.RoundingMode.HALF_EVEN)) : null;
        return new InvoiceDraft("INV-" + names++, chance(8) ? seller.toUpperCase(java.util.Locale.ROOT) : seller, chance(6) ? "TAX1" : null, InvoiceKind.INVOICE, any(List.of(InvoiceClass.values())),
                chance(3) ? account() : null, chance(3) ? "Unit " + random.nextInt(2) : null, chance(4) ? "DE" + random.nextInt(2) : null,
                IntakeWorld.JAN.plusMonths(random.nextInt(7)), chance(30) ? null : LocalDate.of(2026, 2, 1 + random.nextInt(4)), null, currency(), chance(3) ? gross : null, null, gross, payment,
                chance(15) ? new InvoiceDraft.Rate("USD", "EUR", new BigDecimal("0.87")) : null,
                chance(5) ? "po-" + random.nextInt(9) : null, null, charges);
    }

    private InvoiceDraft memo(InvoiceDraft original) {
        BigDecimal part = original.gross().multiply(BigDecimal.valueOf(1 + random.nextInt(12), 1)).setScale(2, java.math.RoundingMode.HALF_EVEN).abs().negate();
        InvoiceDraft memo = memoOf(original.invoiceId(), original.seller(), original.currency());
        return with(memo, memo.invoiceId(), part.signum() == 0 ? new BigDecimal("-1.00") : part);
    }

    private InvoiceDraft memoOf(String original, String seller, String currency) {
        return new InvoiceDraft("CM-" + names++, seller, InvoiceKind.CREDIT_MEMO, InvoiceClass.MONTHLY_USAGE, null, null, null, IntakeWorld.JAN, LocalDate.of(2026, 2, 1 + random.nextInt(5)), null,
                currency, null, null, BigDecimal.valueOf(-100L * (1 + random.nextInt(100)), 2), null, null, null, original, List.of());
    }

    private static InvoiceDraft with(InvoiceDraft d, String id, BigDecimal gross) {
        return new InvoiceDraft(id, d.seller(), d.sellerTaxId(), d.kind(), d.invoiceClass(), d.billedAccount(), d.invoiceUnit(), d.taxRegistrationNumber(), d.billingPeriod(), d.issueDate(),
                d.dueDate(), d.currency(), null, null, gross, d.payment(), d.rate(), d.purchaseOrderReference(), d.originalInvoiceId(), d.charges());
    }

    private String currency() {
        return chance(4) ? any(List.of("USD", "JPY", "GBP")) : "EUR";
    }

    private String account() {
        return "11111111111" + random.nextInt(2);
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
