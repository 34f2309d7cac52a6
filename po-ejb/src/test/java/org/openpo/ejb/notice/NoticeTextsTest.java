package org.openpo.ejb.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.TreeSet;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.notice.Channel;
import org.openpo.domain.notice.NoticeDelivery;
import org.openpo.domain.notice.NoticeKind;
import org.openpo.domain.order.LineItemType;

/** What mails say in both languages, and that nobody's name can add to them. */
class NoticeTextsTest {
    private static final NoticeTexts TEXTS = NoticeTexts.with(URI.create("https://openpo.example.org/po/"));
    private static final String EVIL = "<script>alert(1)</script>\r\nBcc: everyone@example.org\u2028\"&'";

    @Test
    void both_languages_have_the_same_keys_and_name_every_type_and_exception() {
        TreeSet<String> english = keys(Locale.ENGLISH);
        assertThat(keys(Locale.forLanguageTag("vi"))).isEqualTo(english);
        assertThat(english).containsAll(Arrays.stream(LineItemType.values()).map(t -> "type." + t).toList());
        assertThat(english).containsAll(Arrays.stream(ExceptionCode.values()).map(c -> "exception." + c).toList());
    }

    private static TreeSet<String> keys(Locale locale) {
        ResourceBundle bundle = ResourceBundle.getBundle("org.openpo.ejb.notice.Notices", locale, NoticeTexts.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        assertThat(bundle.getLocale().getLanguage()).isIn("", locale.getLanguage());
        return new TreeSet<>(bundle.keySet());
    }

    @ParameterizedTest
    @EnumSource(NoticeKind.class)
    void every_kind_is_written_in_both_languages_without_a_hole(NoticeKind kind) {
        for (String language : new String[] {"en", "vi"}) {
            MailPreview mail = TEXTS.mail(content(kind, language, "Anna"));
            for (String text : new String[] {mail.subject(), mail.html(), mail.text(), TEXTS.chat(content(kind, language, "Anna"))}) {
                assertThat(text).isNotBlank().doesNotContain("${").doesNotContain("null").doesNotContainPattern("\\{[0-9]");
            }
            assertThat(mail.html()).contains("lang=\"" + language + "\"").doesNotContain("<img").doesNotContain("<script");
            assertThat(mail.text()).contains("https://openpo.example.org/po/").doesNotContain("<").contains("unsubscribe?t=");
        }
    }

    @Test
    void the_first_screen_says_what_how_much_until_when() {
        MailPreview mail = TEXTS.mail(content(NoticeKind.LOW_BALANCE, "en", "Anna"));
        assertThat(mail.subject()).isEqualTo("PO-2026-0042 has 25% of its balance left");
        assertThat(mail.text()).startsWith("""
                PO-2026-0042  Production landing zone 2026
                25% of the balance is left

                €309,940.12
                of €1,240,000.00, as of 26 September 2026
                Billed 75%, Left 25%

                Forecast to run out in November 2026, one month before it expires. About €218,000 more is needed to cover December 2026.

                View purchase order:
                https://openpo.example.org/po/purchase-orders/details?id=42
                """);
        MailPreview vietnamese = TEXTS.mail(content(NoticeKind.LOW_BALANCE, "vi", "Bình"));
        assertThat(vietnamese.subject()).isEqualTo("PO-2026-0042 còn 25% số dư");
        assertThat(vietnamese.text()).contains("309.940,12\u00A0€").contains("tháng 11 năm 2026").contains("218.000\u00A0€");
    }

    @Test
    void what_users_typed_is_text_in_every_form() {
        JsonObject facts = Json.createObjectBuilder(facts()).add("purchaseOrderId", EVIL).add("description", EVIL).add("sellers", Json.createArrayBuilder().add(EVIL)).build();
        for (NoticeKind kind : new NoticeKind[] {NoticeKind.LOW_BALANCE, NoticeKind.EXPIRY}) {
            NoticeContent content = new NoticeContent(kind, facts, EVIL, "en", null);
            assertThat(TEXTS.mail(content).html()).doesNotContain("<script>").contains("&lt;script&gt;");
        }
        String calendar = TEXTS.calendar(new NoticeContent(NoticeKind.EXPIRY, facts, EVIL, "en", null));
        assertThat(calendar.lines()).noneMatch(line -> line.startsWith("Bcc")).allSatisfy(line -> assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75));
        assertThat(calendar).contains("DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n").contains("\\nBcc").endsWith("END:VCALENDAR\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {EVIL, "Anna\r\nBcc: x@example.org", "Nguyễn\r\n Bình", "\n\n", "a\u0000b"})
    void nobody_adds_a_header(String name) throws Exception {
        JsonObject facts = Json.createObjectBuilder(facts()).add("purchaseOrderId", name).build();
        NoticeContent content = new NoticeContent(NoticeKind.EXPIRY, facts, name, "vi", URI.create("https://openpo.example.org/po/unsubscribe?t=7.EXPIRY.abc"));
        Session session = Session.getInstance(new Properties());
        NoticeMail mail = NoticeMail.of(session, "openpo@example.org",
                new Outbox.Claimed(1, new NoticeDelivery.Recipient(Channel.MAIL, 7, name, "anna@example.org", "vi"), "<abc@openpo.example.org>", 0, content, null), TEXTS, Instant.EPOCH);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        mail.writeTo(bytes);
        MimeMessage read = new MimeMessage(session, new ByteArrayInputStream(bytes.toByteArray()));
        assertThat(read.getHeader("Bcc")).isNull();
        assertThat(read.getAllRecipients()).hasSize(1);
        assertThat(((InternetAddress) read.getAllRecipients()[0]).getAddress()).isEqualTo("anna@example.org");
        assertThat(read.getMessageID()).isEqualTo("<abc@openpo.example.org>");
        assertThat(read.getHeader("List-Unsubscribe")).containsExactly("<https://openpo.example.org/po/unsubscribe?t=7.EXPIRY.abc>");
        assertThat(read.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        MimeMultipart mixed = (MimeMultipart) read.getContent();
        assertThat(mixed.getCount()).isEqualTo(2);
        assertThat(((MimeMultipart) mixed.getBodyPart(0).getContent()).getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat(mixed.getBodyPart(1).getFileName()).isEqualTo("expiration.ics");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            https://hooks.slack.com/services/x, true
            https://HOOKS.slack.com/services/x, true
            http://hooks.slack.com/services/x, false
            https://hooks.slack.com:8443/x, false
            https://hooks.slack.com.evil.example/x, false
            https://user@hooks.slack.com/x, false
            https://a.webhook.office.com/x, true
            https://webhook.office.com/x, false
            https://evilwebhook.office.com/x, false
            http://localhost:9000/x, true
            http://localhost/x, false
            https://169.254.169.254/latest, false
            file:///etc/passwd, false
            """)
    void webhooks_lead_only_where_the_server_allows(URI address, boolean allowed) {
        assertThat(new WebhookHosts(java.util.List.of("hooks.slack.com", "*.webhook.office.com", "http://localhost:9000")).allows(address)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"218000, EUR, '€218,000'", "217234.56, EUR, '€218,000'", "12.345, USD, '$12.40'", "1, JPY, '¥1'", "1234567, VND, '₫1,240,000'"})
    void rough_amounts_have_three_digits(BigDecimal amount, String currency, String text) {
        assertThat(new NoticeWords("en").roughly(amount, currency)).isEqualTo(text);
    }

    static NoticeContent content(NoticeKind kind, String language, String name) {
        JsonObject facts = switch (kind) {
            case ESCALATION -> Json.createObjectBuilder(facts()).add("escalates", Json.createObjectBuilder(facts()).add("kind", "LOW_BALANCE")).build();
            case EXCEPTIONS_DIGEST -> Json.createObjectBuilder().add("causedAt", "2026-09-26T08:00:00Z").add("count", 17).add("days", 3).add("exceptions", Json.createArrayBuilder()
                    .add(Json.createObjectBuilder().add("id", "5").add("invoiceId", "INV-1").add("seller", "Amazon Web Services EMEA SARL").add("gross", "16577.71").add("currency", "EUR")
                            .add("since", "2026-09-22").add("codes", Json.createArrayBuilder().add("NO_PURCHASE_ORDER")))).build();
            case PORTFOLIO_DIGEST -> Json.createObjectBuilder().add("causedAt", "2026-09-26T08:00:00Z").add("active", 24).add("attention", 3).add("exceptions", 2)
                    .add("totals", Json.createArrayBuilder().add(Json.createObjectBuilder().add("currency", "EUR").add("count", 24).add("committed", "2000000.00").add("billed", "1250000.00")))
                    .add("dry", Json.createArrayBuilder().add(order("PO-2026-0042", "2026-11"))).add("expiring", Json.createArrayBuilder().add(order("PO-2026-0007", "2026-10")))
                    .add("low", Json.createArrayBuilder().add(order("PO-2026-0042", "2026-12"))).build();
            default -> facts();
        };
        return new NoticeContent(kind, facts, name, language, URI.create("https://openpo.example.org/po/unsubscribe?t=7." + kind + ".abc"));
    }

    private static JsonObjectBuilder order(String id, String month) {
        return Json.createObjectBuilder().add("purchaseOrderKey", 42).add("purchaseOrderId", id).add("description", "Production landing zone 2026").add("currency", "EUR").add("month", month)
                .add("committed", "1240000.00").add("billed", "930059.88");
    }

    static JsonObject facts() {
        return Json.createObjectBuilder().add("causedAt", "2026-09-26T08:00:00Z").add("threshold", "25").add("lineTotal", "1240000.00").add("lineBilled", "930059.88").add("line", "1")
                .add("purchaseOrderKey", 42).add("purchaseOrderId", "PO-2026-0042").add("description", "Production landing zone 2026").add("currency", "EUR")
                .add("effectiveMonth", "2026-01").add("expirationMonth", "2026-12").add("sellers", Json.createArrayBuilder().add("Amazon Web Services EMEA SARL"))
                .add("committed", "1240000.00").add("billed", "930059.88")
                .add("lines", Json.createArrayBuilder().add(Json.createObjectBuilder().add("number", "1").add("description", "Production accounts").add("type", "ALL")
                        .add("total", "1240000.00").add("billed", "930059.88")))
                .add("lastInvoice", Json.createObjectBuilder().add("invoiceId", "EUINDE26-432208").add("amount", "16577.71"))
                .add("forecast", Json.createObjectBuilder().add("state", "RUNS_DRY").add("billedMonths", 8).add("expected", "2026-11").add("earliest", "2026-11").add("latest", "2026-12")
                        .add("shortfall", "217500.00")).build();
    }
}
