package org.openpo.ejb.invoice;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * How the many become few: one transaction for a piece, and smaller ones where that does not come to its end, down to the single one that is
 * the cause. What goes wrong for all alike ends it instead.
 *
 * @param <T> what is worked off
 * @param <R> what became of one of them
 */
public final class InPieces<T, R> {
    private static final Logger LOG = Logger.getLogger(InPieces.class.getName());

    private final int size;
    private final Function<List<T>, Part<R>> together;
    private final Function<T, R> single;
    private final BiFunction<T, RuntimeException, R> failed;
    private final Predicate<RuntimeException> ends;
    private final List<R> results = new ArrayList<>();
    private boolean said;

    /**
     * What became of a piece from its first on.
     *
     * @param results one for each that was worked off
     * @param alone   how many of those that follow have to be worked off one by one
     */
    public record Part<R>(List<R> results, int alone) {
        /**
         * Works off the first ones up to one that cannot be worked off together with others.
         *
         * @param ordinary which can
         * @param together one result for each, or for the first of them
         */
        static <T, R> Part<R> ofFirst(List<T> all, Predicate<T> ordinary, Function<List<T>, List<R>> together) {
            List<T> first = all.stream().takeWhile(ordinary).toList();
            long alone = all.stream().skip(first.size()).takeWhile(ordinary.negate()).count();
            return new Part<>(first.isEmpty() ? List.of() : together.apply(first), (int) alone);
        }
    }

    /**
     * @param size     of the pieces
     * @param together works off as many as it can from the first on; all or nothing, if it throws
     * @param single   works one off
     * @param failed   what becomes of one that failed; may throw, which ends it
     * @param ends     failures for which nobody in the piece is to blame: they are thrown on, and nothing smaller is tried
     */
    public InPieces(int size, Function<List<T>, Part<R>> together, Function<T, R> single, BiFunction<T, RuntimeException, R> failed, Predicate<RuntimeException> ends) {
        this.size = size;
        this.together = together;
        this.single = single;
        this.failed = failed;
        this.ends = ends;
    }

    /** @return one result for each, in the same order */
    public List<R> take(List<T> all) {
        while (results.size() < all.size()) {
            said = false;
            int from = results.size();
            workOff(all.subList(from, Math.min(from + size, all.size())));
        }
        return results;
    }

    private void workOff(List<T> part) {
        int start = results.size();
        while (results.size() < start + part.size()) {
            piece(part.subList(results.size() - start, part.size()));
        }
    }

    /** Results for at least the first of the piece. */
    private void piece(List<T> piece) {
        if (piece.size() == 1) {
            alone(piece.get(0));
            return;
        }
        Part<R> done;
        try {
            done = together.apply(piece);
        } catch (RuntimeException cause) {
            if (ends.test(cause)) {
                throw cause;
            }
            say(piece.size(), cause);
            // One of them, or somebody else, was in the way. Smaller pieces find out which one, and the others get through.
            int half = piece.size() / 2;
            workOff(piece.subList(0, half));
            workOff(piece.subList(half, piece.size()));
            return;
        }
        results.addAll(done.results());
        int next = done.results().size();
        // At least one step, so that what the piece leaves is done by somebody.
        int alone = next < piece.size() ? Math.max(1, done.alone()) : 0;
        piece.subList(next, next + alone).forEach(this::alone);
    }

    private void say(int pieces, RuntimeException cause) {
        LOG.log(said ? Level.FINE : Level.INFO, cause, () -> pieces + " invoices could not be worked off together; smaller pieces are tried until the one that is the cause is alone");
        said = true;
    }

    private void alone(T one) {
        R result;
        try {
            result = single.apply(one);
        } catch (RuntimeException cause) {
            result = failed.apply(one, cause);
        }
        results.add(result);
    }
}
