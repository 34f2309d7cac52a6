package org.openpo.ejb.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for a few minutes which passwords were right, so that an API client with HTTP Basic does not pay for PBKDF2 on every
 * call. Holds no password: only an HMAC of the password and the stored hash under a key that lives as long as the process; a changed
 * password changes the stored hash and so the HMAC.
 */
@Singleton
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class VerifiedPasswords {
    private static final int MOST = 1000;
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final SecretKeySpec key = newKey();
    private final Map<String, Instant> verified = new LinkedHashMap<>();
    @Inject
    private Clock clock;

    private static SecretKeySpec newKey() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    /** Like {@link Passwords#matches}, but cheap when the same question was answered with yes a moment ago. */
    public boolean matches(String password, String hash) {
        String proof = proof(password, hash);
        Instant now = clock.instant();
        synchronized (verified) {
            Instant until = verified.get(proof);
            if (until != null && now.isBefore(until)) {
                return true;
            }
        }
        if (!Passwords.matches(password, hash)) {
            return false;
        }
        synchronized (verified) {
            verified.put(proof, now.plus(KEPT));
            if (verified.size() > MOST) {
                verified.remove(verified.keySet().iterator().next());
            }
        }
        return true;
    }

    private String proof(String password, String hash) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(hash.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }
}
