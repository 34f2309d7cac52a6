package org.openpo.ejb.query;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;

/**
 * The place in a sorted list after which the next part begins: the last row's sort value and id. Rows that are added or removed
 * before that place do not shift the parts that follow.
 *
 * @param sort  name and direction of the sort it was made for; a cursor does not fit another one
 * @param value the last row's sort value as text
 * @param id    the last row's id
 */
public record Cursor(String sort, String value, long id) {
    private static final int DIGITS_MAX = 40;
    private static final int TEXT_MAX = 1000;
    private static final String SEPARATOR = "\u001f";

    public String encode() {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((sort + SEPARATOR + id + SEPARATOR + value).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws BusinessRuleException if the text is no cursor of this sort */
    public static Optional<Cursor> decode(String text, String sort) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(SEPARATOR, 3);
            if (parts.length == 3 && parts[0].equals(sort)) {
                return Optional.of(new Cursor(sort, parts[2], Long.parseLong(parts[1])));
            }
        } catch (IllegalArgumentException notOurs) {
            // not base64 or no number: refused below like any other foreign text
        }
        throw refusal(text);
    }

    /**
     * The last row's sort value.
     *
     * @throws BusinessRuleException if it is none: somebody has made the cursor up
     */
    public <T> T value(Function<String, T> reader) {
        try {
            T read = reader.apply(value);
            if (isPossible(read)) {
                return read;
            }
        } catch (DateTimeException | IllegalArgumentException madeUp) {
            // refused below like a value that nothing of ours can have
        }
        throw refusal(encode());
    }

    /** Whether a row can have the value at all: databases fail on a year of nine digits, a number with millions of them, or a zero character. */
    private static boolean isPossible(Object read) {
        if (read instanceof BigDecimal number) {
            return number.precision() <= DIGITS_MAX && Math.abs((long) number.scale()) <= DIGITS_MAX;
        } else if (read instanceof LocalDate date) {
            return isYear(date.getYear());
        } else if (read instanceof YearMonth month) {
            return isYear(month.getYear());
        } else if (read instanceof Instant instant) {
            return isYear(instant.atOffset(ZoneOffset.UTC).getYear());
        }
        return !(read instanceof String text) || text.length() <= TEXT_MAX && text.indexOf(0) < 0;
    }

    private static boolean isYear(int year) {
        return year >= 1 && year <= 9999;
    }

    private static BusinessRuleException refusal(String text) {
        return new BusinessRuleException("cursor", ErrorCode.NOT_ALLOWED_VALUE, text, "nextCursor");
    }
}
