package org.openpo.ejb.invoice;

import java.util.List;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.ledger.TransactionRetry;

/**
 * How many invoices are matched again: in pieces, each a transaction that is repeated if it loses against another one. One that cannot be matched now does
 * not stop the others.
 */
final class RematchRun {
    /** So many are read at once, and matched again within one transaction, which holds its locks that long. */
    static final int CHUNK = 500;
    private static final int CHUNK_ATTEMPTS = 3;
    private static final Logger LOG = Logger.getLogger(RematchRun.class.getName());

    private RematchRun() { }

    /**
     * Matches a part of them again.
     *
     * @param together see {@link InPieces}
     * @param single   matches one
     * @param notNow   what became of one that cannot be matched now
     * @return one result for each, in the same order
     */
    static <R> List<R> of(List<Long> ids, Function<List<Long>, InPieces.Part<R>> together, Function<Long, R> single, R notNow) {
        return new InPieces<Long, R>(CHUNK, piece -> TransactionRetry.run(() -> together.apply(piece), CHUNK_ATTEMPTS), id -> TransactionRetry.run(() -> single.apply(id)),
                (id, failure) -> {
                    if (!(failure instanceof BusinessRuleException)) {
                        throw failure;
                    }
                    LOG.log(Level.INFO, "Invoice {0} was not matched again: {1}", new Object[] {id, failure.getMessage()});
                    return notNow;
                }, failure -> false).take(ids);
    }
}
