package org.openpo.ejb.ledger;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;

/**
 * Repeats a transaction that lost against another one: a deadlock, a lock wait that ran out, or a unique key that the other one took
 * first. The work must begin its own transaction each time and must not have told anybody of its result before the commit.
 */
public final class TransactionRetry {
    private static final Logger LOG = Logger.getLogger(TransactionRetry.class.getName());
    private static final int ATTEMPTS = 8;
    /** After this much time no further attempt begins: a client that waits longer has given up, and asks again. */
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(20);
    /** unique key; serialization failure and deadlock (both databases); deadlock; lock not available; H2 lock timeout; H2 concurrent update. */
    private static final Set<String> TRANSIENT = Set.of("23505", "40001", "40P01", "55P03", "HYT00", "90131");

    private TransactionRetry() { }

    /** @throws BusinessRuleException BUSY if it still loses at the last attempt, or after 20 seconds */
    public static <T> T run(Supplier<T> work) {
        return run(work, ATTEMPTS);
    }

    /** The same with another number of attempts, for callers that know what else to try. */
    public static <T> T run(Supplier<T> work, int attempts) {
        long start = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (BusinessRuleException refused) {
                throw refused;
            } catch (RuntimeException failed) {
                if (!isTransient(failed)) {
                    throw failed;
                }
                if (attempt == attempts || System.nanoTime() - start > MOST_NANOS) {
                    LOG.log(attempts == ATTEMPTS ? Level.WARNING : Level.FINE, "A transaction lost " + attempt + " times against others", failed);
                    throw new BusinessRuleException("", ErrorCode.BUSY);
                }
                // Random, so that those who lost together do not meet again.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(5, 20L << attempt)));
            }
        }
    }

    /** Whether a unique key was already taken. */
    public static boolean isUniqueViolation(Throwable failure) {
        return hasState(failure, Set.of("23505"));
    }

    /** Whether a number did not fit its column; H2 says of numbers, too, that they are too long. */
    static boolean isTooLarge(Throwable failure) {
        return hasState(failure, Set.of("22003", "22001"));
    }

    /** Whether another transaction was in the way: the same work may well succeed when it is tried again. */
    public static boolean isTransient(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause() == t ? null : t.getCause()) {
            if (t instanceof LostRaceException || t instanceof OptimisticLockException || t instanceof PessimisticLockException) {
                return true;
            }
        }
        return hasState(failure, TRANSIENT);
    }

    private static boolean hasState(Throwable failure, Set<String> states) {
        for (Throwable t = failure; t != null; t = t.getCause() == t ? null : t.getCause()) {
            if (t instanceof SQLException sql) {
                for (SQLException each = sql; each != null; each = each.getNextException()) {
                    if (each.getSQLState() != null && states.contains(each.getSQLState())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
