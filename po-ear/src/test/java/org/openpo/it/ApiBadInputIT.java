package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input: each is answered with a sentence that names the value, and changes nothing. */
class ApiBadInputIT {
    private static final String JSON = "application/json";
    private static final String FORM = "multipart/form-data; boundary=xYz";
    private static final String PO = """
            {"purchaseOrderId":"BAD-2","sellers":["ANY"],"currency":"USD","effectiveMonth":"2033-01","expirationMonth":"2033-12","contacts":[],"tags":{},
             "lineItems":[{"number":"1","type":"ALL","startMonth":"2033-01","endMonth":"2033-12","balanceTracking":true,"unitPrice":"1.00","quantity":"1"}]}""";
    private static final String INVOICE = """
            {"invoiceId":"BAD-INVOICE","seller":"Bad Input Inc.","billingPeriod":"2033-01","issueDate":"2033-02-03","currency":"USD","net":"90.00","tax":"10.00","gross":"100.00"}""";

    private static JsonObject existing;

    @BeforeAll
    static void somethingThatMustNotChange() {
        existing = Api.asAdmin().post("purchase-orders", PO.replace("BAD-2", "BAD-1")).expect(201).object();
    }

    /**
     * One row of the table.
     *
     * @param field    that the answer names, or null if the request as a whole is refused
     * @param sentence the field's message, or the detail of the whole
     */
    record Row(String name, String method, String path, String contentType, byte[] body, int status, String field, String sentence) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Row purchaseOrder(String name, UnaryOperator<String> change, String field, String sentence) {
        return new Row(name, "POST", "purchase-orders", JSON, utf8(change.apply(PO)), 400, field, sentence);
    }

    private static Row purchaseOrder(String name, String from, String to, String field, String sentence) {
        assertThat(PO).contains(from);
        return purchaseOrder(name, s -> s.replace(from, to), field, sentence);
    }

    private static Row invoice(String name, String from, String to, String field, String sentence) {
        assertThat(INVOICE).contains(from);
        return new Row(name, "POST", "invoices", JSON, utf8(INVOICE.replace(from, to)), 400, field, sentence);
    }

    private static Row whole(String name, String method, String path, String contentType, String body, int status, String sentence) {
        return new Row(name, method, path, contentType, body == null ? null : utf8(body), status, null, sentence);
    }

