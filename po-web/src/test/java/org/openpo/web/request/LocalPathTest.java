package org.openpo.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the sign-in page may send a person: nowhere but into OpenPO. */
class LocalPathTest {
    @ParameterizedTest
    @ValueSource(strings = {"/po", "/po/", "/po/invoices", "/po/purchase-orders/details?id=1", "/po/?status=ACTIVE&sort=-balance", "/po/invoices?q=%C4%91"})
    void staysInside(String path) {
        assertThat(LocalPath.of(path, "/po")).hasValue(path);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "http://evil.example/po/", "//evil.example/po/", "/\\evil.example", "/pox/", "/other", "javascript:alert(1)",
        "/po/../other", "/po/..//evil.example", "https:/po/", "/po/\r\nSet-Cookie: a=b", "/po/ x", "po/invoices", "/po/sign-in", "/po/sign-in?from=/po/"})
    void leadsNowhereElse(String path) {
        assertThat(LocalPath.of(path, "/po")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"https://po.example.com/po/sign-in?local=true&from=%2Fpo%2Finvoices, /po/sign-in?local=true&from=%2Fpo%2Finvoices", "https://po.example.com/po/sign-in, /po/sign-in",
        "https://po.example.com/po/sign-in/oidc/callback?code=a, /po/sign-in", "https://evil.example/x?a=b, /po/sign-in", ", /po/sign-in", "'not an address?a', /po/sign-in"})
    void the_page_of_a_form_keeps_its_query(String referer, String page) {
        assertThat(LocalPath.withQueryOf(referer, "/po/sign-in")).isEqualTo(page);
    }
}
