package org.openpo.domain.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.openpo.domain.invoice.InvoiceClass.MARKETPLACE;
import static org.openpo.domain.invoice.InvoiceClass.MONTHLY_USAGE;
import static org.openpo.domain.invoice.InvoiceClass.OTHER;
import static org.openpo.domain.invoice.InvoiceClass.PROFESSIONAL_SERVICES_AND_TRAINING;
import static org.openpo.domain.invoice.InvoiceClass.SUBSCRIPTION;
import static org.openpo.domain.match.InvoiceFixture.invoice;
import static org.openpo.domain.match.PurchaseOrderFixture.po;
import static org.openpo.domain.match.ReferenceCasesTest.outcome;
import static org.openpo.domain.match.Sellers.EMEA;
import static org.openpo.domain.match.Sellers.INC;
import static org.openpo.domain.order.LineItemType.ALL;
import static org.openpo.domain.order.LineItemType.MARKETPLACE_TRANSACTION;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.ledger.AllocationHow;
import org.openpo.domain.ledger.RateSource;
import org.openpo.domain.money.RateTable;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemType;

class InvoiceMatcherTest {

    private static final InvoiceClass CONSULTING = PROFESSIONAL_SERVICES_AND_TRAINING;

    @Nested
    class Dropping {

        @Test
        void nothingToChooseFrom() {
            MatchResult result = invoice(MONTHLY_USAGE).matchedAgainst();

            assertThat(result.isMatched()).isFalse();
            assertThat(result.codes()).containsExactly(ExceptionCode.NO_PURCHASE_ORDER);
            assertThat(result.candidates()).isEmpty();
        }

        /** Each purchase order fails exactly one criterion, and the invoice gets the code of that criterion. */
        @ParameterizedTest(name = "{0}")
        @MethodSource("org.openpo.domain.match.InvoiceMatcherTest#oneFailureEach")
        void eachCriterionDropsAndTellsItsCode(
                MatchCriterion criterion, PurchaseOrderFixture purchaseOrder, ExceptionCode code) {
            MatchResult result = invoice(MONTHLY_USAGE).matchedAgainst(purchaseOrder);

            assertThat(result.codes()).containsExactly(code);
            assertThat(result.candidates())
                    .extracting(CandidateTrace::droppedBy, CandidateTrace::rank, CandidateTrace::ranking)
                    .containsExactly(tuple(criterion, null, null));
        }

        @Test
        void theCodeIsThatOfTheFurthestCriterionAndNearMissesComeFirst() {
            MatchResult result = invoice(MONTHLY_USAGE).matchedAgainst(
                    po("suspended").suspended().line("1", ALL),
                    po("other seller").seller(EMEA).line("1", ALL),
                    po("too early").months("2021-01", "2021-05").line("1", ALL),
                    po("other currency").currency("EUR").line("1", ALL));

            assertThat(result.codes()).containsExactly(ExceptionCode.PERIOD_OUTSIDE_WINDOW);
            assertThat(result.candidates())
                    .extracting(CandidateTrace::purchaseOrderId)
                    .containsExactly("too early", "other currency", "other seller", "suspended");
        }

        @Test
        void droppedByTheSameCriterionComeInNaturalOrder() {
            MatchResult result = invoice(MONTHLY_USAGE).matchedAgainst(
                    po("PO 10").suspended().line("10", ALL).line("9", ALL), po("PO 9").suspended().line("1", ALL));

            assertThat(result.candidates())
                    .extracting(CandidateTrace::purchaseOrderId, CandidateTrace::lineItemNumber)
                    .containsExactly(tuple("PO 9", "1"), tuple("PO 10", "9"), tuple("PO 10", "10"));
        }

