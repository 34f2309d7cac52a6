package org.openpo.web.i18n;

import java.text.MessageFormat;
import java.util.Optional;
import java.util.ResourceBundle;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.rule.Violation;

/** The words for people in the language of the page, as {@code #{text}} where a text takes values. */
@Named("text")
@RequestScoped
public class Texts {
    static final String BUNDLE = "org.openpo.web.i18n.Messages";

    private final LocaleBean locale;
    private final Formats formats;

    protected Texts() {
        this(null, null);
    }

    @Inject
    public Texts(LocaleBean locale, Formats formats) {
        this.locale = locale;
        this.formats = formats;
    }

    /**
     * The text of a key. Values are written in the page's language (numbers grouped, months and dates spelt, enum constants named);
     * a whole number is handed on as it is, so that a text may choose by it.
     */
    public String get(String key, Object... values) {
        String pattern = pattern(key);
        if (values.length == 0) {
            return pattern;
        }
        Object[] written = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            written[i] = values[i] instanceof Integer || values[i] instanceof Long ? values[i] : formats.any(values[i], this);
        }
        return new MessageFormat(pattern, locale.getValue()).format(written);
    }

    /** What an enum constant is called. Null is "". */
    public String name(Enum<?> constant) {
        return constant == null ? "" : pattern(keyOf(constant));
    }

    /** {@code enum.<Type>.<CONSTANT>}; a nested type has its outer type's name before its own. */
    static String keyOf(Enum<?> constant) {
        String type = constant.getDeclaringClass().getName();
        return "enum." + type.substring(type.lastIndexOf('.') + 1).replace('$', '.') + "." + constant.name();
    }

    /** The sentence of a broken rule: key {@code error.<CODE>}. */
    public String of(Violation violation) {
        return get("error." + violation.code(), violation.arguments().toArray());
    }

    /** The pattern of a key that may have none. */
    public Optional<String> find(String key) {
        ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, locale.getValue(), Texts.class.getClassLoader(), ENGLISH_ELSE);
        return bundle.containsKey(key) ? Optional.of(bundle.getString(key)) : Optional.empty();
    }

    private String pattern(String key) {
        return find(key).orElseGet(() -> "???" + key + "???");
    }

    /** English is the base bundle; the server's own language must not get in between. */
    private static final ResourceBundle.Control ENGLISH_ELSE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
}
