package org.openpo.web.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

import org.openpo.ejb.export.ExportFormat;

/** A list as a file: which kind is asked for, and the answer with it. */
final class ListFile {
    static final String CSV = "text/csv";
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private ListFile() { }

    /** The parameter {@code format}; CSV if it is missing. */
    static ExportFormat format(ListQueryParameters query) {
        ExportFormat chosen = query.choice("format", ExportFormat.class);
        return chosen == null ? ExportFormat.CSV : chosen;
    }

    static Response answer(String list, ExportFormat format, StreamingOutput content) {
        return Response.ok(content, format.mediaType()).header(HttpHeaders.CONTENT_DISPOSITION, Attachment.named(format.fileName(list))).build();
    }
}
