package org.openpo.it;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a screen: keeps cookies, follows nothing by itself, and sends whatever it is told to, right or wrong. */
final class Pages {
    private static final Pattern VIEW_STATE = Pattern.compile("name=\"jakarta\\.faces\\.ViewState\"[^>]*value=\"([^\"]+)\"");

    private final CookieManager jar = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).followRedirects(HttpClient.Redirect.NEVER)
            .cookieHandler(jar).build();

    /** Signed in as somebody, by the sign-in page. */
    static Pages as(String name, String password) {
        Pages pages = new Pages();
        HttpResponse<String> answer = pages.signIn(name, password);
        if (answer.statusCode() != 302) {
            throw new AssertionError("sign-in of " + name + " was answered with " + answer.statusCode() + "\n" + answer.body());
        }
        return pages;
    }

    static Pages asAdmin() {
        return as(OpenPoServer.ADMIN, OpenPoServer.ADMIN_PASSWORD);
    }

    static Pages anonymous() {
        return new Pages();
    }

    HttpResponse<String> signIn(String name, String password) {
        String page = get("sign-in").body();
        return post("sign-in", Map.of(), form("signInForm", page, Map.of("signInForm:name", name, "signInForm:password", password, "signInForm:submit", "")));
    }

    /** @param path below {@code /po/}, sent as it is */
    HttpResponse<String> get(String path) {
        return send("GET", path, Map.of(), null);
    }

    HttpResponse<String> post(String path, Map<String, String> headers, Map<String, String> parameters) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/x-www-form-urlencoded");
        return send("POST", path, all, encoded(parameters));
    }

    HttpResponse<String> send(String method, String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(OpenPoServer.baseUrl() + path)).timeout(Duration.ofMinutes(1))
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What a browser sends for a form of a page, with these values besides its hidden fields. */
    static Map<String, String> form(String id, String page, Map<String, String> values) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(id, id);
        all.putAll(values);
        all.put("jakarta.faces.ViewState", viewState(page));
        return all;
    }

    /** What PrimeFaces sends when a button is pressed that calls the server without loading the page anew. */
    static Map<String, String> pressed(String button, String page) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("jakarta.faces.partial.ajax", "true", "jakarta.faces.source", button,
                "jakarta.faces.partial.execute", "@all", "jakarta.faces.partial.render", "@none", button, button));
        return form(button.substring(0, button.indexOf(':')), page, all);
    }

    static String viewState(String page) {
        Matcher state = VIEW_STATE.matcher(page);
        if (!state.find()) {
            throw new AssertionError("The page has no form:\n" + page);
        }
        return state.group(1).replace("&#58;", ":").replace("&#45;", "-");
    }

    /** As the value of the header {@code Cookie}. */
    String cookies() {
        return jar.getCookieStore().getCookies().stream().map(c -> c.getName() + "=" + c.getValue()).collect(Collectors.joining("; "));
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream().map(p -> URLEncoder.encode(p.getKey(), StandardCharsets.UTF_8) + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
