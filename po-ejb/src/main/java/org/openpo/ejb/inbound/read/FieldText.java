package org.openpo.ejb.inbound.read;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of a file as values. Nothing ambiguous is guessed. */
final class FieldText {
    /** Bounded, so that no text makes arithmetic expensive: 1E+999999999 is a number too. */
    private static final Pattern PLAIN = Pattern.compile("[+-]?\\d{1,30}(\\.\\d{0,30})?([eE][+-]?\\d{1,2})?");
    private static final Pattern GROUPED_POINT = Pattern.compile("[+-]?[1-9]\\d{0,2}([, '’])\\d{3}(\\1\\d{3})*(\\.\\d{0,30})?");
    private static final Pattern GROUPED_COMMA = Pattern.compile("[+-]?[1-9]\\d{0,2}([. '’])\\d{3}(\\1\\d{3})*(,\\d{0,30})?");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d{1,30},\\d{0,30}");
    /** One group of three after one separator: 1,234 is a thousand to some and one and a bit to others. */
    private static final Pattern ONE_GROUP_COMMA = Pattern.compile("[+-]?[1-9]\\d{0,2},\\d{3}");
    private static final Pattern ONE_GROUP_POINT = Pattern.compile("[+-]?[1-9]\\d{0,2}\\.\\d{3}");
    private static final Pattern CURRENCY_SIGN = Pattern.compile("(?<=^[+-]?)\\p{Sc}|\\p{Sc}$");
    private static final Pattern MONTH_YEAR = Pattern.compile("(\\d{1,2})/(\\d{4})");
    private static final Pattern YEAR_MONTH = Pattern.compile("(\\d{4})-(\\d{2})");
    private static final Pattern EPOCH_SECONDS = Pattern.compile("-?\\d{1,11}(\\.\\d{1,9})?([eE]\\+?\\d{1,2})?");

    private static final Pattern XML_DATE_WITH_OFFSET = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(Z|[+-]\\d{2}:\\d{2})");
    private static final int SHOWN = 60;

    private FieldText() { }

    /** The value as a sentence shows it: not longer than a line. */
    static String shown(String value) {
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
    }

    /** A number as programs write it: digits, a decimal point, perhaps a small exponent. */
    static Optional<BigDecimal> plainNumber(String text) {
        return PLAIN.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /**
     * A number as people's programs write it: decimal point or comma, groups of three, a minus sign of either kind.
     *
     * @param commaIsLikely the file comes from where the comma is the decimal sign, so that 1.234 may mean a thousand
     * @return empty if it is no number, or if it could be read in two ways
     */
    static Optional<BigDecimal> number(String text, boolean commaIsLikely) {
        String t = plainSigns(text);
        if (isAmbiguous(t, commaIsLikely)) {
            return Optional.empty();
        }
        if (PLAIN.matcher(t).matches() && t.indexOf('e') < 0 && t.indexOf('E') < 0) {
            return Optional.of(new BigDecimal(t));
        }
        if (GROUPED_POINT.matcher(t).matches()) {
            return Optional.of(new BigDecimal(t.replaceAll("[, '’]", "")));
        }
        if (GROUPED_COMMA.matcher(t).matches()) {
            return Optional.of(new BigDecimal(t.replaceAll("[. '’]", "").replace(',', '.')));
        }
        return DECIMAL_COMMA.matcher(t).matches() ? Optional.of(new BigDecimal(t.replace(',', '.'))) : Optional.empty();
    }

    /** The number in {@code $10.00} or {@code 10,00 €}. */
    static String withoutCurrencySign(String text) {
        return CURRENCY_SIGN.matcher(text).replaceAll("").strip();
    }

    /** A number whose decimal mark is known. */
    static Optional<BigDecimal> number(String text, DecimalMark mark) {
        String t = plainSigns(text);
        char point = mark == DecimalMark.COMMA ? ',' : '.';
        Pattern grouped = mark == DecimalMark.COMMA ? GROUPED_COMMA : GROUPED_POINT;
        if (grouped.matcher(t).matches()) {
            return Optional.of(new BigDecimal(t.replaceAll(point == ',' ? "[. '’]" : "[, '’]", "").replace(point, '.')));
        }
        boolean plain = t.indexOf(point == ',' ? '.' : ',') < 0 && t.indexOf('e') < 0 && t.indexOf('E') < 0;
        return plain ? plainNumber(t.replace(point, '.')) : Optional.empty();
    }

    /** Whether the number means two different things to two people. */
    static boolean isAmbiguous(String text, boolean commaIsLikely) {
        String t = plainSigns(text);
        return ONE_GROUP_COMMA.matcher(t).matches() || commaIsLikely && ONE_GROUP_POINT.matcher(t).matches();
    }

    private static String plainSigns(String text) {
        return text.replace('\u2212', '-').replace('\u00A0', ' ').replace('\u202F', ' ').strip();
    }

    /** 2026-01 or 01/2026. */
    static Optional<YearMonth> month(String text) {
        Matcher iso = YEAR_MONTH.matcher(text);
        if (iso.matches()) {
            return month(Integer.parseInt(iso.group(1)), Integer.parseInt(iso.group(2)));
        }
        Matcher local = MONTH_YEAR.matcher(text);
        return local.matches() ? month(Integer.parseInt(local.group(2)), Integer.parseInt(local.group(1))) : Optional.empty();
    }

    static Optional<YearMonth> month(int year, int month) {
        return month < 1 || month > 12 ? Optional.empty() : Optional.of(YearMonth.of(year, month));
    }

    /** As {@link #date}; an offset without a time of day says nothing about the day. */
    static Optional<LocalDate> xmlDate(String text) {
        return date(XML_DATE_WITH_OFFSET.matcher(text).matches() ? text.substring(0, 10) : text);
    }

    /** 2026-01-31; a time of day after it is converted to UTC if it has an offset, else ignored. */
    static Optional<LocalDate> date(String text) {
        try {
            if (text.length() <= 10) {
                return Optional.of(LocalDate.parse(text));
            }
            String iso = text.replace(' ', 'T');
            boolean offset = iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
            return Optional.of(offset ? OffsetDateTime.parse(iso).withOffsetSameInstant(ZoneOffset.UTC).toLocalDate()
                    : java.time.LocalDateTime.parse(iso).toLocalDate());
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    /** Seconds since 1970, perhaps with a fraction: the date in UTC. */
    static Optional<LocalDate> epochDate(String text) {
        if (!EPOCH_SECONDS.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal seconds = new BigDecimal(text);
        try {
            return Optional.of(LocalDate.ofInstant(Instant.ofEpochSecond(seconds.setScale(0, java.math.RoundingMode.FLOOR).longValueExact()), ZoneOffset.UTC));
        } catch (DateTimeException | ArithmeticException tooFar) {
            return Optional.empty();
        }
    }

    /** A name without case, spaces, underscores and hyphens, as header names and constants are compared. */
    static String loose(String name) {
        return name.replaceAll("[\\s_\\-\\u00A0\\u2010\\u2011]", "").toLowerCase(Locale.ROOT);
    }

    /** The constant that the text names, spelling as in {@link #loose}. */
    static <E extends Enum<E>> Optional<E> constant(Class<E> type, String text) {
        String wanted = loose(text);
        for (E each : type.getEnumConstants()) {
            if (loose(each.name()).equals(wanted)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Whether the text can be kept and shown as it is: no control characters but tabs and line breaks, no halves of characters. */
    static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c) || Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') {
                return false;
            }
        }
        return true;
    }
}
