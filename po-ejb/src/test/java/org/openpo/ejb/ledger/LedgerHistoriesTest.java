package org.openpo.ejb.ledger;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;

/**
 * Random histories of everything that can happen to purchase orders and invoices, in any order, with the database closed and opened
 * again in between: after each step the invariants of the ledger hold (spec §3), what the what-if and the previews said is what then
 * came, every way out that was offered leads out, and what the services refuse changes nothing. In the end the figures of every past
 * moment are those that were read at that moment.
 */
class LedgerHistoriesTest {

    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    void the_invariants_hold_after_every_step(@ForAll @Size(min = 80, max = 110) List<Integer> steps) {
        try (History history = new History((step, taken) -> {
            Statistics.label("outcome").collect(taken ? "taken" : "refused");
            Statistics.label("step").collect(step);
        })) {
            steps.forEach(history::step);
            history.looksBack();
        }
        Statistics.label("outcome").coverage(seen -> seen.check("taken").percentage(p -> p > 60));
        Statistics.label("step").coverage(seen -> History.STEPS.forEach(name -> seen.check(name).count(c -> c > 0)));
    }
}
