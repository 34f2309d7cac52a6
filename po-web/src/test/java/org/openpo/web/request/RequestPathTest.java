package org.openpo.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;

import jakarta.servlet.http.HttpServletRequest;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decisions follow what the server opens, not how the request spells it. */
class RequestPathTest {
    @ParameterizedTest
    @CsvSource({
        "/po/api/v1/me, /api/v1, /me, true, false",
        "/po/%61pi/v1/me, /api/v1, /me, true, false",
        "/po/x/../api/v1/me, /api/v1, /me, true, false",
        "/po/api;x=1/v1/me, /api/v1, /me, true, false",
        "/po/api/../purchase-orders/add, /purchase-orders/add.xhtml, , false, false",
        "/po/api/..%2Fdashboard, /dashboard.xhtml, , false, false",
        "/po/jakarta.faces.resource/openpo.css.xhtml, /jakarta.faces.resource/openpo.css.xhtml, , false, true",
        "/po/jakarta.faces.resource/../admin/users, /admin/users.xhtml, , false, false",
        "/po/jakarta.faces.resourc%65/openpo.css.xhtml, /jakarta.faces.resource/openpo.css.xhtml, , false, true",
        "/po/apis, /apis, , false, false"})
    void decides(String uri, String servletPath, String pathInfo, boolean api, boolean resource) {
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRequestURI" -> uri;
                    case "getContextPath" -> "/po";
                    case "getServletPath" -> servletPath;
                    case "getPathInfo" -> pathInfo;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        assertThat(RequestPath.isApi(request)).isEqualTo(api);
        assertThat(RequestPath.isResource(request)).isEqualTo(resource);
    }
}
