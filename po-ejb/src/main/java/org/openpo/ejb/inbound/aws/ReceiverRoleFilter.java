package org.openpo.ejb.inbound.aws;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.openpo.domain.inbound.AwsReceiverRole;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Adds {@code Filter.ReceiverRole} to a request before it is signed: the service's model has it, the classes of the SDK of version 2.40
 * do not yet.
 */
final class ReceiverRoleFilter implements ExecutionInterceptor {
    private final AwsReceiverRole role;

    ReceiverRoleFilter(AwsReceiverRole role) {
        this.role = role;
    }

    @Override
    public Optional<RequestBody> modifyHttpContent(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return context.requestBody().map(body -> RequestBody.fromBytes(withRole(body)));
    }

    private byte[] withRole(RequestBody body) {
        try (InputStream in = body.contentStreamProvider().newStream(); JsonReader reader = JSON.createReader(in)) {
            JsonObject request = reader.readObject();
            JsonObject filter = JSON.createObjectBuilder(request.getJsonObject("Filter")).add("ReceiverRole", role.name()).build();
            return JSON.createObjectBuilder(request).add("Filter", filter).build().toString().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sees the body as it was before {@link #modifyHttpContent}. */
    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return context.requestBody().map(body -> context.httpRequest().toBuilder().putHeader("Content-Length", String.valueOf(withRole(body).length)).build())
                .orElse(context.httpRequest());
    }
}
