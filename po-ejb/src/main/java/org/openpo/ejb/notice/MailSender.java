package org.openpo.ejb.notice;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;

/** Sends mails over one connection, opened at the first and again when it was lost. */
final class MailSender implements AutoCloseable {
    /** An SMTP reply: three digits, perhaps an enhanced code. The server's own words are all there is to tell refusals from failures. */
    private static final Pattern REPLY = Pattern.compile("(?m)^\\s*([245])([0-9]{2})(?:[ -]|$)");

    private static final Logger LOG = Logger.getLogger(MailSender.class.getName());

    private final MailServer server;
    private final NoticeTexts texts;
    private final Session session;
    private Transport transport;

    MailSender(MailServer server, NoticeTexts texts) {
        this.server = server;
        this.texts = texts;
        this.session = server.session();
    }

    SendOutcome send(Outbox.Claimed claimed, Instant now) {
        NoticeMail mail;
        try {
            mail = NoticeMail.of(session, server.from(), claimed, texts, now);
        } catch (AddressException e) {
            return new SendOutcome(SendOutcome.Kind.REFUSED, "No mail can be sent to this address: " + e.getMessage());
        } catch (MessagingException e) {
            return new SendOutcome(SendOutcome.Kind.FAILED, words(e));
        } catch (RuntimeException e) {
            // A fault of ours in one mail: it is seen in the list, and the others go out.
            LOG.log(Level.SEVERE, "Notification " + claimed.deliveryId() + " cannot be written", e);
            return new SendOutcome(SendOutcome.Kind.FAILED, "The mail cannot be written; the cause is in the server's log.");
        }
        return send(mail);
    }

    /** Sends a mail that is complete. */
    SendOutcome send(MimeMessage mail) {
        try {
            connect();
        } catch (AuthenticationFailedException e) {
            close();
            return new SendOutcome(SendOutcome.Kind.UNREACHABLE, "The mail server does not accept OPENPO_SMTP_USER and OPENPO_SMTP_PASSWORD: " + words(e));
        } catch (MessagingException e) {
            close();
            return new SendOutcome(SendOutcome.Kind.UNREACHABLE, words(e));
        }
        try {
            transport.sendMessage(mail, mail.getAllRecipients());
            return new SendOutcome(SendOutcome.Kind.ACCEPTED, lastReply());
        } catch (MessagingException e) {
            String said = words(e);
            close();
            return new SendOutcome(isRefusal(said) ? SendOutcome.Kind.REFUSED : SendOutcome.Kind.FAILED, said);
        }
    }

    private void connect() throws MessagingException {
        if (transport != null && transport.isConnected()) {
            return;
        }
        close();
        transport = transport();
        transport.connect(server.host(), server.port(), server.user(), server.password());
    }

    private Transport transport() throws NoSuchProviderException {
        return session.getTransport("smtp");
    }

    /** 421 closes the connection and 4xx asks for patience; 5xx is a refusal. */
    static boolean isRefusal(String said) {
        Matcher reply = REPLY.matcher(said);
        boolean refused = false;
        while (reply.find()) {
            if (reply.group(1).equals("4")) {
                return false;
            }
            refused |= reply.group(1).equals("5");
        }
        return refused;
    }

    /** The API has no word for what the server answered to a mail that it took; the implementations of both servers do. */
    private String lastReply() {
        try {
            return String.valueOf(transport.getClass().getMethod("getLastServerResponse").invoke(transport)).strip();
        } catch (ReflectiveOperationException | RuntimeException notThisOne) {
            return "accepted";
        }
    }

    /** What went wrong, the whole chain of it: an SMTP reply often stands in the cause. */
    private static String words(MessagingException e) {
        StringBuilder words = new StringBuilder();
        Throwable each = e;
        for (int depth = 0; each != null && depth < 6; depth++) {
            String message = each.getMessage() == null ? each.getClass().getSimpleName() : each.getMessage().strip();
            if (words.indexOf(message) < 0) {
                words.append(words.length() == 0 ? "" : "\n").append(message);
            }
            each = each instanceof MessagingException chained && chained.getNextException() != null ? chained.getNextException() : each.getCause();
        }
        return words.toString();
    }

    @Override
    public void close() {
        try {
            if (transport != null) {
                transport.close();
            }
        } catch (MessagingException gone) {
            // It was to be closed anyway.
        }
        transport = null;
    }
}
