package org.openpo.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;

class JsonBodyTest {
    @Test
    void readsAllKindsOfValues() {
        JsonValue value = JsonBody.parse("{\"a\":[1,\"x\",true,false,null,{}],\"b\":-0.10}");
        assertThat(value.toString()).isEqualTo("{\"a\":[1,\"x\",true,false,null,{}],\"b\":-0.10}");
    }

    @Test
    void keepsDecimalsExactly() {
        JsonValue value = JsonBody.parse("[0.1, 123456789012345678901234567890.12345678]");
        assertThat(value.asJsonArray().getJsonNumber(0).bigDecimalValue()).isEqualTo(new BigDecimal("0.1"));
        assertThat(value.asJsonArray().getJsonNumber(1).bigDecimalValue()).isEqualTo(new BigDecimal("123456789012345678901234567890.12345678"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"a\":1,}|1", "{\"a\" 1}|1", "{'a':1}|1", "{\"a\":1|1", "[1,2|1", "{\"a\":01}|1", "{\"a\":.5}|1", "{\"a\":NaN}|1", "nonsense|1",
            "{}{}|1", "{} x|1", "[1] ,|1", "\"\\ud8|1", "{\"a\":\"\t\"}|1"})
    void saysWhereMalformedJsonBreaks(String text, long line) {
        Problem problem = refusal(text);
        assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_JSON);
        assertThat(problem.arguments()).first().isEqualTo(line);
    }

    @Test
    void countsLines() {
        Problem problem = refusal("{\n  \"a\": 1,\n  \"b\": oops\n}");
        assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_JSON);
        assertThat(problem.arguments()).first().isEqualTo(3L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void refusesNothingAtAll(String text) {
        assertThat(refusal(text).type()).isEqualTo(ProblemType.EMPTY_BODY);
    }

    @Test
    void refusesAMemberGivenTwice() {
        assertThat(refusal("{\"lineItems\":[{\"number\":\"1\",\"number\":\"2\"}]}").errors())
                .containsExactly(Violation.of("lineItems[0].number", ErrorCode.DUPLICATE_VALUE, "number"));
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThat(refusal(deep).type()).isEqualTo(ProblemType.NESTED_TOO_DEEP);
        assertThat(refusal("{\"a\":".repeat(1000) + "1" + "}".repeat(1000)).type()).isEqualTo(ProblemType.NESTED_TOO_DEEP);
    }

    @Test
    void refusesNumbersNobodyWrites() {
        assertThat(refusal("{\"gross\":1e99999999999}").errors()).extracting(Violation::field, Violation::code)
                .containsExactly(tuple("gross", ErrorCode.NOT_A_NUMBER));
        assertThat(refusal("[" + "9".repeat(200_000) + "]").errors()).extracting(Violation::field).containsExactly("[0]");
    }

    @Test
    void readsUtf8WithAndWithoutByteOrderMark() {
        assertThat(JsonBody.read(stream("{\"a\":\"Đơn mua hàng 🧾\"}")).asJsonObject().getString("a")).isEqualTo("Đơn mua hàng 🧾");
        assertThat(JsonBody.read(stream("\uFEFF{}")).asJsonObject()).isEmpty();
    }

    @Test
    void refusesOtherEncodings() {
        byte[] latin = "{\"a\":\"Gebühr\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(catchThrowableOfType(ProblemException.class, () -> JsonBody.read(new ByteArrayInputStream(latin))).problem().type())
                .isEqualTo(ProblemType.MALFORMED_ENCODING);
        byte[] wide = "{\"a\":1}".getBytes(StandardCharsets.UTF_16);
        assertThat(catchThrowableOfType(ProblemException.class, () -> JsonBody.read(new ByteArrayInputStream(wide))).problem().type())
                .isEqualTo(ProblemType.MALFORMED_ENCODING);
    }

    @Test
    void stopsReadingAtTheLimit() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }
        };
        Problem problem = catchThrowableOfType(ProblemException.class, () -> JsonBody.read(endless)).problem();
        assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE);
        assertThat(problem.arguments()).containsExactly(JsonBody.MOST_MEGABYTES);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Problem refusal(String text) {
        return catchThrowableOfType(ProblemException.class, () -> JsonBody.parse(text)).problem();
    }
}
