package org.openpo.domain.order;

import java.math.BigInteger;
import java.util.Comparator;

/**
 * The order people expect of numbered things: {@code 1 < 1.2 < 2 < 10}, {@code A9 < a10}.
 *
 * <p>A text is read as a sequence of runs of digits (compared as numbers of any length) and runs of anything else
 * (compared ignoring case); digits come before anything else. Texts that are alike in this reading, such as {@code 1}
 * and {@code 01}, are told apart by {@link String#compareTo}, so the order is total and consistent with equals.
 */
public final class NaturalOrder implements Comparator<String> {

    /** The only instance anyone needs. */
    public static final NaturalOrder INSTANCE = new NaturalOrder();

    private NaturalOrder() {
    }

    @Override
    public int compare(String left, String right) {
        int l = 0;
        int r = 0;
        while (l < left.length() && r < right.length()) {
            int leftEnd = endOfRun(left, l);
            int rightEnd = endOfRun(right, r);
            int result = compareRuns(left.substring(l, leftEnd), right.substring(r, rightEnd));
            if (result != 0) {
                return result;
            }
            l = leftEnd;
            r = rightEnd;
        }
        if (l < left.length()) {
            return 1;
        }
        if (r < right.length()) {
            return -1;
        }
        return left.compareTo(right);
    }

    private static int compareRuns(String left, String right) {
        boolean leftDigits = isDigit(left.charAt(0));
        boolean rightDigits = isDigit(right.charAt(0));
        if (leftDigits != rightDigits) {
            return leftDigits ? -1 : 1;
        }
        return leftDigits
                ? new BigInteger(left).compareTo(new BigInteger(right))
                : left.compareToIgnoreCase(right);
    }

    private static int endOfRun(String text, int start) {
        boolean digits = isDigit(text.charAt(start));
        int end = start + 1;
        while (end < text.length() && isDigit(text.charAt(end)) == digits) {
            end++;
        }
        return end;
    }

    /** Digits of every script count: a line numbered with Arabic-Indic digits sorts as its owner counts. */
    private static boolean isDigit(char c) {
        return Character.isDigit(c);
    }
}
