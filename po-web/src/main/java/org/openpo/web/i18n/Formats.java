package org.openpo.web.i18n;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

/**
 * Numbers, money, months and dates as people read them, as {@code #{fmt}} (interface guide §9). Null is written as "".
 * <p>
 * English follows British habits with US separators; the abbreviations of months have three letters ("Sep"), which the locale en-GB would
 * not give. Minus is U+2212, as wide as a digit.
 */
public class Formats {
    private static final char MINUS = '\u2212';
    private static final char NO_BREAK_SPACE = '\u00A0';
    private static final int MOST_DECIMALS = 8;
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private final Locale locale;
    private final boolean vietnamese;
    private final ZoneId zone;

    protected Formats() {
        this(Locale.ENGLISH, ZoneOffset.UTC);
    }

    /**
     * @param locale English or Vietnamese
     * @param zone   in which instants are shown
     */
    public Formats(Locale locale, ZoneId zone) {
        this.locale = locale;
        this.vietnamese = "vi".equals(locale.getLanguage());
        this.zone = zone;
    }

    /** Digits of an amount, without currency: {@code 1,240,000.00}. At least the currency's decimals; further ones are never hidden. */
    public String amount(BigDecimal amount, String currency) {
        if (amount == null) {
            return "";
        }
        return decimal(amount, digitsOf(currency), MOST_DECIMALS);
    }

    /** An amount in running text: {@code €1,240,000.00}, {@code 1.240.000,00 €}. */
    public String money(BigDecimal amount, String currency) {
        if (amount == null) {
            return "";
        }
        return money(amount.signum(), amount(amount.abs(), currency), currency);
    }

    /** An amount that is only expected, in running text: {@code €218,000}. Three digits, rounded up, no decimals unless it is small. */
    public String roughly(BigDecimal amount, String currency) {
        BigDecimal rounded = amount.round(new MathContext(3, RoundingMode.UP));
        return money(rounded.signum(), decimal(rounded.abs(), 0, digitsOf(currency)), currency);
    }

    /** A round value at the axis of a chart: {@code 300K}, {@code 1.2M}; {@code 300 N}, {@code 1,2 Tr}. */
    public String compact(BigDecimal value) {
        if (value.abs().compareTo(THOUSAND) < 0) {
            return decimal(value, 0, MOST_DECIMALS);
        }
        NumberFormat format = NumberFormat.getCompactNumberInstance(vietnamese ? locale : Locale.ENGLISH, NumberFormat.Style.SHORT);
        format.setMaximumFractionDigits(2);
        return format.format(value.doubleValue()).replace('-', MINUS);
    }

    private String money(int signum, String digits, String currency) {
        String sign = signum < 0 ? String.valueOf(MINUS) : "";
        String symbol = symbol(currency);
        if (vietnamese) {
            return sign + digits + NO_BREAK_SPACE + symbol;
        }
        boolean letters = Character.isLetter(symbol.charAt(symbol.length() - 1));
        return sign + symbol + (letters ? String.valueOf(NO_BREAK_SPACE) : "") + digits;
    }

    /** A whole or broken number: {@code 1,204.5}. */
    public String number(Number number) {
        return number == null ? "" : decimal(new BigDecimal(number.toString()), 0, MOST_DECIMALS);
    }

    /**
     * A number with a fixed smallest count of decimals.
     *
     * @param fewest decimals that are always written
     */
    public String decimal(BigDecimal number, int fewest, int most) {
        DecimalFormatSymbols symbols = new DecimalFormatSymbols(vietnamese ? locale : Locale.ENGLISH);
        symbols.setMinusSign(MINUS);
        if (vietnamese) {
            symbols.setGroupingSeparator('.');
            symbols.setDecimalSeparator(',');
        }
        DecimalFormat format = new DecimalFormat("#,##0", symbols);
        format.setMinimumFractionDigits(fewest);
        format.setMaximumFractionDigits(Math.max(fewest, most));
        format.setRoundingMode(RoundingMode.HALF_EVEN);
        String text = format.format(number);
        // Half-even rounding of −0.000000001 leaves "−0".
        return text.charAt(0) == MINUS && text.chars().noneMatch(c -> c > '0' && c <= '9') ? text.substring(1) : text;
    }

