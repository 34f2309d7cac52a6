package org.openpo.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;

class ApiTextsTest {
    @ParameterizedTest
    @CsvSource(value = {"null,en", "'',en", "vi,vi", "vi-VN,vi", "'de, vi;q=0.5',vi", "'en-US,en;q=0.9,vi;q=0.8',en", "'de',en", "'*',en", "'!!,;;q=x',en"},
            nullValues = "null")
    void speaksTheLanguageAskedForOrEnglish(String header, String expected) {
        assertThat(ApiTexts.language(header).getLanguage()).isEqualTo(expected);
    }

    @Test
    void writesValuesAsTheApiDoes() {
        Violation violation = Violation.of("startMonth", ErrorCode.LINE_OUTSIDE_WINDOW, YearMonth.of(2026, 1), YearMonth.of(2026, 12));
        assertThat(new ApiTexts(Locale.ENGLISH).of(violation)).isEqualTo("The month must be from 2026-01 to 2026-12, when the purchase order is valid.");
        assertThat(new ApiTexts(Locale.forLanguageTag("vi")).of(violation)).contains("2026-01").contains("2026-12");
    }

    @Test
    void bothLanguagesHaveTheSameKeys() throws IOException {
        assertThat(properties("ApiMessages_vi").stringPropertyNames()).isEqualTo(properties("ApiMessages").stringPropertyNames());
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyErrorCodeHasASentenceInBothLanguages(ErrorCode code) {
        for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.forLanguageTag("vi")}) {
            assertThat(new ApiTexts(locale).get("error." + code, 1, 2, 3)).isNotBlank().doesNotStartWith("error.");
        }
    }

    private static Properties properties(String name) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = ApiTextsTest.class.getResourceAsStream("/org/openpo/web/rest/" + name + ".properties")) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }
}
