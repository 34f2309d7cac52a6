package org.openpo.web.i18n;

import java.util.Arrays;
import java.util.Set;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Light, dark, or as the system has it, as {@code #{theme}}. The choice is kept in a cookie that openpo.js writes, so that
 * switching does not reload the page; "system" is resolved by theme.js before the first paint.
 */
@Named("theme")
@RequestScoped
public class ThemeBean {
    private static final String COOKIE = "openpo-theme";
    private static final Set<String> KNOWN = Set.of("light", "dark", "system");

    @Inject
    private HttpServletRequest request;

    /** One of light, dark, system. */
    public String getValue() {
        Cookie[] cookies = request.getCookies();
        return cookies == null ? "system" : Arrays.stream(cookies).filter(cookie -> COOKIE.equals(cookie.getName()))
                .map(Cookie::getValue).filter(KNOWN::contains).findFirst().orElse("system");
    }
}
