package org.openpo.ejb.match;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.order.PurchaseOrder;
import org.openpo.domain.rule.NotFoundException;

/** The invoices that are to be matched again, all exceptions or for one order, part by part, each part read in a transaction of its own. */
@Stateless
@RolesAllowed("MANAGER")
public class RematchList {
    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private Rematchable rematchable;

    /** @throws NotFoundException if there is no such order */
    public Rematchable.Reach reach(long purchaseOrderKey) {
        PurchaseOrder po = em.find(PurchaseOrder.class, purchaseOrderKey);
        if (po == null || po.isDeleted()) {
            throw new NotFoundException("PurchaseOrder", purchaseOrderKey);
        }
        return new Rematchable.Reach(po.isAnySeller(), po.sellerIds(), po.window());
    }

    public List<Rematchable.Place> of(Rematchable.Reach reach, RematchScope scope, Rematchable.Place after, int max) {
        return rematchable.list(reach, scope, after, max);
    }

    public List<Rematchable.Place> exceptions(Rematchable.Place after, int max) {
        return rematchable.exceptions(after, max);
    }
}
