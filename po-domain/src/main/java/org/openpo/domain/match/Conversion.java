package org.openpo.domain.match;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Optional;
import org.openpo.domain.ledger.RateSource;
import org.openpo.domain.money.RateTable;
import org.openpo.domain.money.Rounding;
import org.openpo.domain.order.AmountBasis;

/**
 * An invoice's amount in a purchase order's currency (reference D13).
 *
 * @param invoiceAmount gross or net by the purchase order's amount basis, in the invoice's currency, as stated
 * @param purchaseOrderAmount the same in the purchase order's currency, rounded half-even to its minor unit
 * @param rate purchase order currency per unit of invoice currency, to be shown and stored, {@value #RATE_SCALE}
 *     decimals at most; amounts are not computed from it where that would lose digits
 * @param rateSource where the rate comes from
 */
public record Conversion(
        BigDecimal invoiceAmount, BigDecimal purchaseOrderAmount, BigDecimal rate, RateSource rateSource) {

    /** Decimals of a stored rate: eight significant digits even from VND to USD. */
    public static final int RATE_SCALE = 12;
    /** Amounts have 15 digits before the point, rates 12. */
    private static final BigDecimal AMOUNT_LIMIT = BigDecimal.TEN.pow(15);
    private static final BigDecimal RATE_LIMIT = BigDecimal.TEN.pow(12);

    /**
     * Same currency; else the amount the supplier states in the purchase order's currency; else the printed rate; else
     * the rate of the table that was in force when the invoice was issued. Rates are read in whichever direction they are given.
     *
     * @return empty if none of these is at hand, or if amount or rate would be larger than the ledger can keep
     */
    public static Optional<Conversion> of(InvoiceFacts invoice, Currency purchaseOrderCurrency, AmountBasis basis, RateTable rates) {
        return unbounded(invoice, purchaseOrderCurrency, basis, rates).filter(Conversion::fits);
    }

    private boolean fits() {
        return purchaseOrderAmount.abs().compareTo(AMOUNT_LIMIT) < 0 && rate.abs().compareTo(RATE_LIMIT) < 0;
    }

    private static Optional<Conversion> unbounded(InvoiceFacts invoice, Currency purchaseOrderCurrency, AmountBasis basis, RateTable rates) {
        BigDecimal amount = invoice.amount(basis);
        if (invoice.currency().equals(purchaseOrderCurrency)) {
            return Optional.of(new Conversion(
                    amount,
                    Rounding.toMinorUnit(amount, purchaseOrderCurrency),
                    BigDecimal.ONE,
                    RateSource.SAME_CURRENCY));
        }
        PaymentAmount payment = invoice.payment();
        if (payment != null && payment.currency().equals(purchaseOrderCurrency)) {
            BigDecimal paid = basis == AmountBasis.NET ? payment.net() : payment.gross();
            return Optional.of(new Conversion(
                    amount,
                    Rounding.toMinorUnit(paid, purchaseOrderCurrency),
                    impliedRate(paid, amount),
                    RateSource.PAYMENT_AMOUNT));
        }
        return byPrintedRate(amount, invoice, purchaseOrderCurrency)
                .or(() -> rates.inForce(invoice.currency(), purchaseOrderCurrency, invoice.issueDate())
                        .map(rate -> by(rate.rate(), rate.source().equals(purchaseOrderCurrency), RateSource.RATE_TABLE, amount, purchaseOrderCurrency)));
    }

    private static Optional<Conversion> byPrintedRate(BigDecimal amount, InvoiceFacts invoice, Currency target) {
        PrintedRate printed = invoice.printedRate();
        if (printed == null || printed.rate().signum() <= 0) {
            return Optional.empty();
        }
        boolean forward = printed.source().equals(invoice.currency()) && printed.target().equals(target);
        boolean backward = printed.source().equals(target) && printed.target().equals(invoice.currency());
        return forward || backward ? Optional.of(by(printed.rate(), backward, RateSource.PRINTED_RATE, amount, target)) : Optional.empty();
    }

    /** @param backward whether the rate prices the purchase order's currency in the invoice's */
    private static Conversion by(BigDecimal rate, boolean backward, RateSource source, BigDecimal amount, Currency target) {
        return backward
                ? new Conversion(
                        amount,
                        quotient(amount, rate, Rounding.minorUnitDigits(target)),
                        quotient(BigDecimal.ONE, rate, RATE_SCALE),
                        source)
                : new Conversion(amount, Rounding.toMinorUnit(amount.multiply(rate), target), rounded(rate), source);
    }

    /** An invoice over nothing tells no rate; 1 then does no harm. */
    private static BigDecimal impliedRate(BigDecimal paid, BigDecimal amount) {
        return amount.signum() == 0 ? BigDecimal.ONE : quotient(paid, amount, RATE_SCALE);
    }

    private static BigDecimal rounded(BigDecimal rate) {
        return rate.scale() <= RATE_SCALE ? rate : rate.setScale(RATE_SCALE, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal quotient(BigDecimal dividend, BigDecimal divisor, int scale) {
        return dividend.divide(divisor, scale, RoundingMode.HALF_EVEN);
    }
}
