package org.openpo.web.rest;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;

import org.openpo.domain.rule.ErrorCode;

/**
 * Reads the JSON of a request. Strict where leniency would lose something: only UTF-8, no member twice in one object, nothing
 * after the value; bounded in size, depth and length of numbers.
 */
final class JsonBody {
    /** Below the 10 MB at which a WildFly as it comes cuts a request off, so that the caller gets our sentence. */
    static final int MOST_MEGABYTES = 8;
    static final int MOST_BYTES = MOST_MEGABYTES * 1024 * 1024;
    private static final int DEEPEST = 20;
    private static final int LONGEST_NUMBER = 100;
    private static final JsonParserFactory PARSERS = JSON.createParserFactory(Map.of());

    private JsonBody() { }

    /** @throws ProblemException if the body is empty, too large, not in UTF-8 or no JSON */
    static JsonValue read(InputStream body) {
        byte[] bytes = bytes(body);
        if (bytes.length > MOST_BYTES) {
            throw new ProblemException(ProblemType.TOO_LARGE, MOST_MEGABYTES);
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes)).toString();
            return parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException otherEncoding) {
            throw new ProblemException(ProblemType.MALFORMED_ENCODING);
        }
    }

    private static byte[] bytes(InputStream body) {
        try {
            return body.readNBytes(MOST_BYTES + 1);
        } catch (IOException brokenOff) {
            throw new ProblemException(ProblemType.BAD_REQUEST);
        }
    }

    static JsonValue parse(String text) {
        if (text.isBlank()) {
            throw new ProblemException(ProblemType.EMPTY_BODY);
        }
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            JsonValue value = value(parser, parser.next(), "", 1);
            if (parser.hasNext()) {
                throw malformed(parser);
            }
            return value;
        } catch (JsonParsingException malformed) {
            throw new ProblemException(ProblemType.MALFORMED_JSON, malformed.getLocation().getLineNumber(), malformed.getLocation().getColumnNumber());
        } catch (JsonException unreadable) {
            throw new ProblemException(ProblemType.MALFORMED_JSON, 1L, 1L);
        }
    }

    private static ProblemException malformed(JsonParser parser) {
        return new ProblemException(ProblemType.MALFORMED_JSON, parser.getLocation().getLineNumber(), parser.getLocation().getColumnNumber());
    }

    private static JsonValue value(JsonParser parser, JsonParser.Event event, String path, int depth) {
        if (depth > DEEPEST) {
            throw new ProblemException(ProblemType.NESTED_TOO_DEEP, DEEPEST);
        }
        return switch (event) {
            case START_OBJECT -> object(parser, path, depth);
            case START_ARRAY -> array(parser, path, depth);
            case VALUE_STRING -> Jsons.value(parser.getString());
            case VALUE_NUMBER -> number(parser.getString(), path);
            case VALUE_TRUE -> JsonValue.TRUE;
            case VALUE_FALSE -> JsonValue.FALSE;
            case VALUE_NULL -> JsonValue.NULL;
            default -> throw malformed(parser);
        };
    }

    private static JsonValue object(JsonParser parser, String path, int depth) {
        JsonObjectBuilder object = Jsons.object();
        Set<String> names = new HashSet<>();
        for (JsonParser.Event event = parser.next(); event != JsonParser.Event.END_OBJECT; event = parser.next()) {
            String name = parser.getString();
            String at = path.isEmpty() ? name : path + "." + name;
            if (!names.add(name)) {
                throw ProblemException.invalid(JsonFields.shortened(at), ErrorCode.DUPLICATE_VALUE, JsonFields.shortened(name));
            }
            object.add(name, value(parser, parser.next(), at, depth + 1));
        }
        return object.build();
    }

    private static JsonValue array(JsonParser parser, String path, int depth) {
        JsonArrayBuilder array = Jsons.array();
        int index = 0;
        for (JsonParser.Event event = parser.next(); event != JsonParser.Event.END_ARRAY; event = parser.next()) {
            array.add(value(parser, event, path + "[" + index++ + "]", depth + 1));
        }
        return array.build();
    }

    private static JsonValue number(String text, String path) {
        if (text.length() <= LONGEST_NUMBER) {
            try {
                return Jsons.value(new BigDecimal(text));
            } catch (NumberFormatException exponentTooLarge) {
                // refused below like a number of a million digits
            }
        }
        throw ProblemException.invalid(path, ErrorCode.NOT_A_NUMBER, JsonFields.shortened(text));
    }
}
