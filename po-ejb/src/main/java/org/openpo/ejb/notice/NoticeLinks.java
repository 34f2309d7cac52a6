package org.openpo.ejb.notice;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.notice.NoticeDelivery;
import org.openpo.domain.notice.NoticeKind;
import org.openpo.ejb.startup.Settings;

/** Addresses in mails: where a link leads, which one unsubscribes a contact, and the Message-ID of a delivery. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class NoticeLinks {
    private static final String HMAC = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    private static final int ID_DIGITS = 40;

    @PersistenceContext(unitName = "po")
    private EntityManager em;

    /** A contact and the kind of notice that a link unsubscribes from. */
    public record Subscription(long contactId, NoticeKind kind) { }

    public URI base() {
        return Settings.baseUrl();
    }

    /** The same for the same notice and recipient, on every node and at every try. */
    public String messageId(String noticeKey, NoticeDelivery.Recipient recipient) {
        String name = noticeKey + "|" + recipient.channel() + "|" + recipient.id();
        return "<" + hex(sha256(name)).substring(0, ID_DIGITS) + "@" + Optional.ofNullable(base().getHost()).orElse("openpo") + ">";
    }

    public URI unsubscribe(long contactId, NoticeKind kind) {
        String what = contactId + "." + kind;
        return base().resolve("unsubscribe?t=" + what + "." + signature(what));
    }

    /** What a token of {@link #unsubscribe} stands for; empty if it is not ours. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public Optional<Subscription> subscription(String token) {
        String[] parts = token == null ? new String[0] : token.split("\\.", -1);
        if (parts.length != 3 || !parts[0].matches("[0-9]{1,18}") || !MessageDigest.isEqual(signature(parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8),
                parts[2].getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        return Optional.of(new Subscription(Long.parseLong(parts[0]), NoticeKind.valueOf(parts[1])));
    }

    private String signature(String text) {
        return hmac(secret(), text).substring(0, ID_DIGITS);
    }

    /** Hexadecimal HMAC-SHA256. */
    static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return hex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + HMAC, e);
        }
    }

    static String newSecret() {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private String secret() {
        List<?> known = em.createNativeQuery("select secret from notice_secret where id = 1").getResultList();
        if (!known.isEmpty()) {
            return (String) known.get(0);
        }
        String made = newSecret();
        // Another node may do the same in this instant: the key lets one of them win, the other is repeated.
        em.createNativeQuery("insert into notice_secret (id, secret) values (1, ?1)").setParameter(1, made).executeUpdate();
        return made;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
