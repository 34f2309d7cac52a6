package org.openpo.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in by OpenID Connect. */
class ProviderSignInIT {
    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow(() -> new AssertionError(answer.statusCode() + "\n" + answer.body()));
    }

    private static String leave(Pages browser, String from) {
        return location(browser.get("sign-in/oidc" + (from == null ? "" : "?from=" + URLEncoder.encode(from, StandardCharsets.UTF_8))));
    }

    /** The path below /po/ that the provider sends the browser back to. */
    private static String pathBack(String provider) {
        return SignInProviderStub.follow(provider).toString().substring(OpenPoServer.baseUrl().toString().length());
    }

    private static HttpResponse<String> signIn(Pages browser, String from) {
        return browser.get(pathBack(leave(browser, from)));
    }

    private static JsonObject account(String name) {
        return Api.asAdmin().get("users").expect(200).object().getJsonArray("items").getValuesAs(JsonObject.class).stream().filter(a -> a.getString("name").equals(name)).findFirst().orElseThrow();
    }

    private static String lastAction(String name) {
        return Api.asAdmin().get("audit-events?objectType=UserAccount&objectId=" + account(name).getString("id")).expect(200).object().getJsonArray("items").getJsonObject(0).getString("action");
    }

    @Test
    void somebody_comes_in_with_the_role_of_the_group_on_the_page_that_was_wanted() throws IOException {
        Pages browser = Pages.anonymous();
        HttpResponse<String> asked = browser.get("imports");
        String page = browser.get(location(asked).replaceFirst(".*/po/", "")).body();
        assertThat(page).contains("Sign in with Example ID", "or with a local account").contains("href=\"/po/sign-in/oidc?from=%2Fpo%2Fimports\"");
        SignInProviderStub.knows("sso-lan", "Lan Nguyen", "others", "leads");
        String before = browser.cookies();
        String back = pathBack(leave(browser, "/po/imports"));
        HttpResponse<String> in = browser.get(back);
        assertThat(in.statusCode()).isEqualTo(302);
        assertThat(location(in)).endsWith("/po/imports");
        assertThat(browser.cookies()).as("no session id that was there before").isNotEqualTo(before);
        assertThat(browser.get("imports").body()).contains("Lan Nguyen");
        assertThat(browser.get("admin/users").statusCode()).isEqualTo(403);

        HttpResponse<String> button = browser.get(back);
        assertThat(location(button)).as("the button back of somebody who is in").endsWith("/po/");
        HttpResponse<String> again = Pages.anonymous().get(back);
        assertThat(again.statusCode()).as("an answer counts once").isEqualTo(400);
        assertThat(again.body()).contains("This sign-in is no longer valid", again.headers().firstValue("X-Request-Id").orElseThrow());

        JsonObject account = account("sso-lan");
        assertThat(account.getString("role")).isEqualTo("MANAGER");
        assertThat(account.getString("email")).isEqualTo("sso-lan@example.com");
        assertThat(account.getString("issuer")).isEqualTo(SignInProviderStub.issuer());
        assertThat(lastAction("sso-lan")).isEqualTo("ACCOUNT_CREATED_AT_SIGN_IN");
        String user = "users/" + account.getString("id");
        assertThat(Api.asAdmin().with("Accept-Language", "en").put(user, "{\"role\":\"ADMIN\"}").expect(409).body()).contains("come from the sign-in provider");
        Api.asAdmin().put(user + "/password", "{\"password\":\"a-password-for-tests\"}").expect(409);
        Api.anonymous().as("sso-lan", "a-password-for-tests").get("me").expect(401);
        Pages byPassword = Pages.anonymous();
        assertThat(byPassword.signIn("sso-lan", "a-password-for-tests").statusCode()).as("let in by the form").isNotEqualTo(302);
        assertThat(byPassword.get("invoices").statusCode()).isEqualTo(302);
        assertThat(Files.readString(OpenPoServer.log())).doesNotContain("a-secret-that-nobody-logs", "id_token_hint");
    }

    @Test
    void another_group_is_another_role_from_the_next_sign_in_on_and_ends_older_sessions() {
        Pages before = Pages.anonymous();
        SignInProviderStub.knows("sso-minh", "Minh", "it");
        signIn(before, null);
        assertThat(before.get("admin/users").statusCode()).isEqualTo(200);
        Pages after = Pages.anonymous();
        SignInProviderStub.knows("sso-minh", "Minh", "staff");
        signIn(after, null);
        assertThat(account("sso-minh").getString("role")).isEqualTo("VIEWER");
        assertThat(lastAction("sso-minh")).isEqualTo("ACCOUNT_CHANGED_AT_SIGN_IN");
        assertThat(after.get("admin/users").statusCode()).isEqualTo(403);
        assertThat(after.get("invoices").statusCode()).isEqualTo(200);
        assertThat(before.get("admin/users").statusCode()).isEqualTo(302);
    }

    @Test
    void who_has_lost_every_group_has_no_older_session_either() {
        Pages before = Pages.anonymous();
        SignInProviderStub.knows("sso-left", "Left", "it");
        signIn(before, null);
        assertThat(before.get("admin/users").statusCode()).isEqualTo(200);
        SignInProviderStub.knows("sso-left", "Left", "others");
        assertThat(signIn(Pages.anonymous(), null).statusCode()).isEqualTo(403);
        assertThat(lastAction("sso-left")).isEqualTo("ACCOUNT_CHANGED_AT_SIGN_IN");
        assertThat(before.get("admin/users").statusCode()).isEqualTo(302);
    }

    @Test
    void an_answer_with_a_blank_code_is_refused_in_words() {
        Pages browser = Pages.anonymous();
        String state = leave(browser, null).replaceAll(".*[?&]state=([^&]+).*", "$1");
        HttpResponse<String> answer = browser.get("sign-in/oidc/callback?code=&state=" + state);
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("do not fit together");
    }

    @Test
    void a_form_that_was_sent_in_no_session_stays_on_the_sign_in_page() {
        assertThat(location(Pages.anonymous().post("contacts", Map.of(), Map.of("a", "b")))).contains("ended=true", "stay=true");
        assertThat(Pages.anonymous().post("contacts", Map.of("Faces-Request", "partial/ajax"), Map.of("a", "b")).body()).contains("ended=true", "stay=true");
        assertThat(location(Pages.anonymous().get("contacts"))).doesNotContain("stay=true");
    }

    @Test
    void another_language_keeps_what_the_sign_in_page_was_told() {
        Pages browser = Pages.anonymous();
        String query = "sign-in?local=true&from=%2Fpo%2Fcontacts";
        String page = browser.get(query).body();
        String link = page.replaceAll("(?s).*?\"?(language:[\\w:]+:1:[\\w:]+).*", "$1");
        HttpResponse<String> changed = browser.post("sign-in", Map.of("Referer", OpenPoServer.baseUrl() + query), Pages.form("language", page, Map.of(link, link)));
        assertThat(location(changed)).endsWith("/po/" + query);
        // Neither does a wrong password lose it, nor none at all. The nonce is what scripts of the page send with every form.
        String nonce = page.replaceAll("(?s).*? nonce=\"([^\"]+)\".*", "$1");
        for (String password : List.of("wrong", "")) {
            HttpResponse<String> refused = browser.post(query, Map.of(), Pages.form("signInForm", page,
                    Map.of("signInForm:name", "nobody", "signInForm:password", password, "signInForm:submit", "signInForm:submit", "primefaces.nonce", nonce)));
            assertThat(refused.statusCode()).isEqualTo(200);
            assertThat(refused.body()).contains("action=\"/po/" + query.replace("&", "&amp;") + "\"");
        }
        HttpResponse<String> untold = browser.post("sign-in", Map.of(), Pages.form("language", page, Map.of(link, link)));
        assertThat(location(untold)).endsWith("/po/sign-in?stay=true");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        sso-nobody | others | en | You have no access to OpenPO   | None of your groups at Example ID has a role
        sso-nobody | others | vi | Bạn chưa được dùng OpenPO      | Không có nhóm nào của bạn tại Example ID
        Admin      | it     | en | The user name Admin is taken   | an account is never handed over by its name
        sso:colon  | it     | en | Your account has no user name  | reference below
        """)
    void whoever_has_no_business_here_is_told_so(String name, String group, String language, String title, String text) {
        Pages browser = Pages.anonymous();
        SignInProviderStub.knows(name, "Somebody", group);
        String back = pathBack(leave(browser, "/po/invoices"));
        HttpResponse<String> answer = browser.send("GET", back, Map.of("Accept-Language", language), null);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains(title, text, answer.headers().firstValue("X-Request-Id").orElseThrow(), "href=\"/po/sign-in/oidc?from=%2Fpo%2Finvoices&amp;other=true\"")
                .doesNotContain("Exception");
        assertThat(browser.get("invoices").statusCode()).isEqualTo(302);
    }

    @Test
    void who_is_switched_off_is_refused() {
        SignInProviderStub.knows("sso-off", "Off", "it");
        signIn(Pages.anonymous(), null);
        Api.asAdmin().put("users/" + account("sso-off").getString("id"), "{\"active\":false}").expect(200);
        SignInProviderStub.knows("sso-off", "Off", "it");
        HttpResponse<String> answer = signIn(Pages.anonymous(), null);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Your account is switched off");
    }

    @Test
    void who_presses_cancel_is_not_signed_in() {
        Pages browser = Pages.anonymous();
        String state = leave(browser, null).replaceAll(".*[?&]state=([^&]+).*", "$1");
        HttpResponse<String> answer = browser.get("sign-in/oidc/callback?error=access_denied&error_description=%3Cscript%3E&state=" + state);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("You are not signed in", "Try again").doesNotContain("access_denied", "&lt;script");
    }

    @Test
    void an_answer_belongs_to_the_browser_and_the_tab_that_asked() {
        Pages victim = Pages.anonymous();
        Pages attacker = Pages.anonymous();
        SignInProviderStub.knows("sso-attacker", "Attacker", "staff");
        String attackers = pathBack(leave(attacker, null));
        assertThat(victim.get(attackers).statusCode()).as("without a session").isEqualTo(400);
        String mine = pathBack(leave(victim, null));
        assertThat(victim.get(attackers).statusCode()).as("with one").isEqualTo(400);
        String code = attackers.replaceAll(".*[?&]code=([^&]+).*", "$1");
        HttpResponse<String> injected = victim.get(mine.replaceAll("([?&]code=)[^&]+", "$1" + code));
        assertThat(injected.statusCode()).as("another's code with my state").isEqualTo(400);
        assertThat(victim.get("invoices").statusCode()).isEqualTo(302);
        assertThat(victim.get("sign-in/oidc/callback").statusCode()).isEqualTo(400);
        assertThat(victim.post("sign-in/oidc/callback", Map.of(), Map.of("code", "a", "state", "b")).statusCode()).isIn(403, 405);
    }

    @Test
    void two_tabs_sign_in_each_to_its_page() {
        Pages browser = Pages.anonymous();
        String first = pathBack(leave(browser, "/po/invoices"));
        String second = pathBack(leave(browser, "/po/contacts"));
        SignInProviderStub.knows("sso-tabs", "Tabs", "staff");
        assertThat(location(browser.get(second))).endsWith("/po/contacts");
        SignInProviderStub.knows("sso-tabs", "Tabs", "staff");
        assertThat(location(browser.get(first))).endsWith("/po/invoices");
        assertThat(browser.get("invoices").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example.com/", "//evil.example.com/po/", "/po/../evil", "/other/", "/po/sign-in/oidc/callback", "javascript:alert(1)"})
    void a_page_that_is_not_ours_is_nobodys_way_on(String from) {
        SignInProviderStub.knows("sso-way", "Way", "staff");
        HttpResponse<String> in = signIn(Pages.anonymous(), from);
        assertThat(URI.create(location(in)).getPath()).isEqualTo("/po/");
        assertThat(location(in)).doesNotContain("evil");
    }

    @Test
    void signing_out_ends_the_session_here_and_at_the_provider() {
        Pages browser = Pages.anonymous();
        SignInProviderStub.knows("sso-out", "Out", "staff");
        signIn(browser, null);
        String page = browser.get("invoices").body();
        String answer = browser.post("invoices", Map.of("Faces-Request", "partial/ajax"), Pages.pressed("tools:signOut", page)).body();
        assertThat(answer).contains("<redirect url=\"" + SignInProviderStub.issuer() + "/endsession?", "id_token_hint=", "post_logout_redirect_uri=", "sign-in%2Foidc%2Fout");
        assertThat(browser.get("invoices").statusCode()).isEqualTo(302);
        assertThat(location(browser.get("sign-in/oidc/out"))).endsWith("/po/sign-in?out=true");

        Pages local = Pages.asAdmin();
        String dashboard = local.get("invoices").body();
        assertThat(local.post("invoices", Map.of("Faces-Request", "partial/ajax"), Pages.pressed("tools:signOut", dashboard)).body()).contains("<redirect url=\"/po/sign-in?out=true\"");
        assertThat(local.get("invoices").statusCode()).isEqualTo(302);
    }
}
