package org.openpo.ejb.inbound.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** The AWS Invoicing API on this machine, after its model: lists the summaries of one account in a window of at most a month, page by page. */
public final class StubInvoicing implements AutoCloseable {
    public static final String ACCOUNT = "123456789012";
    private static final int PAGE = 2;
    private static final long MONTH_SECONDS = 31L * 24 * 3600;

    private final HttpServer server;
    private final List<JsonObject> summaries = Collections.synchronizedList(new ArrayList<>());
    private final List<JsonObject> requests = Collections.synchronizedList(new ArrayList<>());
    private final Deque<Fault> faults = new ArrayDeque<>();
    /** Makes each token another one. */
    private int tokens;

    /** What happens instead of an answer. */
    @FunctionalInterface
    public interface Fault {
        void happen(HttpExchange exchange) throws IOException;
    }

    public StubInvoicing() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** One more invoice, as AWS lists it. */
    public StubInvoicing issue(String id, String day, String gross) {
        summaries.add(Json.createObjectBuilder().add("AccountId", ACCOUNT).add("InvoiceId", id).add("IssuedDate", epoch(day)).add("BillType", "ANNIVERSARY").add("InvoiceType", "INVOICE")
                .add("Entity", Json.createObjectBuilder().add("InvoicingEntity", "Amazon Web Services, Inc.").add("BillingEntity", "AWS"))
                .add("BillingPeriod", Json.createObjectBuilder().add("Month", 8).add("Year", 2026)).add("MemberOfTomorrow", "kept")
                .add("BaseCurrencyAmount", Json.createObjectBuilder().add("TotalAmount", gross).add("CurrencyCode", "USD")).build());
        return this;
    }

    /** The same invoice with another amount. */
    public void reissue(String id, String day, String gross) {
        summaries.removeIf(s -> s.getString("InvoiceId").equals(id));
        issue(id, day, gross);
    }

    private static long epoch(String day) {
        return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    /** The next requests that come in go wrong, one after the other. */
    public StubInvoicing fail(Fault... next) {
        faults.addAll(List.of(next));
        return this;
    }

    /** From now on all goes well. */
    public void mend() {
        faults.clear();
    }

    /** An error as the JSON protocol of AWS says it. */
    public static Fault error(int status, String type, String message) {
        return exchange -> answer(exchange, status, Json.createObjectBuilder().add("__type", "com.amazonaws.invoicing#" + type).add("message", message).build().toString());
    }

    public static Fault text(int status, String text) {
        return exchange -> answer(exchange, status, text);
    }

    /** The request is answered as it should be. */
    public Fault none() {
        return this::list;
    }

    /** The connection ends in the middle of the answer. */
    public static Fault brokenOff() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 100_000);
            exchange.getResponseBody().write("{\"InvoiceSummaries\":[{\"InvoiceId\":\"half".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("broken off on purpose");
        };
    }

    /** What was asked, in order. */
    public List<JsonObject> requests() {
        return List.copyOf(requests);
    }


    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try (JsonReader reader = Json.createReader(exchange.getRequestBody())) {
                requests.add(reader.readObject());
            }
            Fault fault = faults.poll();
            if (fault == null) {
                list(exchange);
            } else {
                fault.happen(exchange);
            }
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        JsonObject request = requests.get(requests.size() - 1);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (!"Invoicing.ListInvoiceSummaries".equals(exchange.getRequestHeaders().getFirst("X-Amz-Target")) || authorization == null
                || !authorization.matches("AWS4-HMAC-SHA256 Credential=stub-key/\\d{8}/us-east-1/invoicing/aws4_request,.*")) {
            error(400, "MissingAuthenticationTokenException", "not signed: " + authorization).happen(exchange);
            return;
        }
        JsonObject selector = request.getJsonObject("Selector");
        JsonObject interval = request.getJsonObject("Filter").getJsonObject("TimeInterval");
        long from = interval.getJsonNumber("StartDate").bigDecimalValue().longValueExact();
        long until = interval.getJsonNumber("EndDate").bigDecimalValue().longValueExact();
        if (!selector.getString("ResourceType").equals("ACCOUNT_ID") || !selector.getString("Value").equals(ACCOUNT) || until - from > MONTH_SECONDS || request.getInt("MaxResults") > 100) {
            error(400, "ValidationException", "The input fails to satisfy the constraints.").happen(exchange);
            return;
        }
        List<JsonObject> found = summaries.stream().filter(s -> s.getJsonNumber("IssuedDate").longValue() >= from && s.getJsonNumber("IssuedDate").longValue() < until).toList();
        int start = request.containsKey("NextToken") ? Integer.parseInt(request.getString("NextToken").split("-")[1]) : 0;
        int end = Math.min(found.size(), start + PAGE);
        JsonArrayBuilder page = Json.createArrayBuilder();
        found.subList(start, end).forEach(page::add);
        JsonObjectBuilder answer = Json.createObjectBuilder().add("InvoiceSummaries", page);
        if (end < found.size()) {
            answer.add("NextToken", "token-" + end + "-" + ++tokens);
        }
        answer(exchange, 200, answer.build().toString());
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
