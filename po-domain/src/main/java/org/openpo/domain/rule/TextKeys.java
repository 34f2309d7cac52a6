package org.openpo.domain.rule;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Normalised forms under which names are compared: case, outer and repeated spaces and Unicode compatibility forms do not count. */
public final class TextKeys {
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0]+");

    private TextKeys() { }

    public static String of(String text) {
        return SPACES.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }
}
