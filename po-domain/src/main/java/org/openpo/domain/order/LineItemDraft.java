package org.openpo.domain.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;

/**
 * A line item as a page or an API client writes it. Values may be missing or wrong: {@link PurchaseOrderRules} says which.
 *
 * @param id        of the existing line, or null for a new one
 * @param unitPrice in the purchase order's currency, up to 8 decimals; null unless an amount is given (needed with balance tracking)
 * @param quantity  null is read as 1
 * @param tax       null is read as none
 * @param overspendPolicy null is read as ALLOW
 * @param chargeAccounts billed account ids of the charge filter; empty = no filter
 */
public record LineItemDraft(Long id, String number, String description, LineItemType type, YearMonth startMonth,
        YearMonth endMonth, boolean balanceTracking, BigDecimal unitPrice, BigDecimal quantity, LineTax tax,
        OverspendPolicy overspendPolicy, List<String> chargeAccounts) {

    private static final int PRICE_DECIMALS = 8;

    public LineItemDraft {
        quantity = quantity == null ? BigDecimal.ONE : quantity;
        tax = tax == null ? LineTax.none() : tax;
        overspendPolicy = overspendPolicy == null ? OverspendPolicy.ALLOW : overspendPolicy;
        chargeAccounts = chargeAccounts == null ? List.of() : List.copyOf(chargeAccounts);
    }

    /** The same line at the smallest unit price with which its total is at least this much; a line of no pieces becomes one of one. */
    public LineItemDraft raisedTo(BigDecimal total) {
        BigDecimal pieces = quantity.signum() == 0 ? BigDecimal.ONE : quantity;
        BigDecimal beforeTax = tax.kind() == LineTax.Kind.AMOUNT ? total.subtract(tax.value()) : total;
        BigDecimal perUnit = tax.kind() == LineTax.Kind.PERCENT ? pieces.multiply(BigDecimal.ONE.add(tax.value().movePointLeft(2))) : pieces;
        BigDecimal price = beforeTax.divide(perUnit, PRICE_DECIMALS, RoundingMode.CEILING);
        BigDecimal whole = price.stripTrailingZeros();
        return new LineItemDraft(id, number, description, type, startMonth, endMonth, balanceTracking, whole.scale() < 0 ? whole.setScale(0) : whole, pieces, tax,
                overspendPolicy, chargeAccounts);
    }

    /** unit price × quantity + tax, rounded once to the currency's minor unit; zero without a unit price. */
    public BigDecimal total(Currency currency) {
        return unitPrice == null ? BigDecimal.ZERO : new LineValue(unitPrice, quantity, tax).total(currency);
    }

    /** The same as a line of another purchase order, which has no such line yet, its months moved by so many. */
    public LineItemDraft copied(long months) {
        return new LineItemDraft(null, number, description, type, startMonth == null ? null : startMonth.plusMonths(months), endMonth == null ? null : endMonth.plusMonths(months),
                balanceTracking, unitPrice, quantity, tax, overspendPolicy, chargeAccounts);
    }
}
