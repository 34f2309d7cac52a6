package org.openpo.ejb.invoice;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

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
    private static final Logger LOG = Logger.getLogger(BulkIntake.class.getName());

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
        return new InPieces(part -> TransactionRetry.run(() -> chunk.take(part, source, importJobId, actor), CHUNK_ATTEMPTS),
                arrival -> TransactionRetry.run(() -> intake.take(arrival.draft(), arrival.standing(), source, importJobId, actor))).take(arrivals);
    }

    /** How the many become few: one transaction for a piece, and smaller ones where that does not come to its end. */
    static final class InPieces {
        private final Function<List<Arrival>, IntakeChunk.Taken> together;
        private final Function<Arrival, IntakeResult> single;
        private final List<Answer> answers = new ArrayList<>();

        /**
         * @param together takes in as many as it can from the first on; all or nothing, if it throws
         * @param single   takes one in
         */
        InPieces(Function<List<Arrival>, IntakeChunk.Taken> together, Function<Arrival, IntakeResult> single) {
            this.together = together;
            this.single = single;
        }

        List<Answer> take(List<Arrival> arrivals) {
            while (answers.size() < arrivals.size()) {
                piece(arrivals.subList(answers.size(), Math.min(answers.size() + CHUNK, arrivals.size())));
            }
            return answers;
        }

        /** Answers for at least the first of the piece. */
        private void piece(List<Arrival> piece) {
            if (piece.size() == 1) {
                alone(piece.get(0));
                return;
            }
            try {
                IntakeChunk.Taken taken = together.apply(piece);
                answers.addAll(taken.answers());
                int next = taken.answers().size();
                // At least one step, so that what the chunk leaves is done by somebody.
                int alone = next < piece.size() ? Math.max(1, taken.alone()) : 0;
                piece.subList(next, next + alone).forEach(this::alone);
            } catch (RuntimeException failed) {
                // One of them, or somebody else, was in the way. Smaller pieces find out which one, and the others get through.
                LOG.log(Level.FINE, failed, () -> piece.size() + " invoices could not be taken in together");
                int before = answers.size();
                List<Arrival> half = piece.subList(0, piece.size() / 2);
                while (answers.size() < before + half.size()) {
                    piece(half.subList(answers.size() - before, half.size()));
                }
                int after = answers.size();
                List<Arrival> rest = piece.subList(half.size(), piece.size());
                while (answers.size() < after + rest.size()) {
                    piece(rest.subList(answers.size() - after, rest.size()));
                }
            }
        }

        private void alone(Arrival arrival) {
            try {
                answers.add(new Answer(single.apply(arrival), null));
            } catch (RuntimeException failed) {
                answers.add(new Answer(null, failed));
            }
        }
    }
}
