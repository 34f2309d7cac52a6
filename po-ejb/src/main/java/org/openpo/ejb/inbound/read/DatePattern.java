package org.openpo.ejb.inbound.read;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sender's way to write dates: day, month and year in their order, with what stands between them. */
final class DatePattern {
    private static final Pattern FORM = Pattern.compile("(d{1,2}|M{1,3}|y{2}|y{4})([^\\p{L}\\d]{0,2})(d{1,2}|M{1,3}|y{2}|y{4})([^\\p{L}\\d]{0,2})(d{1,2}|M{1,3}|y{2}|y{4})");
    private static final LocalDate TWO_DIGITS_FROM = LocalDate.of(2000, 1, 1);
    private static final int TEXT_MAX = 40;

    private final DateTimeFormatter formatter;
    private final boolean hasSpace;

    private DatePattern(DateTimeFormatter formatter, boolean hasSpace) {
        this.formatter = formatter;
        this.hasSpace = hasSpace;
    }

    /** Empty if the pattern does not name day, month and year once each. Without separators all parts have fixed widths. */
    static Optional<DatePattern> of(String pattern) {
        Matcher form = FORM.matcher(pattern);
        if (!form.matches()) {
            return Optional.empty();
        }
        String parts = "" + form.group(1).charAt(0) + form.group(3).charAt(0) + form.group(5).charAt(0);
        if (parts.chars().distinct().count() != 3) {
            return Optional.empty();
        }
        boolean packed = form.group(2).isEmpty() || form.group(4).isEmpty();
        if (packed && (pattern.contains("MMM") || !pattern.contains("dd") || !pattern.contains("MM"))) {
            return Optional.empty();
        }
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        for (int i = 1; i <= 5; i += 2) {
            append(builder, form.group(i), packed);
            if (i < 5) {
                builder.appendLiteral(form.group(i + 1));
            }
        }
        return Optional.of(new DatePattern(builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT).withChronology(IsoChronology.INSTANCE),
                pattern.indexOf(' ') >= 0));
    }

    private static void append(DateTimeFormatterBuilder builder, String part, boolean packed) {
        switch (part) {
            case "d", "dd" -> number(builder, ChronoField.DAY_OF_MONTH, packed);
            case "M", "MM" -> number(builder, ChronoField.MONTH_OF_YEAR, packed);
            case "MMM" -> builder.appendPattern("MMM");
            case "yy" -> builder.appendValueReduced(ChronoField.YEAR, 2, 2, TWO_DIGITS_FROM);
            default -> builder.appendValue(ChronoField.YEAR, 4);
        }
    }

    private static void number(DateTimeFormatterBuilder builder, ChronoField field, boolean packed) {
        if (packed) {
            builder.appendValue(field, 2);
        } else {
            builder.appendValue(field, 1, 2, SignStyle.NOT_NEGATIVE);
        }
    }

    /** The date; a time of day after it is ignored. */
    Optional<LocalDate> date(String text) {
        if (text.length() > TEXT_MAX) {
            return Optional.empty();
        }
        int end = hasSpace ? -1 : text.indexOf(' ');
        try {
            return Optional.of(LocalDate.parse(end < 0 ? text : text.substring(0, end), formatter));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
