package org.openpo.ejb.sample;

import java.time.Clock;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.invoice.InvoiceService;
import org.openpo.ejb.order.PurchaseOrderService;
import org.openpo.ejb.party.SellerService;
import org.openpo.ejb.time.Now;

/** Fills an empty installation with a made-up portfolio, when an administrator asks for it. Never mixed with data of one's own. */
@Stateless
@RolesAllowed("ADMIN")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SampleDataService {
    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private SellerService sellers;
    @EJB
    private PurchaseOrderService purchaseOrders;
    @EJB
    private InvoiceService invoices;
    @Inject
    private Clock clock;

    /** Whether there is neither a purchase order, deleted ones included, nor an invoice. */
    public boolean isPossible() {
        return isEmpty("PurchaseOrder") && isEmpty("Invoice");
    }

    private boolean isEmpty(String entity) {
        return em.createQuery("select e.id from " + entity + " e", Long.class).setMaxResults(1).getResultList().isEmpty();
    }

    /**
     * Takes the sample in by the ways every purchase order and invoice takes, so it is matched and audited like them. Breaking off leaves
     * whole purchase orders and invoices.
     *
     * @return the number of purchase orders
     * @throws BusinessRuleException NOT_EMPTY if there is anything already
     */
    public int load() {
        if (!isPossible()) {
            throw new BusinessRuleException("", ErrorCode.NOT_EMPTY);
        }
        SamplePortfolio sample = new SamplePortfolio(Now.month(clock));
        SamplePortfolio.SELLERS.forEach((name, types) -> {
            if (sellers.find(name, null).isEmpty()) {
                sellers.create(name, List.of(), List.of(), types);
            }
        });
        sample.purchaseOrders().forEach(purchaseOrders::create);
        sample.invoices().forEach(draft -> invoices.register(draft, InvoiceSource.HAND));
        return sample.purchaseOrders().size();
    }
}
