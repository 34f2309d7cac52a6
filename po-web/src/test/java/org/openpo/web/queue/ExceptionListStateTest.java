package org.openpo.web.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExceptionListStateTest {
    /** So many days ago there was a date that every database knows. */
    @ParameterizedTest
    @CsvSource({"0,0", "90,90", "99999,99999", "100000,", "2147483647,", "-1,", "x,", ","})
    void days_are_those_that_the_api_takes(String text, String days) {
        ExceptionListState state = new ExceptionListState();
        state.setAgeText(text);
        state.setUpToText(text);
        assertThat(state.getAgeText()).isEqualTo(days);
        assertThat(state.getUpToText()).isEqualTo(days);
        assertThat(state.filterCount()).isEqualTo(days == null ? 0 : 2);
    }
}
