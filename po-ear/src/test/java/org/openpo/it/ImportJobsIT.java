package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;

/** The life of an import by the API: its file, the same file again, cancel, error file, preview, a sender's columns. */
class ImportJobsIT {
    private static final Api API = Api.asAdmin();
    private static final String HEADER = "invoiceId,seller,billingPeriod,issueDate,currency,gross\n";
    private static final Set<String> UNDER_WAY = Set.of("QUEUED", "RUNNING");

    @Test
    void the_file_is_kept_as_it_came_in_and_the_same_file_again_changes_nothing() throws Exception {
        String content = HEADER + row("KEPT-1", "1.00") + row("KEPT-2", "x") + "# Größe, cỡ\n";
        JsonObject job = imported("imports", "giữ nguyên.csv", content);
        assertThat(job.getString("sha256")).isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8))));
        assertThat(job.get("sameAs")).isEqualTo(JsonValue.NULL);
        String file = "imports/" + job.getString("id") + "/file";
        for (String role : List.of("AUDITOR", "ADMIN")) {
            Api.Answer answer = ApiUsers.withRole(role).with("Accept", "*/*").get(file).expect(200);
            assertThat(answer.body()).isEqualTo(content);
            assertThat(answer.header("Content-Disposition")).contains("filename*=UTF-8''gi%E1%BB%AF%20nguy%C3%AAn.csv");
        }
        ApiUsers.withRole("MANAGER").get(file).expect(403);

        JsonObject invoice = API.get("invoices?invoiceId=KEPT-1").expect(200).object().getJsonArray("items").getJsonObject(0);
        JsonObject again = imported("imports", "another name.csv", content);
        assertThat(again.getString("sameAs")).isEqualTo(job.getString("id"));
        assertThat(counts(again)).isEqualTo("rows 3, created 0, unchanged 1, changed 0, duplicates 0, errors 2");
        assertThat(API.get("invoices?invoiceId=KEPT-1").expect(200).object().getJsonArray("items").getJsonObject(0)).isEqualTo(invoice);

        // Also when the invoice has changed since: the file says nothing new.
        imported("imports", "changed.csv", HEADER + row("KEPT-1", "2.00"));
        assertThat(counts(imported("imports", "old.csv", content))).isEqualTo("rows 3, created 0, unchanged 1, changed 0, duplicates 0, errors 2");
        assertThat(API.get("invoices?invoiceId=KEPT-1").expect(200).object().getJsonArray("items").getJsonObject(0).getString("gross")).isEqualTo("2.00");
    }

    @Test
    void a_cancelled_import_stops_keeps_what_it_has_and_goes_on_when_the_file_comes_again() {
        int rows = 500;
        // A purchase order pays for them: hundreds of exceptions would be in the way of other tests.
        String paid = ApiMainJobIT.seller("Stopped Jobs Ltd");
        API.post("purchase-orders", ApiMainJobIT.purchaseOrder("STOP-PAYS", paid, ApiMainJobIT.line("1", "100000.00")).replace("\"USD\"", "\"EUR\"")).expect(201);
        StringBuilder content = new StringBuilder(HEADER);
        for (int i = 0; i < rows; i++) {
            content.append(line("STOP-%04d".formatted(i), paid, "2026-03", "1.00"));
        }
        // Invoices that change go one by one, each in its own transaction: there are hundreds of moments to stop at.
        imported("imports", "before.csv", content.toString().replace("1.00", "2.00"));
        String path = "imports/" + API.upload("imports", "stop.csv", content.toString().getBytes(StandardCharsets.UTF_8)).expect(202).object().getString("id");
        await(path, job -> job.getInt("changed") > 0);
        JsonObject running = API.get(path).expect(200).object();
        if (running.getString("state").equals("RUNNING")) {
            assertThat(running.get("rowsPerSecond")).as("%s", running).isNotEqualTo(JsonValue.NULL);
        }
        API.post(path + "/cancel", "").expect(202);
        JsonObject stopped = await(path, job -> !UNDER_WAY.contains(job.getString("state")));
        assertThat(stopped.getString("state")).isEqualTo("CANCELLED");
        int taken = stopped.getInt("changed");
        assertThat(taken).isBetween(1, rows - 1);
        assertThat(API.get("invoices?invoiceId=STOP-%04d".formatted(rows - 1)).expect(200).object().getJsonArray("items").getJsonObject(0).getString("gross")).isEqualTo("2.00");
        assertThat(API.post(path + "/cancel", "").expect(400).body()).contains("already");

        JsonObject rest = imported("imports", "stop.csv", content.toString());
        assertThat(counts(rest)).isEqualTo("rows %d, created 0, unchanged %d, changed %d, duplicates 0, errors 0".formatted(rows, taken, rows - taken));
    }

    @Test
    void refused_rows_come_as_a_file_are_corrected_and_sent_again() {
        JsonObject job = imported("imports", "march.csv", HEADER + row("FIX-1", "1.00") + row("=FIX-2", "much") + row("FIX-3", "-"));
        Api.Answer file = API.with("Accept-Language", "vi").with("Accept", "*/*").get("imports/" + job.getString("id") + "/errors/file").expect(200);
        assertThat(file.header("Content-Disposition")).contains("march-errors.csv");
        assertThat(file.body()).isEqualTo("\uFEFFinvoiceId,seller,billingPeriod,issueDate,currency,gross,openpoReason\r\n"
                + "'=FIX-2,Job Sellers Ltd,2026-03,2026-04-02,EUR,much," + reason(job, 0) + "\r\n"
                + "FIX-3,Job Sellers Ltd,2026-03,2026-04-02,EUR,'-," + reason(job, 1) + "\r\n");

        JsonObject corrected = imported("imports", "march-errors.csv", file.body().replace("much", "5.00").replace("'-,", "6.00,"));
        assertThat(counts(corrected)).isEqualTo("rows 2, created 2, unchanged 0, changed 0, duplicates 0, errors 0");
        assertThat(API.get("invoices?invoiceId=%3DFIX-2").expect(200).object().getJsonArray("items")).hasSize(1);
        API.get("imports/" + corrected.getString("id") + "/errors/file").expect(404);
    }

    /** The sentence of a refused row as the list of errors has it, with its column before. */
    private static String reason(JsonObject job, int index) {
        JsonObject error = API.with("Accept-Language", "vi").get("imports/" + job.getString("id") + "/errors").expect(200).object().getJsonArray("items").getJsonObject(index);
        String reason = error.getString("column") + ": " + error.getString("message");
        return reason.contains(",") ? '"' + reason + '"' : reason;
    }

    @Test
    void a_preview_says_what_the_import_then_does_and_writes_nothing() {
        String seller = "Preview Sellers Ltd";
        API.post("sellers", "{\"name\":\"" + seller + "\"}").expect(201);
        API.post("purchase-orders", """
                {"purchaseOrderId":"PREVIEW-1","sellers":["%s"],"currency":"EUR","effectiveMonth":"2026-01","expirationMonth":"2026-12","lineItems":[
                {"number":"1","type":"ALL","startMonth":"2026-01","endMonth":"2026-12","balanceTracking":true,"unitPrice":"100.00"}]}""".formatted(seller)).expect(201);
        imported("imports", "before.csv", HEADER + line("PRE-1", seller, "2026-03", "10.00") + line("PRE-2", seller, "2026-03", "10.00"));
        String content = HEADER + line("PRE-1", seller, "2026-03", "10.00") + line("PRE-2", seller, "2026-03", "11.00") + line("PRE-3", seller, "2026-03", "12.00")
                + line("PRE-4", seller, "2029-03", "13.00") + line("PRE-3", seller, "2026-03", "12.00") + line("PRE-5", seller, "2026-03", "?");
        JsonObject order = API.get("purchase-orders?purchaseOrderId=PREVIEW-1").expect(200).object();

        JsonObject preview = imported("imports?preview=true", "preview.csv", content);
        assertThat(preview.getString("state")).isEqualTo("PREVIEWED");
        String expected = "rows 6, created 2, unchanged 1, changed 1, duplicates 1, errors 1";
        assertThat(counts(preview)).isEqualTo(expected);
        assertThat(preview.getInt("exceptions")).isEqualTo(1);
        List<JsonObject> rows = API.get("imports/" + preview.getString("id") + "/preview").expect(200).object().getJsonArray("items").getValuesAs(JsonObject.class);
        assertThat(rows).extracting(r -> r.getInt("row") + " " + r.getString("invoiceId") + " " + r.getString("result") + " " + r.getString("state") + " " + r.get("allocations") + r.get("exceptionCodes"))
                .containsExactly("1 PRE-1 UNCHANGED MATCHED [{\"purchaseOrderId\":\"PREVIEW-1\",\"lineItemNumber\":\"1\"}][]",
                        "2 PRE-2 CHANGED MATCHED [{\"purchaseOrderId\":\"PREVIEW-1\",\"lineItemNumber\":\"1\"}][]",
                        "3 PRE-3 CREATED MATCHED [{\"purchaseOrderId\":\"PREVIEW-1\",\"lineItemNumber\":\"1\"}][]",
                        "4 PRE-4 CREATED EXCEPTION [][\"PERIOD_OUTSIDE_WINDOW\"]");
        assertThat(API.get("purchase-orders?purchaseOrderId=PREVIEW-1").expect(200).object()).as("nothing is written").isEqualTo(order);
        assertThat(API.get("invoices?invoiceId=PRE-3").expect(200).object().getJsonArray("items")).isEmpty();
        assertThat(API.get("invoices?invoiceId=PRE-2").expect(200).object().getJsonArray("items").getJsonObject(0).getString("gross")).isEqualTo("10.00");

        String path = "imports/" + preview.getString("id");
        ApiUsers.withRole("VIEWER").post(path + "/confirm", "").expect(403);
        API.post(path + "/confirm", "").expect(202);
        JsonObject done = await(path, job -> !UNDER_WAY.contains(job.getString("state")));
        assertThat(done.getString("state")).isEqualTo("SUCCEEDED");
        assertThat(counts(done)).isEqualTo(expected);
        assertThat(done.getInt("exceptions")).isEqualTo(1);
        assertThat(API.get("imports/" + done.getString("id") + "/errors").expect(200).object().getJsonArray("items")).hasSize(1);
        assertThat(API.get("invoices?importOutcome=CHANGED&importId=" + done.getString("id")).expect(200).object().getJsonArray("items")).hasSize(1);
        API.post(path + "/confirm", "").expect(400);

        JsonObject other = imported("imports?preview=true", "other.csv", HEADER + line("PRE-6", seller, "2026-03", "1.00"));
        API.post("imports/" + other.getString("id") + "/cancel", "").expect(202);
        assertThat(API.get("imports/" + other.getString("id")).expect(200).object().getString("state")).isEqualTo("CANCELLED");
        assertThat(API.get("invoices?invoiceId=PRE-6").expect(200).object().getJsonArray("items")).isEmpty();
    }

    @Test
    void a_senders_columns_are_mapped_once_and_known_again() {
        String content = "Beleg;Datum;Summe;Notiz\nMAP-1;02.03.2026;1.234,50;a\nMAP-2;31.02.2026;2,00;b\n";
        JsonObject refused = imported("imports", "beleg.csv", content);
        assertThat(refused.getString("state")).isEqualTo("FAILED");
        String mapping = """
                {"name":"Mapped Ltd %s","header":["Beleg","Datum","Summe","Notiz"],"columns":{"invoiceId":"Beleg","issueDate":"Datum","billingPeriod":"Datum","gross":"Summe"},
                "constants":{"seller":"Mapped Ltd","currency":"EUR"},"decimalMark":"COMMA","datePattern":"dd.MM.yyyy"}""";
        assertThat(API.post("import-mappings", mapping.formatted("x").replace("\"Beleg\",\"issue", "\"Nummer\",\"issue")).expect(400).body()).contains("columns.invoiceId");
        JsonObject kept = API.post("import-mappings", mapping.formatted("x")).expect(201).object();
        API.post("import-mappings", mapping.formatted("x").replace("\"Notiz\"", "\"Other\"")).expect(400);
        assertThat(API.post("import-mappings", mapping.formatted("y")).expect(201).object().getString("id")).as("one for a header").isEqualTo(kept.getString("id"));
        assertThat(API.get("import-mappings").expect(200).body()).contains("Mapped Ltd y").doesNotContain("Mapped Ltd x");

        String path = "imports/" + refused.getString("id");
        API.post(path + "/retry", "").expect(202);
        JsonObject read = await(path, job -> !UNDER_WAY.contains(job.getString("state")));
        assertThat(counts(read)).isEqualTo("rows 2, created 1, unchanged 0, changed 0, duplicates 0, errors 1");
        assertThat(read.getString("mapping")).isEqualTo("Mapped Ltd y");
        JsonObject invoice = API.get("invoices?invoiceId=MAP-1").expect(200).object().getJsonArray("items").getJsonObject(0);
        assertThat(List.of(invoice.getString("gross"), invoice.getString("issueDate"), invoice.getString("billingPeriod"))).containsExactly("1234.50", "2026-03-02", "2026-03");
        String errors = API.with("Accept", "*/*").get(path + "/errors/file").expect(200).body();
        assertThat(errors).startsWith("\uFEFFBeleg;Datum;Summe;Notiz;openpoReason\r\nMAP-2;31.02.2026;2,00;b;");
        assertThat(counts(imported("imports", "beleg-errors.csv", errors.replace("31.02", "28.02")))).isEqualTo("rows 1, created 1, unchanged 0, changed 0, duplicates 0, errors 0");

        API.delete("import-mappings/" + kept.getString("id")).expect(204);
        API.delete("import-mappings/" + kept.getString("id")).expect(404);
    }

    private static String row(String id, String gross) {
        return line(id, "Job Sellers Ltd", "2026-03", gross);
    }

    private static String line(String id, String seller, String period, String gross) {
        return id + "," + seller + "," + period + ",2026-04-02,EUR," + gross + "\n";
    }

    private static JsonObject imported(String path, String name, String content) {
        JsonObject accepted = API.upload(path, name, content.getBytes(StandardCharsets.UTF_8)).expect(202).object();
        return await("imports/" + accepted.getString("id"), job -> !UNDER_WAY.contains(job.getString("state")));
    }

    private static JsonObject await(String path, java.util.function.Predicate<JsonObject> state) {
        Instant limit = Instant.now().plus(Duration.ofMinutes(3));
        while (true) {
            JsonObject job = API.get(path).expect(200).object();
            if (state.test(job)) {
                return job;
            }
            assertThat(Instant.now()).as("%s", job).isBefore(limit);
        }
    }

    private static String counts(JsonObject job) {
        return "rows %d, created %d, unchanged %d, changed %d, duplicates %d, errors %d".formatted(job.getInt("rows"), job.getInt("created"), job.getInt("unchanged"),
                job.getInt("changed"), job.getInt("duplicates"), job.getInt("errors"));
    }
}
