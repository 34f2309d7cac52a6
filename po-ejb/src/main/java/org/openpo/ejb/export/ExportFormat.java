package org.openpo.ejb.export;

import java.util.Locale;

/** As what a list can be fetched. */
public enum ExportFormat {
    /** UTF-8 with a byte order mark, separated by commas; what begins like a formula has an apostrophe before it. */
    CSV("text/csv;charset=UTF-8"),
    /** A workbook. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    public String fileName(String list) {
        return list + "." + name().toLowerCase(Locale.ROOT);
    }
}
