package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;

/** Documents of purchase orders, duplicates and roll-overs over HTTP. */
class DocumentsIT {
    private static final Api API = Api.asAdmin();

    @Test
    void a_document_is_added_fetched_and_removed_and_the_purchase_order_was_not_changed() {
        JsonObject po = order("DOCS-1");
        String documents = "purchase-orders/" + po.getString("id") + "/documents";
        byte[] content = pdf(3 * 1024 * 1024);
        Api manager = ApiUsers.withRole("MANAGER");
        Api viewer = ApiUsers.withRole("VIEWER");

        Api.Answer added = manager.upload(documents, "../ký\u202Efdp.exe", content).expect(201);
        JsonObject document = added.object();
        assertThat(document.getString("name")).isEqualTo("kýfdp.exe.pdf");
        assertThat(document.getString("type")).isEqualTo("PDF");
        assertThat(document.getInt("sizeBytes")).isEqualTo(content.length);
        assertThat(added.header("Location")).endsWith(documents + "/" + document.getString("id"));
        JsonObject again = manager.upload(documents, "other.pdf", content).expect(200).object();
        assertThat(again.getBoolean("alreadyHere")).isTrue();
        assertThat(again.getString("id")).isEqualTo(document.getString("id"));
        assertThat(viewer.get(documents).expect(200).object().getJsonArray("items")).hasSize(1);

        String one = documents + "/" + document.getString("id");
        assertThat(viewer.get(one).expect(200).object().getString("sha256")).isEqualTo(document.getString("sha256"));
        HttpResponse<byte[]> fetched = viewer.with("Accept", "*/*").download(one + "/content");
        assertThat(fetched.body()).isEqualTo(content);
        assertSaved(fetched, "application/pdf", "attachment; filename=\"k_fdp.exe.pdf\"; filename*=UTF-8''k%C3%BDfdp.exe.pdf");

        Api.Answer head = viewer.with("Accept", "*/*").send("HEAD", one + "/content", "application/octet-stream", new byte[0]).expect(200);
        assertThat(head.header("Content-Disposition")).startsWith("attachment; filename=\"k_fdp.exe.pdf\"");
        assertThat(head.header("Content-Type")).startsWith("application/pdf");

        HttpResponse<String> page = ApiUsers.inPages("VIEWER").get("documents/" + po.getString("id") + "/" + document.getString("id"));
        assertSaved(page, "application/pdf", "attachment; filename=\"k_fdp.exe.pdf\"; filename*=UTF-8''k%C3%BDfdp.exe.pdf");
        assertThat(ApiUsers.inPages("VIEWER").get("documents/" + po.getString("id") + "/999999999").statusCode()).isEqualTo(404);
        assertThat(Pages.anonymous().get("documents/" + po.getString("id") + "/" + document.getString("id")).statusCode()).isEqualTo(302);

        assertThat(API.get("purchase-orders/" + po.getString("id")).expect(200).object()).isEqualTo(po);
        manager.delete(one + "?reason=sent%20twice").expect(204);
        viewer.get(one).expect(404);
        viewer.get(one + "/content").expect(404);
        assertThat(API.get("purchase-orders/" + po.getString("id")).expect(200).object()).isEqualTo(po);
        JsonObject events = API.get("audit-events?objectType=Document&objectId=" + document.getString("id")).expect(200).object();
        assertThat(events.getJsonArray("items").getValuesAs(JsonObject.class)).extracting(e -> e.getString("action"))
                .containsExactly("DOCUMENT_REMOVED", "DOCUMENT_READ", "DOCUMENT_READ", "DOCUMENT_ADDED");
        String removal = events.getJsonArray("items").getJsonObject(0).getString("id");
        assertThat(API.get("audit-events/" + removal).expect(200).body()).contains(document.getString("sha256"), "kýfdp.exe.pdf", "sent twice");
    }

