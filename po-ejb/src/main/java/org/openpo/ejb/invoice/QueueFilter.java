package org.openpo.ejb.invoice;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Set;

import org.openpo.domain.match.ExceptionCode;

/**
 * What narrows the queue of exceptions. Null or empty means: all.
 *
 * @param codes         has one of these
 * @param problem       the first of its codes, which is the one that the queue shows
 * @param olderThanDays waits for at least so many days
 * @param upToDays      waits for at most so many whole days
 * @param assignedTo    account name of who takes care of it
 * @param minAmount     smallest gross amount, without its sign, in the invoice's currency
 * @param maxAmount     greatest gross amount, likewise
 * @param billedFrom    first billing period
 * @param billedTo      last billing period
 */
public record QueueFilter(Set<ExceptionCode> codes, ExceptionCode problem, Integer olderThanDays, Integer upToDays, String assignedTo, BigDecimal minAmount, BigDecimal maxAmount,
        YearMonth billedFrom, YearMonth billedTo) {
    public QueueFilter {
        codes = codes == null ? Set.of() : Set.copyOf(codes);
    }

    /** Whatever is shown of its codes, however long it waits at most, and whenever it was billed. */
    public QueueFilter(Set<ExceptionCode> codes, Integer olderThanDays, String assignedTo, BigDecimal minAmount, BigDecimal maxAmount) {
        this(codes, null, olderThanDays, null, assignedTo, minAmount, maxAmount, null, null);
    }

    /** Those that have this code. */
    public static QueueFilter of(ExceptionCode code) {
        return new QueueFilter(Set.of(code), null, null, null, null);
    }
}
