package org.openpo.ejb.inbound.read;

import java.text.Normalizer;
import java.util.regex.Pattern;

import org.openpo.domain.document.DocumentType;

/** Names of files that somebody else has given: shown to people, never used as a path. */
public final class FileNames {
    private static final int MAX = 200;
    /** What says the kind of a file stands at its end. */
    private static final int END = 20;

    /** Names of devices on Windows, whatever stands behind the first dot. */
    private static final Pattern RESERVED = Pattern.compile("(?i)(?:con|prn|aux|nul|conin\\$|conout\\$|(?:com|lpt)[0-9\u00B9\u00B2\u00B3]) *(?:\\..*)?");

    private FileNames() { }

    /**
     * What browsers, clients and archives send as a name, without its folders and control characters, cut in the middle if it is long.
     *
     * @param given may be null
     * @return 1 to 200 units of UTF-16, in which H2 counts; "file" if nothing is left
     */
    public static String safe(String given) {
        String name = given == null ? "" : Normalizer.normalize(given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1), Normalizer.Form.NFC);
        name = name.replaceAll("[\\p{Cntrl}\\p{Cs}\\p{Cf}]", "").strip();
        if (name.isEmpty()) {
            return "file";
        }
        if (name.length() <= MAX) {
            return name;
        }
        int end = name.length() - END;
        int cut = MAX - END - 1;
        // Not within a character of two units.
        return name.substring(0, Character.isLowSurrogate(name.charAt(cut)) ? cut - 1 : cut) + "…" + name.substring(Character.isLowSurrogate(name.charAt(end)) ? end + 1 : end);
    }

    /**
     * A name under which a document can be saved on any system, and that ends as names of its type do: what is a text stays one for whoever opens it,
     * also if it was called a program.
     *
     * @param given may be null
     */
    public static String portable(String given, DocumentType type) {
        String name = safe(given == null ? null : given.replaceAll("[\\u2028\\u2029\\u061C]", ""));
        name = name.replaceAll("[<>:\"|?*]", "_").replaceAll("[ .]+$", "");
        name = name.isEmpty() ? "file" : name;
        name = RESERVED.matcher(name).matches() ? "_" + name : name;
        return safe(type.fits(name) ? name : name + "." + type.extension());
    }
}
