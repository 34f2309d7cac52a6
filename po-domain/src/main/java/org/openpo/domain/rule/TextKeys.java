package org.openpo.domain.rule;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Normalised forms under which names are compared: case, outer and repeated spaces do not count. A key is never longer than its text in NFC. */
public final class TextKeys {
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0]+");

    private TextKeys() { }

    public static String of(String text) {
        // Letter by letter, as equalsIgnoreCase does: some letters would become two otherwise, and the key would not fit its column.
        int[] folded = Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().map(c -> Character.toLowerCase(Character.toUpperCase(c))).toArray();
        return SPACES.matcher(Normalizer.normalize(new String(folded, 0, folded.length), Normalizer.Form.NFC)).replaceAll(" ").strip();
    }
}
