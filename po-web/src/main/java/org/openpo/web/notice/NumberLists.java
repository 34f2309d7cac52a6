package org.openpo.web.notice;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;

/** Several numbers in one field: "75, 25, 10". Where the comma is the decimal sign, it separates numbers only in front of a space: "12,5; 10" or "75, 25". */
final class NumberLists {
    private static final int SHOWN = 20;

    private NumberLists() { }

    /** The greatest first, separated by semicolons where the comma is the decimal sign. */
    static String write(List<BigDecimal> numbers, char decimalSign) {
        return numbers.stream().sorted(Comparator.reverseOrder()).map(n -> (n.signum() == 0 ? "0" : n.stripTrailingZeros().toPlainString()).replace('.', decimalSign))
                .collect(Collectors.joining(decimalSign == ',' ? "; " : ", "));
    }

    /** What is no number becomes a violation of the field. */
    static List<BigDecimal> decimals(String text, char decimalSign, String field, Checks checks) {
        List<BigDecimal> numbers = new ArrayList<>();
        for (String each : split(text, decimalSign)) {
            String plain = each.replace(decimalSign, '.');
            if (plain.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
                numbers.add(new BigDecimal(plain));
            } else {
                checks.add(field, ErrorCode.NOT_A_NUMBER, each.length() <= SHOWN ? each : each.substring(0, SHOWN) + "…");
            }
        }
        return numbers;
    }

    /** Whole numbers without sign. */
    static List<Integer> whole(String text, String field, Checks checks) {
        List<Integer> numbers = new ArrayList<>();
        for (String each : split(text, '.')) {
            if (each.matches("[0-9]{1,6}")) {
                numbers.add(Integer.valueOf(each));
            } else {
                checks.add(field, ErrorCode.NOT_A_NUMBER, each.length() <= SHOWN ? each : each.substring(0, SHOWN) + "…");
            }
        }
        return numbers;
    }

    private static List<String> split(String text, char decimalSign) {
        if (text == null || text.isBlank()) {
            return List.of();
        }
        String separators = decimalSign == ',' ? "[;\\s]+|,(?=\\s)" : "[,;\\s]+";
        return Arrays.stream(text.split(separators)).map(each -> each.replaceAll("[,%]+$", "").strip()).filter(each -> !each.isEmpty()).toList();
    }
}
