package org.openpo.it;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Accounts with one role each, made when a test first asks for them. */
final class ApiUsers {
    private static final String PASSWORD = "a-password-for-tests";
    private static final Map<String, Api> CLIENTS = new ConcurrentHashMap<>();

    private ApiUsers() { }

    /** @param role VIEWER, MANAGER, ADMIN or AUDITOR */
    static Api withRole(String role) {
        return CLIENTS.computeIfAbsent(role, ApiUsers::create);
    }

    /** A program with a token of this role. */
    static Api tokenOf(String role) {
        return CLIENTS.computeIfAbsent("token of " + role, key -> Api.anonymous().asBearer(Api.asAdmin().post("tokens", """
                {"name":"api-%s","role":"%s","expiresAt":"%s","requestsPerMinute":60000}""".formatted(role, role, Instant.now().plus(Duration.ofDays(1)))).expect(201).object().getString("token")));
    }

    /** The same account in the pages, in a session of its own. */
    static Pages inPages(String role) {
        withRole(role);
        return Pages.as(name(role), PASSWORD);
    }

    private static String name(String role) {
        return "api-" + role.toLowerCase(Locale.ROOT);
    }

    private static Api create(String role) {
        String name = name(role);
        Api.asAdmin().post("users", """
                {"name":"%s","displayName":"Test %s","role":"%s","password":"%s"}""".formatted(name, role, role, PASSWORD)).expect(201);
        return Api.anonymous().as(name, PASSWORD);
    }
}
