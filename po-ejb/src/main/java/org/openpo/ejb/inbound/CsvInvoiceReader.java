package org.openpo.ejb.inbound;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
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
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.invoice.Standing;

/**
 * OpenPO's CSV (docs/import-formats.md): a header line with the columns of {@link Column} in any order, one invoice on each line.
 * Separated by comma, semicolon, tab or bar, whichever makes the most sense of the header.
 */
final class CsvInvoiceReader implements InvoiceReader {
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};
    private static final int BEGINNING = 64 * 1024;
    private static final int BUFFER_MAX = 16 * 1024 * 1024;
    private static final int SHOWN = 60;

    /** The columns, each by its name and the field of the API that it fills. */
    enum Column {
        INVOICE_ID("invoiceId"), SELLER("seller"), KIND("kind"), INVOICE_CLASS("invoiceClass"), BILLED_ACCOUNT("billedAccount"),
        INVOICE_UNIT("invoiceUnit"), TAX_REGISTRATION_NUMBER("taxRegistrationNumber"), BILLING_PERIOD("billingPeriod"),
        ISSUE_DATE("issueDate"), DUE_DATE("dueDate"), CURRENCY("currency"), NET("net"), TAX("tax"), GROSS("gross"),
        PAYMENT_CURRENCY("paymentCurrency", "payment.currency"), PAYMENT_NET("paymentNet", "payment.net"), PAYMENT_GROSS("paymentGross", "payment.gross"),
        RATE_SOURCE_CURRENCY("rateSourceCurrency", "rate.sourceCurrency"), RATE_TARGET_CURRENCY("rateTargetCurrency", "rate.targetCurrency"),
        RATE("rate", "rate.rate"), PURCHASE_ORDER_REFERENCE("purchaseOrderReference"), ORIGINAL_INVOICE_ID("originalInvoiceId");

        private static final List<Column> REQUIRED = List.of(INVOICE_ID, SELLER, BILLING_PERIOD, ISSUE_DATE, CURRENCY);

        private final String header;
        private final String field;

        Column(String name) {
            this(name, name);
        }

        Column(String header, String field) {
            this.header = header;
            this.field = field;
        }

        static Optional<Column> named(String header) {
            String wanted = FieldText.loose(header);
            return Arrays.stream(values()).filter(c -> FieldText.loose(c.header).equals(wanted)).findFirst();
        }
    }

    private final FileText text;
    private final char separator;
    /** The file's spelling of each column. */
    private final Map<Column, String> headers = new EnumMap<>(Column.class);

    private CsvInvoiceReader(FileText text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    /** A reader of the file if its first line has at least one of the columns. */
    static Optional<CsvInvoiceReader> recognise(FileText text) {
        String beginning = text.beginning(BEGINNING);
        char best = 0;
        long most = 0;
        for (char separator : SEPARATORS) {
            long known = firstRecord(beginning, separator).stream().filter(h -> Column.named(h).isPresent()).count();
            if (known > most) {
                best = separator;
                most = known;
            }
        }
        return most == 0 ? Optional.empty() : Optional.of(new CsvInvoiceReader(text, best));
    }

    private static List<String> firstRecord(String beginning, char separator) {
        try (CsvReader<CsvRecord> csv = csv(separator).ofCsvRecord(beginning)) {
            return csv.stream().findFirst().map(CsvRecord::getFields).orElse(List.of());
        } catch (CsvParseException notThisOne) {
            return List.of();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static CsvReader.CsvReaderBuilder csv(char separator) {
        return CsvReader.builder().fieldSeparator(separator).skipEmptyLines(true).detectBomHeader(false).maxBufferSize(BUFFER_MAX).allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE).missingFieldStrategy(FieldMismatchStrategy.IGNORE);
    }

    @Override
    public String column(String field) {
        return Arrays.stream(Column.values()).filter(c -> c.field.equals(field)).findFirst().map(c -> headers.getOrDefault(c, c.header)).orElse(field);
    }

    @Override
    public void read(Consumer<Row> rows) {
        long line = 1;
        try (Reader reader = text.reader(); CsvReader<CsvRecord> csv = csv(separator).ofCsvRecord(reader)) {
            List<Column> columns = null;
            long number = 0;
            for (CsvRecord csvRecord : csv) {
                List<String> cells = csvRecord.getFields();
                line = csvRecord.getStartingLineNumber() + cells.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count() + 1;
                if (columns == null) {
                    columns = header(cells);
                } else if (!cells.stream().allMatch(String::isBlank)) {
                    rows.accept(row(++number, columns, cells));
                }
            }
        } catch (CsvParseException e) {
            throw new BusinessRuleException("", ErrorCode.CSV_MALFORMED, line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The column at each place; null at a place without a name. */
    private List<Column> header(List<String> cells) {
        List<Column> columns = new ArrayList<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (String cell : cells) {
            Optional<Column> column = Column.named(cell);
            columns.add(column.orElse(null));
            if (column.isEmpty() && !cell.isBlank()) {
                unknown.add(shown(cell.strip()));
            }
            if (column.isPresent() && headers.put(column.get(), cell.strip()) != null) {
                throw new BusinessRuleException("", ErrorCode.COLUMN_REPEATED, cell.strip());
            }
        }
        // A column that is not understood could be a misspelt one that decides: refused, not dropped.
        if (!unknown.isEmpty()) {
            throw new BusinessRuleException("", ErrorCode.COLUMN_UNKNOWN, String.join(", ", unknown));
        }
        List<String> missing = Column.REQUIRED.stream().filter(c -> !headers.containsKey(c)).map(c -> c.header).collect(Collectors.toCollection(ArrayList::new));
        if (!headers.containsKey(Column.GROSS) && !headers.containsKey(Column.NET)) {
            missing.add(Column.GROSS.header);
        }
        if (!missing.isEmpty()) {
            throw new BusinessRuleException("", ErrorCode.COLUMN_MISSING, String.join(", ", missing));
        }
        return columns;
    }

    private Row row(long number, List<Column> columns, List<String> cells) {
        Map<Column, String> values = new EnumMap<>(Column.class);
        boolean beyond = cells.size() > columns.size() && !cells.subList(columns.size(), cells.size()).stream().allMatch(String::isBlank);
        for (int i = 0; i < Math.min(columns.size(), cells.size()); i++) {
            String cell = cells.get(i).strip();
            if (columns.get(i) != null) {
                values.put(columns.get(i), cell);
            } else if (!cell.isEmpty()) {
                beyond = true;
            }
        }
        if (beyond || cells.size() < columns.size()) {
            return new Refused(number, values.get(Column.INVOICE_ID), List.of(Violation.of("", ErrorCode.COLUMNS_DIFFER, cells.size(), columns.size())));
        }
        Cells c = new Cells(values);
        InvoiceDraft draft = c.draft();
        List<Violation> violations = c.checks.violations();
        return violations.isEmpty() ? new Read(number, draft, Standing.DUE) : new Refused(number, values.get(Column.INVOICE_ID), violations);
    }

    private static String shown(String value) {
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
    }

    /** The cells of one row as values; collects what cannot be understood. */
    private final class Cells {
        private final Map<Column, String> values;
        private final Checks checks = new Checks();

        Cells(Map<Column, String> values) {
            this.values = values;
        }

        InvoiceDraft draft() {
            return new InvoiceDraft(text(Column.INVOICE_ID), text(Column.SELLER), constant(Column.KIND, InvoiceKind.class),
                    constant(Column.INVOICE_CLASS, InvoiceClass.class), text(Column.BILLED_ACCOUNT), text(Column.INVOICE_UNIT),
                    text(Column.TAX_REGISTRATION_NUMBER), month(Column.BILLING_PERIOD), date(Column.ISSUE_DATE), date(Column.DUE_DATE),
                    currency(Column.CURRENCY), number(Column.NET), number(Column.TAX), number(Column.GROSS), payment(), rate(),
                    text(Column.PURCHASE_ORDER_REFERENCE), text(Column.ORIGINAL_INVOICE_ID), List.of());
        }

        private InvoiceDraft.Payment payment() {
            if (!any(Column.PAYMENT_CURRENCY, Column.PAYMENT_NET, Column.PAYMENT_GROSS)) {
                return null;
            }
            BigDecimal net = number(Column.PAYMENT_NET);
            BigDecimal gross = number(Column.PAYMENT_GROSS);
            return new InvoiceDraft.Payment(currency(Column.PAYMENT_CURRENCY), net, gross);
        }

        private InvoiceDraft.Rate rate() {
            return any(Column.RATE, Column.RATE_SOURCE_CURRENCY, Column.RATE_TARGET_CURRENCY)
                    ? new InvoiceDraft.Rate(currency(Column.RATE_SOURCE_CURRENCY), currency(Column.RATE_TARGET_CURRENCY), number(Column.RATE)) : null;
        }

        private boolean any(Column... columns) {
            return Arrays.stream(columns).anyMatch(c -> raw(c) != null);
        }

        private String raw(Column column) {
            String value = values.get(column);
            return value == null || value.isEmpty() ? null : value;
        }

        private String text(Column column) {
            String value = raw(column);
            if (value != null && !FieldText.isClean(value)) {
                checks.add(name(column), ErrorCode.INVALID_CHARACTERS);
                return null;
            }
            return value == null ? null : value.replaceAll("[\\r\\n\\t]+", " ");
        }

        private String currency(Column column) {
            String value = text(column);
            return value == null ? null : value.toUpperCase(java.util.Locale.ROOT);
        }

        private BigDecimal number(Column column) {
            String value = raw(column);
            // Only where the comma separates the columns does it not separate the decimals.
            boolean commaIsLikely = separator != ',';
            if (value != null && FieldText.isAmbiguous(value, commaIsLikely)) {
                checks.add(name(column), ErrorCode.NUMBER_AMBIGUOUS, shown(value));
                return null;
            }
            return parsed(column, ErrorCode.NOT_A_NUMBER, v -> FieldText.number(v, commaIsLikely));
        }

        private YearMonth month(Column column) {
            return parsed(column, ErrorCode.NOT_A_MONTH, FieldText::month);
        }

        private LocalDate date(Column column) {
            return parsed(column, ErrorCode.NOT_A_DATE, FieldText::date);
        }

        private <E extends Enum<E>> E constant(Column column, Class<E> type) {
            String value = raw(column);
            Optional<E> found = value == null ? Optional.empty() : FieldText.constant(type, value);
            if (value != null && found.isEmpty()) {
                checks.add(name(column), ErrorCode.NOT_ALLOWED_VALUE, shown(value),
                        Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", ")));
            }
            return found.orElse(null);
        }

        private <T> T parsed(Column column, ErrorCode otherwise, Function<String, Optional<T>> parser) {
            String value = raw(column);
            Optional<T> found = value == null ? Optional.empty() : parser.apply(value);
            if (value != null && found.isEmpty()) {
                checks.add(name(column), otherwise, shown(value));
            }
            return found.orElse(null);
        }

        private String name(Column column) {
            return headers.getOrDefault(column, column.header);
        }
    }
}
