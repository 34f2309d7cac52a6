package org.openpo.ejb.inbound.aws;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Keeps the last answer as it came over the wire: what is imported, checked and kept is that, not what the SDK's model knows of it. One
 * that broke off is asked for again; one that is no list of summaries is refused.
 */
final class AnswerAsReceived implements ExecutionInterceptor {
    /** A hundred summaries have some hundred kilobytes. */
    private static final int BYTES_MAX = 32 * 1024 * 1024;

    private byte[] bytes;
    private JsonArray summaries;

    /** An answer with status 200 that is not what the model says. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    byte[] bytes() {
        return bytes;
    }

    JsonArray summaries() {
        return summaries;
    }

    void forget() {
        bytes = null;
        summaries = null;
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        if (!context.httpResponse().isSuccessful()) {
            return context.responseBody();
        }
        bytes = read(context.responseBody().orElse(InputStream.nullInputStream()));
        long announced = context.httpResponse().firstMatchingHeader("Content-Length").map(Long::valueOf).orElse((long) bytes.length);
        if (bytes.length < announced) {
            throw RetryableException.create("The answer broke off after " + bytes.length + " of " + announced + " bytes", new IOException("end of stream"));
        }
        summaries = summaries(bytes);
        return Optional.of(new ByteArrayInputStream(bytes));
    }

    private static byte[] read(InputStream body) {
        try {
            byte[] read = body.readNBytes(BYTES_MAX + 1);
            if (read.length > BYTES_MAX) {
                throw new Unreadable("The answer has more than " + BYTES_MAX + " bytes", null);
            }
            return read;
        } catch (IOException e) {
            throw RetryableException.create("The answer broke off", e);
        }
    }

    private static JsonArray summaries(byte[] bytes) {
        try (JsonReader reader = JSON.createReader(new ByteArrayInputStream(bytes))) {
            JsonObject answer = reader.readObject();
            if (answer.get("InvoiceSummaries") instanceof JsonArray found) {
                return found;
            }
            throw new Unreadable("The answer has no InvoiceSummaries", null);
        } catch (JsonException | IllegalStateException notJson) {
            throw new Unreadable("The answer is no JSON", notJson);
        }
    }
}
