package org.openpo.web.order;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Optional;

import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.web.faces.DecimalConverter;
import org.openpo.web.faces.YearMonthConverter;
import org.openpo.web.i18n.Formats;

/** Reads what people type into fields whose text is kept as typed, so that a wrong value survives a reload and can be corrected. */
final class Typing {
    private Typing() { }

    /** The month, or null if the field is empty or unreadable; the latter adds a violation. */
    static YearMonth month(String typed, String field, Checks problems) {
        if (blank(typed)) {
            return null;
        }
        Optional<YearMonth> month = month(typed);
        if (month.isEmpty()) {
            problems.add(field, ErrorCode.NOT_A_MONTH, typed.strip());
        }
        return month.orElse(null);
    }

    static Optional<YearMonth> month(String typed) {
        try {
            return blank(typed) ? Optional.empty() : Optional.of(YearMonthConverter.parse(typed.strip()));
        } catch (DateTimeException notAMonth) {
            return Optional.empty();
        }
    }

    static String month(YearMonth month) {
        return month == null ? null : YearMonthConverter.write(month);
    }

    /** The number, or null if the field is empty or unreadable; the latter adds a violation. */
    static BigDecimal number(String typed, String field, Formats formats, Checks problems) {
        if (blank(typed)) {
            return null;
        }
        Optional<BigDecimal> number = DecimalConverter.parse(typed, formats);
        if (number.isEmpty()) {
            problems.add(field, ErrorCode.NOT_A_NUMBER, typed.strip());
        }
        return number.orElse(null);
    }

    static Optional<BigDecimal> number(String typed, Formats formats) {
        return blank(typed) ? Optional.empty() : DecimalConverter.parse(typed, formats);
    }

    /** The number as it is written in the page's language; what cannot be read stays as typed. */
    static String rewritten(String typed, Formats from, Formats to, int decimals) {
        return number(typed, from).map(n -> to.decimal(n, decimals, PRICE_DECIMALS)).orElse(typed);
    }

    static boolean blank(String typed) {
        return typed == null || typed.isBlank();
    }

    /** Decimals a unit price or quantity may have. */
    static final int PRICE_DECIMALS = 8;
}
