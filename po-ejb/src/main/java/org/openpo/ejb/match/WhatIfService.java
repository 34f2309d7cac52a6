package org.openpo.ejb.match;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;

import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.ledger.Allocation;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.match.InvoiceFacts;
import org.openpo.domain.order.PurchaseOrder;
import org.openpo.domain.order.PurchaseOrderDraft;
import org.openpo.domain.party.Contact;
import org.openpo.domain.party.Seller;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.audit.Snapshots;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.party.SellerService;
import org.openpo.ejb.time.Now;

/**
 * Says what saving a purchase order and matching again would do, without doing it (spec §4). The order is changed in memory by the very
 * methods that saving uses, the invoices are judged by the same matcher over the same candidates; no row is written and none is locked.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class WhatIfService {
    /** So many invoices are looked at, to keep the answer quick while somebody is typing. */
    public static final int INVOICES_MAX = 2000;
    private static final int CHUNK = 500;

    @Resource
    private SessionContext context;
    @EJB
    private PurchaseOrderService orders;
    @EJB
    private SellerService sellers;
    @EJB
    private Candidates candidates;
    @EJB
    private Rematchable rematchable;
    @EJB
    private Requests requests;
    @Inject
    private Clock clock;

    /**
     * What saving the draft and then matching with {@link RematchScope#ALL} would do.
     *
     * @param id of the order that is edited, or null for a new one
     * @throws BusinessRuleException with everything for which saving would be refused
     */
    @RolesAllowed("MANAGER")
    public WhatIf of(PurchaseOrderDraft draft, Long id) {
        BusinessRuleException.throwIfAny(orders.check(draft, id, false));
        return simulate(id == null ? fresh(draft) : amended(orders.detached(id), draft), RematchScope.ALL);
    }

    /**
     * Which exceptions a new order would take if they were matched again after saving it.
     *
     * @param max how many invoices may be looked at; never more than {@link #INVOICES_MAX}
     * @return empty if more could be for it; nothing was matched then
     * @throws BusinessRuleException with everything for which saving would be refused
     */
    @RolesAllowed("MANAGER")
    public Optional<Waiting> exceptions(PurchaseOrderDraft draft, int max) {
        BusinessRuleException.throwIfAny(orders.check(draft, null, false));
        PurchaseOrder po = fresh(draft);
        int most = Math.min(max, INVOICES_MAX);
        int invoices = rematchable.list(reach(po), RematchScope.EXCEPTIONS, null, most + 1).size();
        return invoices > most ? Optional.empty()
                : Optional.of(new Waiting(invoices, simulate(po, RematchScope.EXCEPTIONS).exceptions().stream().map(WhatIf.Taken::id).collect(Collectors.toSet())));
    }

    /**
     * What waits for a new order.
     *
     * @param looked how many invoices were looked at
     * @param taken  ids of those that would find a line, and of their credit memos
     */
    public record Waiting(int looked, Set<Long> taken) { }

    private PurchaseOrder fresh(PurchaseOrderDraft draft) {
        return new PurchaseOrder(draft, sellerIds(draft), List.of(), actor(), Now.instant(clock));
    }

    private static Rematchable.Reach reach(PurchaseOrder po) {
        return new Rematchable.Reach(po.isAnySeller(), po.sellerIds(), po.window());
    }

    /** What matching again with this scope would do for an order as it stands. */
    @RolesAllowed("MANAGER")
    public WhatIf of(long id, RematchScope scope) {
        return simulate(orders.detached(id), scope);
    }

    private PurchaseOrder amended(PurchaseOrder po, PurchaseOrderDraft draft) {
        JsonObject before = Snapshots.of(po);
        List<String> emails = po.contacts().stream().map(c -> Contact.keyOf(c.email())).toList();
        boolean contactsChange = !emails.equals(draft.contacts().stream().map(c -> Contact.keyOf(c.email())).toList());
        orders.amendDetached(po, draft);
        if (contactsChange || !Snapshots.of(po).equals(before)) {
            po.changed(actor(), Now.instant(clock));
        }
        return po;
    }

    private WhatIf simulate(PurchaseOrder po, RematchScope scope) {
        Rematchable.Reach reach = reach(po);
        List<Rematchable.Place> places = rematchable.list(reach, scope, null, INVOICES_MAX + 1);
        boolean truncated = places.size() > INVOICES_MAX;
        List<Long> ids = places.stream().limit(INVOICES_MAX).map(Rematchable.Place::id).toList();
        Map<Long, Invoice> invoices = new HashMap<>();
        List<Allocation> standing = new ArrayList<>();
        List<Invoice> memos = new ArrayList<>();
        for (int i = 0; i < ids.size(); i += CHUNK) {
            List<Long> part = ids.subList(i, Math.min(i + CHUNK, ids.size()));
            List<Invoice> found = rematchable.invoices(part);
            List<Invoice> follow = rematchable.creditMemos(found);
            found.forEach(invoice -> invoices.put(invoice.id(), invoice));
            memos.addAll(follow);
            standing.addAll(rematchable.standing(part));
            standing.addAll(rematchable.standing(follow.stream().map(Invoice::id).toList()));
        }
        Overlay overlay = new Overlay(candidates, po);
        Simulation simulation = new Simulation(overlay, requests, distinct(standing), distinctMemos(memos));
        Map<Long, List<Allocation>> own = standing.stream().collect(Collectors.groupingBy(a -> a.invoice().id()));
        for (Long id : ids) {
            Invoice invoice = invoices.get(id);
            if (Rematchable.isMovable(invoice, own.getOrDefault(id, List.of()), scope)) {
                InvoiceFacts facts = facts(invoice);
                if (!simulation.match(invoice, facts) && invoice.state() == InvoiceState.EXCEPTION) {
                    simulation.noteNear(facts);
                }
            }
        }
        simulation.noteNear(ExceptionCode.PERIOD_OUTSIDE_WINDOW, rematchable.exceptionsOutside(reach));
        return simulation.result(po.currency().getCurrencyCode(), po.id() == null ? 0 : rematchable.standingOutside(po), truncated);
    }

    /** One memo may have been read with two originals of the same ID. */
    private static List<Allocation> distinct(List<Allocation> allocations) {
        return List.copyOf(allocations.stream().collect(Collectors.toMap(Allocation::id, a -> a, (a, same) -> a, java.util.LinkedHashMap::new)).values());
    }

    private static List<Invoice> distinctMemos(List<Invoice> memos) {
        return memos.stream().collect(Collectors.toMap(Invoice::id, m -> m, (m, same) -> m)).values().stream()
                .sorted(Comparator.comparing(Invoice::issueDate).thenComparing(m -> Invoice.keyOf(m.invoiceId())).thenComparing(Invoice::id)).toList();
    }

    /** As the matcher would see it: with its seller, if it is one that was not known when the invoice came. */
    private InvoiceFacts facts(Invoice invoice) {
        Optional<Seller> recognised = invoice.sellerId() == null ? sellers.find(invoice.sellerName(), invoice.sellerTaxId()) : Optional.empty();
        return recognised.map(s -> invoice.facts().ofSeller(s.id())).orElseGet(invoice::facts);
    }

    private Set<Long> sellerIds(PurchaseOrderDraft draft) {
        return draft.anySeller() ? Set.of() : sellers.resolve(draft.sellers(), new ArrayList<>());
    }

    private String actor() {
        return context.getCallerPrincipal().getName();
    }
}
