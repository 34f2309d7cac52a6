package org.openpo.domain.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import org.openpo.domain.jpa.FlagConverter;
import org.openpo.domain.rule.TextKeys;

/**
 * An account: name and one role. A local one has a password hash, and a lock that wrong passwords set; one of a sign-in provider has who vouches for it (issuer) and its
 * subject there, which is who it is, whatever name or address it has today.
 */
@Entity
@Table(name = "user_account")
public class UserAccount {
    /** After this many wrong passwords in a row each further one locks the account for a while. */
    static final int FREE_ATTEMPTS = 5;
    private static final Duration FIRST_LOCK = Duration.ofSeconds(5);
    private static final Duration LONGEST_LOCK = Duration.ofMinutes(5);

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "user_account_seq")
    @SequenceGenerator(name = "user_account_seq", sequenceName = "user_account_seq", allocationSize = 50)
    private Long id;
    private String name;
    @Column(name = "name_key")
    private String nameKey;
    @Column(name = "display_name")
    private String displayName;
    @Enumerated(EnumType.STRING)
    private Role role;
    @Column(name = "password_hash")
    private String passwordHash;
    @Column(updatable = false)
    private String issuer;
    @Column(updatable = false)
    private String subject;
    private String email;
    @Convert(converter = FlagConverter.class)
    private boolean active;
    /** Counted in the database, beside the version. */
    @Column(name = "failed_attempts")
    private int failedAttempts;
    @Column(name = "locked_until")
    private Instant lockedUntil;
    private String language;
    private String theme;
    @Column(name = "sign_in_key")
    private long signInKey;
    @Column(name = "created_at", updatable = false)
    private Instant createdAt;
    @Version
    private long version;

    protected UserAccount() { }

    public UserAccount(String name, String displayName, Role role, String passwordHash, Instant now) {
        this.name = name.strip();
        this.nameKey = TextKeys.of(name);
        this.displayName = displayName.strip();
        this.role = role;
        this.passwordHash = passwordHash;
        this.active = true;
        this.createdAt = now;
    }

    /** The account of somebody who signs in by a provider for the first time. */
    public static UserAccount ofProvider(String issuer, String subject, String name, String displayName, String email, Role role, Instant now) {
        UserAccount account = new UserAccount(name, displayName, role, null, now);
        account.issuer = issuer;
        account.subject = subject;
        account.email = email;
        return account;
    }

    /**
     * Takes over what the provider says of the person at a sign-in.
     *
     * @return whether that is anything new
     */
    public boolean follow(String newDisplayName, String newEmail, Role newRole) {
        if (displayName.equals(newDisplayName.strip()) && Objects.equals(email, newEmail) && role == newRole) {
            return false;
        }
        change(newDisplayName, newRole, active);
        email = newEmail;
        return true;
    }

    public void change(String newDisplayName, Role newRole, boolean nowActive) {
        if (newRole != role || !nowActive) {
            signInKey++;
        }
        displayName = newDisplayName.strip();
        role = newRole;
        active = nowActive;
    }

    /** All sessions end at their next click. */
    public void endSessions() {
        signInKey++;
    }

    public void changePassword(String newHash) {
        passwordHash = newHash;
        signInKey++;
        failedAttempts = 0;
        lockedUntil = null;
    }

    /** For how long so many wrong passwords in a row lock an account: from the sixth on 5 s, doubling up to 5 min. */
    public static Optional<Duration> lockAfter(int failedAttempts) {
        if (failedAttempts <= FREE_ATTEMPTS) {
            return Optional.empty();
        }
        Duration lock = FIRST_LOCK.multipliedBy(1L << Math.min(failedAttempts - FREE_ATTEMPTS - 1, 10));
        return Optional.of(lock.compareTo(LONGEST_LOCK) > 0 ? LONGEST_LOCK : lock);
    }

    public boolean isLockedAt(Instant now) {
        return lockedUntil != null && now.isBefore(lockedUntil);
    }

    public void speak(String newLanguage) {
        language = newLanguage;
    }

    public void show(String newTheme) {
        theme = newTheme;
    }

    public Long id() { return id; }
    public String name() { return name; }
    public String displayName() { return displayName; }
    public Role role() { return role; }
    /** Null for an account of a sign-in provider. */
    public String passwordHash() { return passwordHash; }
    /** Whether it signs in with a password that is kept here. */
    public boolean isLocal() { return issuer == null; }
    /** Who vouches for the person; null for a local account. */
    public String issuer() { return issuer; }
    /** Null if nobody has told it. */
    public String email() { return email; }
    public boolean isActive() { return active; }
    public int failedAttempts() { return failedAttempts; }
    public Instant lockedUntil() { return lockedUntil; }
    public String language() { return language; }
    /** light, dark, system, or null for the browser's choice. */
    public String theme() { return theme; }
    /** Counts what ends open sessions: a new password, another role, switching off. */
    public long signInKey() { return signInKey; }
    public long version() { return version; }
}
