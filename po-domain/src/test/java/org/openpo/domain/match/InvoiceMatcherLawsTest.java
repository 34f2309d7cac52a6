package org.openpo.domain.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** Laws of matching, over generated purchase orders and invoices. */
class InvoiceMatcherLawsTest {

    @Property
    void theOrderOfTheCandidatesDoesNotMatter(@ForAll("requests") MatchRequest request, @ForAll Random random) {
        List<CandidateLine> shuffled = new ArrayList<>(request.candidates());
        Collections.shuffle(shuffled, random);

        assertThat(InvoiceMatcher.match(new MatchRequest(request.invoice(), shuffled, request.referenced(), request.rates())))
                .isEqualTo(InvoiceMatcher.match(request));
    }

    @Property
    void aSecondRunGivesTheSameAndAddsNothing(@ForAll("requests") MatchRequest request) {
        MatchResult first = InvoiceMatcher.match(request);

        assertThat(InvoiceMatcher.match(request)).isEqualTo(first);
        assertThat(first.candidates())
                .extracting(CandidateTrace::lineItemId)
                .containsExactlyInAnyOrderElementsOf(
                        request.candidates().stream().map(CandidateLine::lineItemId).toList());
    }

    @Property
    void eitherOneLineIsChosenOrThereIsACode(@ForAll("requests") MatchRequest request) {
        MatchResult result = InvoiceMatcher.match(request);

        assertThat(result.chosen().isPresent()).isEqualTo(result.codes().isEmpty());
        assertThat(result.chosen().isPresent())
                .isEqualTo(result.candidates().stream().anyMatch(candidate -> candidate.rank() != null));
    }

    @Property
    void theRanksAreOneToNAndTheFirstIsTheChosen(@ForAll("requests") MatchRequest request) {
        MatchResult result = InvoiceMatcher.match(request);

        List<CandidateTrace> ranked = result.candidates().stream().filter(c -> c.rank() != null).toList();
        assertThat(result.candidates().subList(0, ranked.size())).isEqualTo(ranked);
        assertThat(ranked)
                .extracting(CandidateTrace::rank)
                .isEqualTo(IntStream.rangeClosed(1, ranked.size()).boxed().toList());
        assertThat(ranked).allSatisfy(c -> assertThat(c.ranking()).isNotNull());
        assertThat(ranked).allSatisfy(c -> assertThat(c.outrankedBy() == null).isEqualTo(c.rank() == 1));
        result.chosen().ifPresent(c -> assertThat(ranked.get(0).lineItemId()).isEqualTo(c.lineItemId()));
    }

    @Property(tries = 3000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void aCandidateIsDroppedByTheFirstCriterionItFailsAndByNoOther(@ForAll("requests") MatchRequest request) {
        NaiveMatching oracle = new NaiveMatching(request);

        for (CandidateTrace candidate : InvoiceMatcher.match(request).candidates()) {
            Statistics.collect(candidate.droppedBy());
            List<MatchCriterion> failed = oracle.failedCriteria(candidate.lineItemId());
            assertThat(candidate.droppedBy()).isEqualTo(failed.isEmpty() ? null : failed.get(0));
        }
        Statistics.coverage(seen -> Stream.of(MatchCriterion.values())
                .forEach(criterion -> seen.check(criterion).count(times -> times > 0)));
    }

    @Property(tries = 3000)
    void theRankingIsThatOfANaiveSortByTheDocumentedKeys(@ForAll("requests") MatchRequest request) {
        List<Long> ranked = InvoiceMatcher.match(request).candidates().stream()
                .filter(candidate -> candidate.rank() != null)
                .map(CandidateTrace::lineItemId)
                .toList();

        assertThat(ranked).isEqualTo(new NaiveMatching(request).ranking());
    }

    @Property(tries = 3000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void whatDecidedIsTheFirstDocumentedKeyThatDiffers(@ForAll("requests") MatchRequest request) {
        MatchResult result = InvoiceMatcher.match(request);
        NaiveMatching oracle = new NaiveMatching(request);

        for (CandidateTrace candidate : result.candidates()) {
            if (candidate.outrankedBy() != null) {
                Statistics.collect(candidate.outrankedBy());
                assertThat(candidate.outrankedBy().ordinal())
                        .isEqualTo(oracle.firstDifference(
                                result.candidates().get(0).lineItemId(), candidate.lineItemId()));
            }
        }
        Statistics.coverage(seen -> Stream.of(RankingKey.values())
                .filter(key -> key != RankingKey.LINE_ITEM)
                .forEach(key -> seen.check(key).count(times -> times > 0)));
    }

    @Property
    void theCodeIsThatOfTheFurthestCriterionReached(@ForAll("unpinnedRequests") MatchRequest request) {
        MatchResult result = InvoiceMatcher.match(request);

        if (!result.isMatched() && !result.candidates().isEmpty()) {
            MatchCriterion furthest = result.candidates().stream()
                    .map(CandidateTrace::droppedBy)
                    .max(Enum::compareTo)
                    .orElseThrow();
            assertThat(result.codes()).containsExactly(furthest.exceptionCode());
        }
    }

    @Property
    void aPinnedInvoiceNeverGoesToAnotherPurchaseOrder(@ForAll("requests") MatchRequest request) {
        InvoiceMatcher.match(request).chosen().filter(chosen -> request.invoice().isPinned()).ifPresent(chosen ->
                assertThat(chosen.purchaseOrderKey()).isEqualTo(request.referenced().purchaseOrderKey()));
    }

    @Property
    void aLineMoreNeverTurnsAMatchIntoAnException(@ForAll("requests") MatchRequest request) {
        if (request.candidates().isEmpty()) {
            return;
        }
        List<CandidateLine> fewer = new ArrayList<>(request.candidates());
        fewer.remove(0);
        MatchResult before = InvoiceMatcher.match(new MatchRequest(request.invoice(), fewer, request.referenced(), request.rates()));

        if (before.isMatched()) {
            assertThat(InvoiceMatcher.match(request).isMatched()).isTrue();
        }
    }

    @Provide
    Arbitrary<MatchRequest> requests() {
        return GeneratedRequest.arbitrary(true);
    }

    @Provide
    Arbitrary<MatchRequest> unpinnedRequests() {
        return GeneratedRequest.arbitrary(false);
    }
}