    /** A share of 1 as a whole percentage: {@code 26%}. */
    public String percent(BigDecimal share) {
        return share == null ? "" : decimal(share.movePointRight(2).setScale(0, RoundingMode.HALF_EVEN), 0, 0) + "%";
    }

    /** {@code Nov 2026}, {@code 11/2026}. */
    public String month(YearMonth month) {
        return date("MMM yyyy", "MM/yyyy", month);
    }

    /** Below a chart, without its year: {@code Nov}, {@code T11}. */
    public String monthOfYear(YearMonth month) {
        return date("MMM", "'T'M", month);
    }

    /** {@code November 2026}, {@code tháng 11 năm 2026}. */
    public String longMonth(YearMonth month) {
        return date("MMMM yyyy", "'tháng' M 'năm' yyyy", month);
    }

    /** As it is typed into a field: {@code 11/2026} in both languages. */
    public String monthField(YearMonth month) {
        return date("MM/yyyy", "MM/yyyy", month);
    }

    /** {@code Jan 2026 to Dec 2026}, {@code 01/2026 đến 12/2026}. */
    public String months(YearMonth from, YearMonth to) {
        return from == null || to == null ? month(from) + month(to) : month(from) + (vietnamese ? " đến " : " to ") + month(to);
    }

    /** {@code 22 Sep 2026}, {@code 22/09/2026}. */
    public String date(LocalDate date) {
        return date("d MMM yyyy", "dd/MM/yyyy", date);
    }

    /** The user's time zone. */
    public ZoneId zone() {
        return zone;
    }

    /** {@code 22 Sep 2026, 08:41} in the user's time zone. */
    public String instant(Instant instant) {
        return instant == null ? "" : date("d MMM yyyy, HH:mm", "dd/MM/yyyy, HH:mm", instant.atZone(zone));
    }

    /** The same moment in UTC, for the {@code title} of what {@link #instant} shows. */
    public String utc(Instant instant) {
        return instant == null ? "" : DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT).format(instant.atZone(ZoneOffset.UTC));
    }

    /** The decimals money of this currency has: 2, or 0 for JPY and VND. An unknown code counts as 2. */
    public int digitsOf(String currency) {
        try {
            return currency == null ? 0 : Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException unknown) {
            return 2;
        }
    }

    /** The name of a currency: {@code euro}, {@code đồng Việt Nam}. */
    public String currencyName(String currency) {
        return Currency.getInstance(currency).getDisplayName(locale);
    }

    public char groupingSeparator() {
        return vietnamese ? '.' : ',';
    }

    public char decimalSeparator() {
        return vietnamese ? ',' : '.';
    }

    /** Whatever a text has to mention. */
    String any(Object value, Texts texts) {
        if (value instanceof YearMonth month) {
            return longMonth(month);
        } else if (value instanceof LocalDate date) {
            return date(date);
        } else if (value instanceof Instant instant) {
            return instant(instant);
        } else if (value instanceof Number number) {
            return number(number);
        } else if (value instanceof Enum<?> constant) {
            return texts.name(constant);
        }
        return value == null ? "" : value.toString();
    }

    private String symbol(String currency) {
        try {
            return Currency.getInstance(currency).getSymbol(Locale.US);
        } catch (IllegalArgumentException unknown) {
            return currency;
        }
    }

    private String date(String english, String vietnamesePattern, TemporalAccessor value) {
        return value == null ? "" : DateTimeFormatter.ofPattern(vietnamese ? vietnamesePattern : english, locale).format(value);
    }

    /** The size of a file. */
    public String bytes(long bytes) {
        List<String> units = List.of("B", "kB", "MB", "GB");
        int unit = bytes < 1000 ? 0 : bytes < 1000_000 ? 1 : bytes < 1000_000_000 ? 2 : 3;
        BigDecimal value = BigDecimal.valueOf(bytes).movePointLeft(3 * unit).setScale(unit == 0 ? 0 : 1, RoundingMode.HALF_UP);
        return decimal(value, 0, 1) + "\u00A0" + units.get(unit);
    }
}