        @Test
        void anySellerMeansAnyKnownSeller() {
            PurchaseOrderFixture any = po("PO").anySeller().line("1", ALL);

            assertThat(outcome(invoice(MONTHLY_USAGE).seller(99).matchedAgainst(any))).isEqualTo("PO/1");
            assertThat(outcome(invoice(MONTHLY_USAGE).seller(0).matchedAgainst(any)))
                    .isEqualTo("SELLER_NOT_COVERED");
            assertThat(outcome(invoice(MONTHLY_USAGE).seller(0).matchedAgainst(po("PO").seller(0L).line("1", ALL))))
                    .isEqualTo("SELLER_NOT_COVERED");
        }

        @ParameterizedTest(name = "[{0}] against DE 123.456-7 and FR9: {1}")
        @CsvSource({
            "DE1234567, PO/1",
            "de 1234567, PO/1",
            "fr9, PO/1",
            "DE1234568, TAX_REGISTRATION_DIFFERS",
            "' ', TAX_REGISTRATION_DIFFERS",
            ", TAX_REGISTRATION_DIFFERS"
        })
        void taxRegistrationNumbersAreComparedWithoutPunctuation(String number, String expected) {
            PurchaseOrderFixture restricted =
                    po("PO").taxRegistrationNumbers("DE 123.456-7", "FR9").line("1", ALL);

            assertThat(outcome(invoice(MONTHLY_USAGE).taxRegistrationNumber(number).matchedAgainst(restricted)))
                    .isEqualTo(expected);
        }

        @ParameterizedTest(name = "[{0}] against Berlin and Hanoi: {1}")
        @CsvSource({
            "Berlin, PO/1",
            "' hanoi ', PO/1",
            "Ber lin, INVOICE_UNIT_DIFFERS",
            "' ', INVOICE_UNIT_DIFFERS",
            ", INVOICE_UNIT_DIFFERS"
        })
        void invoiceUnitsAreComparedIgnoringCase(String unit, String expected) {
            PurchaseOrderFixture restricted = po("PO").invoiceUnits("Berlin", "Hanoi ").line("1", ALL);

            assertThat(outcome(invoice(MONTHLY_USAGE).invoiceUnit(unit).matchedAgainst(restricted)))
                    .isEqualTo(expected);
        }

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource({
            "2021-03, PERIOD_OUTSIDE_WINDOW",
            "2021-04, PERIOD_OUTSIDE_WINDOW",
            "2021-05, PO/1",
            "2021-08, PO/1",
            "2021-09, PERIOD_OUTSIDE_WINDOW",
            "2021-10, PERIOD_OUTSIDE_WINDOW"
        })
        void bothWindowsCountAndBothEndsAreInside(String period, String expected) {
            PurchaseOrderFixture purchaseOrder = po("PO").months("2021-05", "2021-09")
                    .line("1", ALL, l -> l.months("2021-04", "2021-08"));

            assertThat(outcome(invoice(MONTHLY_USAGE).period(period).matchedAgainst(purchaseOrder)))
                    .isEqualTo(expected);
        }

        @ParameterizedTest(name = "billed account {0}, charges of [{1}], a filter of 111 and 222: {2}")
        @CsvSource({
            "111, '', PO/1",
            "111, 333, PO/1",
            "999, 111, PO/1",
            "999, 111 222, PO/1",
            ", 222, PO/1",
            "999, 111 333, TYPE_NOT_COVERED",
            "999, '', TYPE_NOT_COVERED",
            ", '', TYPE_NOT_COVERED",
            "' ', '', TYPE_NOT_COVERED"
        })
        void aChargeFilterHoldsTheBilledAccountOrEveryAccountOfTheCharges(
                String billed, String ofCharges, String expected) {
            PurchaseOrderFixture filtered = po("PO").line("1", ALL, l -> l.accounts("111", "222"));
            String[] accounts = ofCharges.isEmpty() ? new String[0] : ofCharges.split(" ");

            assertThat(outcome(invoice(MONTHLY_USAGE).accounts(billed, accounts).matchedAgainst(filtered)))
                    .isEqualTo(expected);
        }
    }

