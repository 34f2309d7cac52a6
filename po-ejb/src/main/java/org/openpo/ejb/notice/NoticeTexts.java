package org.openpo.ejb.notice;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;

import org.openpo.domain.notice.NoticeKind;

/** The texts of notices: mails as HTML and plain text, what is posted to webhooks, and calendar entries. */
final class NoticeTexts {
    private static final Configuration TEMPLATES = templates();
    private static final int CALENDAR_LINE = 73;

    private final URI base;
    private final Letters letters;

    private NoticeTexts(URI base) {
        this.base = base;
        this.letters = new Letters(base);
    }

    /** @param base where links lead */
    static NoticeTexts with(URI base) {
        return new NoticeTexts(base);
    }

    String subject(NoticeContent content) {
        return letters.of(content).subject();
    }

    MailPreview mail(NoticeContent content) {
        Letter letter = letters.of(content);
        return new MailPreview(letter.subject(), process("notice.ftlh", letter.model()), process("notice.ftl", letter.model()));
    }

    /** One paragraph for a chat: what, how much, until when, and the link. */
    String chat(NoticeContent content) {
        return process("chat.ftl", letters.of(content).model()).strip();
    }

    /** An entry for the expiration day; null if the notice is about something else. */
    String calendar(NoticeContent content) {
        if (content.kind() != NoticeKind.EXPIRY) {
            return null;
        }
        NoticeWords words = new NoticeWords(content.language());
        YearMonth expiration = YearMonth.parse(content.facts().getString("expirationMonth"));
        String po = content.facts().getString("purchaseOrderId");
        DateTimeFormatter day = DateTimeFormatter.BASIC_ISO_DATE;
        DateTimeFormatter stamp = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(java.time.ZoneOffset.UTC);
        long key = content.facts().getJsonNumber("purchaseOrderKey").longValue();
        StringBuilder text = new StringBuilder();
        for (String line : new String[] {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//OpenPO//Notices//EN", "METHOD:PUBLISH", "BEGIN:VEVENT",
            "UID:expiry-" + key + "-" + expiration + "@" + (base.getHost() == null ? "openpo" : base.getHost()),
            "DTSTAMP:" + stamp.format(java.time.Instant.parse(content.facts().getString("causedAt"))),
            "DTSTART;VALUE=DATE:" + day.format(expiration.atEndOfMonth()), "DTEND;VALUE=DATE:" + day.format(expiration.atEndOfMonth().plusDays(1)),
            "SUMMARY:" + escaped(words.get("calendar.summary", po)), "DESCRIPTION:" + escaped(words.get("calendar.description", po)),
            "URL:" + base.resolve("purchase-orders/details?id=" + key), "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR"}) {
            fold(line, text);
        }
        return text.toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replaceAll("\\R", "\\\\n").replaceAll("\\p{Cntrl}", " ");
    }

    /** RFC 5545: no line longer than 75 octets; a character is not cut in two. */
    private static void fold(String line, StringBuilder into) {
        int octets = 0;
        for (int i = 0; i < line.length(); ) {
            int character = line.codePointAt(i);
            int size = new String(Character.toChars(character)).getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > CALENDAR_LINE) {
                into.append("\r\n ");
                octets = 1;
            }
            into.appendCodePoint(character);
            octets += size;
            i += Character.charCount(character);
        }
        into.append("\r\n");
    }

    /** A page of ours that is no mail. */
    static String page(String template, Map<String, Object> model) {
        return process(template, model);
    }

    private static String process(String template, Map<String, Object> model) {
        try {
            StringWriter text = new StringWriter();
            TEMPLATES.getTemplate(template).process(model, text);
            return text.toString();
        } catch (IOException | TemplateException e) {
            throw new IllegalStateException("The template " + template + " cannot be written", e);
        }
    }

    private static Configuration templates() {
        Configuration templates = new Configuration(Configuration.VERSION_2_3_34);
        templates.setClassLoaderForTemplateLoading(NoticeTexts.class.getClassLoader(), "org/openpo/ejb/notice");
        templates.setDefaultEncoding(StandardCharsets.UTF_8.name());
        templates.setRecognizeStandardFileExtensions(true);
        templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        templates.setLogTemplateExceptions(false);
        templates.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        templates.setAPIBuiltinEnabled(false);
        return templates;
    }
}
