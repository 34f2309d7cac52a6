package org.openpo.web.party;

import java.io.Serializable;
import java.util.Objects;

import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.order.ContactDraft;
import org.openpo.ejb.party.ContactQueries;
import org.openpo.ejb.party.ContactRow;
import org.openpo.ejb.party.ContactService;
import org.openpo.ejb.party.ContactView;
import org.openpo.web.faces.Notes;

/** Adding, changing and deleting one contact, as {@code #{contactDialog}}. */
@Named("contactDialog")
@ViewScoped
public class ContactDialog implements Serializable {
    private static final long serialVersionUID = 1L;

    @EJB
    private ContactService service;
    @EJB
    private ContactQueries queries;
    @Inject
    private ContactsBean list;
    @Inject
    private Notes notes;

    private ContactRow row;
    private String name;
    private String email;
    private String phone;
    private String language;
    private boolean active = true;
    private boolean defaultContact;
    private boolean undeliverable;
    private String undeliverableReason;

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
    }

    public void save() {
        ContactDraft draft = new ContactDraft(name, email, phone, language);
        if (row == null) {
            ContactView added = service.create(draft, defaultContact);
            notes.toast("contacts.added", added.name());
        } else {
            ContactView before = row.contact();
            ContactView changed = service.change(before.id(), before.version(), draft, active, defaultContact);
            // What the dialog says of the address is about the address that was there, unless it is about another one now.
            boolean marked = undeliverable && (!before.undeliverable() || changed.undeliverable());
            if (marked != changed.undeliverable() || marked && !Objects.equals(undeliverableReason, changed.undeliverableReason())) {
                service.markUndeliverable(changed.id(), changed.version(), marked, undeliverableReason);
            }
            notes.toast("contacts.changed", changed.name());
        }
        list.again();
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
    public String getUndeliverableReason() { return undeliverableReason; }
    public void setUndeliverableReason(String reason) { this.undeliverableReason = reason; }
}
