package org.openpo.ejb.notice;

import java.util.Optional;
import java.util.Properties;

import jakarta.mail.Session;

import org.openpo.ejb.startup.Settings;

/**
 * The mail server as the environment names it.
 *
 * @param user     null for none
 * @param security how the connection is protected
 */
record MailServer(String host, int port, String from, String user, String password, Security security, int timeoutSeconds) {
    private static final int SECONDS = 30;
    private static final int PORT = 25;

    enum Security {
        /** In the clear. */
        NONE,
        /** STARTTLS, and no mail without it. */
        STARTTLS,
        /** TLS from the first byte. */
        TLS
    }

    /** Empty if none is configured. */
    static Optional<MailServer> configured() {
        return Settings.smtpHost().map(host -> new MailServer(host, Settings.number("OPENPO_SMTP_PORT", PORT, 1, 65535), Settings.text("OPENPO_SMTP_FROM").orElse("openpo@" + host),
                Settings.text("OPENPO_SMTP_USER").orElse(null), Settings.text("OPENPO_SMTP_PASSWORD").orElse(null),
                security(Settings.text("OPENPO_SMTP_SECURITY").orElse(null), Settings.text("OPENPO_SMTP_USER").isPresent()),
                Settings.number("OPENPO_SMTP_TIMEOUT", SECONDS, 1, 120)));
    }

    /**
     * No password goes over the wire in the clear unless somebody has said so.
     *
     * @param setting null if it is not set
     */
    static Security security(String setting, boolean hasUser) {
        String text = setting == null ? hasUser ? "starttls" : "none" : setting;
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "none" -> Security.NONE;
            case "starttls" -> Security.STARTTLS;
            case "tls" -> Security.TLS;
            default -> throw new IllegalArgumentException("OPENPO_SMTP_SECURITY is \"" + text + "\": give none, starttls or tls.");
        };
    }

    /** A session whose every wait has an end. */
    Session session() {
        Properties properties = new Properties();
        String millis = String.valueOf(timeoutSeconds * 1000L);
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", host);
        properties.put("mail.smtp.port", String.valueOf(port));
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.auth", String.valueOf(user != null));
        properties.put("mail.smtp.starttls.enable", String.valueOf(security == Security.STARTTLS));
        properties.put("mail.smtp.starttls.required", String.valueOf(security == Security.STARTTLS));
        properties.put("mail.smtp.ssl.enable", String.valueOf(security == Security.TLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        // After each mail the server is not asked whether it is still there; a lost connection shows with the next one.
        properties.put("mail.smtp.quitwait", "false");
        return Session.getInstance(properties);
    }
}
