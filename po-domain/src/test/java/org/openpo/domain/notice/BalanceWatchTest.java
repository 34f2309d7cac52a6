package org.openpo.domain.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BalanceWatchTest {
    private static final List<BigDecimal> DEFAULT = NoticePolicy.DEFAULT.thresholds();

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            # what happens to a line, as total/billed, and what is told of it: percent, or - for nothing
            'exactly 75 percent left is not below it',        '1000/250',                    '-'
            'a cent below is',                                '1000/250.01',                 '75'
            'exactly 25',                                     '1000/750',                    '75'
            'just below 25',                                  '1000/750.0001',               '25'
            'exactly 10',                                     '1000/900',                     '25'
            'just below 10',                                  '1000/900.01',                 '10'
            'a cent left',                                    '1000/999.99',                 '10'
            'nothing left',                                   '1000/1000',                   '0'
            'overspent',                                      '1000/1200',                   '0'
            'one invoice jumps over three: the lowest',       '1000/0 1000/950',             '- 10'
            'and over all four',                              '1000/0 1000/1000',            '- 0'
            'one after the other',                            '1000/300 1000/800 1000/950 1000/1000', '75 25 10 0'
            'each once',                                      '1000/300 1000/310 1000/320',  '75 - -'
            'a credit memo lifts it, and it falls again',     '1000/800 1000/200 1000/800',  '25 - -'
            'and falls further than before',                  '1000/800 1000/200 1000/950',  '25 - 10'
            'what was jumped over is not told after a credit memo', '1000/950 1000/200 1000/300', '10 - -'
            'raised: told again when it falls again',         '1000/800 2000/800 2000/1501', '25 - 25'
            'raised a little: the balance is still below',    '1000/800 1010/800 1010/810',  '25 - -'
            'raised above 25 but still below 75',             '1000/800 1200/800 1200/901 1200/1081', '25 - 25 10'
            'raised above all',                               '1000/1000 9000/1000 9000/2300', '0 - 75'
            'lowered by a person until it is below',          '1000/240 900/240',            '- 75'
            'lowered and raised again is raising',            '1000/800 900/800 1000/800 1000/801', '25 - - -'
            'nothing billed is nothing to tell',              '0/0 100/0',                   '- -'
            'no total at all',                                '0/0.01',                      '0'
            'tracking switched on late: one notice',          '1000/960',                    '10'
            """)
    void each_threshold_is_told_once_for_a_total(String what, String history, String expected) {
        assertThat(told(DEFAULT, history)).as(what).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"50, '1000/500', '-'", "50, '1000/500.01', '50'", "100, '1000/0.01', '100'", "12.5, '1000/875', '-'", "12.5, '1000/875.01', '12.5'", "'', '1000/1000', '-'"})
    void thresholds_are_whatever_somebody_set(String thresholds, String history, String expected) {
        List<BigDecimal> own = thresholds.isEmpty() ? List.of() : List.of(new BigDecimal(thresholds));
        assertThat(told(own, history)).isEqualTo(expected);
    }

    @Test
    void the_same_threshold_after_raising_is_another_notice() {
        BalanceWatch first = BalanceWatch.fresh(new BigDecimal("1000")).judge(DEFAULT, new BigDecimal("1000"), new BigDecimal("800")).watch();
        BalanceWatch.Judgement again = first.judge(DEFAULT, new BigDecimal("2000"), new BigDecimal("1600"));
        assertThat(BalanceWatch.key(7, first, first.told())).isEqualTo("balance/7/0/25");
        assertThat(again.due()).isNull();
        BalanceWatch.Judgement raised = first.judge(DEFAULT, new BigDecimal("2000"), new BigDecimal("800"));
        assertThat(BalanceWatch.key(7, raised.watch(), new BigDecimal("25.0"))).isEqualTo("balance/7/1/25");
    }

    /** What the ledger asks under its lock is only whether less than this is left. */
    @Property(tries = 1000)
    void nothing_is_due_unless_less_than_the_next_limit_is_left(@ForAll @Size(max = 12) List<@IntRange(min = -200, max = 1300) Integer> billed) {
        BigDecimal total = new BigDecimal("1000");
        BalanceWatch watch = BalanceWatch.fresh(total);
        BigDecimal nextBelow = watch.judge(DEFAULT, total, BigDecimal.ZERO).nextBelow();
        for (Integer amount : billed) {
            BigDecimal now = BigDecimal.valueOf(amount);
            BalanceWatch.Judgement judged = watch.judge(DEFAULT, total, now);
            assertThat(judged.due() != null).isEqualTo(total.subtract(now).compareTo(nextBelow) < 0);
            watch = judged.watch();
            nextBelow = judged.nextBelow();
        }
    }

    @Property(tries = 1000)
    void no_key_comes_twice(@ForAll @Size(max = 15) List<@IntRange(min = 0, max = 40) Integer> steps) {
        BalanceWatch watch = BalanceWatch.fresh(new BigDecimal("1000"));
        Set<String> keys = new HashSet<>();
        for (int i = 0; i + 1 < steps.size(); i += 2) {
            BalanceWatch.Judgement judged = watch.judge(DEFAULT, BigDecimal.valueOf(steps.get(i) * 100L), BigDecimal.valueOf(steps.get(i + 1) * 100L));
            watch = judged.watch();
            if (judged.due() != null) {
                assertThat(keys.add(BalanceWatch.key(1, watch, judged.due()))).isTrue();
            }
        }
    }

    private static String told(List<BigDecimal> thresholds, String history) {
        List<String> told = new ArrayList<>();
        BalanceWatch watch = null;
        for (String step : history.split(" ")) {
            BigDecimal total = new BigDecimal(step.split("/")[0]);
            BalanceWatch.Judgement judged = (watch == null ? BalanceWatch.fresh(total) : watch).judge(thresholds, total, new BigDecimal(step.split("/")[1]));
            watch = judged.watch();
            told.add(judged.due() == null ? "-" : judged.due().toPlainString());
        }
        return String.join(" ", told);
    }
}
