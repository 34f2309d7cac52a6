package org.openpo.ejb.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.match.MatchCriterion;
import org.openpo.domain.match.RankingKey;

/** What is kept of an explanation is all of it. */
class ExplanationJsonTest {
    private static final Explanation.Candidate RANKED = new Explanation.Candidate(1, "PO 1", "1.2", 2, null, RankingKey.BALANCE, false, new BigDecimal("1E+3"),
            new BigDecimal("-0.0100"), Instant.parse("2026-01-02T03:04:05.678901Z"));
    private static final Explanation.Candidate DROPPED = new Explanation.Candidate(2, "PO 2", "10", null, MatchCriterion.TYPE, null, null, null, null, null);

    @Test
    void every_field_comes_back() {
        Explanation full = new Explanation(InvoiceState.MATCHED, new Explanation.Chosen("PO 1", "1", new BigDecimal("10.00"), "EUR", new BigDecimal("0.5"), "PRINTED_RATE"), "RULE",
                List.of(), List.of(RANKED, DROPPED), 7, new Explanation.Judged("Seller", true, InvoiceClass.OTHER, YearMonth.of(2026, 1), LocalDate.of(2026, 2, 3), "EUR",
                        new BigDecimal("8.00"), new BigDecimal("10.00"), "DE1", "unit", "4711", List.of("4711", "4712"), "PO 1"));
        assertThat(ExplanationJson.read(ExplanationJson.write(full))).isEqualTo(new Explanation(full.outcome(), full.chosen(), full.how(), full.codes(),
                List.of(new Explanation.Candidate(1, "PO 1", "1.2", 2, null, RankingKey.BALANCE, false, new BigDecimal("1000"), RANKED.balance(), RANKED.updatedAt()), DROPPED),
                full.notShown(), full.judged()));
        Explanation bare = new Explanation(InvoiceState.EXCEPTION, null, null, List.of("DUPLICATE", "AMOUNT_INCONSISTENT"), List.of(), 0, null);
        assertThat(ExplanationJson.read(ExplanationJson.write(bare))).isEqualTo(bare);
    }

    @Property(tries = 300)
    void any_text_comes_back(@ForAll @StringLength(max = 20) String text) {
        Explanation explanation = new Explanation(InvoiceState.EXCEPTION, null, text, List.of(text),
                List.of(new Explanation.Candidate(1, text, text, null, MatchCriterion.SELLER, null, null, null, null, null)), 0, null);
        assertThat(ExplanationJson.read(ExplanationJson.write(explanation))).isEqualTo(explanation);
    }
}
