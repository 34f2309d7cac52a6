package org.openpo.ejb.inbound.read;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.io.StringReader;
import java.util.Optional;
import java.util.Set;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;

/** What a row of FOCUS Invoice Detail is summed up by, a small JSON object. */
final class Grain {
    private static final int TEXT_MAX = 10_000;

    private Grain() { }

    /** The value of the first member with one of these names; empty if there is none or the text is no JSON object. */
    static Optional<String> service(String text, Set<String> members) {
        if (text.length() > TEXT_MAX) {
            return Optional.empty();
        }
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            JsonObject object = reader.readObject();
            return object.entrySet().stream().filter(e -> members.contains(FieldText.loose(e.getKey())) && e.getValue() instanceof JsonString)
                    .map(e -> ((JsonString) e.getValue()).getString()).filter(s -> !s.isBlank() && FieldText.isClean(s)).findFirst();
        } catch (JsonException | IllegalStateException notJson) {
            return Optional.empty();
        }
    }
}
