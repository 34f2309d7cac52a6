package org.openpo.ejb.invoice;

import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.openpo.domain.invoice.InvoiceSource;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.ledger.TransactionRetry;

/**
 * Takes many invoices in, one after the other in the order in which they are given: callers sort them into matching order (spec §4).
 * What comes out is what {@link InvoiceIntake} would make of them one by one; one that is refused does not stop the others. Runs without
 * a transaction of its own: when it returns, what it answers is committed.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BulkIntake {
    /** So many are taken in within one transaction, which holds its locks that long. */
    private static final int CHUNK = 500;
    private static final int CHUNK_ATTEMPTS = 3;

    @EJB
    private IntakeChunk chunk;
    @EJB
    private InvoiceIntake intake;

    /**
     * What became of one invoice: exactly one of the two is there.
     *
     * @param result  what was made of it
     * @param failure why nothing was written of it: a {@link BusinessRuleException}, or whatever was unexpected
     */
    public record Answer(IntakeResult result, RuntimeException failure) { }

    /**
     * @param importJobId of the import they came with, or null
     * @param actor       who is named in ledger and audit log
     * @return one answer for each, in the same order
     */
    public List<Answer> take(List<Arrival> arrivals, InvoiceSource source, Long importJobId, String actor) {
        return new InPieces<Arrival, Answer>(CHUNK, part -> TransactionRetry.run(() -> chunk.take(part, source, importJobId, actor), CHUNK_ATTEMPTS),
                arrival -> new Answer(TransactionRetry.run(() -> intake.take(arrival.draft(), arrival.standing(), source, importJobId, actor)), null),
                (arrival, failure) -> new Answer(null, failure), failure -> false).take(arrivals);
    }
}
