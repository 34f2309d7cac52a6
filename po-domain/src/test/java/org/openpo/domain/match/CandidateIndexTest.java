package org.openpo.domain.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openpo.domain.match.InvoiceFixture.invoice;
import static org.openpo.domain.match.PurchaseOrderFixture.po;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.money.RateTable;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.MonthRange;

/** The index chooses what the matcher chooses. */
class CandidateIndexTest {

    private static final MonthRange PERIODS = new MonthRange(YearMonth.of(2021, 3), YearMonth.of(2022, 1));

    @Property(tries = 5000)
    void choosesWhatTheMatcherChooses(@ForAll("requests") MatchRequest request) {
        assertThat(index(request).choose(request.invoice())).isEqualTo(InvoiceMatcher.match(request).chosen());
    }

    @Property(tries = 2000)
    void choosesWhatTheMatcherChoosesWhenBalancesHaveMoved(@ForAll("requests") MatchRequest request, @ForAll @IntRange(min = 1, max = 4) int times) {
        CandidateIndex index = index(request);
        MatchRequest now = request;
        for (int i = 0; i < times; i++) {
            Optional<Chosen> chosen = index.choose(request.invoice());
            assertThat(chosen).isEqualTo(InvoiceMatcher.match(now).chosen());
            if (chosen.isEmpty()) {
                return;
            }
            index.allocate(chosen.get().lineItemId(), chosen.get().purchaseOrderAmount());
            now = new MatchRequest(request.invoice(), now.candidates().stream().map(c -> taken(c, chosen.get())).toList(),
                    request.referenced(), request.rates());
        }
    }

    @Property(tries = 500)
    void findsTheFirstThatCoversAmongManyAlike(
            @ForAll @Size(min = 1, max = 150) List<@IntRange(min = 0, max = 40) Integer> balances,
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 40) Integer> amounts) {
        List<CandidateLine> lines = IntStream.range(0, balances.size()).boxed().flatMap(i -> po("PO-" + i)
                .updated(Instant.parse("2021-01-01T00:00:00Z").plusSeconds(i % 7).toString())
                .line("1", LineItemType.MONTHLY_USAGE, l -> l.balance(balances.get(i).toString())).candidates().stream()).toList();
        CandidateIndex index = new CandidateIndex(lines, List.of(), PERIODS, RateTable.EMPTY);
        for (int amount : amounts) {
            InvoiceFacts invoice = invoice(InvoiceClass.MONTHLY_USAGE).period("2021-06").amount(amount + ".00", amount + ".00", "USD")
                    .facts();
            Chosen chosen = index.choose(invoice).orElseThrow();
            assertThat(Optional.of(chosen)).isEqualTo(InvoiceMatcher.match(new MatchRequest(invoice, lines, null, RateTable.EMPTY)).chosen());
            index.allocate(chosen.lineItemId(), chosen.purchaseOrderAmount());
            lines = lines.stream().map(c -> taken(c, chosen)).toList();
        }
    }

    @Test
    void refusesAPeriodItWasNotBuiltFor() {
        CandidateIndex index = new CandidateIndex(List.of(), List.of(), PERIODS, RateTable.EMPTY);
        InvoiceFacts late = invoice(InvoiceClass.MONTHLY_USAGE).period("2022-02").facts();

        assertThatThrownBy(() -> index.choose(late)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2022-02");
    }

    @Test
    void refusesALineGivenTwice() {
        List<CandidateLine> lines = po("PO-1").line("1", LineItemType.ALL).candidates();

        assertThatThrownBy(() -> new CandidateIndex(List.of(lines.get(0), lines.get(0)), List.of(), PERIODS, RateTable.EMPTY)).isInstanceOf(IllegalArgumentException.class);
    }

    private static CandidateIndex index(MatchRequest request) {
        return new CandidateIndex(request.candidates(), request.referenced() == null ? List.of() : List.of(request.referenced()), PERIODS, request.rates());
    }

    private static CandidateLine taken(CandidateLine line, Chosen chosen) {
        return line.lineItemId() != chosen.lineItemId() || !line.balanceTracked() ? line
                : line.withBalance(line.balance().subtract(chosen.purchaseOrderAmount()));
    }

    @Provide
    Arbitrary<MatchRequest> requests() {
        return GeneratedRequest.arbitrary(true);
    }
}
