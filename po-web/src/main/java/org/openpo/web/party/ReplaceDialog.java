package org.openpo.web.party;

import java.io.Serializable;
import java.util.List;

import jakarta.ejb.EJB;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.ejb.order.ContactReplacement;
import org.openpo.ejb.party.ContactFilter;
import org.openpo.ejb.party.ContactQueries;
import org.openpo.ejb.party.ContactRow;
import org.openpo.ejb.party.ContactSort;
import org.openpo.ejb.party.ContactUse;
import org.openpo.ejb.party.ContactView;
import org.openpo.ejb.query.Page;
import org.openpo.web.faces.Notes;

/** Putting one contact in the place of another on every purchase order, with the orders shown before, as {@code #{replaceDialog}}. */
@Named("replaceDialog")
@ViewScoped
public class ReplaceDialog implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int SUGGESTIONS = 12;
    private static final int SHOWN = 8;

    @EJB
    private ContactQueries queries;
    @EJB
    private ContactReplacement replacement;
    @Inject
    private ContactsBean list;
    @Inject
    private Notes notes;

    private ContactView leaving;
    private ContactView successor;
    private boolean switchOff = true;
    private String reason;
    private transient Page<ContactUse> uses;

    public void open(long id) {
        leaving = queries.find(id).contact();
        successor = null;
        switchOff = true;
        reason = null;
        uses = null;
    }

    public void replace() {
        ContactReplacement.Result done = replacement.replace(leaving.id(), successor.id(), switchOff, reason);
        notes.done("contacts.replaced", done.successor().name(), done.replaced().name(), done.purchaseOrders());
        list.again();
    }

    /** Active contacts whose name or address contains the text, but for the one who leaves. */
    public List<ContactView> suggest(String text) {
        ContactFilter active = new ContactFilter(text, null, null, ContactFilter.Condition.ACTIVE);
        return queries.page(active, ContactSort.NAME, false, 0, SUGGESTIONS + 1).items().stream().map(ContactRow::contact)
                .filter(c -> c.id() != leaving.id()).limit(SUGGESTIONS).toList();
    }

    /** Contacts go through the page by e-mail address. */
    public Converter<ContactView> getConverter() {
        return new Converter<>() {
            @Override
            public ContactView getAsObject(FacesContext faces, UIComponent component, String email) {
                return email == null || email.isBlank() ? null : queries.withEmails(List.of(email)).stream().findFirst().orElse(null);
            }

            @Override
            public String getAsString(FacesContext faces, UIComponent component, ContactView contact) {
                return contact == null ? "" : contact.email();
            }
        };
    }

    private Page<ContactUse> uses() {
        if (uses == null) {
            uses = queries.uses(leaving.id(), 0, SHOWN);
        }
        return uses;
    }

    /** The first of the purchase orders that would change. */
    public List<ContactUse> getUses() {
        return uses().items();
    }

    /** How many would change in all. */
    public long getTotal() {
        return uses().total();
    }

    public long getMore() {
        return uses().total() - uses().items().size();
    }

    public ContactView getLeaving() { return leaving; }
    public ContactView getSuccessor() { return successor; }
    public void setSuccessor(ContactView successor) { this.successor = successor; }
    public boolean isSwitchOff() { return switchOff; }
    public void setSwitchOff(boolean switchOff) { this.switchOff = switchOff; }
    public String getReason() { return reason; }
    public void setReason(String reason) { this.reason = reason; }
}
