package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of the OpenAPI document refuses whoever lacks its role, and whoever is nobody. */
class ApiRolesIT {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");
    private static final Map<String, Set<String>> INCLUDED = Map.of("VIEWER", Set.of("VIEWER"), "MANAGER", Set.of("VIEWER", "MANAGER"),
            "AUDITOR", Set.of("VIEWER", "AUDITOR"), "ADMIN", Set.of("VIEWER", "MANAGER", "ADMIN"));
    private static JsonObject purchaseOrder;

    record Operation(String method, String path, String role, boolean peopleOnly, String contentType) {
        boolean admits(Set<String> roles) {
            return Stream.of(role.split(",")).anyMatch(roles::contains);
        }

        @Override
        public String toString() {
            return method + " " + path + " for " + role;
        }
    }

    static List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        Api.asAdmin().get("openapi").expect(200).object().getJsonObject("paths").forEach((path, item) -> item.asJsonObject().forEach((method, operation) -> {
            if (METHODS.contains(method)) {
                operations.add(operation(method, path, operation.asJsonObject()));
            }
        }));
        assertThat(operations).hasSizeGreaterThan(30);
        return operations;
    }

    private static Operation operation(String method, String path, JsonObject operation) {
        JsonValue body = operation.get("requestBody");
        String contentType = body == null ? null : body.asJsonObject().getJsonObject("content").keySet().iterator().next();
        return new Operation(method.toUpperCase(Locale.ROOT), path.substring(1), operation.getString("x-role"), operation.getBoolean("x-people-only", false),
                "multipart/form-data".equals(contentType) ? contentType + "; boundary=x" : contentType);
    }

    static Stream<Operation> protectedOperations() {
        return operations().stream().filter(o -> !o.role().equals("VIEWER"));
    }

    @BeforeAll
    static void somethingToChange() {
        purchaseOrder = Api.asAdmin().post("purchase-orders", ApiMainJobIT.purchaseOrder("ROLES-1", "ANY", ApiMainJobIT.line("1", "1.00")).replace("2026", "2032"))
                .expect(201).object();
        // Wrong passwords lock an account for a while; this one is nobody's.
        Api.asAdmin().post("users", "{\"name\":\"roles-victim\",\"role\":\"ADMIN\",\"password\":\"a-password-for-tests\"}").expect(201);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void nobodyGetsIn(Operation operation) {
        for (Api nobody : List.of(Api.anonymous(), Api.anonymous().as("roles-victim", "wrong"), Api.anonymous().as("nobody", "x"),
                Api.anonymous().with("Authorization", "Basic !!!"), Api.anonymous().asBearer("x"))) {
            Api.Answer answer = send(nobody, operation);
            assertProblem(answer, 401);
            assertThat(answer.response().headers().allValues("WWW-Authenticate")).anyMatch(h -> h.startsWith("Basic")).anyMatch(h -> h.startsWith("Bearer"));
        }
    }

    @ParameterizedTest
    @MethodSource("protectedOperations")
    void whoLacksTheRoleIsRefusedAndNothingChanges(Operation operation) {
        INCLUDED.forEach((role, included) -> {
            if (!operation.admits(included)) {
                assertProblem(send(ApiUsers.withRole(role), operation), 403);
            }
        });
        assertThat(Api.asAdmin().get("purchase-orders/" + purchaseOrder.getString("id")).expect(200).object()).isEqualTo(purchaseOrder);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whoHasTheRoleIsLetIn(Operation operation) {
        INCLUDED.forEach((role, included) -> {
            if (operation.admits(included) && !operation.method().equals("DELETE") && !operation.path().endsWith("rematch")) {
                assertThat(send(ApiUsers.withRole(role), operation).status()).as("%s: %s", role, operation).isNotIn(401, 403);
            }
        });
    }

    /** A token may what an account of its role may, except what is for people. */
    @ParameterizedTest
    @MethodSource("operations")
    void aTokenMayWhatItsRoleMay(Operation operation) {
        INCLUDED.forEach((role, included) -> {
            if (!operation.admits(included) || operation.peopleOnly()) {
                assertProblem(send(ApiUsers.tokenOf(role), operation), 403);
            } else if (!operation.method().equals("DELETE") && !operation.path().endsWith("rematch")) {
                assertThat(send(ApiUsers.tokenOf(role), operation).status()).as("%s: %s", role, operation).isNotIn(401, 403, 429);
            }
        });
    }

    /** With bodies that say nothing: whoever is let in is told so. */
    private static Api.Answer send(Api api, Operation operation) {
        String line = purchaseOrder.getJsonArray("lineItems").getJsonObject(0).getString("id");
        String path = operation.path().replace("{lineItemId}", line).replace("{number}", "1").replace("{documentId}", "1").replace("{id}", operation.path().startsWith("purchase-orders") ? purchaseOrder.getString("id") : "1");
        boolean bodiless = operation.contentType() == null;
        return api.send(operation.method(), path, operation.contentType(), bodiless ? null : "{".getBytes(StandardCharsets.UTF_8));
    }

    private static void assertProblem(Api.Answer answer, int status) {
        answer.expect(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.object().getInt("status")).isEqualTo(status);
        assertThat(answer.object().getString("detail")).isNotBlank();
        assertThat(answer.object().getString("requestId")).isEqualTo(answer.header("X-Request-Id"));
    }
}