    static Stream<Arguments> oneFailureEach() {
        return Stream.of(
                Arguments.of(
                        MatchCriterion.SUSPENDED,
                        po("PO").suspended().line("1", ALL),
                        ExceptionCode.SUSPENDED),
                Arguments.of(
                        MatchCriterion.LINE_CLOSED,
                        po("PO").line("1", ALL, l -> l.closed()),
                        ExceptionCode.SUSPENDED),
                Arguments.of(
                        MatchCriterion.SELLER,
                        po("PO").seller(EMEA).line("1", ALL),
                        ExceptionCode.SELLER_NOT_COVERED),
                Arguments.of(
                        MatchCriterion.CURRENCY,
                        po("PO").currency("EUR").line("1", ALL),
                        ExceptionCode.CURRENCY_DIFFERS),
                Arguments.of(
                        MatchCriterion.TAX_REGISTRATION_NUMBER,
                        po("PO").taxRegistrationNumbers("A").line("1", ALL),
                        ExceptionCode.TAX_REGISTRATION_DIFFERS),
                Arguments.of(
                        MatchCriterion.INVOICE_UNIT,
                        po("PO").invoiceUnits("U1").line("1", ALL),
                        ExceptionCode.INVOICE_UNIT_DIFFERS),
                Arguments.of(
                        MatchCriterion.BILLING_PERIOD,
                        po("PO").months("2021-07", "2021-12").line("1", ALL),
                        ExceptionCode.PERIOD_OUTSIDE_WINDOW),
                Arguments.of(
                        MatchCriterion.TYPE,
                        po("PO").line("1", LineItemType.SUBSCRIPTION),
                        ExceptionCode.TYPE_NOT_COVERED),
                Arguments.of(
                        MatchCriterion.CHARGE_FILTER,
                        po("PO").line("1", ALL, l -> l.accounts("222")),
                        ExceptionCode.TYPE_NOT_COVERED),
                Arguments.of(
                        MatchCriterion.BALANCE_HELD,
                        po("PO").line("1", ALL, l -> l.balance("99.99").hold()),
                        ExceptionCode.BALANCE_HELD));
    }

    @Nested
    class Types {

        /** Class against type: the position in the list of covering types, or a dash. */
        @ParameterizedTest
        @CsvSource({
            // class, ALL, MONTHLY_USAGE, SUBSCRIPTION, TRANSACTION, BLANKET, PROFESSIONAL; unpinned
            "MONTHLY_USAGE,                      false, 1, 0, -, -, -, -",
            "SUBSCRIPTION,                       false, 1, -, 0, -, -, -",
            "MARKETPLACE,                        false, 2, -, -, -, 1, -",
            "PROFESSIONAL_SERVICES_AND_TRAINING, false, 2, -, 1, -, -, 0",
            "OTHER,                              false, 0, -, -, -, -, -",
            // and pinned by a reference
            "MONTHLY_USAGE,                      true,  1, 0, -, -, -, -",
            "SUBSCRIPTION,                       true,  1, -, 0, -, -, -",
            "MARKETPLACE,                        true,  2, -, -, 0, 1, -",
            "PROFESSIONAL_SERVICES_AND_TRAINING, true,  2, -, 1, -, -, 0",
            "OTHER,                              true,  0, -, -, -, -, -"
        })
        void coverClasses(
                InvoiceClass invoiceClass,
                boolean pinned,
                String all,
                String monthly,
                String subscription,
                String transaction,
                String blanket,
                String professional) {
            List<String> expected = List.of(all, monthly, subscription, transaction, blanket, professional);

            assertThat(Stream.of(LineItemType.values())
                            .map(type -> type.specificityFor(invoiceClass, pinned))
                            .map(s -> s.isPresent() ? String.valueOf(s.getAsInt()) : "-"))
                    .isEqualTo(expected);
        }

