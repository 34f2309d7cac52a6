package org.openpo.ejb.inbound;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.domain.inbound.AwsPull;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.ledger.TransactionRetry;

/** What administrators do with pulls from the AWS Invoicing API. */
@Stateless
@RolesAllowed("ADMIN")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AwsPullService {
    @Resource
    private SessionContext context;
    @EJB
    private AwsPulls pulls;
    @EJB
    private AwsPullRunner runner;

    public AwsPullView view() {
        return pulls.view();
    }

    /**
     * Changes how it is pulled. What is switched on is pulled at once.
     *
     * @param version as read, or null for whatever is there
     * @throws BusinessRuleException with everything that is wrong with it
     */
    public AwsPullView change(AwsPull wanted, Long version) {
        TransactionRetry.run(() -> {
            pulls.change(wanted, version, actor());
            return null;
        });
        runner.wakeUp();
        return pulls.view();
    }

    /**
     * Pulls now, whether it is switched on or not. Returns at once.
     *
     * @throws BusinessRuleException if a setting is missing
     */
    public AwsPullView pullNow() {
        TransactionRetry.run(() -> {
            pulls.request(actor());
            return null;
        });
        AwsPullView requested = pulls.view();
        runner.wakeUp();
        return requested;
    }

    private String actor() {
        return context.getCallerPrincipal().getName();
    }
}
