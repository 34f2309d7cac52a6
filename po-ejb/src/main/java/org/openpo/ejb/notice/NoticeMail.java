package org.openpo.ejb.notice;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.regex.Pattern;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

/** One mail: plain text and HTML as alternatives, a calendar entry where there is one, and headers that nobody's name can add to. */
final class NoticeMail extends MimeMessage {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    /** Whatever ends a line or steers a terminal, in any script. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]+");

    private final String messageId;

    private NoticeMail(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    /** @param unsubscribe null for none */
    static NoticeMail of(Session session, String from, Outbox.Claimed claimed, NoticeTexts texts, Instant now) throws MessagingException {
        NoticeMail mail = new NoticeMail(session, claimed.messageId());
        MailPreview content = texts.mail(claimed.content());
        mail.setFrom(new InternetAddress(from, true));
        mail.setRecipient(Message.RecipientType.TO, address(claimed.recipient().address(), claimed.recipient().name()));
        mail.setSubject(clean(content.subject()), UTF_8);
        mail.setSentDate(Date.from(now));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Auto-Response-Suppress", "All");
        mail.setHeader("Content-Language", claimed.content().language());
        if (claimed.content().unsubscribe() != null) {
            mail.setHeader("List-Unsubscribe", "<" + claimed.content().unsubscribe() + ">");
            mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        MimeMultipart alternatives = new MimeMultipart("alternative");
        alternatives.addBodyPart(text(content.text(), "plain"));
        alternatives.addBodyPart(text(content.html(), "html"));
        String calendar = texts.calendar(claimed.content());
        if (calendar == null) {
            mail.setContent(alternatives);
        } else {
            MimeBodyPart body = new MimeBodyPart();
            body.setContent(alternatives);
            MimeBodyPart entry = new MimeBodyPart();
            entry.setText(calendar, UTF_8, "calendar");
            entry.setFileName("expiration.ics");
            entry.setDisposition(MimeBodyPart.ATTACHMENT);
            MimeMultipart mixed = new MimeMultipart("mixed");
            mixed.addBodyPart(body);
            mixed.addBodyPart(entry);
            mail.setContent(mixed);
        }
        mail.saveChanges();
        return mail;
    }

    private static InternetAddress address(String address, String name) throws MessagingException {
        try {
            InternetAddress to = new InternetAddress(address, true);
            to.setPersonal(clean(name), UTF_8);
            return to;
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every JDK has UTF-8", e);
        }
    }

    private static MimeBodyPart text(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }

    static String clean(String text) {
        return CONTROLS.matcher(text).replaceAll(" ").strip();
    }

    /** The same at every try, so that whoever gets a mail twice can tell. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}