        @Test
        void consultingPrefersItsOwnTypeThenSubscriptionThenAll() {
            PurchaseOrderFixture purchaseOrder = po("PO")
                    .line("1", ALL)
                    .line("2", LineItemType.SUBSCRIPTION)
                    .line("3", LineItemType.PROFESSIONAL_SERVICES_AND_TRAINING);

            assertThat(rankedLines(invoice(CONSULTING).matchedAgainst(purchaseOrder))).containsExactly("3", "2", "1");
            assertThat(rankedLines(invoice(OTHER).matchedAgainst(purchaseOrder))).containsExactly("1");
        }
    }

    @Nested
    class Ranking {

        /** Each row: two purchase orders, the first beats the second by the key, and worse keys cannot help. */
        @ParameterizedTest(name = "{0}")
        @MethodSource("org.openpo.domain.match.InvoiceMatcherTest#duels")
        void theFirstKeyThatDiffersDecides(
                RankingKey key, PurchaseOrderFixture winner, PurchaseOrderFixture loser) {
            MatchResult result = invoice(MONTHLY_USAGE).invoiceUnit("U").matchedAgainst(loser, winner);

            assertThat(result.candidates())
                    .extracting(CandidateTrace::purchaseOrderId, CandidateTrace::rank, CandidateTrace::outrankedBy)
                    .containsExactly(tuple(winner.id(), 1, null), tuple(loser.id(), 2, key));
        }

        @Test
        void insideOnePurchaseOrderTheNarrowerWindowThenTheLowerNumberWins() {
            PurchaseOrderFixture purchaseOrder = po("PO")
                    .line("1", ALL)
                    .line("10", ALL, l -> l.months("2021-05", "2021-07"))
                    .line("9", ALL, l -> l.months("2021-06", "2021-08"));

            MatchResult result = invoice(MONTHLY_USAGE).matchedAgainst(purchaseOrder);

            assertThat(result.candidates())
                    .extracting(CandidateTrace::lineItemNumber, CandidateTrace::rank, CandidateTrace::outrankedBy)
                    .containsExactly(
                            tuple("9", 1, null),
                            tuple("10", 2, RankingKey.LINE_ITEM_NUMBER),
                            tuple("1", 3, RankingKey.LINE_WINDOW));
        }

        @Test
        void theTraceShowsTheFactsOfTheRanking() {
            MatchResult result = invoice(MONTHLY_USAGE).invoiceUnit("U").matchedAgainst(
                    po("PO 1").invoiceUnits("U").updated("2021-02-03T04:05:06Z")
                            .line("1", ALL, l -> l.accounts("111").balance("99.00").months("2021-05", "2021-06")),
                    po("PO 2").updated("2021-01-01T00:00:00Z").line("1", LineItemType.MONTHLY_USAGE));

            assertThat(result.candidates())
                    .extracting(CandidateTrace::ranking)
                    .containsExactly(
                            new RankingFacts(true, 1, true, false, Instant.parse("2021-02-03T04:05:06Z"), 2),
                            new RankingFacts(false, 0, false, true, Instant.parse("2021-01-01T00:00:00Z"), 12));
        }

        @Test
        void linesThatOnlyTheirKeyTellsApartStillHaveAnOrder() {
            CandidateLine line = po("PO").line("1", ALL).candidates().get(0);
            MatchRequest request = new MatchRequest(
                    invoice(MONTHLY_USAGE).facts(), List.of(withId(line, 7), withId(line, 5), withId(line, 6)), null, RateTable.EMPTY);

            assertThat(InvoiceMatcher.match(request).candidates())
                    .extracting(CandidateTrace::lineItemId, CandidateTrace::outrankedBy)
                    .containsExactly(
                            tuple(5L, null), tuple(6L, RankingKey.LINE_ITEM), tuple(7L, RankingKey.LINE_ITEM));
        }
    }

