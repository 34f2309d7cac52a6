package org.openpo.domain.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import org.openpo.domain.jpa.FlagConverter;
import org.openpo.domain.rule.TextKeys;

/** An address that notices are posted to, beside the mails: a chat's, or a program's. */
@Entity
@Table(name = "webhook")
public class Webhook {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "webhook_seq")
    @SequenceGenerator(name = "webhook_seq", sequenceName = "webhook_seq", allocationSize = 50)
    private Long id;
    private String name;
    @Column(name = "name_key")
    private String nameKey;
    private String address;
    private String secret;
    @Column(name = "previous_secret")
    private String previousSecret;
    @Column(name = "previous_until")
    private Instant previousUntil;
    private String events;
    private String language;
    @Convert(converter = FlagConverter.class)
    private boolean active;
    @Column(name = "changed_at")
    private Instant changedAt;
    @Column(name = "changed_by")
    private String changedBy;
    @Version
    private long version;

    protected Webhook() { }

    /** @param secret signs what is posted */
    public Webhook(String secret) {
        this.secret = secret;
    }

    public void change(String newName, String newAddress, Set<NoticeKind> kinds, String newLanguage, boolean isActive, String actor, Instant now) {
        name = newName.strip();
        nameKey = TextKeys.of(name);
        address = newAddress.strip();
        events = Lists.names(kinds);
        language = newLanguage;
        active = isActive;
        changedAt = now;
        changedBy = actor;
    }

    /**
     * A new secret; one that was still on its way out goes at once.
     *
     * @param oldUntil until then the old one signs as well, so that receivers can learn the new one and miss nothing
     */
    public void renewSecret(String newSecret, Instant oldUntil, String actor, Instant now) {
        boolean overlap = oldUntil.isAfter(now);
        previousSecret = overlap ? secret : null;
        previousUntil = overlap ? oldUntil : null;
        secret = newSecret;
        changedAt = now;
        changedBy = actor;
    }

    /** The secrets that sign, the newest first: one, or two while an old one is on its way out. */
    public List<String> secrets(Instant now) {
        return previousUntil(now).isPresent() ? List.of(secret, previousSecret) : List.of(secret);
    }

    /** Until when the old secret signs as well. */
    public Optional<Instant> previousUntil(Instant now) {
        return Optional.ofNullable(previousUntil).filter(now::isBefore);
    }

    public NoticeDelivery.Recipient asRecipient() {
        return new NoticeDelivery.Recipient(Channel.WEBHOOK, id, name, address, language);
    }

    public Long id() { return id; }
    public String name() { return name; }
    public String address() { return address; }
    public Set<NoticeKind> events() { return Set.copyOf(Lists.read(events, NoticeKind::valueOf)); }
    public String language() { return language; }
    public boolean isActive() { return active; }
    public Instant changedAt() { return changedAt; }
    public String changedBy() { return changedBy; }
    public long version() { return version; }
}
