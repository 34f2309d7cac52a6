package org.openpo.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DoubtsTest {
    private static final Currency USD = Currency.getInstance("USD");

    @ParameterizedTest(name = "{0} + {1} = {2} {3}, charges {4}: doubtful {5}")
    @CsvSource({
        "90, 10, 100, USD, '', false",
        "90, 10, 101, USD, '', true",
        "90, 10, 100, USD, '60 30', false",
        "90, 10, 100, USD, '60 40', false",
        "90, 10, 100, USD, '60 35', true",
        "90, 10, 100, USD, '90.005', false",
        "90, 10, 100, USD, '90.006', true",
        "90, 10, 100, USD, '45.005 45.005', false",
        "90, 10, 100, USD, '45.006 45.005', true",
        "900, 100, 1000, JPY, '450.5 450.5', false",
        "900, 100, 1000, JPY, '450.5 450.6', true",
        "-90, -10, -100, USD, '-60 -30', false",
        "-90, -10, -100, USD, '60 30', false",
        "-90, -10, -100, USD, '60 31', true",
        "0, 0, 0, USD, '5 -5', false",
        "0, 0, 0, USD, '5', true"
    })
    void amounts(String net, String tax, String gross, String currency, String charges, boolean doubtful) {
        List<BigDecimal> amounts = charges.isEmpty() ? List.of() : Arrays.stream(charges.split(" ")).map(BigDecimal::new).toList();
        assertThat(Doubts.amountsInconsistent(new BigDecimal(net), new BigDecimal(tax), new BigDecimal(gross), Currency.getInstance(currency), amounts))
                .isEqualTo(doubtful);
    }

    @Property
    void chargesThatWereRoundedOnceEachAreNeverDoubtful(@ForAll @Size(min = 1, max = 50) List<@IntRange(min = -1_000_000, max = 1_000_000) Integer> thousandths) {
        List<BigDecimal> exact = thousandths.stream().map(n -> BigDecimal.valueOf(n, 3)).toList();
        BigDecimal net = exact.stream().reduce(BigDecimal.ZERO, BigDecimal::add).setScale(2, RoundingMode.HALF_EVEN);
        assertThat(Doubts.amountsInconsistent(net, BigDecimal.ONE, net.add(BigDecimal.ONE), USD, exact)).isFalse();
        BigDecimal ofRounded = exact.stream().map(c -> c.setScale(2, RoundingMode.HALF_EVEN)).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(Doubts.amountsInconsistent(ofRounded, BigDecimal.ONE, ofRounded.add(BigDecimal.ONE), USD, exact)).isFalse();
    }

    @ParameterizedTest(name = "{0} ~ {1}: {2}")
    @CsvSource({
        "INV-0012, inv 12, true",
        "INV-0012, INV-0012, true",
        "EUINDE26/431907, EUINDE26-431907, true",
        "2026-001, 2026-1, true",
        "2026-001, 2026-10, false",
        "0, 000, true",
        "A00, A0, true",
        "A100, A1, false",
        "HĐ-07, hđ7, true",
        "12, 21, false"
    })
    void idsThatLookTheSame(String one, String other, boolean same) {
        assertThat(Doubts.looseKey(one).equals(Doubts.looseKey(other))).isEqualTo(same);
    }
}
