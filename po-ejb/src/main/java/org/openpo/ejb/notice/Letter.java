package org.openpo.ejb.notice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a mail says, before it is laid out as HTML or as plain text: one model for both templates. */
final class Letter {
    private static final int BUTTON_PADDING = 48;
    /** Width of the widest usual letter in 15 px bold Arial, on average. */
    private static final int BUTTON_CHARACTER = 9;

    private final Map<String, Object> model = new LinkedHashMap<>();
    private final List<Map<String, Object>> sections = new ArrayList<>();
    private final List<Map<String, String>> details = new ArrayList<>();

    Letter(String language, String subject, String host) {
        model.put("language", language);
        model.put("subject", subject);
        model.put("host", host);
        model.put("sections", sections);
        model.put("details", details);
    }

    String subject() {
        return (String) model.get("subject");
    }

    /** Shown beside the subject in a list of mails. */
    Letter preheader(String text) {
        model.put("preheader", text);
        return this;
    }

    Letter reference(String name, String description, String link) {
        model.put("reference", map("name", name, "description", description, "link", link));
        return this;
    }

    Letter title(String text) {
        model.put("title", text);
        return this;
    }

    Letter lead(String text) {
        model.put("lead", text);
        return this;
    }

    /** @param bad whether the amount is one that must not be */
    Letter figure(String amount, String caption, boolean bad) {
        model.put("figure", map("amount", amount, "caption", caption, "bad", bad ? "yes" : null));
        return this;
    }

    /** @param used percent of the bar, 0 to 100 */
    Letter meter(int used, String usedText, String leftText) {
        model.put("meter", map("used", String.valueOf(used), "left", String.valueOf(100 - used), "usedText", usedText, "leftText", leftText));
        return this;
    }

    Letter note(String strong, String text) {
        model.put("note", map("strong", strong, "text", text));
        return this;
    }

    /** Outlook draws a button of a width that is given in pixels and does not grow with its label. */
    Letter button(String label, String link) {
        model.put("button", map("label", label, "link", link, "width", String.valueOf(BUTTON_PADDING + label.length() * BUTTON_CHARACTER)));
        return this;
    }

    Letter section(String title, List<Map<String, String>> rows) {
        if (!rows.isEmpty()) {
            Map<String, Object> section = new LinkedHashMap<>();
            section.put("title", title);
            section.put("rows", rows);
            sections.add(section);
        }
        return this;
    }

    /**
     * @param leftSmall one or more lines
     * @param warning   whether {@code rightSmall} is something to worry about
     */
    static Map<String, String> row(String left, String leftSmall, String link, String right, String rightSmall, boolean warning) {
        return map("left", left, "leftSmall", leftSmall, "link", link, "right", right, "rightSmall", rightSmall, "warning", warning ? "yes" : null);
    }

    Letter detail(String label, String value) {
        if (value != null && !value.isEmpty()) {
            details.add(map("label", label, "value", value));
        }
        return this;
    }

    Letter footer(String why, String changeLabel, String changeLink, String stopLabel, String stopLink) {
        model.put("footer", map("why", why, "changeLabel", changeLabel, "changeLink", changeLink, "stopLabel", stopLink == null ? null : stopLabel, "stopLink", stopLink));
        return this;
    }

    Map<String, Object> model() {
        return model;
    }

    /** Without the values that are null. */
    private static Map<String, String> map(String... namesAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                map.put(namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return map;
    }
}
