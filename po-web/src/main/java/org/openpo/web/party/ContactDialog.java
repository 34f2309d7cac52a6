package org.openpo.web.party;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.notice.NoticeKind;
import org.openpo.domain.order.ContactDraft;
import org.openpo.ejb.notice.ContactEditing;
import org.openpo.ejb.notice.ContactSubscriptions;
import org.openpo.ejb.notice.NoticeRuleService;
import org.openpo.ejb.party.ContactQueries;
import org.openpo.ejb.party.ContactRow;
import org.openpo.ejb.party.ContactService;
import org.openpo.ejb.party.ContactView;
import org.openpo.web.faces.Notes;
import org.openpo.web.i18n.Texts;

/** Adding, changing and deleting one contact, as {@code #{contactDialog}}. */
@Named("contactDialog")
@ViewScoped
public class ContactDialog implements Serializable {
    private static final long serialVersionUID = 1L;

    @EJB
    private ContactService service;
    @EJB
    private ContactEditing editing;
    @EJB
    private ContactQueries queries;
    @Inject
    private ContactsBean list;
    @EJB
    private NoticeRuleService rules;
    @Inject
    private Notes notes;
    @Inject
    private Texts texts;

    private ContactRow row;
    private String name;
    private String email;
    private String phone;
    private String language;
    private boolean active = true;
    private boolean defaultContact;
    private boolean undeliverable;
    private String undeliverableReason;
    private String[] digests = {};
    private Set<NoticeKind> muted = Set.of();

    public void add() {
        row = null;
        name = null;
        email = null;
        phone = null;
        language = FacesContext.getCurrentInstance().getViewRoot().getLocale().getLanguage();
        active = true;
        defaultContact = false;
        undeliverable = false;
        undeliverableReason = null;
        digests = new String[0];
        muted = Set.of();
    }

    /** Reads the contact anew: the row on the page may be old. */
    public void open(long id) {
        row = queries.find(id);
        ContactView contact = row.contact();
        name = contact.name();
        email = contact.email();
        phone = contact.phone();
        language = contact.language();
        active = contact.active();
        defaultContact = contact.defaultContact();
        undeliverable = contact.undeliverable();
        undeliverableReason = contact.undeliverableReason();
        ContactSubscriptions subscriptions = rules.subscriptions(id);
        digests = subscriptions.digests().stream().map(Enum::name).toArray(String[]::new);
        muted = Set.copyOf(subscriptions.muted());
    }

    public void save() {
        Set<NoticeKind> wanted = Arrays.stream(digests == null ? new String[0] : digests).map(NoticeKind::valueOf).collect(Collectors.toSet());
        ContactEditing.Entry entry = new ContactEditing.Entry(new ContactDraft(name, email, phone, language), active, defaultContact, undeliverable, undeliverableReason, muted, wanted);
        if (row == null) {
            notes.toast("contacts.added", editing.create(entry).name());
        } else {
            notes.toast("contacts.changed", editing.change(row.contact(), entry).name());
        }
        list.again();
    }

    /** The digests that a contact may get. */
    public List<NoticeKind> getKindsOfDigests() {
        return NoticeKind.DIGESTS.stream().sorted().toList();
    }

    /** What the contact has unsubscribed from, in words; "" if from nothing. */
    public String getMutedText() {
        return muted.isEmpty() ? "" : texts.get("orderNotices.muted", muted.stream().sorted().map(texts::name).collect(Collectors.joining(", ")));
    }

    /** The milder way than deleting. */
    public void switchOff() {
        ContactView c = row.contact();
        service.change(c.id(), c.version(), new ContactDraft(c.name(), c.email(), c.phone(), c.language()), false, c.defaultContact());
        notes.toast("contacts.switchedOff", c.name());
        list.again();
    }

    public void delete() {
        service.delete(row.contact().id(), row.contact().version());
        notes.toast("contacts.deleted", row.contact().name());
        list.again();
    }

    /** The contact that is changed or deleted, or null for a new one. */
    public ContactRow getRow() { return row; }
    public String getName() { return name; }
    public void setName(String name) { this.name = name; }
    public String getEmail() { return email; }
    public void setEmail(String email) { this.email = email; }
    public String getPhone() { return phone; }
    public void setPhone(String phone) { this.phone = phone; }
    public String getLanguage() { return language; }
    public void setLanguage(String language) { this.language = language; }
    public boolean isActive() { return active; }
    public void setActive(boolean active) { this.active = active; }
    public boolean isDefaultContact() { return defaultContact; }
    public void setDefaultContact(boolean defaultContact) { this.defaultContact = defaultContact; }
    public boolean isUndeliverable() { return undeliverable; }
    public void setUndeliverable(boolean undeliverable) { this.undeliverable = undeliverable; }
    public String[] getDigests() { return digests; }
    public void setDigests(String[] digests) { this.digests = digests; }
    public String getUndeliverableReason() { return undeliverableReason; }
    public void setUndeliverableReason(String reason) { this.undeliverableReason = reason; }
}
