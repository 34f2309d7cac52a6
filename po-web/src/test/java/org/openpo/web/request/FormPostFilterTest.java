package org.openpo.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;

import jakarta.servlet.http.HttpServletRequest;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only those who may import send more than a form has. */
class FormPostFilterTest {
    private static final long FORM = 4L * 1024 * 1024;
    private static final long FILE = 2049L * 1024 * 1024;

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"MANAGER, multipart/form-data; boundary=x, true", "MANAGER, application/x-www-form-urlencoded, false",
            "VIEWER, multipart/form-data; boundary=x, false", "AUDITOR, multipart/form-data; boundary=x, false", "-, multipart/form-data; boundary=x, false", "MANAGER, -, false"})
    void large_forms_are_for_managers(String role, String contentType, boolean large) {
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getContentType" -> contentType;
                    case "isUserInRole" -> arguments[0].equals(role);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        assertThat(FormPostFilter.largest(request)).isEqualTo(large ? FILE : FORM);
    }
}
