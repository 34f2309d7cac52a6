package org.openpo.domain.match;

import java.util.List;
import java.util.Optional;

/**
 * The outcome of matching: a chosen line or at least one exception code, never both and never neither.
 *
 * @param chosen the line that pays
 * @param codes why no line pays; the first is the one to show first
 * @param candidates every candidate once: the ranked ones by rank, then the dropped ones, those that came furthest first
 */
public record MatchResult(Optional<Chosen> chosen, List<ExceptionCode> codes, List<CandidateTrace> candidates) {

    public MatchResult {
        codes = List.copyOf(codes);
        candidates = List.copyOf(candidates);
        if (chosen.isPresent() != codes.isEmpty()) {
            throw new IllegalArgumentException("Either a chosen line or exception codes: " + chosen + ", " + codes);
        }
    }

    /** Whether a line was chosen. */
    public boolean isMatched() {
        return chosen.isPresent();
    }
}
