package org.openpo.domain.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NaturalOrderTest {

    private static final NaturalOrder ORDER = NaturalOrder.INSTANCE;

    /** Each row is in order already. */
    @ParameterizedTest
    @ValueSource(strings = {
        "1 | 1.2 | 2 | 10",
        "1 | 1.1 | 1.2 | 1.9 | 1.10 | 1.10.1 | 2",
        "A1 | a2 | A10 | b1",
        "Line 9 | line 10 | Line 11",
        "9 | 10 | A | Ä",
        "01 | 1 | 2",
        "A | a | AA",
        "| 0 | 00001 | 1",
        "1- | 1.",
        "99999999999999999999 | 100000000000000000000 | 100000000000000000000a",
        "١ | ٢ | ١٠",
        "2 | x | x2 | x2y | x10"
    })
    void isWhatPeopleExpect(String row) {
        List<String> expected = List.of(row.split("\\s*\\|\\s*"));
        List<String> shuffled = new ArrayList<>(expected);
        Collections.shuffle(shuffled, new Random(1));

        shuffled.sort(ORDER);

        assertThat(shuffled).isEqualTo(expected);
    }

    @Property
    void swappingTheSidesSwapsTheSign(@ForAll("numbers") String a, @ForAll("numbers") String b) {
        assertThat(Integer.signum(ORDER.compare(a, b))).isEqualTo(-Integer.signum(ORDER.compare(b, a)));
    }

    @Property
    void onlyEqualTextsAreEqual(@ForAll("numbers") String a, @ForAll("numbers") String b) {
        assertThat(ORDER.compare(a, b) == 0).isEqualTo(a.equals(b));
        assertThat(ORDER.compare(a, a)).isZero();
    }

    @Property(tries = 3000)
    void isTransitive(@ForAll("numbers") String a, @ForAll("numbers") String b, @ForAll("numbers") String c) {
        if (ORDER.compare(a, b) <= 0 && ORDER.compare(b, c) <= 0) {
            assertThat(ORDER.compare(a, c)).isLessThanOrEqualTo(0);
        }
    }

    @Provide
    Arbitrary<String> numbers() {
        return Arbitraries.of('0', '1', '2', '.', 'a', 'A', 'b', '٢', 'ı', 'I', 'ß').list().ofMaxSize(5).map(characters -> {
            StringBuilder text = new StringBuilder();
            characters.forEach(text::append);
            return text.toString();
        });
    }
}
