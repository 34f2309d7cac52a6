package org.openpo.web.rest;

import java.math.BigDecimal;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

import org.openpo.domain.rule.Violation;

/**
 * The sentences of the API. Where the pages' sentence for an error code speaks of pages and lists, {@code ApiMessages} has another one
 * for programmers. Values are written as the API writes them: {@code 2026-01}, {@code 1234.5}, {@code MONTHLY_USAGE}.
 */
public final class ApiTexts {
    private static final List<Locale> SUPPORTED = List.of(Locale.ENGLISH, Locale.forLanguageTag("vi"));
    private static final List<String> BUNDLES = List.of("org.openpo.web.rest.ApiMessages", "org.openpo.web.i18n.Messages");
    /** English is the base bundle; the server's own language must not get in between. */
    private static final ResourceBundle.Control ENGLISH_ELSE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale locale;

    public ApiTexts(Locale locale) {
        this.locale = locale;
    }

    /** English or Vietnamese, whichever the header prefers; English without a usable header. */
    static Locale language(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return Locale.ENGLISH;
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), SUPPORTED);
            return found == null ? Locale.ENGLISH : found;
        } catch (IllegalArgumentException unreadable) {
            return Locale.ENGLISH;
        }
    }

    Locale locale() {
        return locale;
    }

    /** The sentence of a broken rule. */
    public String of(Violation violation) {
        return get("error." + violation.code(), violation.arguments().toArray());
    }

    public String get(String key, Object... values) {
        String pattern = find(key);
        if (values.length == 0) {
            return pattern;
        }
        Object[] written = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            written[i] = written(values[i]);
        }
        return new MessageFormat(pattern, locale).format(written);
    }

    private Object written(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        } else if (value instanceof JsonType type) {
            return find("json." + type);
        }
        // A text may choose by a whole number ("one field", "3 fields"), so it is handed on as it is.
        return value instanceof Integer || value instanceof Long ? value : String.valueOf(value);
    }

    private String find(String key) {
        for (String bundle : BUNDLES) {
            try {
                return ResourceBundle.getBundle(bundle, locale, ApiTexts.class.getClassLoader(), ENGLISH_ELSE).getString(key);
            } catch (MissingResourceException tryTheNext) {
                // the pages' bundle has the sentences that suit both
            }
        }
        return key;
    }
}
