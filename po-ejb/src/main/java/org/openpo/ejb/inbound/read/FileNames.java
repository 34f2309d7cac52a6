package org.openpo.ejb.inbound.read;

import java.text.Normalizer;

/** Names of files that somebody else has given: shown to people, never used as a path. */
public final class FileNames {
    private static final int MAX = 200;
    /** What says the kind of a file stands at its end. */
    private static final int END = 20;

    private FileNames() { }

    /**
     * What browsers, clients and archives send as a name, without its folders and control characters, cut in the middle if it is long.
     *
     * @param given may be null
     * @return 1 to 200 characters; "file" if nothing is left
     */
    public static String safe(String given) {
        String name = given == null ? "" : Normalizer.normalize(given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1), Normalizer.Form.NFC);
        name = name.replaceAll("[\\p{Cntrl}\\p{Cs}\\p{Cf}]", "").strip();
        if (name.isEmpty()) {
            return "file";
        }
        if (name.codePointCount(0, name.length()) <= MAX) {
            return name;
        }
        String end = name.substring(name.offsetByCodePoints(name.length(), -END));
        return name.substring(0, name.offsetByCodePoints(0, MAX - END - 1)) + "…" + end;
    }
}
