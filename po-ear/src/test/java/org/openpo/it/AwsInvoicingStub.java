package org.openpo.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** What the shared OpenPO takes for the AWS Invoicing API: one answer to every request that is signed. What pulls do with all kinds of answers is tested in po-ejb. */
public final class AwsInvoicingStub {
    private static HttpServer server;
    private static volatile int status;
    private static volatile String answer;

    private AwsInvoicingStub() { }

    /** Starts it, and says how a server finds it. */
    static synchronized Map<String, String> environment() {
        if (server == null) {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.createContext("/", AwsInvoicingStub::handle);
            server.start();
        }
        return Map.of("OPENPO_AWS_INVOICING_ENDPOINT", "http://localhost:" + server.getAddress().getPort(), "AWS_ACCESS_KEY_ID", "stub-key", "AWS_SECRET_ACCESS_KEY", "stub-secret");
    }

    /** From now on it lists one invoice. */
    public static void lists(String invoiceId) {
        says(200, """
                {"InvoiceSummaries":[{"AccountId":"123456789012","InvoiceId":"%s","IssuedDate":1767312000,"BillType":"ANNIVERSARY","InvoiceType":"INVOICE","BillingPeriod":{"Year":2026,"Month":1},
                "Entity":{"InvoicingEntity":"Amazon Web Services, Inc.","BillingEntity":"AWS"},"BaseCurrencyAmount":{"TotalAmount":"5.00","CurrencyCode":"USD"}}]}""".formatted(invoiceId));
    }

    /** From now on it refuses. */
    public static void refuses(String error) {
        says(400, "{\"__type\":\"com.amazonaws.invoicing#" + error + "\",\"message\":\"no\"}");
    }

    private static void says(int code, String body) {
        status = code;
        answer = body;
    }

    private static void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String signature = exchange.getRequestHeaders().getFirst("Authorization");
            boolean signed = signature != null && signature.startsWith("AWS4-HMAC-SHA256 Credential=stub-key/");
            byte[] body = (signed ? answer : "{\"__type\":\"MissingAuthenticationTokenException\"}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(signed ? status : 403, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
