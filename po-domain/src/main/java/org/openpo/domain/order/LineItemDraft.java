package org.openpo.domain.order;

import java.math.BigDecimal;
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

    public LineItemDraft {
        quantity = quantity == null ? BigDecimal.ONE : quantity;
        tax = tax == null ? LineTax.none() : tax;
        overspendPolicy = overspendPolicy == null ? OverspendPolicy.ALLOW : overspendPolicy;
        chargeAccounts = chargeAccounts == null ? List.of() : List.copyOf(chargeAccounts);
    }

    /** unit price × quantity + tax, rounded once to the currency's minor unit; zero without a unit price. */
    public BigDecimal total(Currency currency) {
        return unitPrice == null ? BigDecimal.ZERO : new LineValue(unitPrice, quantity, tax).total(currency);
    }
}