    static Stream<Arguments> duels() {
        LineItemType monthly = LineItemType.MONTHLY_USAGE;
        String early = "2021-02-01T00:00:00Z";
        String late = "2021-03-01T00:00:00Z";
        return Stream.of(
                Arguments.of(
                        RankingKey.INVOICE_UNIT,
                        po("PO 2").invoiceUnits("U").updated(early).line("2", ALL, l -> l.balance("0")),
                        po("PO 1").updated(late).line("1", monthly, l -> l.accounts("111").months("2021-06", "2021-06"))),
                Arguments.of(
                        RankingKey.TYPE,
                        po("PO 2").updated(early).line("2", monthly, l -> l.balance("0")),
                        po("PO 1").updated(late).line("1", ALL, l -> l.accounts("111").months("2021-06", "2021-06"))),
                Arguments.of(
                        RankingKey.CHARGE_FILTER,
                        po("PO 2").updated(early).line("2", ALL, l -> l.accounts("111").balance("0")),
                        po("PO 1").updated(late).line("1", ALL, l -> l.months("2021-06", "2021-06"))),
                Arguments.of(
                        RankingKey.BALANCE,
                        po("PO 2").updated(early).line("2", ALL, l -> l.balance("100.00")),
                        po("PO 1").updated(late)
                                .line("1", ALL, l -> l.balance("99.99").months("2021-06", "2021-06"))),
                Arguments.of(
                        RankingKey.UPDATED_AT,
                        po("PO 2").updated(late).line("2", ALL),
                        po("PO 1").updated(early).line("1", ALL, l -> l.months("2021-06", "2021-06"))),
                Arguments.of(
                        RankingKey.LINE_WINDOW,
                        po("PO 2").line("2", ALL, l -> l.months("2021-06", "2021-06")),
                        po("PO 1").line("1", ALL)),
                Arguments.of(
                        RankingKey.LINE_ITEM_NUMBER, po("PO 2").line("9", ALL), po("PO 1").line("10", ALL)),
                Arguments.of(
                        RankingKey.PURCHASE_ORDER_ID, po("PO 9").line("1", ALL), po("PO 10").line("1", ALL)));
    }

    @Nested
    class Holding {

        @Test
        void aHeldLineLeavesTheInvoiceToALineThatAllows() {
            MatchResult result = invoice(MONTHLY_USAGE).matchedAgainst(po("PO")
                    .line("1", LineItemType.MONTHLY_USAGE, l -> l.balance("99.99").hold())
                    .line("2", ALL, l -> l.balance("0.00")));

            assertThat(outcome(result)).isEqualTo("PO/2");
            assertThat(result.candidates())
                    .extracting(CandidateTrace::droppedBy)
                    .containsExactly(null, MatchCriterion.BALANCE_HELD);
        }

        @Test
        void aHeldLineThatCoversIsChosen() {
            assertThat(outcome(invoice(MONTHLY_USAGE)
                            .matchedAgainst(po("PO").line("1", ALL, l -> l.balance("100.00").hold()))))
                    .isEqualTo("PO/1");
        }

        @Test
        void anUntrackedLineCoversEverything() {
            assertThat(outcome(invoice(MONTHLY_USAGE).matchedAgainst(po("PO").line("1", ALL, l -> l.hold()))))
                    .isEqualTo("PO/1");
        }

        @ParameterizedTest(name = "an invoice over {0}: {1}")
        @CsvSource({"0.01, BALANCE_HELD", "0.00, PO/1", "-5.00, PO/1"})
        void anAmountOfZeroOrLessNeedsNoBalance(String gross, String expected) {
            PurchaseOrderFixture exhausted = po("PO").line("1", ALL, l -> l.balance("-20.00").hold());

            assertThat(outcome(invoice(MONTHLY_USAGE).amount(gross, gross, "USD").matchedAgainst(exhausted)))
                    .isEqualTo(expected);
        }

