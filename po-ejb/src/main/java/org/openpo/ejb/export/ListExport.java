package org.openpo.ejb.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import org.openpo.ejb.query.Slice;

/** Writes a list into a file: each part before the next one is read, so that memory does not grow with the list. */
public final class ListExport {
    private ListExport() { }

    /** Reads a list in parts. */
    public interface Parts<R> {
        /** @param cursor from the part before, or null for the first */
        Slice<R> after(String cursor);
    }

    /** @param name of the list: what the sheet of a workbook is called */
    public static <R> void write(ExportFormat format, String name, List<Column<R>> columns, Parts<R> parts, OutputStream out) throws IOException {
        // Read before the first byte is written: what goes wrong here is still answered, not found in the middle of a file.
        Slice<R> part = parts.after(null);
        Table table = format == ExportFormat.CSV ? new CsvTable(columns, out) : new XlsxTable(name, columns, XlsxTable.ROWS_OF_SHEET, out);
        try {
            write(table, columns, part);
            while (part.nextCursor() != null) {
                part = parts.after(part.nextCursor());
                write(table, columns, part);
            }
        } catch (RuntimeException broken) {
            // The answer has begun as one of success, and nothing but the file itself can still say that it is not whole.
            table.breakOff();
            throw broken;
        }
        table.finish();
    }

    private static <R> void write(Table table, List<Column<R>> columns, Slice<R> part) throws IOException {
        for (R row : part.items()) {
            table.row(columns.stream().map(column -> column.value().apply(row)).toList());
        }
        table.flush();
    }
}
