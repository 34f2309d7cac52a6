package org.openpo.ejb.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.openpo.ejb.query.Slice;

/** Lists as files: what a cell becomes in CSV and in a workbook, read again by other code than ours. */
class ListExportTest {
    private static final List<Column<Object>> ONE = List.of(new Column<>("value", 20, row -> row));

    @TempDir
    Path directory;

    /** What is there, its text in CSV, its kind of cell and its format in a workbook; the text there if it is another one. */
    static Stream<Arguments> cells() {
        return Stream.of(
                Arguments.of("Amazon Web Services, Inc.", "\"Amazon Web Services, Inc.\"", CellType.STRING, null, "Amazon Web Services, Inc."),
                Arguments.of("00042", "00042", CellType.STRING, null, "00042"),
                Arguments.of("=1+1", "'=1+1", CellType.STRING, null, "=1+1"),
                Arguments.of("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0", CellType.STRING, null, "+cmd|' /C calc'!A0"),
                Arguments.of("-cmd", "'-cmd", CellType.STRING, null, "-cmd"),
                Arguments.of("@SUM(A1)", "'@SUM(A1)", CellType.STRING, null, "@SUM(A1)"),
                Arguments.of("\t=1", "'\t=1", CellType.STRING, null, "\t=1"),
                Arguments.of("\r=1", "\"'\r=1\"", CellType.STRING, null, "\r=1"),
                Arguments.of("'=1", "''=1", CellType.STRING, null, "'=1"),
                Arguments.of("two\nlines", "\"two\nlines\"", CellType.STRING, null, "two\nlines"),
                Arguments.of("Đơn <b> & \"☃\" \uD83D\uDE00", "\"Đơn <b> & \"\"☃\"\" \uD83D\uDE00\"", CellType.STRING, null, "Đơn <b> & \"☃\" \uD83D\uDE00"),
                Arguments.of(new BigDecimal("-1200.50"), "-1200.50", CellType.NUMBER, "#,##0.00", "-1200.50"),
                Arguments.of(new BigDecimal("1200000"), "1200000", CellType.NUMBER, "#,##0", "1200000"),
                Arguments.of(new BigDecimal("1.2E+3"), "1200", CellType.NUMBER, "#,##0", "1200"),
                Arguments.of(new BigDecimal("0.00"), "0.00", CellType.NUMBER, "#,##0.00", "0.00"),
                Arguments.of(new BigDecimal("1.234"), "1.2340", CellType.NUMBER, "#,##0.000", "1.234"),
                Arguments.of(new BigDecimal("9999999999999.99"), "9999999999999.99", CellType.NUMBER, "#,##0.00", "9999999999999.99"),
                Arguments.of(new BigDecimal("12345678901234.00"), "12345678901234.00", CellType.NUMBER, "#,##0.00", "12345678901234.00"),
                Arguments.of(new BigDecimal("99999999999999.99"), "99999999999999.99", CellType.STRING, null, "99999999999999.99"),
                Arguments.of(new BigDecimal("1E+15"), "1000000000000000", CellType.STRING, null, "1000000000000000"),
                Arguments.of(3, "3", CellType.NUMBER, "#,##0", "3"),
                Arguments.of(3L, "3", CellType.NUMBER, "#,##0", "3"),
                Arguments.of(true, "true", CellType.BOOLEAN, null, "true"),
                Arguments.of(LocalDate.of(2026, 2, 3), "2026-02-03", CellType.NUMBER, "yyyy-mm-dd", "2026-02-03T00:00"),
                Arguments.of(LocalDate.of(1899, 12, 31), "1899-12-31", CellType.STRING, null, "1899-12-31"),
                Arguments.of(Instant.parse("2026-02-03T04:05:06Z"), "2026-02-03T04:05:06Z", CellType.NUMBER, "yyyy-mm-dd hh:mm:ss \"UTC\"", "2026-02-03T04:05:06"));
    }

