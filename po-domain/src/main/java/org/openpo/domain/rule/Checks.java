package org.openpo.domain.rule;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Currency;

/** Collects violations of one object so that a person sees all of them at once, not the first. */
public final class Checks {
    /** Characters that a reason may have. */
    public static final int REASON_MAX = 1000;

    private final List<Violation> violations = new ArrayList<>();

    public List<Violation> violations() {
        return violations;
    }

    public void add(String field, ErrorCode code, Object... arguments) {
        violations.add(Violation.of(field, code, arguments));
    }

    public void addAll(List<Violation> others) {
        violations.addAll(others);
    }

    /** True if the text is there (not blank) and not longer than {@code max} characters. */
    public boolean requiredText(String field, String value, int max) {
        if (value == null || value.isBlank()) {
            add(field, ErrorCode.REQUIRED);
            return false;
        }
        return optionalText(field, value, max);
    }

    /** The field {@code reason} of every change that may say why: as long as the audit log keeps it. */
    public boolean optionalReason(String value) {
        return optionalText("reason", value, REASON_MAX);
    }

    /** For a change in which nothing else can be wrong by itself. */
    public static void requireFitting(String reason) {
        Checks checks = new Checks();
        checks.optionalReason(reason);
        BusinessRuleException.throwIfAny(checks.violations());
    }

    public boolean optionalText(String field, String value, int max) {
        // UTF-16 units: H2 counts those, PostgreSQL counts fewer.
        if (value != null && Math.max(value.length(), Normalizer.normalize(value, Normalizer.Form.NFC).length()) > max) {
            add(field, ErrorCode.TOO_LONG, max);
            return false;
        }
        if (value != null && value.indexOf('\0') >= 0) {
            add(field, ErrorCode.INVALID_CHARACTERS);
            return false;
        }
        return true;
    }

    public boolean required(String field, Object value) {
        if (value == null) {
            add(field, ErrorCode.REQUIRED);
            return false;
        }
        return true;
    }

    /** An ISO 4217 code in capitals that has a minor unit (no metals, no test codes). */
    public Optional<Currency> currency(String field, String code) {
        if (code == null || code.isBlank()) {
            add(field, ErrorCode.REQUIRED);
            return Optional.empty();
        }
        try {
            Currency currency = Currency.getInstance(code);
            if (currency.getDefaultFractionDigits() >= 0) {
                return Optional.of(currency);
            }
        } catch (IllegalArgumentException unknown) {
            // falls through to the violation: the code is not one of ISO 4217
        }
        add(field, ErrorCode.CURRENCY_UNKNOWN, code);
        return Optional.empty();
    }

    /** At most {@code integerDigits} before and {@code decimals} after the decimal point. */
    public boolean digits(String field, BigDecimal value, int integerDigits, int decimals) {
        if (value == null) {
            return true;
        }
        // Looks at exponents only, so that 1E+999999999 costs nothing.
        if ((long) value.precision() - value.scale() > integerDigits) {
            add(field, ErrorCode.OUT_OF_RANGE, "-" + "9".repeat(integerDigits), "9".repeat(integerDigits));
            return false;
        }
        if (value.signum() != 0 && value.scale() > decimals && value.stripTrailingZeros().scale() > decimals) {
            add(field, ErrorCode.TOO_MANY_DECIMALS, decimals);
            return false;
        }
        return true;
    }

    public boolean notNegative(String field, BigDecimal value) {
        if (value != null && value.signum() < 0) {
            add(field, ErrorCode.NEGATIVE);
            return false;
        }
        return true;
    }
}
