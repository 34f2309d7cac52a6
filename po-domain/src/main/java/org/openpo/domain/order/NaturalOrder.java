package org.openpo.domain.order;

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

    private static final char ASCII_END = 128;

    private NaturalOrder() {
    }

    @Override
    public int compare(String left, String right) {
        int l = 0;
        int r = 0;
        while (l < left.length() && r < right.length()) {
            int leftEnd = endOfRun(left, l);
            int rightEnd = endOfRun(right, r);
            int result = compareRuns(left, l, leftEnd, right, r, rightEnd);
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

    private static int compareRuns(String left, int leftStart, int leftEnd, String right, int rightStart, int rightEnd) {
        boolean leftDigits = isDigit(left.charAt(leftStart));
        boolean rightDigits = isDigit(right.charAt(rightStart));
        if (leftDigits != rightDigits) {
            return leftDigits ? -1 : 1;
        }
        return leftDigits ? compareNumbers(left, leftStart, leftEnd, right, rightStart, rightEnd)
                : compareTexts(left, leftStart, leftEnd, right, rightStart, rightEnd);
    }

    /** As numbers of any length: without the zeros in front the longer one is larger. */
    private static int compareNumbers(String left, int leftStart, int leftEnd, String right, int rightStart, int rightEnd) {
        int l = firstNotZero(left, leftStart, leftEnd);
        int r = firstNotZero(right, rightStart, rightEnd);
        int result = Integer.compare(leftEnd - l, rightEnd - r);
        while (result == 0 && l < leftEnd) {
            result = Integer.compare(Character.digit(left.charAt(l++), 10), Character.digit(right.charAt(r++), 10));
        }
        return result;
    }

    private static int firstNotZero(String text, int start, int end) {
        int first = start;
        while (first < end && Character.digit(text.charAt(first), 10) == 0) {
            first++;
        }
        return first;
    }

    /** As {@link String#compareToIgnoreCase}, which needs texts of their own: almost always the letters are told apart before that. */
    private static int compareTexts(String left, int leftStart, int leftEnd, String right, int rightStart, int rightEnd) {
        int l = leftStart;
        int r = rightStart;
        while (l < leftEnd && r < rightEnd && left.charAt(l) < ASCII_END && right.charAt(r) < ASCII_END) {
            int result = Character.compare(Character.toLowerCase(left.charAt(l++)), Character.toLowerCase(right.charAt(r++)));
            if (result != 0) {
                return result;
            }
        }
        return l == leftEnd || r == rightEnd ? Integer.compare(leftEnd - leftStart, rightEnd - rightStart)
                : left.substring(l, leftEnd).compareToIgnoreCase(right.substring(r, rightEnd));
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
