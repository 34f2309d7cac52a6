package org.openpo.domain.party;

import java.time.Instant;

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
import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.rule.TextKeys;

/** A person of the directory, shared by purchase orders, who is told about them by e-mail. Unique by e-mail address. */
@Entity
@Table(name = "contact")
public class Contact {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "contact_seq")
    @SequenceGenerator(name = "contact_seq", sequenceName = "contact_seq", allocationSize = 50)
    private Long id;
    private String name;
    private String email;
    @Column(name = "email_key")
    private String emailKey;
    private String phone;
    private String language;
    @Convert(converter = FlagConverter.class)
    private boolean active;
    @Column(name = "default_contact")
    @Convert(converter = FlagConverter.class)
    private boolean defaultContact;
    @Column(name = "replaced_by")
    private Long replacedBy;
    @Column(name = "undeliverable_since")
    private Instant undeliverableSince;
    @Column(name = "undeliverable_reason")
    private String undeliverableReason;
    @Version
    private long version;

    protected Contact() { }

    public Contact(ContactDraft draft) {
        active = true;
        change(draft);
    }

    /** Another address has not failed yet: the mark goes with the old one. */
    public void change(ContactDraft draft) {
        name = draft.name().strip();
        email = draft.email().strip();
        if (!keyOf(email).equals(emailKey)) {
            emailKey = keyOf(email);
            delivers();
        }
        phone = draft.phone() == null || draft.phone().isBlank() ? null : draft.phone().strip();
        language = draft.language() == null ? "en" : draft.language();
    }

    /** Who is switched on again, having come back, is nobody's predecessor any more. */
    public void setActive(boolean active) {
        this.active = active;
        if (active) {
            replacedBy = null;
        }
    }

    /** Whether new purchase orders begin with this contact. */
    public void setDefaultContact(boolean defaultContact) {
        this.defaultContact = defaultContact;
    }

    /**
     * Notes who took over, who also takes the place on new purchase orders.
     *
     * @param switchOff whether this contact hears about nothing any more; whatever still names it then means the other one
     */
    public void handOverTo(Contact successor, boolean switchOff) {
        replacedBy = switchOff ? successor.id : null;
        successor.defaultContact |= defaultContact;
        defaultContact = false;
        active = active && !switchOff;
    }

    /** Notes that mails do not reach the address; a second failure does not move the time of the first. */
    public void doesNotDeliver(String reason, Instant now) {
        undeliverableSince = undeliverableSince == null ? now : undeliverableSince;
        undeliverableReason = reason == null || reason.isBlank() ? null : reason.strip();
    }

    public void delivers() {
        undeliverableSince = null;
        undeliverableReason = null;
    }

    public static String keyOf(String email) {
        return TextKeys.of(email);
    }

    public Long id() { return id; }
    public String name() { return name; }
    public String email() { return email; }
    public String phone() { return phone; }
    public String language() { return language; }
    public boolean isActive() { return active; }
    public boolean isDefaultContact() { return defaultContact; }
    /** Id of who took over, or null. */
    public Long replacedBy() { return replacedBy; }
    /** Since when mails do not arrive, or null. */
    public Instant undeliverableSince() { return undeliverableSince; }
    public String undeliverableReason() { return undeliverableReason; }
    public long version() { return version; }
}
