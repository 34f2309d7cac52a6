package org.openpo.ejb.inbound.read;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;

/** The cells of one row of a CSV as values; collects what cannot be understood, under the file's names of the columns. */
abstract class CsvRow<C extends Enum<C> & CsvColumn> {
    final Checks checks = new Checks();
    private final CsvHeader<C> header;
    private final boolean commaIsLikely;

    /** @param separator of the columns: only where the comma separates them does it not separate the decimals */
    CsvRow(CsvHeader<C> header, char separator) {
        this.header = header;
        this.commaIsLikely = separator != ',';
    }

    /** The cell as it stands in the file, or "". */
    abstract String written(C column);

    /** The cell's text, or null if there is none. */
    final String cell(C column) {
        String value = SpreadsheetText.read(written(column).strip()).strip();
        return value.isEmpty() ? null : value;
    }

    /** What stands for the column, or null. */
    String raw(C column) {
        return cell(column);
    }

    final String name(C column) {
        return header.name(column);
    }

    /** The text with its line breaks. */
    final String lines(C column) {
        String value = raw(column);
        if (value != null && !FieldText.isClean(value)) {
            checks.add(name(column), ErrorCode.INVALID_CHARACTERS);
            return null;
        }
        return value;
    }

    final String text(C column) {
        String value = lines(column);
        return value == null ? null : value.replaceAll("[\\r\\n\\t]+", " ");
    }

    final String currency(C column) {
        String value = text(column);
        return value == null ? null : value.toUpperCase(java.util.Locale.ROOT);
    }

    BigDecimal number(C column) {
        String value = cell(column);
        if (value != null && FieldText.isAmbiguous(value, commaIsLikely)) {
            checks.add(name(column), ErrorCode.NUMBER_AMBIGUOUS, FieldText.shown(value));
            return null;
        }
        return parsed(column, ErrorCode.NOT_A_NUMBER, v -> FieldText.number(v, commaIsLikely));
    }

    YearMonth month(C column) {
        return parsed(column, ErrorCode.NOT_A_MONTH, FieldText::month);
    }

    /** True or false as spreadsheets and people write it; null if nothing is said. */
    final Boolean flag(C column) {
        String value = raw(column);
        Optional<Boolean> found = value == null ? Optional.empty() : SpreadsheetText.flag(value);
        if (value != null && found.isEmpty()) {
            checks.add(name(column), ErrorCode.NOT_ALLOWED_VALUE, FieldText.shown(value), "true, false");
        }
        return found.orElse(null);
    }

    final <E extends Enum<E>> E constant(C column, Class<E> type) {
        String value = raw(column);
        Optional<E> found = value == null ? Optional.empty() : FieldText.constant(type, value);
        if (value != null && found.isEmpty()) {
            checks.add(name(column), ErrorCode.NOT_ALLOWED_VALUE, FieldText.shown(value),
                    Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", ")));
        }
        return found.orElse(null);
    }

    final <T> T parsed(C column, ErrorCode otherwise, Function<String, Optional<T>> parser) {
        String value = raw(column);
        Optional<T> found = value == null ? Optional.empty() : parser.apply(value);
        if (value != null && found.isEmpty()) {
            checks.add(name(column), otherwise, FieldText.shown(value));
        }
        return found.orElse(null);
    }
}
