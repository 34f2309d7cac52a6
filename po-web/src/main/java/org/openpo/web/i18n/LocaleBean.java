package org.openpo.web.i18n;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.openpo.ejb.access.AccountService;
import org.openpo.web.request.LocalPath;

/**
 * The language of the page, as {@code #{locale}}: the one chosen in this session (the account's own at sign-in), else the one this
 * browser chose last (cookie), else the first of Accept-Language that OpenPO speaks, else English.
 */
@Named("locale")
@RequestScoped
public class LocaleBean {
    public static final List<Locale> SUPPORTED = List.of(Locale.ENGLISH, Locale.forLanguageTag("vi"));
    private static final String COOKIE = "openpo-language";
    private static final int ONE_YEAR = 365 * 24 * 60 * 60;

    @Inject
    private HttpServletRequest request;
    @EJB
    private AccountService accounts;

    private Locale value;

    /** What the language reads from: the page's locale, and that of every text in it. */
    public Locale getValue() {
        if (value == null) {
            value = fromSession();
        }
        return value;
    }

    public String getLanguage() {
        return getValue().getLanguage();
    }

    /** The language the switch in the top bar changes to. */
    public String getOther() {
        return "vi".equals(getLanguage()) ? "en" : "vi";
    }

    /** Takes over the account's own language at sign-in; null leaves the browser's choice. */
    public void adopt(String language, HttpServletResponse response) {
        if (language != null) {
            remember(language, response);
        }
    }

    /** Shows OpenPO in another language from now on (someone signed in: at every computer) and opens the page again. */
    public void change(String language) throws IOException {
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        remember(language, (HttpServletResponse) external.getResponse());
        if (external.isUserInRole("VIEWER")) {
            accounts.speak(getLanguage());
        }
        String back = LocalPath.pageOf(request);
        String context = external.getRequestContextPath();
        boolean onSignIn = back.startsWith(context + "/sign-in");
        external.redirect(onSignIn ? signInAgain(back) : LocalPath.of(back, context).orElse(context + "/"));
    }

    /** The sign-in page keeps what it was told: the form that somebody asked for, and the page to go on with. Told nothing, it stays: a form must not lead on to the provider. */
    private String signInAgain(String path) {
        String page = LocalPath.withQueryOf(request.getHeader("Referer"), path);
        return page.indexOf('?') < 0 ? page + "?stay=true" : page;
    }

    private void remember(String language, HttpServletResponse response) {
        Locale chosen = supported(language);
        value = chosen;
        request.getSession().setAttribute(COOKIE, chosen.getLanguage());
        Cookie cookie = new Cookie(COOKIE, chosen.getLanguage());
        cookie.setMaxAge(ONE_YEAR);
        cookie.setPath(request.getContextPath());
        cookie.setHttpOnly(true);
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }

    private Locale fromSession() {
        HttpSession session = request.getSession(false);
        Object chosen = session == null ? null : session.getAttribute(COOKIE);
        return chosen == null ? fromCookie() : supported(chosen.toString());
    }

    private Locale fromCookie() {
        Cookie[] cookies = request.getCookies();
        return cookies == null ? fromHeader() : Arrays.stream(cookies).filter(cookie -> COOKIE.equals(cookie.getName())).findFirst()
                .map(cookie -> supported(cookie.getValue())).orElseGet(this::fromHeader);
    }

    private Locale fromHeader() {
        for (Locale wanted : Collections.list(request.getLocales())) {
            for (Locale supported : SUPPORTED) {
                if (supported.getLanguage().equals(wanted.getLanguage())) {
                    return supported;
                }
            }
        }
        return Locale.ENGLISH;
    }

    private static Locale supported(String language) {
        return SUPPORTED.stream().filter(locale -> locale.getLanguage().equals(language)).findFirst().orElse(Locale.ENGLISH);
    }
}
