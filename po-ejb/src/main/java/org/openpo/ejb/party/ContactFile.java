package org.openpo.ejb.party;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.inbound.read.SpreadsheetText;

/**
 * A CSV file of contacts: a header line with the columns of {@link Column} in any order, one contact on each line; separated by comma, semicolon, tab or
 * bar; UTF-8, or UTF-16 with a byte order mark. A file is read as a whole: a directory of people is small.
 */
final class ContactFile {
    static final int BYTES_MAX = 5 * 1024 * 1024;
    static final int ROWS_MAX = 10_000;
    private static final int MEGABYTE = 1024 * 1024;
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};

    /** The columns by their names in the header. */
    enum Column {
        NAME("name"), EMAIL("email"), PHONE("phone"), LANGUAGE("language"), ACTIVE("active"), DEFAULT_CONTACT("defaultContact"),
        /** What only the directory says: an export has it, and nobody has to take it out before the file is handed in again. */
        ID("id"), PURCHASE_ORDERS("purchaseOrders"), REPLACED_BY("replacedBy"), UNDELIVERABLE_SINCE("undeliverableSince"), UNDELIVERABLE_REASON("undeliverableReason");

        private static final List<Column> REQUIRED = List.of(NAME, EMAIL);
        private final String header;

        Column(String header) {
            this.header = header;
        }

        String header() {
            return header;
        }

        /** Case, spaces, hyphens and underscores do not count. */
        static Optional<Column> named(String header) {
            String wanted = header.replaceAll("[\\s_\\-\\u00A0]", "").toLowerCase(Locale.ROOT);
            return Arrays.stream(values()).filter(c -> c.header.toLowerCase(Locale.ROOT).equals(wanted)).findFirst();
        }
    }

    /**
     * One contact of the file.
     *
     * @param number 1-based, the header line not counted
     * @param cells  the columns that the file has; "" where a cell is empty
     * @param width  how many cells the row has, if not as many as the header has columns; else 0
     * @param line   all its cells, as many as there are
     */
    record Row(long number, Map<Column, String> cells, int width, List<String> line) { }

    private final List<Row> rows = new ArrayList<>();
    private List<String> headerLine = List.of();

    private ContactFile() { }

    /**
     * Reads a file.
     *
     * @throws BusinessRuleException if it is empty, too large, no text, or has no header that is understood
     */
    static ContactFile read(byte[] bytes) {
        if (bytes.length == 0) {
            throw new BusinessRuleException("file", ErrorCode.FILE_EMPTY);
        }
        if (bytes.length > BYTES_MAX) {
            throw new BusinessRuleException("file", ErrorCode.FILE_TOO_LARGE, BYTES_MAX / MEGABYTE);
        }
        String text = text(bytes);
        ContactFile file = new ContactFile();
        long line = 1;
        try (CsvReader<CsvRecord> csv = CsvReader.builder().fieldSeparator(separator(text)).skipEmptyLines(true).allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE).missingFieldStrategy(FieldMismatchStrategy.IGNORE).ofCsvRecord(text)) {
            List<Optional<Column>> header = null;
            for (CsvRecord each : csv) {
                line = each.getStartingLineNumber() + 1;
                List<String> cells = each.getFields().stream().map(String::strip).map(SpreadsheetText::read).toList();
                if (header == null) {
                    header = header(cells);
                    file.headerLine = cells;
                } else if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                    file.add(header, cells);
                }
            }
        } catch (CsvParseException broken) {
            throw new BusinessRuleException("file", ErrorCode.CSV_MALFORMED, line);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file;
    }

    List<Row> rows() {
        return rows;
    }

    int columns() {
        return headerLine.size();
    }

    /** The header's cells as they stand in the file. */
    List<String> headerLine() {
        return headerLine;
    }

    private void add(List<Optional<Column>> header, List<String> cells) {
        if (rows.size() == ROWS_MAX) {
            throw new BusinessRuleException("file", ErrorCode.TOO_MANY_ROWS, ROWS_MAX);
        }
        Map<Column, String> values = new EnumMap<>(Column.class);
        boolean beyond = false;
        for (int i = 0; i < cells.size(); i++) {
            if (i < header.size() && header.get(i).isPresent()) {
                values.put(header.get(i).get(), cells.get(i));
            } else {
                beyond |= !cells.get(i).isEmpty();
            }
        }
        rows.add(new Row(rows.size() + 1L, values, beyond || cells.size() < header.size() ? cells.size() : 0, cells));
    }

    private static List<Optional<Column>> header(List<String> cells) {
        List<Optional<Column>> header = cells.stream().map(Column::named).toList();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            if (header.get(i).isEmpty() && !cells.get(i).isEmpty()) {
                unknown.add(cells.get(i).length() <= 60 ? cells.get(i) : cells.get(i).substring(0, 60) + "…");
            }
        }
        // A column that is not understood could be a misspelt one that decides: refused, not dropped.
        if (!unknown.isEmpty()) {
            throw new BusinessRuleException("file", ErrorCode.COLUMN_UNKNOWN, String.join(", ", unknown));
        }
        List<Column> named = header.stream().flatMap(Optional::stream).toList();
        for (Column column : named) {
            if (named.stream().filter(c -> c == column).count() > 1) {
                throw new BusinessRuleException("file", ErrorCode.COLUMN_REPEATED, column.header());
            }
        }
        String missing = Column.REQUIRED.stream().filter(c -> !named.contains(c)).map(Column::header).collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new BusinessRuleException("file", ErrorCode.COLUMN_MISSING, missing);
        }
        return header;
    }

    /** The separator that makes the most known columns of the first line. */
    private static char separator(String text) {
        String first = text.lines().filter(l -> !l.isBlank()).findFirst().orElse("");
        char best = ',';
        long most = -1;
        for (char separator : SEPARATORS) {
            long known = Arrays.stream(first.split(java.util.regex.Pattern.quote(String.valueOf(separator))))
                    .filter(h -> Column.named(h.replace("\"", "").strip()).isPresent()).count();
            if (known > most) {
                best = separator;
                most = known;
            }
        }
        return best;
    }

    private static String text(byte[] bytes) {
        boolean big = starts(bytes, 0xFE, 0xFF);
        boolean little = starts(bytes, 0xFF, 0xFE);
        int mark = big || little ? 2 : starts(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        Charset charset = big ? StandardCharsets.UTF_16BE : little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
        // Reports what is not of the encoding instead of replacing it.
        CharsetDecoder decoder = charset.newDecoder();
        ByteBuffer rest = ByteBuffer.wrap(bytes, mark, bytes.length - mark);
        try {
            return decoder.decode(rest).toString();
        } catch (CharacterCodingException notText) {
            long line = 1;
            for (int i = mark; i < rest.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new BusinessRuleException("file", ErrorCode.FILE_ENCODING, line);
        }
    }

    private static boolean starts(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
