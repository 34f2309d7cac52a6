package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request with an Idempotency-Key is worked off once, however often it is sent. */
class IdempotencyIT {
    private static final String REPLAYED = "Idempotency-Replayed";

    private static Api with(String key) {
        return ApiUsers.withRole("MANAGER").with("Idempotency-Key", key);
    }

    private static String order(String id) {
        return ApiMainJobIT.purchaseOrder(id, "ANY", ApiMainJobIT.line("1", "1.00")).replace("2026", "2035");
    }

    @Test
    void theSameRequestGetsTheSameAnswer() {
        String key = UUID.randomUUID().toString();
        Api.Answer first = with(key).post("purchase-orders", order("IDEM-1")).expect(201);
        Api.Answer second = with(key).post("purchase-orders", order("IDEM-1")).expect(201);
        assertThat(first.header(REPLAYED)).isNull();
        assertThat(second.header(REPLAYED)).isEqualTo("true");
        assertThat(second.object()).isEqualTo(first.object());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(ApiUsers.withRole("MANAGER").post("purchase-orders", order("IDEM-1")).status()).as("without the key").isEqualTo(409);
    }

    @Test
    void anotherRequestWithTheSameKeyIsRefused() {
        String key = UUID.randomUUID().toString();
        with(key).post("purchase-orders", order("IDEM-2")).expect(201);
        ApiBadInputIT.assertRefusal(with(key).post("purchase-orders", order("IDEM-3")), 422);
        ApiBadInputIT.assertRefusal(with(key).post("invoices", order("IDEM-2")), 422);
        assertThat(Api.asAdmin().get("purchase-orders?purchaseOrderId=IDEM-3").expect(200).object().getJsonArray("items")).isEmpty();
        Api.asAdmin().with("Idempotency-Key", key).post("purchase-orders", order("IDEM-4")).expect(201);
    }

    @Test
    void aRefusalIsJudgedAnew() {
        String key = UUID.randomUUID().toString();
        with(key).post("purchase-orders", order("IDEM-5").replace("\"USD\"", "\"XXQ\"")).expect(400);
        with(key).post("purchase-orders", order("IDEM-5")).expect(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with a space", "đ"})
    void whatIsNoKeyIsRefused(String key) {
        byte[] wire = key.getBytes(StandardCharsets.UTF_8);
        if (wire.length == key.length()) {
            ApiBadInputIT.assertRefusal(with(key).post("purchase-orders", order("IDEM-6")), 400);
        }
        ApiBadInputIT.assertRefusal(with("x".repeat(201)).post("purchase-orders", order("IDEM-6")), 400);
    }

    @Test
    void whoeverSendsAtTheSameTimeIsWorkedOffOnce() throws Exception {
        String key = UUID.randomUUID().toString();
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            Callable<Api.Answer> call = () -> with(key).post("purchase-orders", order("IDEM-7"));
            List<Integer> statuses = clients.invokeAll(IntStream.range(0, 8).mapToObj(i -> call).toList()).stream().map(IdempotencyIT::status).toList();
            assertThat(statuses).contains(201).isSubsetOf(201, 503);
        } finally {
            clients.shutdownNow();
        }
        with(key).post("purchase-orders", order("IDEM-7")).expect(201);
    }

    private static int status(Future<Api.Answer> answer) {
        try {
            return answer.get().status();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anArrayHasAnEnd() {
        String one = "{\"invoiceId\":\"IDEM-%d\",\"seller\":\"Idem Ltd\",\"billingPeriod\":\"2035-05\",\"issueDate\":\"2035-06-02\",\"currency\":\"EUR\",\"gross\":\"1.00\"}";
        String many = IntStream.range(0, 1001).mapToObj(one::formatted).collect(Collectors.joining(",", "[", "]"));
        Api.Answer answer = with(UUID.randomUUID().toString()).post("invoices", many);
        ApiBadInputIT.assertRefusal(answer, 413);
        assertThat(answer.object().getString("detail")).isEqualTo("The array has more than 1,000 invoices. Send it in parts, or as a file to /imports.");
        assertThat(Api.asAdmin().get("invoices?search=IDEM-").expect(200).object().getJsonArray("items")).isEmpty();
    }
}
