package org.openpo.ejb.audit;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.json.JsonObject;

import org.openpo.domain.audit.AuditAction;

/**
 * Notes, before it is handed out, that somebody reads a document: in a transaction of its own, because reading changes nothing else. Who may read what is for the
 * callers to say.
 */
@Stateless
@RolesAllowed({"AUDITOR", "ADMIN"})
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class AuditReads {
    @Resource
    private SessionContext context;
    @EJB
    private AuditTrail audit;

    /** @param what more precisely what is read; null if the subject says it all */
    public void note(AuditAction action, AuditTrail.Subject subject, JsonObject what) {
        audit.record(context.getCallerPrincipal().getName(), action, subject, null, what, null);
    }

    /** Documents of purchase orders are for all who see these. */
    @RolesAllowed("VIEWER")
    public void noteDocument(AuditTrail.Subject document, JsonObject what) {
        note(AuditAction.DOCUMENT_READ, document, what);
    }
}
