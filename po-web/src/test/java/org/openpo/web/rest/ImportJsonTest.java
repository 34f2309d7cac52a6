package org.openpo.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.openpo.domain.inbound.ImportCounts;
import org.openpo.domain.inbound.ImportState;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.inbound.ImportErrorView;
import org.openpo.ejb.inbound.ImportJobView;

class ImportJsonTest {
    private static final ApiTexts ENGLISH = new ApiTexts(Locale.ENGLISH);

    @Test
    void jobsHaveTheMembersThatAreDescribed() {
        JsonObject json = ImportJson.write(job(null), ENGLISH);
        assertThat(json.keySet()).isEqualTo(described("ImportJob"));
        assertThat(json.getString("id")).isEqualTo("7");
        assertThat(json.getString("state")).isEqualTo("SUCCEEDED");
        assertThat(List.of(json.getInt("rows"), json.getInt("created"), json.getInt("unchanged"), json.getInt("changed"), json.getInt("duplicates"),
                json.getInt("exceptions"), json.getInt("errors"))).containsExactly(21, 1, 2, 3, 4, 5, 6);
        assertThat(json.isNull("failure")).isTrue();
        assertThat(json.getString("sameAs")).isEqualTo("5");
        assertThat(json.getBoolean("fileKept")).isTrue();
        assertThat(json.isNull("remainingSeconds")).isTrue();
    }

    @Test
    void fileNamesOfAnyScriptSurviveInAHeader() {
        assertThat(Attachment.named("hóa đơn \"5%\".csv")).isEqualTo("attachment; filename=\"h_a __n _5__.csv\"; filename*=UTF-8''h%C3%B3a%20%C4%91%C6%A1n%20%225%25%22.csv");
    }

    @Test
    void aRefusedFileSaysWhy() {
        JsonObject failure = ImportJson.write(job(ErrorCode.FILE_EMPTY), ENGLISH).getJsonObject("failure");
        assertThat(failure.getString("code")).isEqualTo("FILE_EMPTY");
        assertThat(failure.getString("message")).isEqualTo("The file is empty.");
    }

    @Test
    void refusedRowsHaveTheMembersThatAreDescribed() {
        JsonObject json = ImportJson.write(new ImportErrorView(1, 3, "gross", ErrorCode.REQUIRED, List.of(), null), ENGLISH);
        assertThat(json.keySet()).isEqualTo(described("ImportError"));
        assertThat(json.getString("message")).isEqualTo("Enter a value.");
        assertThat(json.isNull("invoiceId")).isTrue();
    }

    @Test
    void nothingInTheCsvFileIsComputedBySpreadsheets() {
        assertThat(ImportResource.csvLine(3L, "=cmd|' /C calc'!A0", null, "a,\"b\"\r\nc", "-1")).isEqualTo("3,'=cmd|' /C calc'!A0,,\"a,\"\"b\"\"\r\nc\",-1\r\n");
    }

    private static Set<String> described(String schema) {
        return OpenApiResource.document().getJsonObject("components").getJsonObject("schemas").getJsonObject(schema).getJsonObject("properties").keySet();
    }

    private static ImportJobView job(ErrorCode failure) {
        return new ImportJobView(7, ImportState.SUCCEEDED, "OPENPO_CSV", "a.csv", 10, "ab", new ImportCounts(21, 1, 2, 3, 4, 5, 6), failure, List.of(), "ann",
                Instant.EPOCH, Instant.EPOCH, null, 3L, true, 5L, false, false, "AWS", null);
    }
}
