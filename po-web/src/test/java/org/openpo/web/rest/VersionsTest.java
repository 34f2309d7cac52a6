package org.openpo.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", " \"7\" ", "W/\"7\"", "7", "\"7\", \"xyz\"", "\"7\",\"7\""})
    void readsTheVersion(String header) {
        assertThat(Versions.expected(header, null, () -> 0)).isEqualTo(7L);
    }

    @Test
    void anyVersionWillDo() {
        assertThat(Versions.expected("*", 3L, () -> 0)).isNull();
        assertThat(Versions.expected(null, null, () -> 0)).isNull();
        assertThat(Versions.expected(" ", null, () -> 0)).isNull();
    }

    @Test
    void theHeaderComesBeforeTheBody() {
        assertThat(Versions.expected("\"7\"", 3L, () -> 0)).isEqualTo(7L);
        assertThat(Versions.expected(null, 3L, () -> 0)).isEqualTo(3L);
    }

    @Test
    void oneOfSeveralHasToBeTheCurrentOne() {
        assertThat(Versions.expected("\"7\", \"8\"", null, () -> 8)).isEqualTo(8L);
        assertThatThrownBy(() -> Versions.expected("\"7\", \"8\"", null, () -> 9)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().type()).isEqualTo(ProblemType.CHANGED_BY_SOMEONE_ELSE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"xyz\"", "xyz", "\"\"", "\"-1\"", "\"99999999999999999999\""})
    void whatIsNoVersionOfOursIsNeverCurrent(String header) {
        assertThatThrownBy(() -> Versions.expected(header, null, () -> 0)).isInstanceOf(ProblemException.class);
    }
}
