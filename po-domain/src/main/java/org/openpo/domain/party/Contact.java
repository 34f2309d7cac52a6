package org.openpo.domain.party;

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
    @Version
    private long version;

    protected Contact() { }

    public Contact(ContactDraft draft) {
        active = true;
        change(draft);
    }

    public void change(ContactDraft draft) {
        name = draft.name().strip();
        email = draft.email().strip();
        emailKey = keyOf(email);
        phone = draft.phone() == null || draft.phone().isBlank() ? null : draft.phone().strip();
        language = draft.language() == null ? "en" : draft.language();
    }

    public void setActive(boolean active) {
        this.active = active;
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
    public long version() { return version; }
}
