package org.openpo.web.i18n;

import java.util.Arrays;
import java.util.Set;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.openpo.ejb.access.AccountService;

/**
 * Light, dark, or as the system has it, as {@code #{theme}}. The choice is kept in a cookie that openpo.js writes, so that
 * switching does not reload the page; "system" is resolved by theme.js before the first paint. It is also kept with the account, for
 * the next sign-in at another computer.
 */
@Named("theme")
@RequestScoped
public class ThemeBean {
    private static final String COOKIE = "openpo-theme";
    private static final Set<String> KNOWN = Set.of("light", "dark", "system");

    private static final int ONE_YEAR = 365 * 24 * 60 * 60;

    @Inject
    private HttpServletRequest request;
    @EJB
    private AccountService accounts;

    /** Takes over the account's own choice at sign-in; null leaves the browser's. */
    public void adopt(String theme, HttpServletResponse response) {
        if (theme != null) {
            // openpo.js writes the same cookie: not for the server alone.
            Cookie cookie = new Cookie(COOKIE, theme);
            cookie.setMaxAge(ONE_YEAR);
            cookie.setPath(request.getContextPath());
            cookie.setAttribute("SameSite", "Lax");
            response.addCookie(cookie);
        }
    }

    /** Keeps what openpo.js has just switched to ({@code theme} of the request) with the account. */
    public void keep() {
        accounts.show(request.getParameter("theme"));
    }

    /** One of light, dark, system. */
    public String getValue() {
        Cookie[] cookies = request.getCookies();
        return cookies == null ? "system" : Arrays.stream(cookies).filter(cookie -> COOKIE.equals(cookie.getName()))
                .map(Cookie::getValue).filter(KNOWN::contains).findFirst().orElse("system");
    }
}