        @Test
        void theBalanceIsHeldAgainstTheAmountInThePurchaseOrdersCurrency() {
            InvoiceFixture converted = invoice(MONTHLY_USAGE).rate("USD", "EUR", "0.5");

            assertThat(outcome(converted.matchedAgainst(
                            po("PO").currency("EUR").line("1", ALL, l -> l.balance("50.00").hold()))))
                    .isEqualTo("PO/1");
            assertThat(outcome(converted.matchedAgainst(
                            po("PO").currency("EUR").line("1", ALL, l -> l.balance("49.99").hold()))))
                    .isEqualTo("BALANCE_HELD");
        }

        @Test
        void onANetPurchaseOrderOnlyTheNetAmountMustBeCovered() {
            assertThat(outcome(invoice(MONTHLY_USAGE).matchedAgainst(po("PO").basis(AmountBasis.NET)
                            .line("1", ALL, l -> l.balance("90.00").hold()))))
                    .isEqualTo("PO/1");
        }
    }

    @Nested
    class Referencing {

        @Test
        void onlyTheLinesOfTheReferencedPurchaseOrderCompete() {
            MatchResult result = invoice(MONTHLY_USAGE).reference("named").matchedAgainst(
                    po("better").line("1", LineItemType.MONTHLY_USAGE), po("named").line("1", ALL));

            assertThat(result.chosen().orElseThrow().how()).isEqualTo(AllocationHow.REFERENCE);
            assertThat(result.candidates())
                    .extracting(CandidateTrace::purchaseOrderId, CandidateTrace::rank, CandidateTrace::droppedBy)
                    .containsExactly(tuple("named", 1, null), tuple("better", null, MatchCriterion.REFERENCE));
        }

        @Test
        void withoutAReferenceItIsARule() {
            MatchResult result = invoice(MONTHLY_USAGE).reference(" ").matchedAgainst(po("PO").line("1", ALL));

            assertThat(result.isMatched()).isTrue();
            assertThat(result.chosen().orElseThrow().how()).isEqualTo(AllocationHow.RULE);
        }

        @Test
        void anUnknownReferenceIsNotReplacedByARule() {
            MatchResult result = invoice(MONTHLY_USAGE).reference("unknown").matchedAgainst(po("PO").line("1", ALL));

            assertThat(result.codes()).containsExactly(ExceptionCode.REFERENCE_UNKNOWN);
            assertThat(result.candidates())
                    .extracting(CandidateTrace::droppedBy)
                    .containsExactly(MatchCriterion.REFERENCE);
        }

        @Test
        void ofAnotherSeller() {
            MatchResult result = invoice(MONTHLY_USAGE).reference("PO").matchedAgainst(
                    po("PO").seller(EMEA).line("1", ALL), po("other").line("1", ALL));

            assertThat(result.codes())
                    .containsExactly(ExceptionCode.REFERENCE_NOT_ELIGIBLE, ExceptionCode.SELLER_NOT_COVERED);
        }

        @Test
        void suspendedWithoutLinesIsStillSuspended() {
            assertThat(outcome(invoice(MONTHLY_USAGE).reference("PO").matchedAgainst(po("PO").suspended())))
                    .isEqualTo("REFERENCE_NOT_ELIGIBLE SUSPENDED");
        }

        @Test
        void withoutLinesNoTypeIsCovered() {
            assertThat(outcome(invoice(MONTHLY_USAGE).reference("PO").matchedAgainst(po("PO"))))
                    .isEqualTo("TYPE_NOT_COVERED");
            assertThat(outcome(invoice(MONTHLY_USAGE).reference("PO")
                            .matchedAgainst(po("PO"), po("other").line("1", ALL))))
                    .isEqualTo("TYPE_NOT_COVERED");
        }

