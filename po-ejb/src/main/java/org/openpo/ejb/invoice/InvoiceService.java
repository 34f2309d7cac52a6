package org.openpo.ejb.invoice;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.domain.invoice.InvoiceDraft;
import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.ledger.TransactionRetry;
import org.openpo.ejb.match.RematchList;
import org.openpo.ejb.match.Rematchable;

/** Commands on invoices. Runs without a transaction of its own: each invoice, or each piece of many, has its own, repeated if it loses against another one. */
@Stateless
@RolesAllowed("MANAGER")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class InvoiceService {
    /** For so long a program waits for matching again before it is told where to go on: a connection on which nothing comes is cut, on Payara after half a minute. */
    public static final Duration REMATCH_AT_MOST = Duration.ofSeconds(10);

    @Resource
    private SessionContext context;
    @EJB
    private InvoiceIntake intake;
    @EJB
    private BulkIntake bulk;
    @EJB
    private RematchChunk chunk;
    @EJB
    private RematchList list;

    /**
     * Takes an invoice in and matches it.
     *
     * @throws BusinessRuleException with all violations of the draft
     */
    public IntakeResult register(InvoiceDraft draft, InvoiceSource source) {
        String actor = actor();
        return TransactionRetry.run(() -> intake.take(draft, source, null, actor));
    }

    /**
     * Takes invoices in and matches them, in the order in which they are given. One that is refused does not stop the others.
     *
     * @return one answer for each, in the same order
     */
    public List<BulkIntake.Answer> registerAll(List<InvoiceDraft> drafts, InvoiceSource source) {
        return bulk.take(drafts.stream().map(Arrival::due).toList(), source, null, actor());
    }

    /** Matches one invoice again that is in exception, also one that a person took off its line. */
    public IntakeResult rematch(long invoiceId) {
        String actor = actor();
        return TransactionRetry.run(() -> intake.rematch(invoiceId, actor));
    }

    /** Matches all invoices in exception again but those a person took off their lines, in matching order (issue date, invoice ID). One that cannot be matched now does not stop the others. */
    public RematchResult rematchExceptions() {
        return rematchExceptions(null, null);
    }

    /**
     * The same for as long as somebody waits for the answer.
     *
     * @param cursor where the call before ended, or null to begin
     * @param atMost how long it may take, give or take the {@value RematchRun#CHUNK} it is at; null for as long as it takes
     * @throws BusinessRuleException if the cursor is none of ours
     */
    public RematchResult rematchExceptions(String cursor, Duration atMost) {
        String actor = actor();
        long begun = System.nanoTime();
        long tried = 0;
        long matched = 0;
        Rematchable.Place after = RematchPlaces.decode(cursor);
        List<Rematchable.Place> part = list.exceptions(after, RematchRun.CHUNK);
        while (!part.isEmpty()) {
            tried += part.size();
            matched += RematchRun.of(part.stream().map(Rematchable.Place::id).toList(), piece -> chunk.rematch(piece, actor),
                    id -> intake.rematchByRule(id, actor).outcome() == IntakeResult.Outcome.CHANGED, false).stream().filter(now -> now).count();
            after = part.get(part.size() - 1);
            part = list.exceptions(after, RematchRun.CHUNK);
            if (atMost != null && !part.isEmpty() && System.nanoTime() - begun >= atMost.toNanos()) {
                return new RematchResult(tried, matched, RematchPlaces.encode(after));
            }
        }
        return new RematchResult(tried, matched, null);
    }

    private String actor() {
        return context.getCallerPrincipal().getName();
    }

    /**
     * Outcome of {@link #rematchExceptions}.
     *
     * @param tried      invoices in exception that were looked at
     * @param matched    of these, how many have a line item now
     * @param nextCursor where to go on, if the time was over before all had been looked at; else null
     */
    public record RematchResult(long tried, long matched, String nextCursor) implements Serializable {
        public static final RematchResult NOTHING_YET = new RematchResult(0, 0, null);
        private static final long serialVersionUID = 1L;

        /** With what came of the next part. */
        public RematchResult and(RematchResult next) {
            return new RematchResult(tried + next.tried, matched + next.matched, next.nextCursor);
        }
    }
}
