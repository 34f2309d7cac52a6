package org.openpo.web.rest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.json.JsonArrayBuilder;

import org.openpo.domain.notice.NoticeKind;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;

/** Members that rules, choices and webhooks have in common: kinds of notices, thresholds and days. */
final class NoticeJson {
    private NoticeJson() { }

    static JsonArrayBuilder kinds(Set<NoticeKind> kinds) {
        return Jsons.texts(kinds.stream().sorted().toList());
    }

    /** The kinds that a member names. */
    static Set<NoticeKind> kinds(JsonFields in, String name, List<Violation> wrong) {
        Set<NoticeKind> kinds = new HashSet<>();
        List<String> texts = in.texts(name);
        for (int i = 0; i < texts.size(); i++) {
            NoticeKind kind = JsonFields.constant(texts.get(i), NoticeKind.class, name + "[" + i + "]", wrong);
            if (kind != null) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    static JsonArrayBuilder thresholds(List<BigDecimal> percents) {
        return Jsons.texts(percents.stream().map(BigDecimal::toPlainString).toList());
    }

    static JsonArrayBuilder days(List<Integer> days) {
        JsonArrayBuilder array = Jsons.array();
        days.forEach(array::add);
        return array;
    }

    /** Null if the member is missing. */
    static List<Integer> expiryDays(JsonFields in, List<Violation> wrong) {
        if (!in.has("expiryDays")) {
            return null;
        }
        List<Integer> days = new ArrayList<>();
        List<BigDecimal> numbers = in.decimals("expiryDays");
        for (int i = 0; i < numbers.size(); i++) {
            try {
                days.add(numbers.get(i).intValueExact());
            } catch (ArithmeticException broken) {
                wrong.add(Violation.of("expiryDays[" + i + "]", ErrorCode.NOT_A_NUMBER, numbers.get(i).toPlainString()));
            }
        }
        return days;
    }
}