    private static Row file(String name, String content, int status, String field, String sentence) {
        return new Row(name, "POST", "imports", FORM, utf8(content), status, field, sentence);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String part(String name, String content) {
        return "--xYz\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"a.csv\"\r\n\r\n" + content + "\r\n--xYz--\r\n";
    }

    private static String many(int count, IntFunction<String> element) {
        return IntStream.range(0, count).mapToObj(element).collect(Collectors.joining(","));
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        // purchase orders, one value at a time
        rows.add(purchaseOrder("no ID", "\"purchaseOrderId\":\"BAD-2\",", "", "purchaseOrderId", "Enter a value."));
        rows.add(purchaseOrder("blank ID", "BAD-2", "  ", "purchaseOrderId", "Enter a value."));
        rows.add(purchaseOrder("ID too long", "BAD-2", "B".repeat(101), "purchaseOrderId", "Use 100 characters or fewer."));
        rows.add(purchaseOrder("ID with a forbidden character", "BAD-2", "BAD<2>", "purchaseOrderId", "Some characters are not allowed here. Remove them."));
        rows.add(purchaseOrder("ID with NUL", "BAD-2", "BAD\\u0000-2", "purchaseOrderId", "Some characters are not allowed here. Remove them."));
        rows.add(purchaseOrder("ID that is a number", "\"BAD-2\"", "4500012345", "purchaseOrderId", "This must be a string."));
        rows.add(new Row("ID of another one in other case", "POST", "purchase-orders", JSON, utf8(PO.replace("BAD-2", " bad-1 ")), 409, "purchaseOrderId",
                "BAD-1 is already used. Choose another purchase order ID."));
        rows.add(purchaseOrder("description too long", "\"currency\"", "\"description\":\"" + "d".repeat(1001) + "\",\"currency\"", "description",
                "Use 1,000 characters or fewer."));
        rows.add(purchaseOrder("no seller", "[\"ANY\"]", "[]", "sellers", "Name at least one seller, or ANY for any seller."));
        rows.add(purchaseOrder("unknown seller", "[\"ANY\"]", "[\"Nobody Ltd.\"]", "sellers[0]",
                "“Nobody Ltd.” is not the name or alias of a seller. GET /sellers lists them; ANY stands for any seller."));
        rows.add(purchaseOrder("unknown currency", "USD", "USX", "currency", "“USX” is not a currency. Use its three-letter code, for example EUR."));
        rows.add(purchaseOrder("currency without money", "USD", "XAU", "currency", "“XAU” is not a currency. Use its three-letter code, for example EUR."));
        rows.add(purchaseOrder("months in the wrong order", "\"expirationMonth\":\"2033-12\"", "\"expirationMonth\":\"2032-12\"", "expirationMonth",
                "The last month is before the first, 2033-01."));
        rows.add(purchaseOrder("no such month", "\"effectiveMonth\":\"2033-01\"", "\"effectiveMonth\":\"2033-13\"", "effectiveMonth",
                "“2033-13” is not a month. Write it like 2026-01."));
        rows.add(purchaseOrder("month as pages write it", "\"effectiveMonth\":\"2033-01\"", "\"effectiveMonth\":\"01/2033\"", "effectiveMonth",
                "“01/2033” is not a month. Write it like 2026-01."));
        rows.add(purchaseOrder("month of another age", "\"expirationMonth\":\"2033-12\"", "\"expirationMonth\":\"9999-12\"", "expirationMonth",
                "Enter a value from 2000-01 to 2199-12."));
        rows.add(purchaseOrder("line outside the window", "\"endMonth\":\"2033-12\"", "\"endMonth\":\"2034-01\"", "lineItems[0].endMonth",
                "The month must be from 2033-01 to 2033-12, when the purchase order is valid."));
        rows.add(purchaseOrder("line that ends before it starts", "\"startMonth\":\"2033-01\",\"endMonth\":\"2033-12\"",
                "\"startMonth\":\"2033-05\",\"endMonth\":\"2033-04\"", "lineItems[0].endMonth", "The last month is before the first, 2033-05."));
        rows.add(purchaseOrder("unknown line item type", "\"type\":\"ALL\"", "\"type\":\"EVERYTHING\"", "lineItems[0].type", "“EVERYTHING” is not one of the possible "
                + "values: ALL, MONTHLY_USAGE, SUBSCRIPTION, MARKETPLACE_TRANSACTION, MARKETPLACE_BLANKET_USAGE, PROFESSIONAL_SERVICES_AND_TRAINING."));
        rows.add(purchaseOrder("negative quantity", "\"quantity\":\"1\"", "\"quantity\":\"-1\"", "lineItems[0].quantity", "Enter zero or more."));
        rows.add(purchaseOrder("negative price", "\"unitPrice\":\"1.00\"", "\"unitPrice\":-1", "lineItems[0].unitPrice", "Enter zero or more."));
        rows.add(purchaseOrder("price with words", "\"unitPrice\":\"1.00\"", "\"unitPrice\":\"1,000.00\"", "lineItems[0].unitPrice",
                "“1,000.00” is not a decimal. Write it like 1234.50."));
        rows.add(purchaseOrder("price too large", "\"unitPrice\":\"1.00\"", "\"unitPrice\":\"1e15\"", "lineItems[0].unitPrice",
                "Enter a value from -999999999999999 to 999999999999999."));
        rows.add(purchaseOrder("price beyond all reason", "\"unitPrice\":\"1.00\"", "\"unitPrice\":1E999", "lineItems[0].unitPrice",
                "Enter a value from -999999999999999 to 999999999999999."));
        rows.add(purchaseOrder("price with too many decimals", "\"unitPrice\":\"1.00\"", "\"unitPrice\":\"0.123456789\"", "lineItems[0].unitPrice",
                "Use at most 8 decimals."));
        rows.add(purchaseOrder("tracking without a price", "\"unitPrice\":\"1.00\",", "", "lineItems[0].unitPrice", "Give a unitPrice, or set balanceTracking to false."));
        rows.add(purchaseOrder("tracking that is a word", "\"balanceTracking\":true", "\"balanceTracking\":\"yes\"", "lineItems[0].balanceTracking",
                "This must be true or false."));
        rows.add(purchaseOrder("tax without a value", "\"quantity\":\"1\"", "\"tax\":{\"kind\":\"PERCENT\"}", "lineItems[0].tax.value", "Enter a value."));
        rows.add(purchaseOrder("two lines of one number", s -> s.replace("\"lineItems\":[", "\"lineItems\":[{\"number\":\" 1\",\"type\":\"ALL\",\"startMonth\":\"2033-01\","
                + "\"endMonth\":\"2033-12\"},"), "lineItems[1].number", "Line 1 is there already. Choose another number."));
        rows.add(purchaseOrder("101 lines", s -> s.replaceFirst("\"lineItems\":\\[.*", "\"lineItems\":[" + many(101, i -> "{\"number\":\"" + i
                + "\",\"type\":\"ALL\",\"startMonth\":\"2033-01\",\"endMonth\":\"2033-12\"}") + "]}"), "lineItems", "Enter 100 or fewer."));
        rows.add(purchaseOrder("51 tags", "\"tags\":{}", "\"tags\":{" + many(51, i -> "\"t" + i + "\":\"v\"") + "}", "tags", "Enter 50 or fewer."));
        rows.add(purchaseOrder("21 contacts", "\"contacts\":[]", "\"contacts\":[" + many(21, i -> "{\"name\":\"n\",\"email\":\"bad" + i + "@example.com\"}") + "]", "contacts",
                "Enter 20 or fewer."));
        rows.add(purchaseOrder("contact without an address", "\"contacts\":[]", "\"contacts\":[{\"name\":\"Ann\",\"email\":\"ann\"}]", "contacts[0].email",
                "“ann” is not an e-mail address. Write it like name@example.com."));
        rows.add(purchaseOrder("contact in a language we do not speak", "\"contacts\":[]", "\"contacts\":[{\"name\":\"Ann\",\"email\":\"a@b.de\",\"language\":\"de\"}]",
                "contacts[0].language", "“de” is not one of the possible values: en, vi."));
        rows.add(purchaseOrder("mistyped member", "\"tags\":{}", "\"tagz\":{}", "tagz", "There is no field “tagz”. Remove it or correct its name."));
        rows.add(purchaseOrder("mistyped member of a line", "\"quantity\"", "\"qty\"", "lineItems[0].qty", "There is no field “qty”. Remove it or correct its name."));
        rows.add(purchaseOrder("member given twice", "\"tags\":{}", "\"tags\":{},\"currency\":\"EUR\"", "currency", "“currency” is there twice. Remove one."));
        rows.add(purchaseOrder("array for an object", s -> "[" + s + "]", "", "This must be an object."));
        // invoices
        rows.add(invoice("amounts that disagree", "\"gross\":\"100.00\"", "\"gross\":\"100.01\"", "gross", "Net 90.00 and tax 10.00 do not add up to gross 100.01."));
        rows.add(invoice("no such day", "2033-02-03", "2033-02-30", "issueDate", "“2033-02-30” is not a date. Write it like 2026-01-31."));
        rows.add(invoice("no seller", "Bad Input Inc.", "", "seller", "Enter a value."));
        rows.add(invoice("amount beyond all reason", "\"net\":\"90.00\"", "\"net\":-1E+99999", "net", "Enter a value from -999999999999999 to 999999999999999."));
        rows.add(invoice("unknown kind", "\"currency\"", "\"kind\":\"BILL\",\"currency\"", "kind", "“BILL” is not one of the possible values: INVOICE, CREDIT_MEMO."));
        rows.add(new Row("invoice that is a number", "POST", "invoices", JSON, utf8("5"), 400, "", "This must be an object or an array of objects."));
        // other objects
        rows.add(new Row("status nobody knows", "PUT", "purchase-orders/{id}/status", JSON, utf8("{\"status\":\"PAUSED\"}"), 400, "status",
                "“PAUSED” is not one of the possible values: ACTIVE, SUSPENDED, EXPIRED, SUSPENDED_EXPIRED."));
        rows.add(new Row("status that cannot be chosen", "PUT", "purchase-orders/{id}/status", JSON, utf8("{\"status\":\"EXPIRED\"}"), 409, "status",
                "A purchase order that is ACTIVE cannot become EXPIRED."));
        rows.add(new Row("another ID", "PUT", "purchase-orders/{id}", JSON, utf8(PO), 400, "purchaseOrderId",
                "The ID BAD-1 cannot be changed any more. Add a new purchase order instead."));
        rows.add(new Row("line of another purchase order", "PUT", "purchase-orders/{id}", JSON,
                utf8(PO.replace("BAD-2", "BAD-1").replace("{\"number\":\"1\"", "{\"id\":\"999999\",\"number\":\"7\"")), 400, "lineItems",
                "The purchase order has no line item with the id 999999. Leave the id out for a new one."));
        rows.add(new Row("contact without a name", "POST", "contacts", JSON, utf8("{\"email\":\"bad@example.com\"}"), 400, "name", "Enter a value."));
        rows.add(new Row("password too short", "POST", "users", JSON, utf8("{\"name\":\"bad\",\"role\":\"VIEWER\",\"password\":\"short\"}"), 400, "password",
                "Use at least 12 characters."));
        rows.add(new Row("user with a colon", "POST", "users", JSON, utf8("{\"name\":\"b:d\",\"role\":\"VIEWER\",\"password\":\"long enough password\"}"), 400, "name",
                "Some characters are not allowed here. Remove them."));
        rows.add(new Row("user of an unknown role", "POST", "users", JSON, utf8("{\"name\":\"bad\",\"role\":\"BOSS\",\"password\":\"long enough password\"}"), 400, "role",
                "“BOSS” is not one of the possible values: VIEWER, MANAGER, ADMIN, AUDITOR."));
        // lists
        rows.add(new Row("limit out of range", "GET", "purchase-orders?limit=201", null, null, 400, "limit", "Enter a value from 1 to 200."));
        rows.add(new Row("unknown sort", "GET", "invoices?sort=id", null, null, 400, "sort",
                "“id” is not one of the possible values: issueDate, invoiceId, seller, billingPeriod, gross, state."));
        rows.add(new Row("unknown filter", "GET", "purchase-orders?stauts=ACTIVE", null, null, 400, "stauts", "There is no field “stauts”. Remove it or correct its name."));
        rows.add(new Row("made-up cursor", "GET", "purchase-orders?cursor=xyz", null, null, 400, "cursor", "“xyz” is not one of the possible values: nextCursor."));
        rows.add(new Row("forged cursor", "GET", "purchase-orders?sort=updatedAt&cursor=" + Base64.getUrlEncoder().withoutPadding()
                .encodeToString(utf8("updatedAt\u001f1\u001fyesterday")), null, null, 400, "cursor", null));
        for (String[] forged : new String[][] {{"purchase-orders", "updatedAt", "+999999999-01-01T00:00:00Z"}, {"purchase-orders", "effectiveMonth", "+999999999-12"},
            {"purchase-orders", "balance", "1E+999999999"}, {"purchase-orders", "purchaseOrderId", "\0"}, {"invoices", "issueDate", "+999999999-12-31"}, {"invoices", "state", "LOST"}}) {
            rows.add(new Row("forged cursor " + forged[2], "GET", forged[0] + "?sort=" + forged[1] + "&cursor=" + Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(utf8(forged[1] + "\u001f1\u001f" + forged[2])), null, null, 400, "cursor", null));
        }
        rows.add(new Row("month of another age", "GET", "invoices?billingPeriod=%2B999999999-12", null, null, 400, "billingPeriod", null));
        rows.add(invoice("date of another age", "2033-02-03", "+999999999-02-03", "issueDate", null));
        // the request as a whole
        rows.add(whole("malformed JSON", "POST", "purchase-orders", JSON, "{\n  \"purchaseOrderId\": \"BAD-2\",\n}", 400, null));
        rows.add(whole("JSON cut off", "POST", "purchase-orders", JSON, PO.substring(0, PO.length() - 5), 400, null));
        rows.add(whole("no body", "POST", "purchase-orders", JSON, "", 400, "The request has no body. Send a JSON document."));
        rows.add(whole("nested too deep", "POST", "purchase-orders", JSON, "[".repeat(100_000), 400, "The JSON is nested deeper than 20 levels."));
        rows.add(new Row("another encoding", "POST", "purchase-orders", JSON, PO.replace("BAD-2", "BÄD-2").getBytes(Charset.forName("windows-1252")), 400, null,
                "The body is not encoded in UTF-8."));
        rows.add(new Row("too large", "POST", "purchase-orders", JSON, spaces(9), 413, null, "The body is larger than 8 MB. Send it in parts, or as a file to /imports."));
        rows.add(whole("wrong content type", "POST", "purchase-orders", "text/plain", PO, 415,
                "This address does not take this Content-Type. Send application/json, or for a file multipart/form-data."));
        rows.add(whole("a form for JSON", "POST", "purchase-orders", "application/x-www-form-urlencoded", "purchaseOrderId=BAD-2", 415, null));
        rows.add(whole("unknown address", "GET", "purchase-order", null, null, 404, "There is nothing at this address, or no longer."));
        rows.add(whole("unknown id", "GET", "purchase-orders/999999999", null, null, 404, "There is nothing at this address, or no longer."));
        rows.add(whole("impossible id", "PUT", "purchase-orders/99999999999999999999/status", JSON, "{\"status\":\"ACTIVE\"}", 404, null));
        rows.add(whole("unknown method", "PATCH", "purchase-orders/{id}", JSON, "{}", 405, null));
        rows.add(whole("delete everything", "DELETE", "purchase-orders", null, null, 405, null));
        // files
        rows.add(file("empty file", part("file", ""), 400, "file", "The file is empty."));
        rows.add(file("file under another name", part("upload", "x"), 400, "file", "Enter a value."));
        rows.add(file("upload cut off", part("file", "invoiceId,seller\r\nBAD,x").replace("\r\n--xYz--\r\n", ""), 400, null,
                "The body is not complete multipart/form-data. Nothing was imported, send the file again."));
        rows.add(file("no form", "invoiceId,seller\r\n", 400, null, "The body is not complete multipart/form-data. Nothing was imported, send the file again."));
        rows.add(whole("file without a form", "POST", "imports", "text/csv", "invoiceId,seller\r\n", 415, null));
        return rows;
    }

    private static byte[] spaces(int megabytes) {
        byte[] body = new byte[megabytes << 20];
        Arrays.fill(body, (byte) ' ');
        return body;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isRefusedWithASentenceAndChangesNothing(Row row) {
        String before = everything();
        Api.Answer answer = Api.asAdmin().send(row.method(), row.path().replace("{id}", existing.getString("id")), row.contentType(), row.body());
        assertRefusal(answer, row.status());
        JsonObject problem = answer.object();
        if (row.field() == null) {
            assertThat(problem.containsKey("errors")).isFalse();
            assertThat(row.sentence() == null ? problem.getString("detail") : row.sentence()).isEqualTo(problem.getString("detail"));
        } else {
            JsonObject error = problem.getJsonArray("errors").getValuesAs(JsonObject.class).stream().filter(e -> e.getString("field").equals(row.field()))
                    .findFirst().orElseThrow(() -> new AssertionError(row.field() + " is not named: " + problem));
            assertThat(problem.getJsonArray("errors")).as("nothing else is wrong").hasSize(1);
            if (row.sentence() != null) {
                assertThat(error.getString("message")).isEqualTo(row.sentence());
            }
        }
        assertThat(everything()).isEqualTo(before);
    }

    static void assertRefusal(Api.Answer answer, int status) {
        answer.expect(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonObject problem = answer.object();
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("type")).startsWith("urn:openpo:problem:");
        assertThat(problem.getString("instance")).startsWith("/po/api/v1/");
        assertThat(problem.getString("requestId")).isEqualTo(answer.header("X-Request-Id"));
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ").doesNotContain("error.").doesNotContain("???");
    }

    /** What a refused request could have changed. */
    private static String everything() {
        Api api = Api.asAdmin();
        return String.join("\n", api.get("purchase-orders?purchaseOrderId=bad-1").expect(200).body(),
                api.get("purchase-orders?expiresFrom=2033-01&expiresTo=2034-12").expect(200).body(), api.get("invoices?search=bad").expect(200).body(),
                api.get("contacts?search=bad").expect(200).body(), api.get("users").expect(200).body(), api.get("imports?limit=1").expect(200).body());
    }

    @Test
    void allMistakesAreNamedAtOnce() {
        JsonObject problem = Api.asAdmin().post("purchase-orders", """
                {"sellers":[7],"currency":"XXQ","effectiveMonth":"2033-1","expirationMonth":"2033-12","extra":1,
                 "lineItems":[{"number":"1","type":"NONE","startMonth":"2033-01","endMonth":"2033-12","quantity":"-2"}]}""").expect(400).object();
        assertThat(problem.getJsonArray("errors").getValuesAs(JsonObject.class)).extracting(e -> e.getString("field")).containsExactlyInAnyOrder(
                "purchaseOrderId", "sellers[0]", "currency", "effectiveMonth", "extra", "lineItems[0].type", "lineItems[0].quantity");
        assertThat(problem.getString("detail")).isEqualTo("7 values are missing or wrong. The member errors names each.");
    }

    @Test
    void malformedJsonIsAnsweredWithItsPlace() {
        JsonObject problem = Api.asAdmin().post("invoices", "{\n  \"invoiceId\": oops\n}").expect(400).object();
        assertThat(problem.getString("type")).isEqualTo("urn:openpo:problem:malformed-json");
        assertThat(problem.getString("detail")).startsWith("The body is not valid JSON: line 2, column ");
    }

    @Test
    void refusalsSpeakVietnameseToWhoAsksForIt() {
        Api.Answer answer = Api.asAdmin().with("Accept-Language", "vi-VN,vi;q=0.9,en;q=0.5").post("purchase-orders", PO.replace("USD", "USX")).expect(400);
        assertThat(answer.object().getString("title")).isEqualTo("Dữ liệu không hợp lệ");
        assertThat(answer.object().getJsonArray("errors").getJsonObject(0).getString("message")).contains("“USX”").doesNotContain("is not");
        assertThat(answer.header("Content-Language")).isEqualTo("vi");
        assertThat(Api.anonymous().with("Accept-Language", "vi").get("me").expect(401).object().getString("title")).isEqualTo("Chưa đăng nhập");
    }

    @Test
    void aFileOfMoreThan100MegabytesIsRefusedWhenItHasBeenSent() {
        for (int megabytes : new int[] {101, 125}) {
            Api.Answer answer = Api.asAdmin().upload("imports", "large.csv", spaces(megabytes));
            assertRefusal(answer, 413);
            assertThat(answer.object().getJsonArray("errors").getJsonObject(0).getString("message"))
                    .isEqualTo("The file is larger than 100 MB. Split it and send the parts.");
        }
    }

    @Test
    void whatTheServerAnswersIsNotAcceptable() {
        assertRefusal(Api.asAdmin().with("Accept", "application/xml").get("me"), 406);
    }

    @Test
    void theMethodsThatThereAreAreNamed() {
        Api.Answer answer = Api.asAdmin().delete("purchase-orders");
        assertThat(answer.header("Allow")).contains("GET").contains("POST").doesNotContain("DELETE");
        assertThat(answer.object().getString("detail")).contains("POST");
        assertThat(Api.asAdmin().send("OPTIONS", "purchase-orders", null, null).status()).isEqualTo(200);
    }

    @Test
    void answersAreNotKeptByCachesAndOpenNoSession() {
        Api.Answer answer = Api.asAdmin().get("me").expect(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Set-Cookie")).isNull();
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(Api.anonymous().get("me").header("Set-Cookie")).isNull();
    }

    @Test
    void meSaysWhoIAm() {
        JsonObject me = Api.asAdmin().get("me").expect(200).object();
        assertThat(me.getString("name")).isEqualTo("admin");
        assertThat(me.getString("role")).isEqualTo("ADMIN");
        assertThat(me.getJsonArray("roles").getValuesAs(JsonString::getString)).containsExactly("ADMIN", "MANAGER", "VIEWER");
        assertThat(me).as("the language, null until somebody chooses one").containsKey("language");
        assertThat(ApiUsers.withRole("AUDITOR").get("me").expect(200).object().getString("role")).isEqualTo("AUDITOR");
    }
}
