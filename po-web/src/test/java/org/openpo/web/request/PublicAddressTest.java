package org.openpo.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The address of a request, whatever the host is called. */
class PublicAddressTest {
    @ParameterizedTest
    @CsvSource({"https, po.example.com, 443, https://po.example.com/po/", "http, localhost, 8080, http://localhost:8080/po/", "http, my_host, 8080, http://my_host:8080/po/",
        "http, my_host, 80, http://my_host/po/", "http, ::1, 8080, http://[::1]:8080/po/", "http, [::1], 80, http://[::1]/po/"})
    void is_as_it_was_asked(String scheme, String host, int port, String address) {
        assertThat(PublicAddress.of(scheme, host, port, "/po")).hasToString(address);
        assertThat(PublicAddress.of(scheme, host, port, "/po").resolve("sign-in/oidc/callback")).hasToString(address + "sign-in/oidc/callback");
    }
}
