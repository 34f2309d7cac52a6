package org.openpo.ejb.inbound.read;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceKind;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.invoice.Standing;

/**
 * A CSV with one invoice on each line (docs/import-formats.md): OpenPO's own, with a header of {@link InvoiceColumn}s in any order, or
 * a sender's, read by a {@link ColumnMapping}. Separated by comma, semicolon, tab or bar, whichever makes the most sense of the header.
 */
final class CsvInvoiceReader implements InvoiceReader {
    private final FileText text;
    private final char separator;
    private final ColumnMapping mapping;
    private final Optional<DatePattern> datePattern;
    private CsvHeader<InvoiceColumn> header;
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
        CsvShape.walk(text, separator, new CsvShape.Listener() {
            @Override
            public void header(List<String> names) {
                beginWith(names);
            }

            @Override
            public void row(long number, List<String> cells) {
                rows.accept(rowOf(number, cells));
            }
        });
    }

    private void beginWith(List<String> names) {
        if (mapping.mapsColumns()) {
            BusinessRuleException.throwIfAny(mapping.check(names).stream().map(v -> new Violation("", v.code(), v.arguments())).toList());
            header = new CsvHeader<>(InvoiceColumn.class, names);
            mapping.columns().forEach((column, name) -> header.place(column, names, indexOf(names, name)));
        } else {
            header = CsvHeader.own(InvoiceColumn.class, names, InvoiceColumn::named);
            List<String> missing = header.missing(InvoiceColumn.REQUIRED);
            if (!header.has(InvoiceColumn.GROSS) && !header.has(InvoiceColumn.NET)) {
                missing.add(InvoiceColumn.GROSS.header());
            }
            header.require(missing);
        }
        Map<String, String> columns = new HashMap<>();
        for (InvoiceColumn column : InvoiceColumn.values()) {
            columns.put(column.field(), header.name(column));
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

    private Row rowOf(long number, List<String> cells) {
        Cells c = new Cells(cells);
        if (!header.fits(cells)) {
            return new Refused(number, origin, c.raw(InvoiceColumn.INVOICE_ID), List.of(Violation.of("", ErrorCode.COLUMNS_DIFFER, cells.size(), header.width())));
        }
        InvoiceDraft draft = c.draft();
        List<Violation> violations = c.checks.violations();
        return violations.isEmpty() ? new Read(number, origin, draft, Standing.DUE) : new Refused(number, origin, c.raw(InvoiceColumn.INVOICE_ID), violations);
    }

    /** The cells of one row, and what the mapping says of all rows. */
    private final class Cells extends CsvRow<InvoiceColumn> {
        private final List<String> cells;

        Cells(List<String> cells) {
            super(header, separator);
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

        @Override
        String written(InvoiceColumn column) {
            return header.raw(column, cells);
        }

        @Override
        String raw(InvoiceColumn column) {
            String value = cell(column);
            return value == null ? mapping.constants().get(column) : value;
        }

        @Override
        BigDecimal number(InvoiceColumn column) {
            if (cell(column) == null) {
                return parsed(column, ErrorCode.NOT_A_NUMBER, FieldText::plainNumber);
            }
            return mapping.decimalMark() == DecimalMark.AUTO ? super.number(column)
                    : parsed(column, ErrorCode.NOT_A_NUMBER, v -> FieldText.number(v, mapping.decimalMark()));
        }

        /** A sender's column may hold a day where a month is asked for. */
        @Override
        YearMonth month(InvoiceColumn column) {
            boolean sendersDay = mapping.mapsColumns() && cell(column) != null;
            return parsed(column, ErrorCode.NOT_A_MONTH, v -> FieldText.month(v).or(() -> sendersDay ? sendersDate(v).map(YearMonth::from) : Optional.empty()));
        }

        private LocalDate date(InvoiceColumn column) {
            return parsed(column, ErrorCode.NOT_A_DATE, cell(column) == null ? FieldText::date : this::sendersDate);
        }

        private Optional<LocalDate> sendersDate(String value) {
            return datePattern.isPresent() ? datePattern.get().date(value) : FieldText.date(value);
        }
    }
}