    /** The answer says 200 by then: a reader must not take the half for the whole. */
    @Test
    void a_list_that_breaks_off_cannot_be_read_as_a_whole_one() throws IOException {
        for (ExportFormat format : ExportFormat.values()) {
            Path file = directory.resolve("broken." + format);
            try (OutputStream out = Files.newOutputStream(file)) {
                assertThatThrownBy(() -> ListExport.write(format, "list", ONE, cursor -> {
                    if (cursor != null) {
                        throw new IllegalStateException("the database is gone");
                    }
                    return new Slice<>(List.<Object>of("first"), "more");
                }, out)).hasMessage("the database is gone");
            }
            if (format == ExportFormat.CSV) {
                assertThat(Files.readString(file)).startsWith("\uFEFFvalue\r\nfirst\r\n\"INCOMPLETE").matches("(?s)[^\"]*\"[^\"]*");
            } else {
                assertThatThrownBy(() -> new ZipFile(file.toFile()).close()).isInstanceOf(IOException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void a_cell_is_what_it_says(Object value, String csv, CellType type, String format, String shown) throws IOException {
        assertThat(text(ONE, List.of(value))).isEqualTo("\uFEFFvalue\r\n" + csv + "\r\n");
        Cell cell = workbook(ONE, List.of(value)).get("list").get(1).get(0);
        assertThat(cell.getType()).isEqualTo(type);
        assertThat(cell.getDataFormatString()).isEqualTo(format);
        assertThat(shown(cell)).isEqualTo(shown);
    }

    private static String shown(Cell cell) {
        if (cell.getType() == CellType.NUMBER && cell.getDataFormatString().startsWith("yyyy")) {
            LocalDateTime moment = cell.asDate();
            return moment.toString();
        }
        return switch (cell.getType()) {
            case NUMBER -> cell.asNumber().toPlainString();
            case BOOLEAN -> cell.asBoolean().toString();
            default -> cell.asString();
        };
    }

    @Test
    void a_workbook_has_a_header_that_stands_and_columns_of_their_width() throws IOException {
        List<Column<Object>> columns = List.of(new Column<>("first", 12, row -> row), new Column<>("second", 34, row -> null));
        String sheet = part(file(ExportFormat.XLSX, columns, List.of("a")), "xl/worksheets/sheet1.xml");
        assertThat(sheet).contains("ySplit=\"1\"", "state=\"frozen\"", "<col min=\"1\" max=\"1\" width=\"12.0\"", "<col min=\"2\" max=\"2\" width=\"34.0\"");
        List<Cell> header = workbook(columns, List.of("a")).get("list").get(0);
        assertThat(header).extracting(Cell::asString).containsExactly("first", "second");
        assertThat(part(file(ExportFormat.XLSX, columns, List.of("a")), "xl/styles.xml")).contains("<b/>");
        assertThat(text(columns, List.of("a"))).as("nothing is an empty cell").isEqualTo("\uFEFFfirst,second\r\na,\r\n");
    }

    @Test
    void what_is_too_long_for_a_cell_is_cut_and_what_looks_like_a_code_is_none() throws IOException {
        Cell cut = workbook(ONE, List.of("a".repeat(40_000))).get("list").get(1).get(0);
        assertThat(cut.asString()).hasSize(32_767).endsWith("a…");
        assertThat(part(file(ExportFormat.XLSX, ONE, List.of("_x0041_ _x41_")), "xl/worksheets/sheet1.xml")).contains(">_x005F_x0041_ _x41_<");
    }

    @Test
    void what_does_not_fit_on_a_sheet_goes_on_on_the_next() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XlsxTable table = new XlsxTable("list", ONE, 3, out);
        for (int i = 1; i <= 5; i++) {
            table.row(List.of("row " + i));
            table.flush();
        }
        table.finish();
        Map<String, List<List<Cell>>> sheets = read(out.toByteArray());
        assertThat(sheets.keySet()).containsExactly("list", "list 2", "list 3");
        assertThat(texts(sheets.get("list"))).containsExactly("value", "row 1", "row 2");
        assertThat(texts(sheets.get("list 2"))).containsExactly("value", "row 3", "row 4");
        assertThat(texts(sheets.get("list 3"))).containsExactly("value", "row 5");
    }

    @Test
    void a_list_is_written_part_by_part_and_an_empty_one_has_its_header() throws IOException {
        List<Object> rows = IntStream.range(0, 1000).<Object>mapToObj(i -> "row " + i).toList();
        assertThat(text(ONE, rows).lines().skip(1)).containsExactlyElementsOf(rows.stream().map(Object::toString).toList());
        assertThat(texts(workbook(ONE, rows).get("list")).subList(1, 1001)).containsExactlyElementsOf(rows.stream().map(Object::toString).toList());
        assertThat(text(ONE, List.of())).isEqualTo("\uFEFFvalue\r\n");
        assertThat(texts(workbook(ONE, List.of()).get("list"))).containsExactly("value");
    }

    @Test
    void what_cannot_be_read_is_told_before_the_first_byte() {
        for (ExportFormat format : ExportFormat.values()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThatThrownBy(() -> ListExport.write(format, "list", ONE, cursor -> {
                throw new IllegalStateException("no database");
            }, out)).hasMessage("no database");
            assertThat(out.size()).isZero();
        }
    }

    @Test
    void a_workbook_that_breaks_off_does_not_open() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> ListExport.write(ExportFormat.XLSX, "list", ONE, cursor -> {
            if (cursor != null) {
                throw new IllegalStateException("no database");
            }
            return new Slice<>(List.of("a"), "more");
        }, out)).hasMessage("no database");
        assertThatThrownBy(() -> read(out.toByteArray())).isInstanceOf(Exception.class);
    }

    private static String text(List<Column<Object>> columns, List<Object> rows) throws IOException {
        return new String(file(ExportFormat.CSV, columns, rows), StandardCharsets.UTF_8);
    }

    private static Map<String, List<List<Cell>>> workbook(List<Column<Object>> columns, List<Object> rows) throws IOException {
        return read(file(ExportFormat.XLSX, columns, rows));
    }

    /** In parts of 300 rows. */
    private static byte[] file(ExportFormat format, List<Column<Object>> columns, List<Object> rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ListExport.write(format, "list", columns, cursor -> {
            int from = cursor == null ? 0 : Integer.parseInt(cursor);
            int to = Math.min(from + 300, rows.size());
            return new Slice<>(rows.subList(from, to), to == rows.size() ? null : String.valueOf(to));
        }, out);
        return out.toByteArray();
    }

    private static Map<String, List<List<Cell>>> read(byte[] file) throws IOException {
        Map<String, List<List<Cell>>> sheets = new LinkedHashMap<>();
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(true, true))) {
            for (Sheet sheet : workbook.getSheets().toList()) {
                sheets.put(sheet.getName(), sheet.read().stream().map(row -> row.stream().toList()).toList());
            }
        }
        return sheets;
    }

    private static List<String> texts(List<List<Cell>> rows) {
        return rows.stream().map(row -> row.get(0).asString()).toList();
    }

    private String part(byte[] file, String name) throws IOException {
        Path workbook = Files.write(directory.resolve("list.xlsx"), file);
        try (ZipFile zip = new ZipFile(workbook.toFile())) {
            return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
