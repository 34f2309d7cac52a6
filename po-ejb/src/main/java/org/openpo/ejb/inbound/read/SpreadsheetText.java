package org.openpo.ejb.inbound.read;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Cells that a spreadsheet would compute. What begins like a formula gets an apostrophe before it when we write it, and what has one
 * there loses it when we read it: a file that goes out and comes back says the same.
 */
public final class SpreadsheetText {
    private static final String BEGINNINGS = "=+-@\t\r\n";
    /** A number may begin with a sign; no spreadsheet computes anything in it. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d[\\d.,\u00A0 '’]*");

    private SpreadsheetText() { }

    /** The cell as it is written. One that has an apostrophe there of its own gets another one, so that reading takes away ours only. */
    public static String written(String cell) {
        return isFormula(withoutApostrophes(cell)) && !NUMBER.matcher(cell).matches() ? "'" + cell : cell;
    }

    /** The cell as it is written, in quotes where a CSV file separated by commas needs them. */
    public static String csv(String cell) {
        String safe = written(cell);
        return safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r') ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    /** The cell as it was meant. */
    public static String read(String cell) {
        return cell.startsWith("'") && isFormula(withoutApostrophes(cell)) ? cell.substring(1) : cell;
    }

    /** True or false as spreadsheets and people write it. */
    public static Optional<Boolean> flag(String cell) {
        return switch (cell.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> Optional.of(true);
            case "false", "no", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static String withoutApostrophes(String cell) {
        int start = 0;
        while (start < cell.length() && cell.charAt(start) == '\'') {
            start++;
        }
        return cell.substring(start);
    }

    private static boolean isFormula(String cell) {
        return !cell.isEmpty() && BEGINNINGS.indexOf(cell.charAt(0)) >= 0;
    }
}
