package org.openpo.ejb.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.ledger.Balance;
import org.openpo.domain.order.LineItem;
import org.openpo.domain.order.LineItemDraft;
import org.openpo.domain.order.NaturalOrder;
import org.openpo.domain.order.PurchaseOrder;
import org.openpo.domain.order.PurchaseOrderVersion;
import org.openpo.domain.rule.NotFoundException;

/** The figures of a purchase order at a past instant: the ledger only grows, so its rows up to then are what was known then. */
@Stateless
@RolesAllowed("VIEWER")
public class PurchaseOrderFigures {
    private static final Balance NOTHING = new Balance(BigDecimal.ZERO, BigDecimal.ZERO);

    @PersistenceContext(unitName = "po")
    private EntityManager em;

    /**
     * @param at exclusive: what happened before it counts
     * @throws NotFoundException if there is no such order
     */
    public FiguresAt at(long purchaseOrderKey, Instant at) {
        PurchaseOrder po = em.find(PurchaseOrder.class, purchaseOrderKey);
        if (po == null || po.isDeleted()) {
            throw new NotFoundException("PurchaseOrder", purchaseOrderKey);
        }
        String currency = po.currency().getCurrencyCode();
        if (!po.createdAt().isBefore(at)) {
            return new FiguresAt(at, null, currency, NOTHING, List.of());
        }
        Optional<PurchaseOrderVersion> then = version("v.at < :at order by v.number desc", po, at);
        Optional<PurchaseOrderVersion> oldest = then.or(() -> version("v.at >= :at order by v.number", po, at));
        Map<Long, BigDecimal> billed = billed(purchaseOrderKey, at);
        Map<String, FiguresAt.Line> lines = new TreeMap<>(NaturalOrder.INSTANCE);
        for (LineItemDraft line : oldest.map(v -> StateJson.read(v.state()).draft().lineItems()).orElseGet(() -> po.lineItems().stream().map(LineItem::toDraft).toList())) {
            BigDecimal used = line.id() == null ? null : billed.remove(line.id());
            boolean there = line.id() != null && po.lineItem(line.id()) != null;
            lines.put(line.number(), new FiguresAt.Line(there ? line.id() : null, line.number(), line.description(),
                    new Balance(line.total(po.currency()), used == null ? BigDecimal.ZERO : used)));
        }
        // Only if the oldest version is younger than the instant: lines that it does not know.
        billed.forEach((id, used) -> {
            LineItem line = po.lineItem(id);
            lines.put(line.number(), new FiguresAt.Line(id, line.number(), line.description(), new Balance(line.total(), used)));
        });
        Balance total = lines.values().stream().map(FiguresAt.Line::balance).reduce(NOTHING, Balance::plus);
        Instant since = then.isPresent() ? null : oldest.map(PurchaseOrderVersion::at).orElse(po.updatedAt().isBefore(at) ? null : po.updatedAt());
        return new FiguresAt(at, since, currency, total, new ArrayList<>(lines.values()));
    }

    private Optional<PurchaseOrderVersion> version(String condition, PurchaseOrder po, Instant at) {
        return em.createQuery("select v from PurchaseOrderVersion v where v.purchaseOrderKey = :po and " + condition, PurchaseOrderVersion.class)
                .setParameter("po", po.id()).setParameter("at", at).setMaxResults(1).getResultStream().findFirst();
    }

    private Map<Long, BigDecimal> billed(long purchaseOrderKey, Instant at) {
        Map<Long, BigDecimal> billed = new HashMap<>();
        em.createQuery("select a.lineItem.id, sum(a.purchaseOrderAmount) from Allocation a where a.lineItem.purchaseOrder.id = :po and a.allocatedAt < :at "
                        + "group by a.lineItem.id", Object[].class)
                .setParameter("po", purchaseOrderKey).setParameter("at", at).getResultStream().forEach(r -> billed.put((Long) r[0], (BigDecimal) r[1]));
        return billed;
    }
}
