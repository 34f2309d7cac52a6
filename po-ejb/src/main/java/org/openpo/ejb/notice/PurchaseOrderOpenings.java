package org.openpo.ejb.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.ejb.ledger.RepeatsLostTransactions;
import org.openpo.ejb.time.Now;

/** Notes that somebody has looked at a purchase order: what was told about it need not be handed on. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@Interceptors(RepeatsLostTransactions.class)
public class PurchaseOrderOpenings {
    /** A page that is opened again and again writes no more often than this. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(5);

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @Inject
    private Clock clock;

    @RolesAllowed("VIEWER")
    public void opened(long purchaseOrderKey) {
        Instant now = Now.instant(clock);
        List<?> known = em.createNativeQuery("select opened_at from purchase_order_opening where purchase_order_pk = ?1").setParameter(1, purchaseOrderKey).getResultList();
        Object last = known.isEmpty() ? null : known.get(0);
        String sql = last == null ? "insert into purchase_order_opening (opened_at, opened_by, purchase_order_pk) values (?1, ?2, ?3)"
                : "update purchase_order_opening set opened_at = ?1, opened_by = ?2 where purchase_order_pk = ?3";
        if (last == null || OrderSummaries.instant(last).isBefore(now.minus(NOTED_EVERY))) {
            em.createNativeQuery(sql).setParameter(1, OffsetDateTime.ofInstant(now, ZoneOffset.UTC)).setParameter(2, context.getCallerPrincipal().getName())
                    .setParameter(3, purchaseOrderKey).executeUpdate();
        }
    }
}
