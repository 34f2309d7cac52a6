package org.openpo.ejb.export;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A table as a workbook. Text is always a cell of text, so that nothing in it is computed and no zero in front is lost. What does not fit on a sheet goes on
 * on another one.
 */
final class XlsxTable implements Table {
    /** What Excel opens. */
    static final int ROWS_OF_SHEET = Worksheet.MAX_ROWS;
    private static final int TEXT_MAX = 32_767;
    /** Excel rounds what has more. */
    private static final int DIGITS_MAX = 15;
    /** Excel knows no day before. */
    private static final int FIRST_YEAR = 1900;
    /** In a workbook _x0041_ means A; where a text says just that, its first underscore is written as such a code. */
    private static final Pattern LIKE_A_CHARACTER = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private final Workbook workbook;
    private final String name;
    private final List<? extends Column<?>> columns;
    private final int rowsOfSheet;
    private Worksheet sheet;
    private int sheets;
    private int next;

    /** @param rowsOfSheet the header's row included */
    XlsxTable(String name, List<? extends Column<?>> columns, int rowsOfSheet, OutputStream out) {
        this.workbook = new Workbook(out, "OpenPO", null);
        this.name = name;
        this.columns = columns;
        this.rowsOfSheet = rowsOfSheet;
        begin();
    }

    private void begin() {
        sheets++;
        sheet = workbook.newWorksheet(sheets == 1 ? name : name + " " + sheets);
        sheet.freezePane(0, 1);
        for (int i = 0; i < columns.size(); i++) {
            sheet.width(i, columns.get(i).width());
            text(0, i, columns.get(i).header());
        }
        sheet.range(0, 0, 0, columns.size() - 1).style().bold().set();
        next = 1;
    }

    @Override
    public void row(List<?> cells) throws IOException {
        if (next == rowsOfSheet) {
            sheet.finish();
            begin();
        }
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i) != null) {
                cell(i, cells.get(i));
            }
        }
        next++;
    }

    @Override
    public void flush() throws IOException {
        sheet.flush();
    }

    /** What has no end does not open. */
    @Override
    public void breakOff() throws IOException {
        sheet.flush();
    }

    @Override
    public void finish() throws IOException {
        workbook.finish();
    }

    private void cell(int column, Object value) {
        if (value instanceof Number number) {
            number(column, new BigDecimal(number.toString()));
        } else if (value instanceof Boolean flag) {
            sheet.value(next, column, flag);
        } else if (value instanceof LocalDate day && day.getYear() >= FIRST_YEAR) {
            sheet.value(next, column, day);
            format(column, "yyyy-mm-dd");
        } else if (value instanceof Instant moment) {
            sheet.value(next, column, moment);
            format(column, "yyyy-mm-dd hh:mm:ss \"UTC\"");
        } else {
            text(next, column, value.toString());
        }
    }

    private void number(int column, BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.precision() - Math.min(0, stripped.scale()) > DIGITS_MAX) {
            text(next, column, value.toPlainString());
        } else {
            BigDecimal shown = value.scale() < 0 ? value.setScale(0) : value;
            sheet.value(next, column, shown);
            format(column, shown.scale() == 0 ? "#,##0" : "#,##0." + "0".repeat(shown.scale()));
        }
    }

    private void format(int column, String format) {
        sheet.style(next, column).format(format).set();
    }

    /** Not by the table of texts that cells can share: that would grow with the list. */
    private void text(int row, int column, String text) {
        String whole = text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX - 1) + "…";
        sheet.inlineString(row, column, LIKE_A_CHARACTER.matcher(whole).replaceAll("_x005F_"));
    }
}
