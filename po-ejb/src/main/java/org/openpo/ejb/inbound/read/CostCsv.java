package org.openpo.ejb.inbound.read;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordType;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;

/** FOCUS and AWS cost and usage reports as CSV. Looks only at the cells it needs, and makes no text of a cell that it has seen before. */
final class CostCsv implements CostFile {
    private static final Set<String> FOCUS_TYPICAL = Set.of("billedcost", "chargecategory");
    private static final Set<String> CUR_TYPICAL = Set.of("lineitemunblendedcost", "lineitemlineitemtype");

    private final FileText text;
    private final CsvShape shape;
    private final boolean aws;

    private CostCsv(FileText text, CsvShape shape, boolean aws) {
        this.text = text;
        this.shape = shape;
        this.aws = aws;
    }

    /** The file if its header has what is typical for one of the formats. */
    static Optional<CostCsv> recognise(FileText text) {
        CsvShape shape = CsvShape.of(text, name -> FOCUS_TYPICAL.contains(CostColumn.key(name)) || CUR_TYPICAL.contains(CostColumn.key(name)));
        return isCost(shape.header(), false) ? Optional.of(new CostCsv(text, shape, false))
                : isCost(shape.header(), true) ? Optional.of(new CostCsv(text, shape, true)) : Optional.empty();
    }

    static boolean isCost(List<String> header, boolean aws) {
        List<String> keys = header.stream().map(CostColumn::key).toList();
        return keys.containsAll(aws ? CUR_TYPICAL : FOCUS_TYPICAL);
    }

    static ImportFormat format(List<String> header, boolean aws) {
        boolean detail = header.stream().map(CostColumn::key).anyMatch("invoicedetailid"::equals);
        return aws ? ImportFormat.AWS_CUR : detail ? ImportFormat.FOCUS_INVOICE_DETAIL : ImportFormat.FOCUS;
    }

    @Override
    public ImportFormat format() {
        return format(shape.header(), aws);
    }

    @Override
    public boolean isAws() {
        return aws;
    }

