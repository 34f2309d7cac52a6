package org.openpo.ejb.notice;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.time.Clock;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.notice.DeliveryAttempt;
import org.openpo.domain.notice.DeliveryState;
import org.openpo.domain.notice.NoticeDelivery;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.ledger.RepeatsLostTransactions;
import org.openpo.ejb.time.Now;

/** What people do to notifications. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@Interceptors(RepeatsLostTransactions.class)
public class NotificationService {
    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @EJB
    private AuditTrail audit;
    @Inject
    private Clock clock;

    /**
     * Sends a notification again, or at once if it waits. It has the same Message-ID as before.
     *
     * @throws BusinessRuleException NOTIFICATION_IS_BEING_SENT while a server is at it
     */
    @RolesAllowed("MANAGER")
    public void resend(long id) {
        NoticeDelivery delivery = em.find(NoticeDelivery.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (delivery == null) {
            throw new NotFoundException("Notification", id);
        }
        if (delivery.state() == DeliveryState.SENDING) {
            throw new BusinessRuleException("", ErrorCode.NOTIFICATION_IS_BEING_SENT, delivery.recipient().name());
        }
        String actor = context.getCallerPrincipal().getName();
        String before = delivery.state().name();
        delivery.again(Now.instant(clock));
        em.persist(new DeliveryAttempt(id, Now.instant(clock), actor, DeliveryAttempt.Outcome.SENT_AGAIN, null));
        audit.record(actor, AuditAction.NOTIFICATION_SENT_AGAIN, new AuditTrail.Subject("Notification", id, delivery.subject()), JSON.createObjectBuilder().add("state", before).build(),
                JSON.createObjectBuilder().add("state", delivery.state().name()).build(), null);
    }
}
