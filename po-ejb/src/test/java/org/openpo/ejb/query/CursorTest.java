package org.openpo.ejb.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;

/** A cursor is ours or refused, never a reason for the database to fail. */
class CursorTest {
    @Test
    void is_read_as_it_was_written() {
        Cursor cursor = new Cursor("-gross", "-12.3400", 77);
        assertThat(Cursor.decode(cursor.encode(), "-gross")).contains(cursor);
        assertThat(cursor.<BigDecimal>value(BigDecimal::new)).isEqualTo(new BigDecimal("-12.3400"));
        assertThat(Cursor.decode(null, "gross")).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%00", "====", "Z3Jvc3M", "\u0000", "Z3Jvc3MfMQ"})
    void other_texts_are_refused(String text) {
        assertRefused(() -> Cursor.decode(text, "gross"));
    }

    @Test
    void the_cursor_of_another_sort_is_refused() {
        assertRefused(() -> Cursor.decode(new Cursor("seller", "x", 1).encode(), "gross"));
    }

    static Stream<Arguments> madeUp() {
        return Stream.of(read("1E+999999999", BigDecimal::new), read("1E-999999999", BigDecimal::new), read("9".repeat(41), BigDecimal::new), read("x", BigDecimal::new),
                read("+999999999-12-31", LocalDate::parse), read("-000001-01-01", LocalDate::parse), read("2026-02-30", LocalDate::parse),
                read("+999999999-12", YearMonth::parse), read("0000-01", YearMonth::parse), read("+1000000000-12-31T23:59:59Z", Instant::parse),
                read("-1000000000-01-01T00:00:00Z", Instant::parse), read("a\0b", t -> t), read("a".repeat(1001), t -> t), read("LOST", Thread.State::valueOf));
    }

    private static Arguments read(String value, Function<String, ?> reader) {
        return Arguments.of(value, reader);
    }

    @ParameterizedTest
    @MethodSource("madeUp")
    void a_value_that_no_row_can_have_is_refused(String value, Function<String, ?> reader) {
        assertRefused(() -> new Cursor("x", value, 1).value(reader));
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BusinessRuleException.class, e -> assertThat(e.violations()).singleElement()
                .satisfies(v -> assertThat(v.field() + " " + v.code()).isEqualTo("cursor " + ErrorCode.NOT_ALLOWED_VALUE)));
    }
}
