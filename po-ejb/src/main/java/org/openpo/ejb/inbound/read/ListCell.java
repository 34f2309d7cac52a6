package org.openpo.ejb.inbound.read;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several values in one cell, separated by semicolons. A backslash before a semicolon, a backslash, an equals sign or a blank takes it as it is, so that
 * every list comes back as it was written.
 */
public final class ListCell {
    private static final char SEPARATOR = ';';
    private static final char ESCAPE = '\\';
    private static final char EQUALS = '=';

    /** A key, as of a tag, and its value. @param value "" if the cell gives none */
    public record Pair(String key, String value) { }

    private ListCell() { }

    public static String write(List<String> values) {
        return values.stream().map(v -> escaped(v, false)).collect(Collectors.joining("; "));
    }

    /** Pairs as {@code key=value}; a pair with an empty value is its key alone. */
    public static String writePairs(List<Pair> pairs) {
        return pairs.stream().map(p -> escaped(p.key(), true) + (p.value().isEmpty() ? "" : EQUALS + escaped(p.value(), true))).collect(Collectors.joining("; "));
    }

    private static String escaped(String value, boolean inPair) {
        StringBuilder cell = new StringBuilder();
        int end = value.stripTrailing().length();
        int start = value.length() - value.stripLeading().length();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == SEPARATOR || c == ESCAPE || inPair && c == EQUALS || i < start || i >= end) {
                cell.append(ESCAPE);
            }
            cell.append(c);
        }
        return cell.toString();
    }

    /** The values without the blanks around them; empty ones are left out. */
    static List<String> read(String cell) {
        List<String> values = new ArrayList<>();
        for (String part : parts(cell, SEPARATOR)) {
            String value = plain(part);
            if (!value.isEmpty()) {
                values.add(value);
            }
        }
        return values;
    }

    static List<Pair> readPairs(String cell) {
        List<Pair> pairs = new ArrayList<>();
        for (String part : parts(cell, SEPARATOR)) {
            List<String> sides = parts(part, EQUALS);
            String key = plain(sides.get(0));
            String value = sides.size() == 1 ? "" : plain(part.substring(sides.get(0).length() + 1));
            if (!key.isEmpty() || !value.isEmpty()) {
                pairs.add(new Pair(key, value));
            }
        }
        return pairs;
    }

    /** Cuts at the separators that no backslash takes as they are. */
    private static List<String> parts(String cell, char separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < cell.length(); i++) {
            if (cell.charAt(i) == ESCAPE) {
                i++;
            } else if (cell.charAt(i) == separator) {
                parts.add(cell.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(cell.substring(from));
        return parts;
    }

    private static String plain(String part) {
        StringBuilder value = new StringBuilder();
        // How much of the value is there for good, whatever blanks follow.
        int kept = 0;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            boolean escaped = c == ESCAPE && i + 1 < part.length() && isEscapable(part.charAt(i + 1));
            if (escaped) {
                c = part.charAt(++i);
            }
            if (escaped || !Character.isWhitespace(c)) {
                value.append(c);
                kept = value.length();
            } else if (kept > 0) {
                value.append(c);
            }
        }
        value.setLength(kept);
        return value.toString();
    }

    private static boolean isEscapable(char c) {
        return c == SEPARATOR || c == ESCAPE || c == EQUALS || Character.isWhitespace(c);
    }
}
