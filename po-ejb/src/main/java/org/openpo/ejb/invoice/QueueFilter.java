package org.openpo.ejb.invoice;

import java.math.BigDecimal;
import java.util.Set;

import org.openpo.domain.match.ExceptionCode;

/**
 * What narrows the queue of exceptions. Null or empty means: all.
 *
 * @param codes         has one of these
 * @param olderThanDays waits for at least so many days
 * @param assignedTo    account name of who takes care of it
 * @param minAmount     smallest gross amount, without its sign, in the invoice's currency
 * @param maxAmount     greatest gross amount, likewise
 */
public record QueueFilter(Set<ExceptionCode> codes, Integer olderThanDays, String assignedTo, BigDecimal minAmount, BigDecimal maxAmount) {
    public QueueFilter {
        codes = codes == null ? Set.of() : Set.copyOf(codes);
    }

    /** Those that have this code. */
    public static QueueFilter of(ExceptionCode code) {
        return new QueueFilter(Set.of(code), null, null, null, null);
    }
}
