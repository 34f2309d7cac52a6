package org.openpo.domain.order;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;
import org.openpo.domain.money.Rounding;

/**
 * What a line item is worth: unit price × quantity + tax (spec §3, reference D3).
 *
 * <p>Pure arithmetic for any sign; which values a person may enter is the line item's own rule.
 *
 * @param unitPrice price of one unit in the purchase order's currency; may be finer than the minor unit
 * @param quantity number of units, fractions allowed
 * @param tax tax of the whole line
 */
public record LineValue(BigDecimal unitPrice, BigDecimal quantity, LineTax tax) implements Serializable {

    public LineValue {
        Objects.requireNonNull(unitPrice, "unitPrice");
        Objects.requireNonNull(quantity, "quantity");
        Objects.requireNonNull(tax, "tax");
    }

    /** The line total, rounded half-even to the currency's minor unit once, at the end. */
    public BigDecimal total(Currency currency) {
        BigDecimal net = unitPrice.multiply(quantity);
        return Rounding.toMinorUnit(net.add(tax.on(net)), currency);
    }
}
