package org.openpo.ejb.inbound.read;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.invoice.Standing;

/**
 * A CSV with one invoice on each line (docs/import-formats.md): OpenPO's own, with a header of {@link InvoiceColumn}s in any order, or
 * a sender's, read by a {@link ColumnMapping}. Separated by comma, semicolon, tab or bar, whichever makes the most sense of the header.
 */
final class CsvInvoiceReader implements InvoiceReader {
    private static final int SHOWN = 60;

    private final FileText text;
    private final char separator;
    private final ColumnMapping mapping;
    private final Optional<DatePattern> datePattern;
    /** The file's spelling of each column, and where it stands. */
    private final Map<InvoiceColumn, String> headers = new EnumMap<>(InvoiceColumn.class);
    private final Map<InvoiceColumn, Integer> positions = new EnumMap<>(InvoiceColumn.class);
    private Set<Integer> nameless = Set.of();
    private int width;
    private Origin origin;

    private CsvInvoiceReader(FileText text, char separator, ColumnMapping mapping) {
        this.text = text;
        this.separator = separator;
        this.mapping = mapping;
        this.datePattern = Optional.ofNullable(mapping.datePattern()).flatMap(DatePattern::of);
    }

    /** A reader of the file if its first line has at least one of our columns. */
    static Optional<CsvInvoiceReader> recognise(FileText text) {
        CsvShape shape = CsvShape.of(text, name -> InvoiceColumn.named(name).isPresent());
        return shape.known() == 0 ? Optional.empty() : Optional.of(new CsvInvoiceReader(text, shape.separator(), ColumnMapping.NONE));
    }

    /** A reader of a sender's CSV. */
    static CsvInvoiceReader mapped(FileText text, ColumnMapping mapping) {
        Set<String> names = mapping.columns().values().stream().map(FieldText::loose).collect(Collectors.toSet());
        return new CsvInvoiceReader(text, CsvShape.of(text, name -> names.contains(FieldText.loose(name))).separator(), mapping);
    }

    @Override
    public ImportFormat format() {
        return mapping.mapsColumns() ? ImportFormat.MAPPED_CSV : ImportFormat.OPENPO_CSV;
    }