    @Override
    public void sumInto(CostSums sums) {
        Map<CostColumn, Integer> positions = CostColumn.positions(shape.header(), aws);
        sums.begin(shape.header(), positions);
        Handler handler = new Handler(sums, shape.header().size(), positions, shape.separator() != ',');
        try (Reader reader = text.reader(); CsvReader<Boolean> csv = CsvShape.csv(shape.separator()).build(handler, reader)) {
            long number = 0;
            boolean header = true;
            for (Boolean filled : csv) {
                if (header) {
                    header = false;
                } else if (filled) {
                    handler.endRow(++number);
                }
            }
        } catch (CsvParseException e) {
            throw new BusinessRuleException("", ErrorCode.CSV_MALFORMED, handler.line + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the cells as the parser finds them; says of each row whether any cell has something in it. */
    private static final class Handler extends AbstractBaseCsvCallbackHandler<Boolean> {
        private static final int SLOTS = 2048;

        private final CostSums sums;
        private final int width;
        private final boolean commaIsLikely;
        /** For each place in a row the column, or null if it is not needed. */
        private final CostColumn[] columns;
        /** Texts seen before, by column and a hash of their letters. */
        private final String[][] seen;
        /** The row before's text at each place. */
        private final String[] last;
        private long line;
        private boolean filled;
        private boolean beyond;
        private int count;

        Handler(CostSums sums, int width, Map<CostColumn, Integer> positions, boolean commaIsLikely) {
            this.sums = sums;
            this.width = width;
            this.commaIsLikely = commaIsLikely;
            this.columns = new CostColumn[width];
            positions.forEach((column, place) -> columns[place] = column);
            this.last = new String[width];
            this.seen = new String[width][];
            positions.values().forEach(place -> seen[place] = new String[SLOTS]);
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            line = startingLineNumber;
            filled = false;
            beyond = false;
            count = 0;
            Arrays.fill(sums.cells, null);
            sums.clearCost();
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            count++;
            int from = offset;
            int to = offset + length;
            while (from < to && buffer[from] <= ' ') {
                from++;
            }
            while (to > from && buffer[to - 1] <= ' ') {
                to--;
            }
            if (from == to) {
                return;
            }
            filled = true;
            if (index >= width) {
                beyond = true;
                return;
            }
            CostColumn column = columns[index];
            if (column == CostColumn.COST) {
                cost(buffer, from, to);
            } else if (column != null && !isNull(buffer, from, to)) {
                sums.cells[column.ordinal()] = text(index, column, buffer, from, to);
            }
        }

        private static boolean isNull(char[] buffer, int from, int to) {
            return to - from == 4 && (buffer[from] | 0x20) == 'n' && (buffer[from + 1] | 0x20) == 'u' && (buffer[from + 2] | 0x20) == 'l' && (buffer[from + 3] | 0x20) == 'l';
        }

        private String text(int index, CostColumn column, char[] buffer, int from, int to) {
            if (last[index] != null && equal(last[index], buffer, from, to)) {
                return last[index];
            }
            last[index] = seenBefore(index, column, buffer, from, to);
            return last[index];
        }

        private String seenBefore(int index, CostColumn column, char[] buffer, int from, int to) {
            int hash = to - from;
            for (int i = from; i < to; i++) {
                hash = 31 * hash + buffer[i];
            }
            String[] slots = seen[index];
            int slot = (hash ^ hash >>> 16) & SLOTS - 1;
            String known = slots[slot];
            if (known != null && equal(known, buffer, from, to)) {
                return known;
            }
            if (to - from > CostSums.TEXT_MAX) {
                sums.wrongCell = column;
                return null;
            }
            String text = new String(buffer, from, to - from);
            if (!FieldText.isClean(text)) {
                sums.wrongCell = column;
                return null;
            }
            slots[slot] = text;
            return text;
        }

        private static boolean equal(String known, char[] buffer, int from, int to) {
            int length = to - from;
            if (known.length() != length) {
                return false;
            }
            // From the end: what differs, as IDs do, mostly differs there.
            for (int i = length - 1; i >= 0; i--) {
                if (known.charAt(i) != buffer[from + i]) {
                    return false;
                }
            }
            return true;
        }

        private void cost(char[] buffer, int from, int to) {
            int i = from;
            boolean negative = buffer[i] == '-';
            if (negative || buffer[i] == '+') {
                i++;
            }
            long value = 0;
            int digits = 0;
            int decimals = -1;
            for (; i < to; i++) {
                int c = buffer[i];
                if (c >= '0' && c <= '9') {
                    value = value * 10 + (c - '0');
                    digits++;
                    decimals += decimals < 0 ? 0 : 1;
                    // Up to here neither the number nor the number with all its decimals overflows.
                    if (digits > 18) {
                        break;
                    }
                } else if (c == '.' && decimals < 0) {
                    decimals = 0;
                } else {
                    break;
                }
            }
            int scale = Math.max(decimals, 0);
            if (i == to && digits > 0 && scale <= ExactSum.SCALE && digits - scale + ExactSum.SCALE <= 18) {
                for (int k = scale; k < ExactSum.SCALE; k++) {
                    value *= 10;
                }
                sums.fastCost = negative ? -value : value;
                sums.hasCost = true;
                return;
            }
            String text = new String(buffer, from, Math.min(to - from, 100));
            Optional<BigDecimal> number = FieldText.plainNumber(text).or(() -> FieldText.number(FieldText.withoutCurrencySign(text), commaIsLikely));
            sums.slowCost = number.orElse(null);
            sums.wrongCost = number.isEmpty() ? text : null;
            sums.hasCost = true;
        }

        void endRow(long number) {
            if (beyond || count < width) {
                // It cannot be told whose row it is, so any invoice of the file may be incomplete.
                throw new BusinessRuleException("", ErrorCode.CHARGE_COLUMNS_DIFFER, number, count, width);
            }
            sums.endRow(number);
        }

        @Override
        protected Boolean buildRecord() {
            return filled && getRecordType() == RecordType.DATA;
        }
    }
}
