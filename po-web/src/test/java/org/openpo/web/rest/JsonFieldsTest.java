package org.openpo.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;

class JsonFieldsTest {
    private static JsonFields fields(String json) {
        return JsonFields.of(JsonBody.parse(json));
    }

    private static List<Violation> after(String json, Function<JsonFields, ?> read) {
        JsonFields in = fields(json);
        assertThat(read.apply(in)).isNull();
        return in.finish();
    }

    @Test
    void anythingButAnObjectIsRefused() {
        for (String json : List.of("[]", "1", "\"x\"", "true", "null")) {
            assertThatThrownBy(() -> fields(json)).isInstanceOfSatisfying(ProblemException.class,
                    e -> assertThat(e.problem().errors()).containsExactly(Violation.of("", ErrorCode.WRONG_TYPE, JsonType.OBJECT)));
        }
    }

    @Test
    void absentAndNullAreTheSame() {
        for (String json : List.of("{}", "{\"x\":null}")) {
            JsonFields in = fields(json);
            assertThat(in.text("x")).isNull();
            assertThat(in.decimal("x")).isNull();
            assertThat(in.month("x")).isNull();
            assertThat(in.date("x")).isNull();
            assertThat(in.flag("x")).isNull();
            assertThat(in.integer("x")).isNull();
            assertThat(in.choice("x", AmountBasis.class)).isNull();
            assertThat(in.object("x")).isNull();
            assertThat(in.texts("x")).isEmpty();
            assertThat(in.objects("x")).isEmpty();
            assertThat(in.textMap("x")).isEmpty();
            assertThat(in.has("x")).isFalse();
            assertThat(in.finish()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"'\"100.00\"',100.00", "100.00,100.00", "'\"-0.5\"',-0.5", "1E3,1000", "'\"0012\"',12", "0,0", "0.00,0.00", "'\"1e-8\"',0.00000001"})
    void decimalsComeAsStringsOrNumbers(String json, BigDecimal expected) {
        JsonFields in = fields("{\"x\":" + json + "}");
        assertThat(in.decimal("x")).isEqualTo(expected);
        assertThat(in.finish()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "abc", "1,000.00", "1 000", "1.000,00", "+5", ".5", "5.", "0x10", "NaN", "Infinity", "١٢", "1e", "--1", "1e9999999"})
    void whatIsNoDecimalIsNamed(String text) {
        assertThat(after("{\"x\":\"" + text + "\"}", in -> in.decimal("x"))).containsExactly(Violation.of("x", ErrorCode.NOT_A_NUMBER, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E999", "-1E999", "1E30", "\"1E999999\"", "1E-999", "123456789012345678901234567890123"})
    void numbersOfAbsurdSizeAreRefusedBeforeAnybodyComputesWithThem(String json) {
        assertThat(after("{\"x\":" + json + "}", in -> in.decimal("x"))).extracting(Violation::field, Violation::code)
                .containsExactly(tuple("x", ErrorCode.OUT_OF_RANGE));
    }

    @Test
    void zeroHasNoSize() {
        JsonFields in = fields("{\"x\":0E999,\"y\":\"0E-999\"}");
        assertThat(in.decimal("x")).isEqualByComparingTo("0");
        assertThat(in.decimal("y")).isEqualByComparingTo("0");
        assertThat(in.finish()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-13", "2026-00", "2026-1", "01/2026", "Jan 2026", "2026", "2026-01-01", "20266-01", "-2026-01", ""})
    void whatIsNoMonthIsNamed(String text) {
        assertThat(after("{\"x\":\"" + text + "\"}", in -> in.month("x"))).containsExactly(Violation.of("x", ErrorCode.NOT_A_MONTH, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-29", "2026-01-32", "2026-1-1", "01.02.2026", "2026-01-01T00:00:00Z", ""})
    void whatIsNoDateIsNamed(String text) {
        assertThat(after("{\"x\":\"" + text + "\"}", in -> in.date("x"))).containsExactly(Violation.of("x", ErrorCode.NOT_A_DATE, text));
    }

    @Test
    void monthsAndDates() {
        JsonFields in = fields("{\"m\":\"2026-01\",\"d\":\"2024-02-29\"}");
        assertThat(in.month("m")).isEqualTo(YearMonth.of(2026, 1));
        assertThat(in.date("d")).isEqualTo(LocalDate.of(2024, 2, 29));
    }

    @Test
    void everyWrongTypeIsSaidWithWhatWasExpected() {
        assertThat(after("{\"x\":1}", in -> in.text("x"))).containsExactly(Violation.of("x", ErrorCode.WRONG_TYPE, JsonType.STRING));
        assertThat(after("{\"x\":[]}", in -> in.decimal("x"))).containsExactly(Violation.of("x", ErrorCode.WRONG_TYPE, JsonType.DECIMAL));
        assertThat(after("{\"x\":true}", in -> in.decimal("x"))).containsExactly(Violation.of("x", ErrorCode.WRONG_TYPE, JsonType.DECIMAL));
        assertThat(after("{\"x\":202601}", in -> in.month("x"))).containsExactly(Violation.of("x", ErrorCode.WRONG_TYPE, JsonType.STRING));
        assertThat(after("{\"x\":{}}", in -> in.date("x"))).containsExactly(Violation.of("x", ErrorCode.WRONG_TYPE, JsonType.STRING));
        assertThat(after("{\"x\":\"true\"}", in -> in.flag("x"))).containsExactly(Violation.of("x", ErrorCode.WRONG_TYPE, JsonType.BOOLEAN));
        assertThat(after("{\"x\":0}", in -> in.flag("x"))).containsExactly(Violation.of("x", ErrorCode.WRONG_TYPE, JsonType.BOOLEAN));
        assertThat(after("{\"x\":\"1\"}", in -> in.integer("x"))).containsExactly(Violation.of("x", ErrorCode.WRONG_TYPE, JsonType.INTEGER));
        assertThat(after("{\"x\":1.5}", in -> in.integer("x"))).containsExactly(Violation.of("x", ErrorCode.WRONG_TYPE, JsonType.INTEGER));
        assertThat(after("{\"x\":-1}", in -> in.integer("x"))).containsExactly(Violation.of("x", ErrorCode.WRONG_TYPE, JsonType.INTEGER));
        assertThat(after("{\"x\":true}", in -> in.choice("x", AmountBasis.class))).containsExactly(Violation.of("x", ErrorCode.WRONG_TYPE, JsonType.STRING));
        assertThat(after("{\"x\":[]}", in -> in.object("x"))).containsExactly(Violation.of("x", ErrorCode.WRONG_TYPE, JsonType.OBJECT));
        JsonFields in = fields("{\"a\":{},\"b\":[1],\"c\":\"x\",\"d\":[\"x\",2,null],\"e\":[],\"f\":{\"k\":1}}");
        assertThat(in.objects("a")).isEmpty();
        assertThat(in.objects("b")).hasSize(1);
        assertThat(in.texts("c")).isEmpty();
        assertThat(in.texts("d")).containsExactly("x");
        assertThat(in.textMap("e")).isEmpty();
        assertThat(in.textMap("f")).isEmpty();
        assertThat(in.finish()).containsExactly(
                Violation.of("a", ErrorCode.WRONG_TYPE, JsonType.ARRAY),
                Violation.of("b[0]", ErrorCode.WRONG_TYPE, JsonType.OBJECT),
                Violation.of("c", ErrorCode.WRONG_TYPE, JsonType.ARRAY),
                Violation.of("d[1]", ErrorCode.WRONG_TYPE, JsonType.STRING),
                Violation.of("d[2]", ErrorCode.REQUIRED),
                Violation.of("e", ErrorCode.WRONG_TYPE, JsonType.OBJECT),
                Violation.of("f.k", ErrorCode.WRONG_TYPE, JsonType.STRING));
    }

    @Test
    void anUnknownConstantIsAnsweredWithThePossibleOnes() {
        assertThat(after("{\"x\":\"gross\"}", in -> in.choice("x", AmountBasis.class)))
                .containsExactly(Violation.of("x", ErrorCode.NOT_ALLOWED_VALUE, "gross", "GROSS, NET"));
    }

    @Test
    void membersNobodyAskedForAreFoundAtEveryLevel() {
        JsonFields in = fields("{\"name\":\"x\",\"nmae\":1,\"lineItems\":[{\"number\":\"1\",\"unitprice\":\"1\"}],\"id\":\"7\"}").ignoring("id");
        in.text("name");
        in.objects("lineItems").forEach(line -> line.text("number"));
        assertThat(in.finish()).containsExactly(Violation.of("nmae", ErrorCode.UNKNOWN_FIELD, "nmae"),
                Violation.of("lineItems[0].unitprice", ErrorCode.UNKNOWN_FIELD, "unitprice"));
    }

    @Test
    void aRefusalDoesNotRepeatALongRequest() {
        assertThat(after("{\"" + "n".repeat(5000) + "\":1}", in -> null)).singleElement()
                .satisfies(v -> assertThat(v.field()).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void whatNoDatabaseCanStoreIsRefused() {
        JsonFields in = fields("{\"a\":\"x\\u0000\",\"b\":[\"\\ud800\"],\"c\":{\"k\\u0000\":\"v\",\"l\":\"\\u0000\"}}");
        assertThat(in.text("a")).isNull();
        assertThat(in.texts("b")).isEmpty();
        assertThat(in.textMap("c")).isEmpty();
        assertThat(in.finish()).extracting(Violation::field, Violation::code).containsExactly(
                tuple("a", ErrorCode.INVALID_CHARACTERS), tuple("b[0]", ErrorCode.INVALID_CHARACTERS),
                tuple("c", ErrorCode.INVALID_CHARACTERS), tuple("c.l", ErrorCode.INVALID_CHARACTERS));
    }

    @Test
    void textMapsKeepTheirMembers() {
        JsonFields in = fields("{\"tags\":{\"team\":\"platform\",\"empty\":null,\"viết\":\"có dấu\"}}");
        assertThat(in.textMap("tags")).isEqualTo(Map.of("team", "platform", "empty", "", "viết", "có dấu"));
    }

    @Test
    void idsAreStringsOrNumbers() {
        JsonFields in = fields("{\"a\":\"12\",\"b\":12,\"c\":\"x\",\"d\":-1,\"e\":null}");
        assertThat(in.id("a", ErrorCode.LINE_UNKNOWN)).isEqualTo(12L);
        assertThat(in.id("b", ErrorCode.LINE_UNKNOWN)).isEqualTo(12L);
        assertThat(in.id("c", ErrorCode.LINE_UNKNOWN)).isNull();
        assertThat(in.id("d", ErrorCode.LINE_UNKNOWN)).isNull();
        assertThat(in.id("e", ErrorCode.LINE_UNKNOWN)).isNull();
        assertThat(in.finish()).containsExactly(Violation.of("c", ErrorCode.LINE_UNKNOWN, "x"), Violation.of("d", ErrorCode.LINE_UNKNOWN, "-1"));
    }

    @Test
    void whatCouldNotBeReadIsNotCalledMissingAsWell() {
        List<Violation> read = List.of(Violation.of("effectiveMonth", ErrorCode.NOT_A_MONTH, "x"), Violation.of("lineItems[0]", ErrorCode.WRONG_TYPE, JsonType.OBJECT));
        List<Violation> rules = List.of(Violation.of("effectiveMonth", ErrorCode.REQUIRED), Violation.of("lineItems[0].number", ErrorCode.REQUIRED),
                Violation.of("currency", ErrorCode.REQUIRED));
        assertThat(JsonFields.merged(read, rules)).containsExactly(read.get(0), read.get(1), rules.get(2));
        List<Violation> element = List.of(Violation.of("sellers[0]", ErrorCode.WRONG_TYPE, JsonType.STRING));
        assertThat(JsonFields.merged(element, List.of(Violation.of("sellers", ErrorCode.SELLER_REQUIRED)))).isEqualTo(element);
        assertThat(JsonFields.merged(element, List.of(Violation.of("sellers", ErrorCode.TOO_MANY, 100)))).hasSize(2);
    }
}
