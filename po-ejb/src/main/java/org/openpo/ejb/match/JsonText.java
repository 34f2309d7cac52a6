package org.openpo.ejb.match;

import java.math.BigDecimal;
import java.util.List;

/**
 * Writes JSON straight into a text. An explanation has hundreds of values and one is written with every invoice; a model of them as
 * objects first took longer than the matching. Values that are null are left out.
 */
final class JsonText {
    private static final int FIRST_PRINTABLE = 0x20;

    private final StringBuilder text;
    private boolean first = true;

    /** @param room is emptied and written to: explanations are long, and fresh memory for each of many is what takes the time */
    JsonText(StringBuilder room) {
        text = room;
        text.setLength(0);
    }

    /** Begins an object: in an array, as the value of a name, or as the whole. */
    JsonText begin() {
        separate();
        text.append('{');
        first = true;
        return this;
    }

    JsonText end() {
        text.append('}');
        first = false;
        return this;
    }

    JsonText beginArray() {
        text.append('[');
        first = true;
        return this;
    }

    JsonText endArray() {
        text.append(']');
        first = false;
        return this;
    }

    /**
     * A name, to be followed by an object or an array.
     *
     * @param name a word of the program, nothing in it to be escaped
     */
    JsonText name(String name) {
        separate();
        text.append('"').append(name).append("\":");
        first = true;
        return this;
    }

    JsonText add(String name, long value) {
        name(name).text.append(value);
        first = false;
        return this;
    }

    JsonText add(String name, boolean value) {
        name(name).text.append(value);
        first = false;
        return this;
    }

    /** A constant by its name, a number in its plain form, anything else as it describes itself, as a string. */
    JsonText add(String name, Object value) {
        if (value instanceof Enum<?> constant) {
            name(name).plain(constant.name());
        } else if (value instanceof BigDecimal number) {
            name(name).plain(number.toPlainString());
        } else if (value != null) {
            name(name).string(value.toString());
        }
        return this;
    }

    JsonText texts(String name, List<String> values) {
        name(name).beginArray();
        for (String value : values) {
            separate();
            string(value);
        }
        return endArray();
    }

    private void separate() {
        if (!first) {
            text.append(',');
        }
        first = false;
    }

    /** What has nothing to be escaped. */
    private void plain(String value) {
        text.append('"').append(value).append('"');
        first = false;
    }

    private void string(String value) {
        text.append('"');
        int written = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\' || c < FIRST_PRINTABLE) {
                text.append(value, written, i);
                written = i + 1;
                text.append(c < FIRST_PRINTABLE ? String.format("\\u%04x", (int) c) : "\\" + c);
            }
        }
        text.append(value, written, value.length()).append('"');
        first = false;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
