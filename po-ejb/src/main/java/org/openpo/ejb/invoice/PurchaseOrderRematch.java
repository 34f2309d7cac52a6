package org.openpo.ejb.invoice;

import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.ledger.TransactionRetry;
import org.openpo.ejb.match.Rematchable;
import org.openpo.ejb.match.RematchList;
import org.openpo.ejb.match.RematchScope;

/**
 * Matches invoices again for one purchase order: those the matcher now gives to one of its lines (spec §4). Where only
 * exceptions are asked they go by the chunk, otherwise one by one; a run that stops half way has done whole invoices, and running it again goes on.
 */
@Stateless
@RolesAllowed("MANAGER")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PurchaseOrderRematch {
    private static final Logger LOG = Logger.getLogger(PurchaseOrderRematch.class.getName());
    /** So many are matched again within one transaction, which holds its locks that long. */
    private static final int CHUNK = 500;
    private static final int CHUNK_ATTEMPTS = 3;

    @Resource
    private SessionContext context;
    @EJB
    private RematchList list;
    @EJB
    private InvoiceIntake intake;
    @EJB
    private RematchChunk chunk;

    /**
     * What came of it.
     *
     * @param tried   invoices that were looked at
     * @param matched of these, how many were in exception and now stand on a line of the order
     * @param moved   how many were taken over from other lines
     */
    public record Result(long tried, long matched, long moved) { }

    /** @throws BusinessRuleException NOT_FOUND if there is no such order */
    public Result run(long purchaseOrderKey, RematchScope scope) {
        if (scope == null) {
            throw new BusinessRuleException("scope", ErrorCode.REQUIRED);
        }
        String actor = context.getCallerPrincipal().getName();
        Rematchable.Reach reach = list.reach(purchaseOrderKey);
        long tried = 0;
        long matched = 0;
        long moved = 0;
        List<Rematchable.Place> part = list.of(reach, scope, null, CHUNK);
        while (!part.isEmpty()) {
            List<Optional<InvoiceState>> before = new InPieces<Long, Optional<InvoiceState>>(CHUNK, piece -> together(purchaseOrderKey, piece, scope, actor),
                    id -> TransactionRetry.run(() -> intake.rematchFor(purchaseOrderKey, id, scope, actor)), PurchaseOrderRematch::notNow, failure -> false)
                    .take(part.stream().map(Rematchable.Place::id).toList());
            tried += part.size();
            matched += before.stream().flatMap(Optional::stream).filter(s -> s == InvoiceState.EXCEPTION).count();
            moved += before.stream().flatMap(Optional::stream).filter(s -> s != InvoiceState.EXCEPTION).count();
            part = list.of(reach, scope, part.get(part.size() - 1), CHUNK);
        }
        return new Result(tried, matched, moved);
    }

    /** What stands on lines moves one by one. */
    private InPieces.Part<Optional<InvoiceState>> together(long purchaseOrderKey, List<Long> invoices, RematchScope scope, String actor) {
        if (scope == RematchScope.ALL) {
            return new InPieces.Part<>(List.of(), invoices.size());
        }
        InPieces.Part<Boolean> part = TransactionRetry.run(() -> chunk.rematchFor(purchaseOrderKey, invoices, actor), CHUNK_ATTEMPTS);
        return new InPieces.Part<>(part.results().stream().map(now -> now ? Optional.of(InvoiceState.EXCEPTION) : Optional.<InvoiceState>empty()).toList(), part.alone());
    }

    private static Optional<InvoiceState> notNow(long invoice, RuntimeException failure) {
        if (!(failure instanceof BusinessRuleException)) {
            throw failure;
        }
        LOG.log(Level.INFO, "Invoice {0} was not matched again: {1}", new Object[] {invoice, failure.getMessage()});
        return Optional.empty();
    }
}
