package org.openpo.ejb.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.order.PurchaseOrder;
import org.openpo.domain.order.PurchaseOrderDiff;
import org.openpo.domain.order.PurchaseOrderState;
import org.openpo.domain.order.PurchaseOrderVersion;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.notice.BalanceNotices;
import org.openpo.ejb.party.SellerService;

/** Keeps every saved change of a purchase order as a version, in the transaction that changes it and under the order's lock. */
@Stateless
public class PurchaseOrderVersions {
    /** What the first version of an order says that was here before versions were kept. */
    static final String FIRST_KEPT = "PURCHASE_ORDER_KEPT";

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private SellerService sellers;
    @EJB
    private BalanceNotices notices;

    /** To be called before an order is changed: one that has no version yet gets its first, as it is. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void keepFirst(PurchaseOrder po) {
        if (last(po.id()) == 0) {
            em.persist(new PurchaseOrderVersion(po.id(), 1, po.updatedAt(), po.updatedBy(), FIRST_KEPT, null, StateJson.write(state(po))));
        }
    }

    /** To be called when an order was added or changed. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void keep(PurchaseOrder po, AuditAction action, String reason) {
        em.persist(new PurchaseOrderVersion(po.id(), last(po.id()) + 1, po.updatedAt(), po.updatedBy(), action.name(),
                reason == null || reason.isBlank() ? null : reason.strip(), StateJson.write(state(po))));
        notices.orderChanged(po.id());
    }

    /**
     * The same for many orders that are changed at once: what it needs of the database is read here, not order by order. To be called before the first of
     * them is changed.
     */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public Many many(Collection<PurchaseOrder> orders) {
        Map<Long, Integer> last = new HashMap<>();
        if (!orders.isEmpty()) {
            em.createQuery("select v.purchaseOrderKey, max(v.number) from PurchaseOrderVersion v where v.purchaseOrderKey in :ids group by v.purchaseOrderKey", Object[].class)
                    .setParameter("ids", orders.stream().map(PurchaseOrder::id).toList()).getResultStream().forEach(r -> last.put((Long) r[0], (Integer) r[1]));
        }
        return new Many(em, last, sellers.names(orders.stream().flatMap(po -> po.sellerIds().stream()).collect(Collectors.toSet())));
    }

    /** Versions of many orders. */
    public static final class Many {
        private final EntityManager em;
        private final Map<Long, Integer> last;
        private final Map<Long, String> sellerNames;

        private Many(EntityManager em, Map<Long, Integer> last, Map<Long, String> sellerNames) {
            this.em = em;
            this.last = last;
            this.sellerNames = sellerNames;
        }

        /** To be called before an order is changed. */
        public void keepFirst(PurchaseOrder po) {
            if (!last.containsKey(po.id())) {
                add(po, FIRST_KEPT, null);
            }
        }

        /** To be called when an order was changed. */
        public void keep(PurchaseOrder po, AuditAction action, String reason) {
            add(po, action.name(), reason == null || reason.isBlank() ? null : reason.strip());
        }

        private void add(PurchaseOrder po, String action, String reason) {
            em.persist(new PurchaseOrderVersion(po.id(), last.merge(po.id(), 1, Integer::sum), po.updatedAt(), po.updatedBy(), action, reason,
                    StateJson.write(po.state(sellerNames::get))));
        }
    }

    private int last(long purchaseOrderKey) {
        Integer last = em.createQuery("select max(v.number) from PurchaseOrderVersion v where v.purchaseOrderKey = :po", Integer.class)
                .setParameter("po", purchaseOrderKey).getSingleResult();
        return last == null ? 0 : last;
    }

    private PurchaseOrderState state(PurchaseOrder po) {
        return po.state(sellers.names(po.sellerIds())::get);
    }

    /**
     * The versions of an order, the latest first. An order that was here before versions were kept, and has not changed since, has one.
     *
     * @param before only versions with lower numbers, or null for all
     * @param max    at most so many
     */
    @RolesAllowed("VIEWER")
    public List<VersionView> list(long purchaseOrderKey, Integer before, int max) {
        PurchaseOrder po = find(purchaseOrderKey);
        List<PurchaseOrderVersion> kept = em.createQuery("select v from PurchaseOrderVersion v where v.purchaseOrderKey = :po and v.number < :before order by v.number desc",
                        PurchaseOrderVersion.class)
                .setParameter("po", purchaseOrderKey).setParameter("before", before == null ? Integer.MAX_VALUE : before).setMaxResults(max + 1).getResultList();
        if (kept.isEmpty() && before == null) {
            return List.of(new VersionView(1, po.updatedAt(), po.updatedBy(), FIRST_KEPT, null, state(po), List.of()));
        }
        List<PurchaseOrderVersion> oldestFirst = new ArrayList<>(kept);
        Collections.reverse(oldestFirst);
        List<VersionView> views = new ArrayList<>();
        PurchaseOrderState earlier = null;
        for (PurchaseOrderVersion v : oldestFirst) {
            PurchaseOrderState state = StateJson.read(v.state());
            views.add(new VersionView(v.number(), v.at(), v.actor(), v.action(), v.reason(), state,
                    earlier == null ? List.of() : PurchaseOrderDiff.between(earlier, state)));
            earlier = state;
        }
        Collections.reverse(views);
        return views.size() > max ? List.copyOf(views.subList(0, max)) : List.copyOf(views);
    }

    /** @throws NotFoundException if the order has no such version */
    @RolesAllowed("VIEWER")
    public VersionView version(long purchaseOrderKey, int number) {
        return list(purchaseOrderKey, number == Integer.MAX_VALUE ? number : number + 1, 1).stream().filter(v -> v.number() == number).findFirst()
                .or(() -> list(purchaseOrderKey, null, 1).stream().filter(v -> v.number() == number).findFirst())
                .orElseThrow(() -> new NotFoundException("PurchaseOrderVersion", number));
    }

    /**
     * What people had decided of orders at instants of the past, by the orders' keys; also of deleted orders. Those that had no version
     * kept by then are left out.
     *
     * @param instants inclusive, by order key
     */
    @RolesAllowed("VIEWER")
    public Map<Long, PurchaseOrderState> statesAt(Map<Long, Instant> instants) {
        if (instants.isEmpty()) {
            return Map.of();
        }
        Map<Long, Object[]> latest = new HashMap<>();
        em.createQuery("select v.purchaseOrderKey, v.at, v.number, v.id from PurchaseOrderVersion v where v.purchaseOrderKey in :keys and v.at <= :last order by v.number",
                        Object[].class)
                .setParameter("keys", instants.keySet()).setParameter("last", Collections.max(instants.values())).getResultStream()
                .filter(row -> !((Instant) row[1]).isAfter(instants.get((Long) row[0]))).forEach(row -> latest.put((Long) row[0], row));
        return latest.isEmpty() ? Map.of() : em.createQuery("select v from PurchaseOrderVersion v where v.id in :ids", PurchaseOrderVersion.class)
                .setParameter("ids", latest.values().stream().map(row -> row[3]).toList()).getResultStream()
                .collect(Collectors.toMap(PurchaseOrderVersion::purchaseOrderKey, v -> StateJson.read(v.state())));
    }

    private PurchaseOrder find(long purchaseOrderKey) {
        PurchaseOrder po = em.find(PurchaseOrder.class, purchaseOrderKey);
        if (po == null || po.isDeleted()) {
            throw new NotFoundException("PurchaseOrder", purchaseOrderKey);
        }
        return po;
    }
}
