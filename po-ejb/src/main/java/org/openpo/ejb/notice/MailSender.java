package org.openpo.ejb.notice;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

/** Sends mails over one connection, opened at the first and again when it was lost. */
final class MailSender implements AutoCloseable {
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
            // Checked first: a sender that is no address is the server's set-up, not a fault of each recipient.
            new InternetAddress(server.from(), true);
        } catch (AddressException e) {
            return new SendOutcome(SendOutcome.Kind.UNREACHABLE, "OPENPO_SMTP_FROM is not an e-mail address: " + e.getMessage());
        }
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
            return new SendOutcome(isRefusal(e, said) ? SendOutcome.Kind.REFUSED : SendOutcome.Kind.FAILED, said);
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

    /**
     * Whether the recipient was refused for good. A 5xx for anything else (the sender, the login, relaying, what the mail says) is for whoever runs the
     * servers to put right, and the mail is tried again until then.
     */
    static boolean isRefusal(MessagingException e, String said) {
        return e instanceof SendFailedException failed && failed.getInvalidAddresses() != null && failed.getInvalidAddresses().length > 0 && AddressRefusal.is(said);
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