        @Test
        void otherwiseTheCodeIsThatOfItsOwnLines() {
            assertThat(outcome(invoice(MONTHLY_USAGE).reference("PO").matchedAgainst(
                            po("PO").line("1", ALL, l -> l.closed()).line("2", ALL, l -> l.months("2021-01", "2021-05")),
                            po("held").line("1", ALL, l -> l.balance("0").hold()))))
                    .isEqualTo("PERIOD_OUTSIDE_WINDOW");
            assertThat(outcome(invoice(MONTHLY_USAGE).reference("PO")
                            .matchedAgainst(po("PO").line("1", ALL, l -> l.closed()))))
                    .isEqualTo("SUSPENDED");
        }

        @Test
        void aTransactionLineCoversOnlyTheMarketplaceInvoiceThatNamesItsPurchaseOrder() {
            PurchaseOrderFixture transaction = po("PO").line("1", MARKETPLACE_TRANSACTION);

            assertThat(outcome(invoice(MARKETPLACE).reference("po").matchedAgainst(transaction))).isEqualTo("PO/1");
            assertThat(outcome(invoice(MARKETPLACE).matchedAgainst(transaction))).isEqualTo("TYPE_NOT_COVERED");
            assertThat(outcome(invoice(SUBSCRIPTION).reference("PO").matchedAgainst(transaction)))
                    .isEqualTo("TYPE_NOT_COVERED");
        }
    }

    @Nested
    class Choosing {

        @Test
        void theChosenLineComesWithTheAllocationToWrite() {
            PurchaseOrderFixture purchaseOrder = po("PO").line("1.2", ALL);
            CandidateLine line = purchaseOrder.candidates().get(0);

            Chosen chosen = invoice(MONTHLY_USAGE).matchedAgainst(purchaseOrder).chosen().orElseThrow();

            assertThat(chosen.lineItemId()).isEqualTo(line.lineItemId());
            assertThat(chosen.purchaseOrderKey()).isEqualTo(line.purchaseOrderKey());
            assertThat(chosen.purchaseOrderId()).isEqualTo("PO");
            assertThat(chosen.lineItemNumber()).isEqualTo("1.2");
            assertThat(chosen.invoiceAmount()).isEqualTo("100.00");
            assertThat(chosen.purchaseOrderAmount()).isEqualTo("100.00");
            assertThat(chosen.rate()).isEqualTo("1");
            assertThat(chosen.rateSource()).isEqualTo(RateSource.SAME_CURRENCY);
        }

        @Test
        void aNetPurchaseOrderPaysTheNetAmount() {
            Chosen chosen = invoice(MONTHLY_USAGE)
                    .matchedAgainst(po("PO").basis(AmountBasis.NET).line("1", ALL))
                    .chosen()
                    .orElseThrow();

            assertThat(chosen.invoiceAmount()).isEqualTo("90.00");
            assertThat(chosen.purchaseOrderAmount()).isEqualTo("90.00");
        }

        @Test
        void theWinnerMayBeInAnotherCurrencyThanTheLoser() {
            MatchResult result = invoice(MONTHLY_USAGE).rate("USD", "EUR", "0.9").matchedAgainst(
                    po("dollars").updated("2021-02-01T00:00:00Z").line("1", ALL),
                    po("euros").currency("EUR").updated("2021-02-02T00:00:00Z").line("1", ALL));

            assertThat(outcome(result)).isEqualTo("euros/1");
            assertThat(result.chosen().orElseThrow().rateSource()).isEqualTo(RateSource.PRINTED_RATE);
        }
    }

    /** The example of docs/matching.md. */
    @Nested
    class TheExampleOfTheGuide {

        private final InvoiceFixture january =
                invoice(MONTHLY_USAGE).period("2026-01").amount("1200.00", "1200.00", "USD");
        private final PurchaseOrderFixture firstQuarter = po("PO-Q1").months("2026-01", "2026-03")
                .line("1", LineItemType.MONTHLY_USAGE, l -> l.balance("5000.00"))
                .line("2", LineItemType.SUBSCRIPTION);
        private final PurchaseOrderFixture last =
                po("PO-2025").months("2025-01", "2025-12").line("1", LineItemType.MONTHLY_USAGE);
        private final PurchaseOrderFixture europe =
                po("PO-Europe").months("2026-01", "2026-12").seller(EMEA).line("1", LineItemType.MONTHLY_USAGE);

