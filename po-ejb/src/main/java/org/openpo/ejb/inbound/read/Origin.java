package org.openpo.ejb.inbound.read;

import java.util.Map;

/**
 * Where a row comes from.
 *
 * @param file    name inside an archive; null if the upload is the file itself
 * @param columns the file's word for fields of the API (spec §9), for example {@code Gross} for {@code gross}
 */
public record Origin(String file, Map<String, String> columns) {
    private static final int FILE_SHOWN = 60;

    /** The upload itself. */
    static Origin of(Map<String, String> columns) {
        return new Origin(null, columns);
    }

    /** The same inside an archive. */
    Origin in(String archived) {
        return new Origin(file == null ? archived : archived + "/" + file, columns);
    }

    /** The place of a field as people find it: the file's column, and inside an archive the file's name before it. */
    public String place(String field) {
        String column = columns.getOrDefault(field, field);
        if (file == null) {
            return column;
        }
        String shown = file.length() <= FILE_SHOWN ? file : "…" + file.substring(file.length() - FILE_SHOWN + 1);
        return column.isEmpty() ? shown : shown + ": " + column;
    }

    /** A row's number as people find it. */
    public String rowName(long number) {
        return file == null ? String.valueOf(number) : file + ": " + number;
    }
}