    private static void assertSaved(HttpResponse<?> answer, String type, String disposition) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(t -> assertThat(t).startsWith(type));
        assertThat(answer.headers().firstValue("Content-Disposition")).contains(disposition);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().allValues("Content-Security-Policy")).anyMatch(policy -> policy.contains("sandbox"));
    }

    @Test
    void what_is_not_taken_is_refused_with_one_sentence() {
        String documents = "purchase-orders/" + order("DOCS-2").getString("id") + "/documents";

        JsonObject html = API.upload(documents, "offer.pdf", "<!DOCTYPE html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8)).expect(400).object();
        assertThat(html.getJsonArray("errors").getJsonObject(0).getString("field")).isEqualTo("file");
        assertThat(html.getJsonArray("errors").getJsonObject(0).getString("message")).startsWith("Its content is none of the types that are taken: PDF, PNG");
        assertThat(API.upload(documents, "large.pdf", pdf(25 * 1024 * 1024 + 1)).expect(413).body()).contains("larger than 25 MB");
        API.upload(documents, "large.pdf", pdf(27 * 1024 * 1024)).expect(413);
        API.upload(documents, "empty.pdf", new byte[0]).expect(400);
        API.send("POST", documents, "multipart/form-data; boundary=x", "--x--\r\n".getBytes(StandardCharsets.UTF_8)).expect(400);
        API.upload("purchase-orders/999999999/documents", "a.txt", "a".getBytes(StandardCharsets.UTF_8)).expect(404);
        assertThat(API.get(documents).expect(200).object().getJsonArray("items")).isEmpty();

        Api once = API.with("Idempotency-Key", "docs-2");
        JsonObject first = once.upload(documents, "a.txt", "a".getBytes(StandardCharsets.UTF_8)).expect(201).object();
        assertThat(once.upload(documents, "a.txt", "a".getBytes(StandardCharsets.UTF_8)).expect(201).object()).isEqualTo(first);
    }

    @Test
    void uploads_at_the_same_time_are_one_if_they_are_the_same_and_no_more_than_may_be() {
        String documents = "purchase-orders/" + order("DOCS-4").getString("id") + "/documents";

        assertThat(atOnce(documents, i -> "the same")).containsExactly(200, 200, 200, 201);
        for (int i = 1; i < 49; i++) {
            API.upload(documents, "a.txt", ("before " + i).getBytes(StandardCharsets.UTF_8)).expect(201);
        }
        assertThat(atOnce(documents, i -> "the last " + i)).containsExactly(201, 409, 409, 409);
        assertThat(API.get(documents).expect(200).object().getJsonArray("items")).hasSize(50);
    }

    /** What four uploads at once are answered with, sorted. */
    private static List<Integer> atOnce(String documents, IntFunction<String> content) {
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            List<CompletableFuture<Integer>> answers = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> API.upload(documents, "a.txt", content.apply(i).getBytes(StandardCharsets.UTF_8)).status(), clients)).toList();
            return answers.stream().map(CompletableFuture::join).sorted().toList();
        } finally {
            clients.shutdown();
        }
    }

    @Test
    void a_long_name_of_wide_characters_is_taken() {
        String documents = "purchase-orders/" + order("DOCS-3").getString("id") + "/documents";

        JsonObject document = API.upload(documents, "\uD835\uDC00".repeat(150), "a".getBytes(StandardCharsets.UTF_8)).expect(201).object();
        assertThat(document.getString("name")).endsWith(".txt").hasSizeLessThanOrEqualTo(200);
        assertThat(API.get("audit-events?objectType=Document&objectId=" + document.getString("id")).expect(200).body()).contains(document.getString("name"));
    }

    @Test
    void a_purchase_order_is_duplicated_and_rolled_over() {
        JsonObject po = order("DOCS-2062-A");
        String path = "purchase-orders/" + po.getString("id");

        JsonObject proposed = API.post(path + "/roll-over?preview=true", "{}").expect(200).object().getJsonObject("purchaseOrder");
        assertThat(proposed.getString("purchaseOrderId")).isEqualTo("DOCS-2063-A");
        API.post("purchase-orders/what-if", proposed.toString()).expect(200);
        Api.Answer rolled = API.post(path + "/roll-over", "{}").expect(201);
        JsonObject next = rolled.object().getJsonObject("purchaseOrder");
        assertThat(rolled.header("Location")).endsWith("/purchase-orders/" + next.getString("id"));
        assertThat(next.getString("effectiveMonth")).isEqualTo("2063-01");
        assertThat(next.getJsonArray("lineItems").getJsonObject(0).getString("endMonth")).isEqualTo("2063-12");
        assertThat(rolled.object().getJsonArray("alreadyRolledOverTo")).isEmpty();
        assertThat(API.post(path + "/roll-over?preview=true", "{}").expect(200).object().getJsonArray("alreadyRolledOverTo").getJsonObject(0).getString("purchaseOrderId")).isEqualTo("DOCS-2063-A");
        assertThat(API.get(path + "/roll-over").expect(200).object().getJsonArray("rolledOverTo").getJsonObject(0).getString("purchaseOrderId")).isEqualTo("DOCS-2063-A");
        assertThat(API.get("purchase-orders/" + next.getString("id") + "/roll-over").expect(200).object().getJsonObject("rolledOverFrom").getString("id")).isEqualTo(po.getString("id"));
        assertThat(API.get(path).expect(200).object()).isEqualTo(po);

        API.post(path + "/duplicate", "{}").expect(400);
        API.post(path + "/duplicate", "{\"purchaseOrderId\":\"docs-2062-a\"}").expect(409);
        JsonObject copy = API.post(path + "/duplicate", "{\"purchaseOrderId\":\"DOCS-COPY\"}").expect(201).object().getJsonObject("purchaseOrder");
        assertThat(copy.getString("effectiveMonth")).isEqualTo("2062-01");
        assertThat(copy.getString("purchaseOrderId")).isEqualTo("DOCS-COPY");
    }

    /** In months of its own: with any seller it would take invoices of other tests. */
    private static JsonObject order(String id) {
        return API.post("purchase-orders", ApiMainJobIT.purchaseOrder(id, "ANY", ApiMainJobIT.line("1", "1.00")).replace("2026", "2062")).expect(201).object();
    }

    private static byte[] pdf(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        System.arraycopy("%PDF-1.7".getBytes(StandardCharsets.US_ASCII), 0, content, 0, 8);
        return content;
    }
}
