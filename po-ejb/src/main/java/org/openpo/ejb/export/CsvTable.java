package org.openpo.ejb.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;

import org.openpo.ejb.inbound.read.SpreadsheetText;

/** A table as CSV: separated by commas, in UTF-8 with a byte order mark, as spreadsheets want it. */
final class CsvTable implements Table {
    private final CsvWriter csv;
    private final Writer utf8;

    CsvTable(List<? extends Column<?>> columns, OutputStream out) throws IOException {
        utf8 = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        utf8.write('\uFEFF');
        csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(utf8);
        row(columns.stream().map(Column::header).toList());
    }

    @Override
    public void row(List<?> cells) throws IOException {
        try {
            csv.writeRecord(cells.stream().map(CsvTable::text).toList());
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    @Override
    public void flush() throws IOException {
        csv.flush();
        utf8.flush();
    }

    /** By a quotation mark that nothing closes. */
    @Override
    public void breakOff() throws IOException {
        flush();
        utf8.write("\"INCOMPLETE: OpenPO could not read the rest of the list. Fetch it again.");
        utf8.flush();
    }

    @Override
    public void finish() throws IOException {
        flush();
    }

    private static String text(Object cell) {
        if (cell instanceof BigDecimal number) {
            // Never exactly three decimals: after a spreadsheet has saved the file with semicolons, 1.234 could be a thousand to somebody.
            return (number.scale() == 3 ? number.setScale(4) : number).toPlainString();
        }
        return cell == null ? "" : cell instanceof String text ? SpreadsheetText.written(text) : cell.toString();
    }
}
