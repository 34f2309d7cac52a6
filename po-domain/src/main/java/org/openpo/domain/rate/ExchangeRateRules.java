package org.openpo.domain.rate;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;

import org.openpo.domain.money.DatedRate;
import org.openpo.domain.order.PurchaseOrderRules;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;

/** What an exchange rate that somebody enters has to be. */
public final class ExchangeRateRules {
    private static final int DIGITS = 12;

    private ExchangeRateRules() { }

    /**
     * The rate somebody entered.
     *
     * @param source currency code
     * @param target currency code
     * @param rate   target units per source unit, at most 12 digits before and 12 behind the decimal point
     * @throws BusinessRuleException with all violations; fields source, target, validFrom, rate
     */
    public static DatedRate checked(String source, String target, LocalDate validFrom, BigDecimal rate) {
        Checks checks = new Checks();
        Optional<Currency> from = checks.currency("source", source);
        Optional<Currency> to = checks.currency("target", target);
        if (from.isPresent() && from.equals(to)) {
            checks.add("target", ErrorCode.CURRENCIES_SAME, target);
        }
        if (checks.required("validFrom", validFrom)) {
            LocalDate first = PurchaseOrderRules.FIRST_MONTH.atDay(1);
            LocalDate last = PurchaseOrderRules.LAST_MONTH.atEndOfMonth();
            if (validFrom.isBefore(first) || validFrom.isAfter(last)) {
                checks.add("validFrom", ErrorCode.OUT_OF_RANGE, first, last);
            }
        }
        if (checks.required("rate", rate) && checks.digits("rate", rate, DIGITS, DIGITS) && rate.signum() <= 0) {
            checks.add("rate", ErrorCode.NOT_ABOVE_ZERO);
        }
        BusinessRuleException.throwIfAny(checks.violations());
        return new DatedRate(from.orElseThrow(), to.orElseThrow(), validFrom, rate);
    }
}