    @Override
    public void read(Consumer<Row> rows) {
        long line = 1;
        try (Reader reader = text.reader(); CsvReader<CsvRecord> csv = CsvShape.csv(separator).ofCsvRecord(reader)) {
            long number = 0;
            for (CsvRecord csvRecord : csv) {
                List<String> cells = csvRecord.getFields();
                line = csvRecord.getStartingLineNumber() + cells.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count() + 1;
                if (origin == null) {
                    header(cells.stream().map(String::strip).toList());
                } else if (!cells.stream().allMatch(String::isBlank)) {
                    rows.accept(row(++number, cells));
                }
            }
        } catch (CsvParseException e) {
            throw new BusinessRuleException("", ErrorCode.CSV_MALFORMED, line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void header(List<String> names) {
        width = names.size();
        if (mapping.mapsColumns()) {
            BusinessRuleException.throwIfAny(mapping.check(names).stream().map(v -> new Violation("", v.code(), v.arguments())).toList());
            mapping.columns().forEach((column, name) -> place(column, names, indexOf(names, name)));
        } else {
            ownHeader(names);
        }
        nameless = new LinkedHashSet<>();
        Map<String, String> columns = new HashMap<>();
        for (InvoiceColumn column : InvoiceColumn.values()) {
            columns.put(column.field(), name(column));
        }
        for (int i = 0; i < width; i++) {
            if (names.get(i).isEmpty()) {
                nameless.add(i);
            }
        }
        origin = Origin.of(columns);
    }

    private static int indexOf(List<String> names, String name) {
        String wanted = FieldText.loose(name);
        for (int i = 0; i < names.size(); i++) {
            if (FieldText.loose(names.get(i)).equals(wanted)) {
                return i;
            }
        }
        throw new IllegalStateException("checked before: " + name);
    }

    private boolean place(InvoiceColumn column, List<String> names, int index) {
        positions.put(column, index);
        return headers.put(column, names.get(index)) == null;
    }

    private void ownHeader(List<String> names) {
        Set<String> unknown = new LinkedHashSet<>();
        for (int i = 0; i < names.size(); i++) {
            Optional<InvoiceColumn> column = InvoiceColumn.named(names.get(i));
            if (column.isEmpty() && !names.get(i).isEmpty() && !ErrorFile.isReason(names.get(i))) {
                unknown.add(shown(names.get(i)));
            }
            if (column.isPresent() && !place(column.get(), names, i)) {
                throw new BusinessRuleException("", ErrorCode.COLUMN_REPEATED, names.get(i));
            }
        }
        // A column that is not understood could be a misspelt one that decides: refused, not dropped.
        if (!unknown.isEmpty()) {
            throw new BusinessRuleException("", ErrorCode.COLUMN_UNKNOWN, String.join(", ", unknown));
        }
        List<String> missing = InvoiceColumn.REQUIRED.stream().filter(c -> !headers.containsKey(c)).map(InvoiceColumn::header).collect(Collectors.toCollection(ArrayList::new));
        if (!headers.containsKey(InvoiceColumn.GROSS) && !headers.containsKey(InvoiceColumn.NET)) {
            missing.add(InvoiceColumn.GROSS.header());
        }
        if (!missing.isEmpty()) {
            throw new BusinessRuleException("", ErrorCode.COLUMN_MISSING, String.join(", ", missing));
        }
    }

    private Row row(long number, List<String> cells) {
        Cells c = new Cells(cells);
        boolean beyond = cells.size() > width && !cells.subList(width, cells.size()).stream().allMatch(String::isBlank)
                || nameless.stream().anyMatch(i -> i < cells.size() && !cells.get(i).isBlank());
        if (beyond || cells.size() < width) {
            return new Refused(number, origin, c.raw(InvoiceColumn.INVOICE_ID), List.of(Violation.of("", ErrorCode.COLUMNS_DIFFER, cells.size(), width)));
        }
        InvoiceDraft draft = c.draft();
        List<Violation> violations = c.checks.violations();
        return violations.isEmpty() ? new Read(number, origin, draft, Standing.DUE) : new Refused(number, origin, c.raw(InvoiceColumn.INVOICE_ID), violations);
    }

    private static String shown(String value) {
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
    }

    private String name(InvoiceColumn column) {
        return headers.getOrDefault(column, column.header());
    }

    /** The cells of one row as values; collects what cannot be understood. */
    private final class Cells {
        private final List<String> cells;
        private final Checks checks = new Checks();

        Cells(List<String> cells) {
            this.cells = cells;
        }

        InvoiceDraft draft() {
            return new InvoiceDraft(text(InvoiceColumn.INVOICE_ID), text(InvoiceColumn.SELLER), text(InvoiceColumn.SELLER_TAX_ID),
                    constant(InvoiceColumn.KIND, InvoiceKind.class), constant(InvoiceColumn.INVOICE_CLASS, InvoiceClass.class),
                    text(InvoiceColumn.BILLED_ACCOUNT), text(InvoiceColumn.INVOICE_UNIT), text(InvoiceColumn.TAX_REGISTRATION_NUMBER),
                    month(InvoiceColumn.BILLING_PERIOD), date(InvoiceColumn.ISSUE_DATE), date(InvoiceColumn.DUE_DATE),
                    currency(InvoiceColumn.CURRENCY), number(InvoiceColumn.NET), number(InvoiceColumn.TAX), number(InvoiceColumn.GROSS), payment(), rate(),
                    text(InvoiceColumn.PURCHASE_ORDER_REFERENCE), text(InvoiceColumn.ORIGINAL_INVOICE_ID), List.of());
        }

        private InvoiceDraft.Payment payment() {
            if (!any(InvoiceColumn.PAYMENT_CURRENCY, InvoiceColumn.PAYMENT_NET, InvoiceColumn.PAYMENT_GROSS)) {
                return null;
            }
            BigDecimal net = number(InvoiceColumn.PAYMENT_NET);
            BigDecimal gross = number(InvoiceColumn.PAYMENT_GROSS);
            return new InvoiceDraft.Payment(currency(InvoiceColumn.PAYMENT_CURRENCY), net, gross);
        }

        private InvoiceDraft.Rate rate() {
            return any(InvoiceColumn.RATE, InvoiceColumn.RATE_SOURCE_CURRENCY, InvoiceColumn.RATE_TARGET_CURRENCY)
                    ? new InvoiceDraft.Rate(currency(InvoiceColumn.RATE_SOURCE_CURRENCY), currency(InvoiceColumn.RATE_TARGET_CURRENCY), number(InvoiceColumn.RATE)) : null;
        }

        private boolean any(InvoiceColumn... columns) {
            return Arrays.stream(columns).anyMatch(c -> raw(c) != null);
        }

        /** The cell's text, or null if there is none. */
        private String cell(InvoiceColumn column) {
            Integer position = positions.get(column);
            if (position == null || position >= cells.size()) {
                return null;
            }
            String value = SpreadsheetText.read(cells.get(position).strip()).strip();
            return value.isEmpty() ? null : value;
        }

        private String raw(InvoiceColumn column) {
            String value = cell(column);
            return value == null ? mapping.constants().get(column) : value;
        }

        private String text(InvoiceColumn column) {
            String value = raw(column);
            if (value != null && !FieldText.isClean(value)) {
                checks.add(name(column), ErrorCode.INVALID_CHARACTERS);
                return null;
            }
            return value == null ? null : value.replaceAll("[\\r\\n\\t]+", " ");
        }

        private String currency(InvoiceColumn column) {
            String value = text(column);
            return value == null ? null : value.toUpperCase(java.util.Locale.ROOT);
        }

        private BigDecimal number(InvoiceColumn column) {
            String value = cell(column);
            if (value == null) {
                return parsed(column, ErrorCode.NOT_A_NUMBER, FieldText::plainNumber);
            }
            if (mapping.decimalMark() != DecimalMark.AUTO) {
                return parsed(column, ErrorCode.NOT_A_NUMBER, v -> FieldText.number(v, mapping.decimalMark()));
            }
            // Only where the comma separates the columns does it not separate the decimals.
            boolean commaIsLikely = separator != ',';
            if (FieldText.isAmbiguous(value, commaIsLikely)) {
                checks.add(name(column), ErrorCode.NUMBER_AMBIGUOUS, shown(value));
                return null;
            }
            return parsed(column, ErrorCode.NOT_A_NUMBER, v -> FieldText.number(v, commaIsLikely));
        }

        /** A sender's column may hold a day where a month is asked for. */
        private YearMonth month(InvoiceColumn column) {
            boolean sendersDay = mapping.mapsColumns() && cell(column) != null;
            return parsed(column, ErrorCode.NOT_A_MONTH, v -> FieldText.month(v).or(() -> sendersDay ? sendersDate(v).map(YearMonth::from) : Optional.empty()));
        }

        private LocalDate date(InvoiceColumn column) {
            return parsed(column, ErrorCode.NOT_A_DATE, cell(column) == null ? FieldText::date : this::sendersDate);
        }

        private Optional<LocalDate> sendersDate(String value) {
            return datePattern.isPresent() ? datePattern.get().date(value) : FieldText.date(value);
        }

        private <E extends Enum<E>> E constant(InvoiceColumn column, Class<E> type) {
            String value = raw(column);
            Optional<E> found = value == null ? Optional.empty() : FieldText.constant(type, value);
            if (value != null && found.isEmpty()) {
                checks.add(name(column), ErrorCode.NOT_ALLOWED_VALUE, shown(value),
                        Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", ")));
            }
            return found.orElse(null);
        }

        private <T> T parsed(InvoiceColumn column, ErrorCode otherwise, Function<String, Optional<T>> parser) {
            String value = raw(column);
            Optional<T> found = value == null ? Optional.empty() : parser.apply(value);
            if (value != null && found.isEmpty()) {
                checks.add(name(column), otherwise, shown(value));
            }
            return found.orElse(null);
        }
    }
}
