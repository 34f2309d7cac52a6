package org.openpo.web.faces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageUrlsTest {
    @ParameterizedTest
    @CsvSource({
        "/po/purchase-orders/details.xhtml?id=1, /po/purchase-orders/details?id=1",
        "/po/dashboard.xhtml, /po/dashboard",
        "/po/invoices?q=a.xhtml, /po/invoices?q=a.xhtml",
        "/po/new.xhtml?id=1, /po/new.xhtml?id=1",
        "/po/invoices, /po/invoices"})
    void leavesTheSuffixOutWhereTheServerKnowsTheAddress(String url, String plain) {
        assertThat(PageUrls.plain(url, "/po", Set.of("/dashboard", "/invoices", "/purchase-orders/details"))).isEqualTo(plain);
    }
}
