package org.openpo.ejb.order;

import java.time.Instant;
import java.util.List;

import org.openpo.domain.ledger.Balance;

/**
 * The figures of a purchase order as they were at an instant, from the ledger and the versions that are kept.
 *
 * @param at             everything before it counts
 * @param committedSince since when what was promised is known; null if at the instant it was, else the figures promised then are those of
 *                       the oldest version
 */
public record FiguresAt(Instant at, Instant committedSince, String currency, Balance total, List<Line> lines) {

    /** @param lineItemId null for a line that is gone */
    public record Line(Long lineItemId, String number, String description, Balance balance) { }
}
