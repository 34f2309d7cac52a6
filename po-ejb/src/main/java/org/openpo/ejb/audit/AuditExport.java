package org.openpo.ejb.audit;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;

import org.openpo.domain.audit.AuditAction;
import org.openpo.ejb.inbound.read.SpreadsheetText;
import org.openpo.ejb.query.Slice;

/** Writes audit events into a file, the newest first, part by part in bounded memory; that somebody did so is an audit event as well. */
@Stateless
@RolesAllowed({"AUDITOR", "ADMIN"})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AuditExport {
    /** States may be long. */
    private static final int PART = 100;
    private static final List<String> COLUMNS = List.of("number", "id", "at", "actor", "action", "objectType", "objectId", "objectName", "before", "after", "reason", "requestId", "hash");

    @EJB
    private AuditQueries queries;
    @EJB
    private AuditReads reads;

    /** How the file is written. */
    public enum Format {
        /** An object a line, everything as it was hashed. */
        JSONL("application/jsonl"),
        /** For spreadsheets: what begins like a formula has an apostrophe before it. */
        CSV("text/csv;charset=UTF-8");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        public String mediaType() { return mediaType; }
        public String fileName() { return "audit-trail." + name().toLowerCase(Locale.ROOT); }
    }

    private interface Line {
        void write(AuditDetails event) throws IOException;
    }

    public void write(AuditFilter filter, Format format, OutputStream out) throws IOException {
        reads.note(AuditAction.AUDIT_EXPORTED, new AuditTrail.Subject("AuditTrail", 0, null), what(filter, format));
        // What is sealed from here on has no seal in this file: a chain with gaps would look like one that was tampered with.
        long sealedUpTo = queries.lastSeal();
        Writer utf8 = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        if (format == Format.JSONL) {
            write(filter, sealedUpTo, event -> utf8.append(json(event)).append('\n'));
        } else {
            utf8.write('\uFEFF');
            CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(utf8);
            csv.writeRecord(COLUMNS);
            write(filter, sealedUpTo, event -> csv.writeRecord(cells(event).map(cell -> cell == null ? "" : SpreadsheetText.written(cell.toString())).toList()));
            csv.flush();
        }
        utf8.flush();
    }

    private void write(AuditFilter filter, long sealedUpTo, Line line) throws IOException {
        String cursor = null;
        do {
            Slice<AuditDetails> part = queries.wholeSlice(filter, cursor, PART, sealedUpTo);
            for (AuditDetails event : part.items()) {
                line.write(event);
            }
            cursor = part.nextCursor();
        } while (cursor != null);
    }

    /** In the order of the columns. */
    private static Stream<Object> cells(AuditDetails event) {
        AuditRow r = event.row();
        return Stream.of(r.number(), r.id(), r.at(), r.actor(), r.action(), r.objectType(), r.objectId(), r.objectName(), event.before(), event.after(), r.reason(), r.requestId(), r.hash());
    }

    private static String json(AuditDetails event) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        List<Object> cells = cells(event).toList();
        for (int i = 0; i < COLUMNS.size(); i++) {
            if (cells.get(i) instanceof Long number) {
                json.add(COLUMNS.get(i), number);
            } else if (cells.get(i) != null) {
                json.add(COLUMNS.get(i), cells.get(i).toString());
            }
        }
        return json.build().toString();
    }

    private static JsonObject what(AuditFilter f, Format format) {
        Map<String, Object> filter = new LinkedHashMap<>();
        filter.put("search", f.search());
        filter.put("action", f.action());
        filter.put("actor", f.actor());
        filter.put("objectType", f.objectType());
        filter.put("objectId", f.objectId());
        filter.put("requestId", f.requestId());
        filter.put("from", f.from());
        filter.put("before", f.before());
        JsonObjectBuilder json = JSON.createObjectBuilder().add("format", format.name());
        filter.values().removeIf(Objects::isNull);
        filter.forEach((name, value) -> json.add(name, value.toString()));
        return json.build();
    }
}
