package org.openpo.ejb.inbound.read;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;

/**
 * The refused records of a file, as they stand in it, each with the reason: in the file's own format, so that it can be corrected and
 * handed in again. Readers ignore the reason.
 */
public final class ErrorFile {
    /** Name of the column, or of the member, that holds the reason. */
    public static final String REASON = "openpoReason";
    private static final String REASON_KEY = FieldText.loose(REASON);

    /**
     * A record that was refused.
     *
     * @param number 1-based number of the record in the file (a header line is not counted)
     * @param reason in somebody's language
     */
    public record Refused(long number, String reason) { }

    private final FileText text;
    private final boolean json;
    private final Predicate<String> isColumn;

    private ErrorFile(FileText text, boolean json, Predicate<String> isColumn) {
        this.text = text;
        this.json = json;
        this.isColumn = isColumn;
    }

    /** Whether files of this format can be cut into records. */
    public static boolean isPossible(ImportFormat format) {
        return format == ImportFormat.OPENPO_CSV || format == ImportFormat.MAPPED_CSV || format == ImportFormat.AWS_INVOICE_SUMMARIES;
    }

    /** @param mapping with which the file was read */
    public static ErrorFile of(Path file, ImportFormat format, ColumnMapping mapping) {
        Set<String> mapped = mapping.columns().values().stream().map(FieldText::loose).collect(Collectors.toSet());
        return new ErrorFile(FileText.open(file), format == ImportFormat.AWS_INVOICE_SUMMARIES,
                format == ImportFormat.OPENPO_CSV ? name -> InvoiceColumn.named(name).isPresent() : name -> mapped.contains(FieldText.loose(name)));
    }

    /** Of a CSV of purchase orders. */
    public static ErrorFile ofPurchaseOrders(Path file) {
        return new ErrorFile(FileText.open(file), false, name -> PurchaseOrderColumn.named(name).isPresent());
    }

    /** The ending of its name. */
    public static String extension(ImportFormat format) {
        return format == ImportFormat.AWS_INVOICE_SUMMARIES ? "json" : "csv";
    }

    static boolean isReason(String header) {
        return FieldText.loose(header).equals(REASON_KEY);
    }

    /**
     * Writes it, in UTF-8, in bounded memory.
     *
     * @param refused in the order of their numbers
     */
    public void write(Iterator<Refused> refused, OutputStream out) throws IOException {
        if (json) {
            writeJson(new Cursor(refused), out);
        } else {
            writeCsv(new Cursor(refused), out);
        }
    }

    private void writeCsv(Cursor refused, OutputStream out) throws IOException {
        char separator = CsvShape.of(text, isColumn).separator();
        Writer utf8 = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        // Spreadsheets take a file without the mark for one in an encoding of their own.
        utf8.write('\uFEFF');
        CsvWriter writer = CsvWriter.builder().fieldSeparator(separator).lineDelimiter(LineDelimiter.CRLF).build(utf8);
        try (Reader reader = text.reader(); CsvReader<CsvRecord> csv = CsvShape.csv(separator).ofCsvRecord(reader)) {
            List<Integer> kept = null;
            int width = 0;
            long number = 0;
            for (CsvRecord each : csv) {
                List<String> cells = each.getFields();
                if (kept == null) {
                    kept = IntStream.range(0, cells.size()).filter(i -> !isReason(cells.get(i))).boxed().toList();
                    width = cells.size();
                    writer.writeRecord(line(cells, kept, width, REASON));
                } else if (!cells.stream().allMatch(String::isBlank) && refused.reasonOf(++number).isPresent()) {
                    writer.writeRecord(line(cells, kept, width, refused.reason()));
                }
            }
        }
        writer.flush();
    }

    /**
     * A record with its reason. One with fewer or more cells than the header stays so: cut or filled up it would be read without complaint
     * the next time, its values in the wrong columns.
     */
    private static List<String> line(List<String> cells, List<Integer> kept, int width, String reason) {
        List<String> line = new ArrayList<>();
        kept.stream().filter(i -> i < cells.size()).forEach(i -> line.add(again(cells.get(i))));
        line.add(SpreadsheetText.written(reason));
        cells.stream().skip(width).map(ErrorFile::again).forEach(line::add);
        return line;
    }

    /** The cell as it is written, also if the file has an apostrophe of ours there already. */
    private static String again(String cell) {
        return SpreadsheetText.written(SpreadsheetText.read(cell));
    }

    private void writeJson(Cursor refused, OutputStream out) {
        JsonGenerator generator = JSON.createGenerator(out);
        generator.writeStartObject().writeStartArray("InvoiceSummaries");
        AwsInvoiceSummariesReader.recognise(text).orElseThrow().originals((number, original) -> refused.reasonOf(number)
                .ifPresent(reason -> generator.write(withReason(original, reason))));
        generator.writeEnd().writeEnd().flush();
    }

    private static JsonObject withReason(JsonValue original, String reason) {
        JsonObjectBuilder builder = original instanceof JsonObject object ? JSON.createObjectBuilder(object) : JSON.createObjectBuilder().add("value", original);
        return builder.add(REASON, reason).build();
    }

    /** Walks through the refused records while the file goes by. */
    private static final class Cursor {
        private final Iterator<Refused> refused;
        private Refused next;

        Cursor(Iterator<Refused> refused) {
            this.refused = refused;
            this.next = refused.hasNext() ? refused.next() : null;
        }

        Optional<String> reasonOf(long number) {
            while (next != null && next.number() < number && refused.hasNext()) {
                next = refused.next();
            }
            return next != null && next.number() == number ? Optional.of(next.reason()) : Optional.empty();
        }

        /** Of the record that was asked for. */
        String reason() {
            return next.reason();
        }
    }
}
