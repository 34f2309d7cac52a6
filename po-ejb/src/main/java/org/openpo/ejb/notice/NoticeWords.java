package org.openpo.ejb.notice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of notices in one language, and money, months and dates as its readers write them (interface guide §9). */
final class NoticeWords {
    private static final String BUNDLE = "org.openpo.ejb.notice.Notices";
    private static final char MINUS = '\u2212';
    private static final char NO_BREAK_SPACE = '\u00A0';
    /** English is the base bundle; the server's own language must not get in between. */
    private static final ResourceBundle.Control ENGLISH_ELSE = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale locale;
    private final ResourceBundle bundle;
    private final boolean vietnamese;

    /** @param language en or vi; anything else is English */
    NoticeWords(String language) {
        vietnamese = "vi".equals(language);
        locale = vietnamese ? Locale.forLanguageTag("vi") : Locale.ENGLISH;
        bundle = ResourceBundle.getBundle(BUNDLE, locale, NoticeWords.class.getClassLoader(), ENGLISH_ELSE);
    }

    String language() {
        return locale.getLanguage();
    }

    /** The text of a key with its values: texts as they are; whole numbers so that a text may choose by them. */
    String get(String key, Object... values) {
        String pattern = bundle.getString(key);
        return values.length == 0 ? pattern : new MessageFormat(pattern, locale).format(values);
    }

    /** {@code €1,240,000.00}, {@code 1.240.000,00 €}. */
    String money(BigDecimal amount, String currency) {
        Currency unit = Currency.getInstance(currency);
        String digits = decimal(amount.abs(), Math.max(0, unit.getDefaultFractionDigits()), 4);
        String symbol = unit.getSymbol(Locale.US);
        String sign = amount.signum() < 0 ? String.valueOf(MINUS) : "";
        if (vietnamese) {
            return sign + digits + NO_BREAK_SPACE + symbol;
        }
        return sign + symbol + (Character.isLetter(symbol.charAt(symbol.length() - 1)) ? String.valueOf(NO_BREAK_SPACE) : "") + digits;
    }

    /** A rough amount, with three significant digits: {@code €218,000}. */
    String roughly(BigDecimal amount, String currency) {
        BigDecimal rounded = amount.round(new java.math.MathContext(3, RoundingMode.UP));
        Currency unit = Currency.getInstance(currency);
        return money(rounded.setScale(Math.max(0, rounded.scale()), RoundingMode.UNNECESSARY), currency)
                .replaceFirst("[.,]0{" + Math.max(1, unit.getDefaultFractionDigits()) + "}(?=$|" + NO_BREAK_SPACE + ")", "");
    }

    /** A percentage without decimals; what is left but less than half a percent is said to be so. */
    String percentLeft(BigDecimal left, BigDecimal total) {
        if (left.signum() <= 0 || total.signum() <= 0) {
            return "0%";
        }
        BigDecimal percent = left.movePointRight(2).divide(total, 0, RoundingMode.HALF_EVEN);
        return percent.signum() == 0 ? get("percent.lessThanOne") : decimal(percent, 0, 0) + "%";
    }

    /** A percentage without decimals; all but less than half a percent is not said to be all. */
    String percentUsed(BigDecimal used, BigDecimal total) {
        BigDecimal percent = used.movePointRight(2).divide(total, 0, RoundingMode.HALF_EVEN);
        return used.compareTo(total) < 0 && percent.intValue() == 100 ? get("percent.moreThan99") : (percent.signum() < 0 ? String.valueOf(MINUS) : "") + decimal(percent.abs(), 0, 0) + "%";
    }

    String number(long number) {
        return decimal(BigDecimal.valueOf(number), 0, 0);
    }

    /** {@code Nov 2026}, {@code 11/2026}. */
    String month(YearMonth month) {
        return date(vietnamese ? "MM/yyyy" : "MMM yyyy", month);
    }

    /** {@code November 2026}, {@code tháng 11 năm 2026}. */
    String longMonth(YearMonth month) {
        return date(vietnamese ? "'tháng' M 'năm' yyyy" : "MMMM yyyy", month);
    }

    /** {@code 31 Dec 2026}, {@code 31/12/2026}. */
    String date(LocalDate date) {
        return date(vietnamese ? "dd/MM/yyyy" : "d MMM yyyy", date);
    }

    /** {@code 31 December 2026}, {@code ngày 31 tháng 12 năm 2026}. */
    String longDate(LocalDate date) {
        return date(vietnamese ? "'ngày' d 'tháng' M 'năm' yyyy" : "d MMMM yyyy", date);
    }

    private String date(String pattern, java.time.temporal.TemporalAccessor value) {
        return DateTimeFormatter.ofPattern(pattern, locale).format(value);
    }

    private String decimal(BigDecimal number, int fewest, int most) {
        DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ENGLISH);
        if (vietnamese) {
            symbols.setGroupingSeparator('.');
            symbols.setDecimalSeparator(',');
        }
        DecimalFormat format = new DecimalFormat("#,##0", symbols);
        format.setMinimumFractionDigits(fewest);
        format.setMaximumFractionDigits(Math.max(fewest, most));
        format.setRoundingMode(RoundingMode.HALF_EVEN);
        return format.format(number);
    }
}
