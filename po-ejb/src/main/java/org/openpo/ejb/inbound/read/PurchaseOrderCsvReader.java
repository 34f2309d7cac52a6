package org.openpo.ejb.inbound.read;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.LineTax;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderIds;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;

/**
 * OpenPO's CSV of purchase orders: a row for each line item (docs/import-formats.md). What is said of the purchase order itself stands on its first row
 * and may be repeated or left empty on the others; a row without an ID belongs to the purchase order above it.
 */
final class PurchaseOrderCsvReader implements CsvShape.Listener {
    private final FileText text;
    private final char separator;
    private final Map<String, Building> orders = new LinkedHashMap<>();
    private CsvHeader<PurchaseOrderColumn> header;
    private Building current;
    private long rows;

    PurchaseOrderCsvReader(FileText text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    PurchaseOrderFile read() {
        CsvShape.walk(text, separator, this);
        Map<PurchaseOrderColumn, String> names = new EnumMap<>(PurchaseOrderColumn.class);
        Arrays.stream(PurchaseOrderColumn.values()).forEach(c -> names.put(c, header.name(c)));
        return new PurchaseOrderFile(PurchaseOrderFile.Format.OPENPO_CSV, rows, orders.values().stream().map(Building::order).toList(), names);
    }

    @Override
    public void header(List<String> names) {
        header = CsvHeader.own(PurchaseOrderColumn.class, names, PurchaseOrderColumn::named);
        List<String> missing = header.missing(PurchaseOrderColumn.REQUIRED);
        if (header.columns().stream().anyMatch(PurchaseOrderColumn::isOfLine)) {
            // Without it nobody knows which line items of a purchase order here are meant.
            missing.addAll(header.missing(EnumSet.of(PurchaseOrderColumn.LINE_NUMBER)));
        }
        header.require(missing);
    }

    @Override
    public void row(long number, List<String> cells) {
        if (!header.fits(cells)) {
            // Nobody knows which purchase order it belongs to; without it one would come in without a line item.
            throw new BusinessRuleException("file", ErrorCode.ORDER_COLUMNS_DIFFER, number, cells.size(), header.width());
        }
        rows = number;
        if (rows > PurchaseOrderFile.ROWS_MAX) {
            throw new BusinessRuleException("file", ErrorCode.TOO_MANY_ROWS, PurchaseOrderFile.ROWS_MAX);
        }
        String id = PurchaseOrderIds.cleaned(SpreadsheetText.read(header.raw(PurchaseOrderColumn.PURCHASE_ORDER_ID, cells).strip()));
        if (!id.isEmpty() || current == null) {
            current = orders.computeIfAbsent(PurchaseOrderIds.normalizedKey(id), key -> new Building());
            if (orders.size() > PurchaseOrderFile.ORDERS_MAX) {
                throw new BusinessRuleException("file", ErrorCode.TOO_MANY_PURCHASE_ORDERS, PurchaseOrderFile.ORDERS_MAX);
            }
        }
        current.add(number, cells);
    }

    /** A purchase order whose rows go by. */
    private final class Building {
        private final List<Long> numbers = new ArrayList<>();
        private final List<Long> lineRows = new ArrayList<>();
        private final List<LineItemDraft> lines = new ArrayList<>();
        private final List<PurchaseOrderFile.Problem> problems = new ArrayList<>();
        private final Map<PurchaseOrderColumn, String> said = new EnumMap<>(PurchaseOrderColumn.class);
        private final Map<PurchaseOrderColumn, Long> saidAt = new EnumMap<>(PurchaseOrderColumn.class);
        private final List<Row> lineCells = new ArrayList<>();

        void add(long number, List<String> cells) {
            numbers.add(number);
            boolean line = false;
            for (PurchaseOrderColumn column : header.columns()) {
                String cell = header.raw(column, cells);
                if (cell.isBlank()) {
                    continue;
                }
                line |= column.isOfLine();
                if (!column.isOfLine() && said.putIfAbsent(column, cell) == null) {
                    saidAt.put(column, number);
                } else if (!column.isOfLine() && column != PurchaseOrderColumn.PURCHASE_ORDER_ID && !said.get(column).strip().equals(cell.strip())) {
                    problems.add(new PurchaseOrderFile.Problem(number, header.name(column),
                            Violation.of(column.field(), ErrorCode.ORDER_ROWS_DISAGREE, number, FieldText.shown(said.get(column).strip()), FieldText.shown(cell.strip()))));
                }
            }
            if (line) {
                lineRows.add(number);
                lineCells.add(new Row(cells));
            }
        }

        PurchaseOrderFile.Order order() {
            Row own = new Row(null) {
                @Override
                String written(PurchaseOrderColumn column) {
                    return said.getOrDefault(column, "");
                }
            };
            YearMonth effective = own.month(PurchaseOrderColumn.EFFECTIVE_MONTH);
            YearMonth expiration = own.month(PurchaseOrderColumn.EXPIRATION_MONTH);
            for (int i = 0; i < lineCells.size(); i++) {
                lines.add(lineCells.get(i).line(effective, expiration));
                note(lineCells.get(i), lineRows.get(i));
            }
            PurchaseOrderDraft draft = own.draft(effective, expiration, lines);
            for (Violation violation : own.checks.violations()) {
                long at = saidAt.entrySet().stream().filter(e -> header.name(e.getKey()).equals(violation.field())).map(Map.Entry::getValue).findFirst().orElse(numbers.get(0));
                problems.add(new PurchaseOrderFile.Problem(at, violation.field(), violation));
            }
            return new PurchaseOrderFile.Order(numbers, lineRows, header.columns(), draft, null, problems);
        }

        private void note(Row row, long number) {
            row.checks.violations().forEach(v -> problems.add(new PurchaseOrderFile.Problem(number, v.field(), v)));
        }
    }

    /** The cells of one row as a line item, or those of a purchase order. */
    private class Row extends CsvRow<PurchaseOrderColumn> {
        private final List<String> cells;

        Row(List<String> cells) {
            super(header, separator);
            this.cells = cells;
        }

        @Override
        String written(PurchaseOrderColumn column) {
            return header.raw(column, cells);
        }

        PurchaseOrderDraft draft(YearMonth effective, YearMonth expiration, List<LineItemDraft> lines) {
            List<String> sellers = list(PurchaseOrderColumn.SELLERS);
            boolean any = sellers.stream().anyMatch(PurchaseOrderDraft::meansAnySeller);
            if (any && !sellers.stream().allMatch(PurchaseOrderDraft::meansAnySeller)) {
                checks.add(name(PurchaseOrderColumn.SELLERS), ErrorCode.ANY_SELLER_NOT_ALONE);
            }
            return new PurchaseOrderDraft(text(PurchaseOrderColumn.PURCHASE_ORDER_ID), lines(PurchaseOrderColumn.DESCRIPTION), any, any ? List.of() : sellers,
                    list(PurchaseOrderColumn.TAX_REGISTRATION_NUMBERS), list(PurchaseOrderColumn.INVOICE_UNITS), lines(PurchaseOrderColumn.BILL_TO),
                    lines(PurchaseOrderColumn.SHIP_TO), lines(PurchaseOrderColumn.PAYMENT_TERMS), currency(PurchaseOrderColumn.CURRENCY), effective, expiration,
                    constant(PurchaseOrderColumn.AMOUNT_BASIS, AmountBasis.class), list(PurchaseOrderColumn.CONTACTS).stream().map(Row::contact).toList(), tags(), lines);
        }

        LineItemDraft line(YearMonth effective, YearMonth expiration) {
            BigDecimal price = number(PurchaseOrderColumn.UNIT_PRICE);
            Boolean tracking = flag(PurchaseOrderColumn.BALANCE_TRACKING);
            YearMonth start = cell(PurchaseOrderColumn.LINE_START_MONTH) == null ? effective : month(PurchaseOrderColumn.LINE_START_MONTH);
            YearMonth end = cell(PurchaseOrderColumn.LINE_END_MONTH) == null ? expiration : month(PurchaseOrderColumn.LINE_END_MONTH);
            return new LineItemDraft(null, lines(PurchaseOrderColumn.LINE_NUMBER), lines(PurchaseOrderColumn.LINE_DESCRIPTION), constant(PurchaseOrderColumn.LINE_TYPE, LineItemType.class),
                    start, end, tracking == null ? cell(PurchaseOrderColumn.UNIT_PRICE) != null : tracking, price, number(PurchaseOrderColumn.QUANTITY), tax(),
                    constant(PurchaseOrderColumn.OVERSPEND_POLICY, OverspendPolicy.class), list(PurchaseOrderColumn.CHARGE_ACCOUNTS));
        }

        private LineTax tax() {
            BigDecimal percent = number(PurchaseOrderColumn.TAX_PERCENT);
            BigDecimal amount = number(PurchaseOrderColumn.TAX_AMOUNT);
            if (percent != null && amount != null) {
                checks.add(name(PurchaseOrderColumn.TAX_AMOUNT), ErrorCode.TAX_TWICE, name(PurchaseOrderColumn.TAX_PERCENT), name(PurchaseOrderColumn.TAX_AMOUNT));
            }
            return percent != null ? LineTax.percent(percent) : amount != null ? LineTax.amount(amount) : null;
        }

        private List<String> list(PurchaseOrderColumn column) {
            List<String> values = ListCell.read(SpreadsheetText.read(written(column)));
            return clean(column, values) ? values : List.of();
        }

        private boolean clean(PurchaseOrderColumn column, List<String> values) {
            boolean clean = values.stream().allMatch(FieldText::isClean);
            if (!clean) {
                checks.add(name(column), ErrorCode.INVALID_CHARACTERS);
            }
            return clean;
        }

        private Map<String, String> tags() {
            Map<String, String> tags = new TreeMap<>();
            for (ListCell.Pair pair : ListCell.readPairs(SpreadsheetText.read(written(PurchaseOrderColumn.TAGS)))) {
                if (clean(PurchaseOrderColumn.TAGS, List.of(pair.key(), pair.value())) && tags.put(pair.key(), pair.value()) != null) {
                    checks.add(name(PurchaseOrderColumn.TAGS), ErrorCode.DUPLICATE_VALUE, FieldText.shown(pair.key()));
                }
            }
            return tags;
        }

        /** {@code Ann Lee <ann@example.com>}, or the address alone: then the name is not told. */
        private static ContactDraft contact(String text) {
            int open = text.lastIndexOf('<');
            boolean named = open >= 0 && text.endsWith(">");
            String name = named ? text.substring(0, open).strip() : "";
            return new ContactDraft(name.isEmpty() ? null : name, named ? text.substring(open + 1, text.length() - 1).strip() : text, null, null);
        }
    }
}
