package org.openpo.ejb.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.ejb.EJBException;

/**
 * Tells a fault of the surroundings (the database is gone, the disk is full, memory has run out, the server stops) from one of what is being
 * worked on. After the first kind the same work may well succeed later, and nothing may be said against the data.
 */
public final class SystemFault {
    private static final Set<String> DATA = Set.of("22", "23", "54");

    private SystemFault() { }

    /** Whether nothing that was worked on can be the cause. What {@link TransactionRetry} repeats is neither. */
    public static boolean is(Throwable failure) {
        List<SQLException> answers = new ArrayList<>();
        Throwable root = failure;
        boolean surroundings = false;
        for (Throwable t = failure; t != null; t = t.getCause() == t ? null : t.getCause()) {
            root = t;
            surroundings |= t instanceof Error || t instanceof IOException || t instanceof UncheckedIOException;
            if (t instanceof SQLException sql) {
                for (SQLException each = sql; each != null; each = each.getNextException()) {
                    answers.add(each);
                }
            }
        }
        if (!answers.isEmpty()) {
            return answers.stream().noneMatch(SystemFault::isAboutData);
        }
        // A container that stops, gives up a transaction or has no connection says so without a cause, or with one of its own kind.
        return surroundings || root instanceof EJBException || root.getClass().getName().startsWith("jakarta.transaction.") || root.getClass().getName().startsWith("jakarta.resource.");
    }

    /** Whether the work itself may bring it about each time: memory or stack ran out. */
    public static boolean mayComeOfTheWork(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause() == t ? null : t.getCause()) {
            if (t instanceof VirtualMachineError) {
                return true;
            }
        }
        return false;
    }

    /** Classes of SQLSTATE: 22 data exception, 23 integrity constraint violation, 54 program limit exceeded (a value too large for an index). */
    private static boolean isAboutData(SQLException answer) {
        String state = answer.getSQLState();
        return state != null && (DATA.contains(state.substring(0, Math.min(2, state.length()))));
    }
}