        @Test
        void ranksAndDropsAsItSays() {
            MatchResult result = january.matchedAgainst(firstQuarter, year(false), last, europe);

            assertThat(result.candidates())
                    .extracting(
                            CandidateTrace::purchaseOrderId,
                            CandidateTrace::lineItemNumber,
                            CandidateTrace::rank,
                            CandidateTrace::outrankedBy,
                            CandidateTrace::droppedBy)
                    .containsExactly(
                            tuple("PO-Q1", "1", 1, null, null),
                            tuple("PO-2026", "1", 2, RankingKey.BALANCE, null),
                            tuple("PO-2026", "2", 3, RankingKey.TYPE, null),
                            tuple("PO-Q1", "2", null, null, MatchCriterion.TYPE),
                            tuple("PO-2025", "1", null, null, MatchCriterion.BILLING_PERIOD),
                            tuple("PO-Europe", "1", null, null, MatchCriterion.SELLER));
        }

        @Test
        void withTheFirstQuarterSuspended() {
            firstQuarter.suspended();

            assertThat(outcome(january.matchedAgainst(firstQuarter, year(false), last, europe)))
                    .isEqualTo("PO-2026/1");
            assertThat(outcome(january.matchedAgainst(firstQuarter, year(true), last, europe)))
                    .isEqualTo("PO-2026/2");
        }

        private PurchaseOrderFixture year(boolean hold) {
            return po("PO-2026").months("2026-01", "2026-12")
                    .line("1", LineItemType.MONTHLY_USAGE, l -> {
                        l.balance("800.00");
                        if (hold) {
                            l.hold();
                        }
                    })
                    .line("2", ALL, l -> l.balance("50000.00"));
        }
    }

    @Nested
    class Requests {

        @Test
        void aLineGivenTwiceIsRefused() {
            CandidateLine line = po("PO").line("1", ALL).candidates().get(0);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new MatchRequest(invoice(OTHER).facts(), List.of(line, line), null, RateTable.EMPTY))
                    .withMessageContaining(String.valueOf(line.lineItemId()));
        }

        @Test
        void aPurchaseOrderThatNobodyReferencedIsRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            new MatchRequest(
                                    invoice(OTHER).facts(), List.of(), po("PO").seller(INC).asReferenced(), RateTable.EMPTY))
                    .withMessageContaining("PO");
        }

        @Test
        void aResultIsAChoiceOrAnException() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new MatchResult(Optional.empty(), List.of(), List.of()));
        }

        @Test
        void aCandidateIsRankedOrDropped() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CandidateTrace(1, 1, "PO", "1", null, null, null, null));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CandidateTrace(1, 1, "PO", "1", 1, MatchCriterion.TYPE, null, null));
        }
    }

    private static List<String> rankedLines(MatchResult result) {
        return result.candidates().stream()
                .filter(candidate -> candidate.rank() != null)
                .map(CandidateTrace::lineItemNumber)
                .toList();
    }

    private static CandidateLine withId(CandidateLine line, long id) {
        return new CandidateLine(
                id,
                line.purchaseOrderKey(),
                line.purchaseOrderId(),
                line.lineItemNumber(),
                line.suspended(),
                line.closed(),
                line.anySeller(),
                line.sellerIds(),
                line.currency(),
                line.amountBasis(),
                line.taxRegistrationNumbers(),
                line.invoiceUnits(),
                line.purchaseOrderWindow(),
                line.lineWindow(),
                line.type(),
                line.chargeFilterAccounts(),
                line.balanceTracked(),
                line.balance(),
                line.overspendPolicy(),
                line.purchaseOrderUpdatedAt());
    }
}
