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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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

    static Stream<Arguments> samples() {
        return MailSamples.all().entrySet().stream().flatMap(e -> Stream.of("en", "vi").map(language -> Arguments.of(e.getKey(), language)));
    }

    @Test
    void there_is_a_sample_of_every_kind() {
        assertThat(MailSamples.all().values()).extracting(MailSamples.Sample::kind).contains(NoticeKind.values());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_kind_is_written_in_both_languages_without_a_hole(String name, String language) {
        NoticeContent content = MailSamples.all().get(name).in(language);
        MailPreview mail = TEXTS.mail(content);
        for (String text : new String[] {mail.subject(), mail.html(), mail.text(), TEXTS.chat(content)}) {
            assertThat(text).isNotBlank().doesNotContain("${").doesNotContain("null").doesNotContainPattern("\\{[0-9]");
        }
        assertThat(mail.html()).contains("lang=\"" + language + "\"");
        assertThat(mail.text()).contains("https://openpo.example.org/po/").doesNotContain("<").contains("unsubscribe?t=");
        assertThat(mail.subject()).hasSizeLessThan(120);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void mails_fetch_nothing_and_run_nothing(String name, String language) {
        String html = TEXTS.mail(MailSamples.all().get(name).in(language)).html();
        assertThat(html).doesNotContainIgnoringCase("<img", "<script", "<link", "<iframe", "<object", "<form", "@import", "url(", " src=", " background=\"", "srcset", "javascript:");
        assertThat(html).doesNotContainPattern("\\son[a-z]+=");
        // Gmail cuts what is longer than 102 KB and hides the end, with the link to unsubscribe.
        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(90_000);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_button_of_outlook_is_as_wide_as_its_label(String name, String language) {
        String html = TEXTS.mail(MailSamples.all().get(name).in(language)).html();
        Matcher button = Pattern.compile("width:(\\d+)px;\" arcsize=.*?<center[^>]*>([^<]+)</center>").matcher(html);
        assertThat(button.find()).isTrue();
        int text = new java.awt.font.TextLayout(button.group(2), new java.awt.Font("SansSerif", java.awt.Font.BOLD, 15),
                new java.awt.font.FontRenderContext(null, true, true)).getBounds().getBounds().width;
        assertThat(Integer.parseInt(button.group(1))).isBetween(text + 16, text + 110);
    }

    /** WCAG 2.2, 1.4.3: text 4.5 to 1; light as the style attributes say, dark as the style sheet. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            1C1B18, FFFFFF, EEEBE4, 191816
            55514A, FFFFFF, BAB4A8, 191816
            55514A, F6F5F1, BAB4A8, 111110
            7F4B00, FFFFFF, F2BC64, 191816
            AE2218, FFFFFF, FF9F93, 191816
            1C1B18, FCF0D9, EEEBE4, 35270C
            2A46C4, FFFFFF, A3B4FF, 191816
            2A46C4, F6F5F1, A3B4FF, 111110
            FFFFFF, 2A46C4, FFFFFF, 4B63DB
            """)
    void text_can_be_read_on_its_ground(String text, String ground, String darkText, String darkGround) {
        String all = TEXTS.mail(MailSamples.all().get("low-balance").in("en")).html() + TEXTS.mail(MailSamples.all().get("overspent").in("en")).html();
        assertThat(all).contains("color:#" + text, "background:#" + ground, "background: #" + darkGround, darkText.equals(text) ? "" : "color: #" + darkText);
        assertThat(contrast(text, ground)).isGreaterThan(4.5);
        assertThat(contrast(darkText, darkGround)).isGreaterThan(4.5);
    }

    private static double contrast(String one, String other) {
        double a = luminance(Integer.parseInt(one, 16));
        double b = luminance(Integer.parseInt(other, 16));
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int rgb) {
        double sum = 0;
        double[] weights = {0.0722, 0.7152, 0.2126};
        for (int i = 0; i < 3; i++) {
            double part = (rgb >> 8 * i & 255) / 255.0;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    @Test
    void nothing_is_rounded_to_all_or_to_nothing() {
        assertThat(TEXTS.mail(MailSamples.all().get("low-balance-nearly-nothing").in("en")).text()).contains("Billed more than 99%, Left less than 1%");
        assertThat(TEXTS.mail(MailSamples.all().get("overspent").in("vi")).text()).contains("Đã xuất hóa đơn 105%, Đã vượt chi");
        assertThat(TEXTS.mail(MailSamples.all().get("weekly-digest").in("en")).text()).contains("- PO-2026-0014: \u2212€4,318.66, Overspent");
    }

    @Test
    void the_first_screen_says_what_how_much_until_when() {
        MailPreview mail = TEXTS.mail(MailSamples.all().get("low-balance").in("en"));
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
        MailPreview vietnamese = TEXTS.mail(MailSamples.all().get("low-balance").in("vi"));
        assertThat(vietnamese.subject()).isEqualTo("PO-2026-0042 còn 25% số dư");
        assertThat(vietnamese.text()).contains("309.940,12\u00A0€").contains("tháng 11 năm 2026").contains("218.000\u00A0€");
    }

    @Test
    void what_users_typed_is_text_in_every_form() {
        JsonObject facts = Json.createObjectBuilder(MailSamples.all().get("low-balance").facts()).add("purchaseOrderId", EVIL).add("description", EVIL).add("sellers", Json.createArrayBuilder().add(EVIL)).build();
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
        JsonObject facts = Json.createObjectBuilder(MailSamples.all().get("low-balance").facts()).add("purchaseOrderId", name).build();
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
}
