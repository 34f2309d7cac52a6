package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may open which page, and what a page does with a form that is not its own. */
class PagesAccessIT {
    private static final String PASSWORD = "a-password-for-tests";
    private static JsonObject order;
    private static Pages viewer;

    @BeforeAll
    static void somethingToChange() {
        order = Api.asAdmin().post("purchase-orders", ApiMainJobIT.purchaseOrder("PAGES-1", "ANY", ApiMainJobIT.line("1", "1.00")).replace("2026", "2034"))
                .expect(201).object();
        viewer = ApiUsers.inPages("VIEWER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dashboard", "invoices", "reports", "imports", "purchase-orders/add", "purchase-orders/details?id=1", "admin/users", "admin/tokens", "dashboard.xhtml",
        "%64ashboard", "api/../invoices", "jakarta.faces.resource/../admin/users", "admin/users;jsessionid=1"})
    void whoIsNotSignedInIsSentToSignIn(String path) {
        HttpResponse<String> answer = Pages.anonymous().get(path);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).contains("/po/sign-in");
        assertThat(answer.body()).doesNotContain("PAGES-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"purchase-orders/add", "purchase-orders/add.xhtml", "purchase-orders/edit?id={id}", "purchase-orders/edit.xhtml?id={id}",
        "purchase-orders/line-items", "purchase-orders/line-items?id={id}", "purchase-orders/line-items.xhtml", "admin/users",
        "admin/users.xhtml", "admin/tokens", "admin/ledger", "purchase-orders/%61dd", "purchase-orders/./add", "x/../admin/users", "admin/%75sers", "jakarta.faces.resource/../admin/users",
        "api/../purchase-orders/add", "purchase-orders/add;a=b"})
    void whoMayOnlyReadIsRefusedByPagesThatChangeSomething(String path) {
        for (String role : List.of("VIEWER", "AUDITOR")) {
            HttpResponse<String> answer = (role.equals("VIEWER") ? viewer : ApiUsers.inPages(role)).get(path.replace("{id}", order.getString("id")));
            assertThat(answer.statusCode()).as("%s: %s", role, path).isEqualTo(403);
            assertThat(answer.body()).contains("Your role does not allow this").doesNotContain("<form");
        }
    }

    /** Auditors look at imports and fetch their files; they hand nothing in. */
    @ParameterizedTest
    @ValueSource(strings = {"imports", "imports.xhtml", "api/../imports", "imports;a=b"})
    void importsAreForManagersAndAuditors(String path) {
        assertThat(viewer.get(path).statusCode()).isEqualTo(403);
        HttpResponse<String> auditors = ApiUsers.inPages("AUDITOR").get(path);
        assertThat(auditors.statusCode()).isEqualTo(200);
        assertThat(auditors.body()).doesNotContain("uploadForm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit", "audit.xhtml", "%61udit", "api/../audit", "audit;a=b"})
    void theAuditTrailIsForAuditorsAndAdministrators(String path) {
        assertThat(viewer.get(path).statusCode()).isEqualTo(403);
        assertThat(ApiUsers.inPages("MANAGER").get(path).statusCode()).isEqualTo(403);
        assertThat(ApiUsers.inPages("AUDITOR").get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void aManagerDoesNotAdminister() {
        Pages manager = ApiUsers.inPages("MANAGER");
        assertThat(manager.get("admin/users").statusCode()).isEqualTo(403);
        assertThat(manager.get("admin/tokens").statusCode()).isEqualTo(403);
        assertThat(manager.get("imports").statusCode()).isEqualTo(200);
    }

    /** Buttons that the page does not show to this person are not there for whoever knows their names either. */
    @ParameterizedTest
    @CsvSource({"purchase-orders/details?id={id}, actions:delete", "purchase-orders/details?id={id}, actions:status", "purchase-orders/details?id={id}, deleteForm:delete",
        "purchase-orders/details?id={id}, statusForm:save", "invoices/details?id={invoice}, actions:matchAgain", "dashboard, actions:matchAll"})
    void actionsThatAreHiddenDoNothing(String path, String button) {
        String invoice = Api.asAdmin().post("invoices", """
                {"invoiceId":"PAGES-HIDDEN","seller":"Pages Nobody Ltd","billingPeriod":"2034-05","issueDate":"2034-06-02","currency":"EUR","gross":"1.00"}""").object().getString("id");
        String before = state(invoice);
        String address = path.replace("{id}", order.getString("id")).replace("{invoice}", invoice);
        String page = viewer.get(address).body();
        assertThat(page).doesNotContain("id=\"" + button + "\"");
        HttpResponse<String> answer = viewer.post(address, Map.of("Sec-Fetch-Site", "same-origin", "Faces-Request", "partial/ajax"), Pages.pressed(button, page));
        assertThat(answer.statusCode()).isIn(200, 403);
        assertThat(state(invoice)).isEqualTo(before);
    }

    private static String state(String invoice) {
        return Api.asAdmin().get("purchase-orders/" + order.getString("id")).expect(200).body() + Api.asAdmin().get("invoices/" + invoice).expect(200).body();
    }

    @Test
    void aFormWithoutItsViewStateIsRefused() {
        for (Pages somebody : List.of(Pages.asAdmin(), viewer)) {
            for (String path : List.of("dashboard", "purchase-orders/details?id=" + order.getString("id"), "sign-in")) {
                assertThat(somebody.post(path, Map.of("Sec-Fetch-Site", "same-origin"), Map.of("deleteForm", "deleteForm", "deleteForm:delete", "")).statusCode()).isEqualTo(403);
            }
        }
        assertThat(Api.asAdmin().get("purchase-orders/" + order.getString("id")).expect(200).object()).isEqualTo(order);
    }

    @ParameterizedTest
    @CsvSource({"Sec-Fetch-Site, cross-site", "Sec-Fetch-Site, same-site", "Origin, https://evil.example", "Origin, null", "Origin, http://localhost:1"})
    void aFormOfAnotherSiteIsRefusedEvenWithAViewState(String header, String value) {
        Pages anonymous = Pages.anonymous();
        Map<String, String> form = Pages.form("signInForm", anonymous.get("sign-in").body(),
                Map.of("signInForm:name", OpenPoServer.ADMIN, "signInForm:password", OpenPoServer.ADMIN_PASSWORD, "signInForm:submit", ""));
        assertThat(anonymous.post("sign-in", Map.of(header, value), form).statusCode()).isEqualTo(403);
        String origin = "http://" + OpenPoServer.baseUrl().getAuthority();
        assertThat(anonymous.post("sign-in", Map.of("Origin", origin), form).statusCode()).as("its own").isEqualTo(302);
    }

    @Test
    void aMadeUpViewStateIsRefusedAndALinkChangesNothing() {
        Pages admin = Pages.asAdmin();
        String path = "purchase-orders/details?id=" + order.getString("id");
        HttpResponse<String> forged = admin.post(path, Map.of(), Map.of("deleteForm", "deleteForm", "deleteForm:delete", "", "jakarta.faces.ViewState", "1:2"));
        assertThat(forged.statusCode()).isNotEqualTo(500);
        assertThat(forged.body()).doesNotContain("Exception");
        String state = Pages.viewState(admin.get(path).body());
        assertThat(admin.get(path + "&deleteForm=deleteForm&deleteForm%3Adelete=&jakarta.faces.ViewState=" + state).statusCode()).isEqualTo(403);
        assertThat(Api.asAdmin().get("purchase-orders/" + order.getString("id")).expect(200).object()).isEqualTo(order);
    }

    @Test
    void theApiIsTheApiHoweverItIsSpelled() {
        for (String path : List.of("%61pi/v1/me", "api/v1/%6De", "x/../api/v1/me", "api/./v1/me")) {
            HttpResponse<String> answer = Pages.asAdmin().get(path);
            assertThat(answer.statusCode()).as("%s with a session only", path).isEqualTo(401);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        }
        HttpResponse<String> post = viewer.send("POST", "%61pi/v1/invoices", Map.of("Content-Type", "application/json"), "{}");
        assertThat(post.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "role", "inactive", "inactive and active again"})
    void whatEndsAnAccountsRightsEndsItsSessions(String change) {
        String name = "pages-ends-" + change.replace(' ', '-');
        JsonObject account = Api.asAdmin().post("users", "{\"name\":\"%s\",\"displayName\":\"E\",\"role\":\"MANAGER\",\"password\":\"%s\"}".formatted(name, PASSWORD)).expect(201).object();
        Pages somebody = Pages.as(name, PASSWORD);
        Pages elsewhere = Pages.as(name, PASSWORD);
        assertThat(somebody.get("imports").statusCode()).isEqualTo(200);
        String user = "users/" + account.getString("id");
        switch (change) {
            case "password" -> Api.asAdmin().put(user + "/password", "{\"password\":\"another-password-for-tests\"}").expect(204);
            case "role" -> Api.asAdmin().put(user, "{\"role\":\"ADMIN\"}").expect(200);
            default -> Api.asAdmin().put(user, "{\"active\":false}").expect(200);
        }
        if (change.endsWith("again")) {
            Api.asAdmin().put(user, "{\"active\":true}").expect(200);
        }
        for (Pages session : List.of(somebody, elsewhere)) {
            HttpResponse<String> answer = session.get("invoices");
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(URI.create(answer.headers().firstValue("Location").orElseThrow()).getQuery()).contains("ended=true");
        }
    }

    @Test
    void aNewNameForDisplayEndsNoSession() {
        JsonObject account = Api.asAdmin().post("users", "{\"name\":\"pages-stays\",\"displayName\":\"S\",\"role\":\"VIEWER\",\"password\":\"%s\"}".formatted(PASSWORD)).expect(201).object();
        Pages somebody = Pages.as("pages-stays", PASSWORD);
        Api.asAdmin().put("users/" + account.getString("id"), "{\"displayName\":\"Still here\"}").expect(200);
        assertThat(somebody.get("invoices").body()).contains("Still here");
    }

    @Test
    void theThemeIsKeptWithTheAccount() {
        Api.asAdmin().post("users", "{\"name\":\"pages-dark\",\"displayName\":\"D\",\"role\":\"VIEWER\",\"password\":\"%s\"}".formatted(PASSWORD)).expect(201);
        Pages here = Pages.as("pages-dark", PASSWORD);
        String page = here.get("invoices").body();
        assertThat(page).contains("data-theme=\"system\"");
        String source = page.replaceAll("(?s).*keepTheme = function\\(\\) \\{return PrimeFaces.ab\\(\\{s:\"([^\"]+)\".*", "$1");
        Map<String, String> pressed = Pages.pressed(source, page);
        pressed.put("theme", "dark");
        assertThat(here.post("invoices", Map.of("Faces-Request", "partial/ajax"), pressed).statusCode()).isEqualTo(200);
        assertThat(Pages.as("pages-dark", PASSWORD).get("invoices").body()).as("signed in elsewhere").contains("data-theme=\"dark\"");
    }
}
