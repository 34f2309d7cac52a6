package org.openpo.ejb.order;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.domain.order.ContactDraft;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.order.PurchaseOrderRules;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.party.Contact;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.rule.StaleVersionException;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.party.ContactFilter;
import org.openpo.ejb.party.ContactQueries;
import org.openpo.ejb.party.ContactSort;
import org.openpo.ejb.party.ContactView;

/**
 * One change for many purchase orders. Each is changed in a transaction of its own, as if a person had opened it and done so: with its own version,
 * audit event and notices. Those that cannot be changed stay as they are and are named with the reason.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PurchaseOrderBulk {
    /** A page of the list has no more. */
    public static final int MOST = 100;
    /** How often an order is read again because somebody changed it in between. */
    private static final int TRIES = 3;

    @EJB
    private PurchaseOrderService service;
    @EJB
    private PurchaseOrderQueries queries;
    @EJB
    private ContactQueries contacts;

    /**
     * Why a purchase order was left as it was.
     *
     * @param purchaseOrderId null for one that is gone
     */
    public record Refusal(long id, String purchaseOrderId, Violation why) { }

    /** @param unchanged they were that way already */
    public record Outcome(int changed, int unchanged, List<Refusal> refusals) { }

    /**
     * Suspends orders, or takes their suspension away.
     *
     * @param reason kept with each, or null
     */
    @RolesAllowed("ADMIN")
    public Outcome suspend(List<Long> ids, boolean suspend, String reason) {
        Checks.requireFitting(reason);
        return each(ids, order -> {
            Optional<PurchaseOrderStatus> target = order.status().isSuspended() == suspend ? Optional.empty()
                    : order.reachableStatuses().stream().filter(status -> status.isSuspended() == suspend).findFirst();
            target.ifPresent(status -> service.changeStatus(order.id(), order.version(), status, reason));
            return target.isPresent();
        });
    }

    /**
     * Puts a tag on orders, in the place of one with the same key.
     *
     * @param value may be empty
     * @throws BusinessRuleException if the key or the value cannot be a tag
     */
    @RolesAllowed("MANAGER")
    public Outcome tag(List<Long> ids, String key, String value, String reason) {
        Checks checks = new Checks();
        checks.requiredText("tagKey", key, PurchaseOrderRules.TAG_KEY_MAX);
        checks.optionalText("tagValue", value, PurchaseOrderRules.TAG_VALUE_MAX);
        BusinessRuleException.throwIfAny(checks.violations());
        Checks.requireFitting(reason);
        String label = key.strip();
        String text = value == null ? "" : value.strip();
        return amend(ids, reason, draft -> {
            Map<String, String> tags = new TreeMap<>(draft.tags());
            return text.equals(tags.put(label, text)) ? draft : draft.withTags(tags);
        });
    }

    /**
     * Names a contact of the directory on orders, behind those they have.
     *
     * @throws BusinessRuleException CONTACT_UNKNOWN if no active contact has this address
     */
    @RolesAllowed("MANAGER")
    public Outcome addContact(List<Long> ids, String email, String reason) {
        Checks checks = new Checks();
        checks.requiredText("email", email, PurchaseOrderRules.EMAIL_MAX);
        BusinessRuleException.throwIfAny(checks.violations());
        Checks.requireFitting(reason);
        ContactView person = contacts.page(new ContactFilter(null, email, null, ContactFilter.Condition.ACTIVE), ContactSort.NAME, false, 0, 1).items().stream().findFirst()
                .orElseThrow(() -> new BusinessRuleException("email", ErrorCode.CONTACT_UNKNOWN, email.strip())).contact();
        return amend(ids, reason, draft -> {
            if (draft.contacts().stream().anyMatch(named -> Contact.keyOf(named.email()).equals(Contact.keyOf(person.email())))) {
                return draft;
            }
            List<ContactDraft> people = new ArrayList<>(draft.contacts());
            people.add(new ContactDraft(person.name(), person.email(), person.phone(), person.language()));
            return draft.withContacts(people);
        });
    }

    /** The orders that are still there of these, in the order of their IDs. */
    @RolesAllowed("MANAGER")
    public List<PurchaseOrderRow> chosen(List<Long> ids) {
        return rows(ids, PurchaseOrderSort.PURCHASE_ORDER_ID);
    }

    private Outcome amend(List<Long> ids, String reason, Function<PurchaseOrderDraft, PurchaseOrderDraft> change) {
        return each(ids, order -> {
            PurchaseOrderDraft before = queries.drafts(List.of(order.id())).stream().findFirst().orElseThrow(() -> new NotFoundException("PurchaseOrder", order.id()));
            PurchaseOrderDraft after = change.apply(before);
            if (after != before) {
                service.replace(order.id(), order.version(), after, reason);
            }
            return after != before;
        });
    }

    /** @param change answers whether there was something to change */
    private Outcome each(List<Long> ids, Function<PurchaseOrderDetails, Boolean> change) {
        int changed = 0;
        int unchanged = 0;
        List<Refusal> refusals = new ArrayList<>();
        // In the order of their last change: the one that was changed last stays the one that was changed last, because matching decides ties by it.
        List<PurchaseOrderRow> found = rows(ids, PurchaseOrderSort.UPDATED_AT);
        for (PurchaseOrderRow row : found) {
            try {
                boolean done = again(row.id(), change, 1);
                changed += done ? 1 : 0;
                unchanged += done ? 0 : 1;
            } catch (StaleVersionException busy) {
                refusals.add(new Refusal(row.id(), row.purchaseOrderId(), Violation.of("id", ErrorCode.BUSY)));
            } catch (BusinessRuleException refused) {
                refusals.add(new Refusal(row.id(), row.purchaseOrderId(), refused.violations().get(0)));
            }
        }
        Set<Long> gone = new LinkedHashSet<>(ids);
        found.forEach(row -> gone.remove(row.id()));
        gone.forEach(id -> refusals.add(new Refusal(id, null, Violation.of("id", ErrorCode.NOT_FOUND))));
        return new Outcome(changed, unchanged, refusals);
    }

    private boolean again(long id, Function<PurchaseOrderDetails, Boolean> change, int attempt) {
        try {
            return change.apply(queries.details(id));
        } catch (StaleVersionException changedMeanwhile) {
            if (attempt == TRIES) {
                throw changedMeanwhile;
            }
            return again(id, change, attempt + 1);
        }
    }

    private List<PurchaseOrderRow> rows(List<Long> ids, PurchaseOrderSort sort) {
        if (ids.size() > MOST) {
            throw new BusinessRuleException("ids", ErrorCode.TOO_MANY, MOST);
        }
        return queries.page(PurchaseOrderFilter.of(new LinkedHashSet<>(ids)), sort, false, 0, MOST).items();
    }
}
