package org.openpo.ejb.invoice;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
     * @param tried      invoices that were looked at
     * @param matched    of these, how many were in exception and now stand on a line of the order
     * @param moved      how many were taken over from other lines
     * @param nextCursor where to go on, if the time was over before all had been looked at; else null
     */
    public record Result(long tried, long matched, long moved, String nextCursor) implements Serializable {
        public static final Result NOTHING_YET = new Result(0, 0, 0, null);
        private static final long serialVersionUID = 1L;

        /** With what came of the next part. */
        public Result and(Result next) {
            return new Result(tried + next.tried, matched + next.matched, moved + next.moved, next.nextCursor);
        }
    }

    /** All of it. */
    public Result run(long purchaseOrderKey, RematchScope scope) {
        return run(purchaseOrderKey, scope, null, null);
    }

    /**
     * As much of it as somebody waits for.
     *
     * @param cursor where the call before ended, or null to begin
     * @param atMost how long it may take, give or take the {@value RematchRun#CHUNK} it is at; null for as long as it takes
     * @throws BusinessRuleException NOT_FOUND if there is no such order; if the cursor is none of ours
     */
    public Result run(long purchaseOrderKey, RematchScope scope, String cursor, Duration atMost) {
        if (scope == null) {
            throw new BusinessRuleException("scope", ErrorCode.REQUIRED);
        }
        String actor = context.getCallerPrincipal().getName();
        long begun = System.nanoTime();
        Rematchable.Reach reach = list.reach(purchaseOrderKey);
        long tried = 0;
        long matched = 0;
        long moved = 0;
        List<Rematchable.Place> part = list.of(reach, scope, RematchPlaces.decode(cursor), RematchRun.CHUNK);
        while (!part.isEmpty()) {
            List<Optional<InvoiceState>> before = RematchRun.of(part.stream().map(Rematchable.Place::id).toList(), piece -> together(purchaseOrderKey, piece, scope, actor),
                    id -> intake.rematchFor(purchaseOrderKey, id, scope, actor), Optional.empty());
            tried += part.size();
            matched += before.stream().flatMap(Optional::stream).filter(s -> s == InvoiceState.EXCEPTION).count();
            moved += before.stream().flatMap(Optional::stream).filter(s -> s != InvoiceState.EXCEPTION).count();
            Rematchable.Place last = part.get(part.size() - 1);
            part = list.of(reach, scope, last, RematchRun.CHUNK);
            if (atMost != null && !part.isEmpty() && System.nanoTime() - begun >= atMost.toNanos()) {
                return new Result(tried, matched, moved, RematchPlaces.encode(last));
            }
        }
        return new Result(tried, matched, moved, null);
    }

    /** What stands on lines moves one by one. */
    private InPieces.Part<Optional<InvoiceState>> together(long purchaseOrderKey, List<Long> invoices, RematchScope scope, String actor) {
        if (scope == RematchScope.ALL) {
            return new InPieces.Part<>(List.of(), invoices.size());
        }
        InPieces.Part<Boolean> part = chunk.rematchFor(purchaseOrderKey, invoices, actor);
        return new InPieces.Part<>(part.results().stream().map(now -> now ? Optional.of(InvoiceState.EXCEPTION) : Optional.<InvoiceState>empty()).toList(), part.alone());
    }
}
