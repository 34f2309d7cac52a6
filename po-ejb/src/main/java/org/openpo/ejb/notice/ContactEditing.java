package org.openpo.ejb.notice;

import java.util.Objects;
import java.util.Set;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.interceptor.Interceptors;

import org.openpo.domain.notice.NoticeKind;
import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.rule.StaleVersionException;
import org.openpo.ejb.ledger.RepeatsLostTransactions;
import org.openpo.ejb.party.ContactService;
import org.openpo.ejb.party.ContactView;

/** A contact with what is said of its address and what it hears, saved together: all of it, or nothing if something of it is refused. */
@Stateless
@RolesAllowed("ADMIN")
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@Interceptors(RepeatsLostTransactions.class)
public class ContactEditing {
    @EJB
    private ContactService contacts;
    @EJB
    private NoticeRuleService rules;

    /**
     * All that a person says of a contact.
     *
     * @param active              of no meaning for a new contact, like what is said of the address
     * @param undeliverable       whether no mail reaches the address
     * @param undeliverableReason may be null
     * @param muted               kinds of notice that the contact has unsubscribed from
     * @param digests             digests that the contact gets
     */
    public record Entry(ContactDraft draft, boolean active, boolean defaultContact, boolean undeliverable, String undeliverableReason,
            Set<NoticeKind> muted, Set<NoticeKind> digests) {
        public Entry {
            muted = Set.copyOf(muted);
            digests = Set.copyOf(digests);
        }
    }

    /** @throws BusinessRuleException with everything that is wrong with it */
    public ContactView create(Entry entry) {
        ContactView added = contacts.create(entry.draft(), entry.defaultContact());
        rules.changeSubscriptions(added.id(), entry.muted(), entry.digests());
        return added;
    }

    /**
     * @param before the contact as the person saw it
     * @throws StaleVersionException if somebody has changed it since
     * @throws NotFoundException     if it is gone
     */
    public ContactView change(ContactView before, Entry entry) {
        ContactView changed = contacts.change(before.id(), before.version(), entry.draft(), entry.active(), entry.defaultContact());
        // What is said of the address is about the one that was there, unless it is about another one now.
        boolean marked = entry.undeliverable() && (!before.undeliverable() || changed.undeliverable());
        if (marked != changed.undeliverable() || marked && !Objects.equals(entry.undeliverableReason(), changed.undeliverableReason())) {
            changed = contacts.markUndeliverable(changed.id(), changed.version(), marked, entry.undeliverableReason());
        }
        rules.changeSubscriptions(changed.id(), entry.muted(), entry.digests());
        return changed;
    }
}
