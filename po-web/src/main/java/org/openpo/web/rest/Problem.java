package org.openpo.web.rest;

import java.util.List;
import java.util.Locale;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import org.openpo.domain.rule.Violation;

/**
 * What a request was refused for, before it is put into words.
 *
 * @param arguments values that the detail sentence mentions
 * @param errors    the broken rules, field by field; empty if the problem is with the request as a whole
 */
public record Problem(ProblemType type, List<Object> arguments, List<Violation> errors) {
    /** A file of nonsense must not be answered with a document of the same size. */
    private static final int MOST_ERRORS = 200;

    public Problem {
        arguments = List.copyOf(arguments);
        errors = List.copyOf(errors);
    }

    public static Problem of(ProblemType type, Object... arguments) {
        return new Problem(type, List.of(arguments), List.of());
    }

    /** The document as text, for a request that is refused before any resource is reached. */
    public String toJson(String acceptLanguage, String instance, String requestId) {
        return toJson(ApiTexts.language(acceptLanguage), instance, requestId).toString();
    }

    /**
     * The problem document (RFC 9457) in the caller's language.
     *
     * @param instance  path of the request, or null
     * @param requestId by which the server's log names the request, or null
     */
    public JsonObject toJson(Locale locale, String instance, String requestId) {
        ApiTexts texts = new ApiTexts(locale);
        JsonObjectBuilder json = Jsons.object()
                .add("type", type.uri())
                .add("title", texts.get("problem." + type + ".title"))
                .add("status", type.status())
                .add("detail", detail(texts));
        if (instance != null) {
            json.add("instance", instance);
        }
        if (requestId != null) {
            json.add("requestId", requestId);
        }
        if (!errors.isEmpty()) {
            JsonArrayBuilder array = Jsons.array();
            errors.stream().limit(MOST_ERRORS).forEach(v -> array.add(Jsons.object()
                    .add("field", v.field()).add("message", texts.of(v)).add("code", v.code().name())));
            json.add("errors", array);
        }
        return json.build();
    }

    private String detail(ApiTexts texts) {
        if (errors.size() == 1) {
            Violation only = errors.get(0);
            return only.field().isEmpty() ? texts.of(only) : texts.get("problem.oneError", only.field(), texts.of(only));
        }
        return errors.isEmpty() ? texts.get("problem." + type + ".detail", arguments.toArray()) : texts.get("problem.errors", errors.size());
    }
}
