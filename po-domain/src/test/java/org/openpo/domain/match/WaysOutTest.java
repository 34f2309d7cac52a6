package org.openpo.domain.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openpo.domain.invoice.InvoiceClass.MARKETPLACE;
import static org.openpo.domain.invoice.InvoiceClass.MONTHLY_USAGE;
import static org.openpo.domain.invoice.InvoiceClass.SUBSCRIPTION;
import static org.openpo.domain.match.InvoiceFixture.invoice;
import static org.openpo.domain.match.PurchaseOrderFixture.po;
import static org.openpo.domain.match.Sellers.EMEA;
import static org.openpo.domain.match.Sellers.INC;
import static org.openpo.domain.order.LineItemType.ALL;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Arbitrary;

import org.openpo.domain.order.LineItemType;
import org.openpo.domain.wayout.OpenException;
import org.openpo.domain.wayout.OpenException.Credit;
import org.openpo.domain.wayout.OpenException.Twin;
import org.openpo.domain.wayout.WayOut;
import org.openpo.domain.wayout.WayOutKind;
import org.openpo.domain.wayout.WaysOut;

/** Each code with the ways out of it (spec §4). */
class WaysOutTest {
    static Stream<Arguments> cases() {
        return Stream.of(
                row("no order at all", List.of(), invoice(MONTHLY_USAGE), "NO_PURCHASE_ORDER", "CREATE_PURCHASE_ORDER EXCLUDE"),
                row("another seller", List.of(po("PO").seller(EMEA).line("1", ALL)), invoice(MONTHLY_USAGE).seller(INC),
                        "SELLER_NOT_COVERED", "CREATE_PURCHASE_ORDER ADD_SELLER(PO) EXCLUDE"),
                row("another seller and too late: two things to change are none",
                        List.of(po("PO").seller(EMEA).months("2021-01", "2021-05").line("1", ALL)), invoice(MONTHLY_USAGE).seller(INC),
                        "SELLER_NOT_COVERED", "CREATE_PURCHASE_ORDER EXCLUDE"),
                row("what concerns an order of the seller comes before orders of others",
                        List.of(po("other").seller(EMEA).line("1", ALL), po("PO").seller(INC).suspended().line("1", ALL)), invoice(MONTHLY_USAGE).seller(INC),
                        "SELLER_NOT_COVERED", "ACTIVATE(PO) CREATE_PURCHASE_ORDER ADD_SELLER(other) EXCLUDE"),
                row("expired", List.of(po("PO").months("2021-01", "2021-05").line("1", ALL)), invoice(MONTHLY_USAGE),
                        "PERIOD_OUTSIDE_WINDOW", "EXTEND_MONTHS(PO/1 2021-01..2021-06) CREATE_PURCHASE_ORDER EXCLUDE"),
                row("the line alone is too short", List.of(po("PO").line("1", ALL, l -> l.months("2021-07", "2021-09"))), invoice(MONTHLY_USAGE),
                        "PERIOD_OUTSIDE_WINDOW", "EXTEND_MONTHS(PO/1 2021-06..2021-09) CREATE_PURCHASE_ORDER EXCLUDE"),
                row("type", List.of(po("PO").line("3", LineItemType.MONTHLY_USAGE)), invoice(SUBSCRIPTION),
                        "TYPE_NOT_COVERED", "ADD_LINE(PO/4 SUBSCRIPTION 100.00) CREATE_PURCHASE_ORDER EXCLUDE"),
                row("suspended", List.of(po("PO").suspended().line("1", ALL)), invoice(MONTHLY_USAGE),
                        "SUSPENDED", "ACTIVATE(PO) CREATE_PURCHASE_ORDER EXCLUDE"),
                row("another currency", List.of(po("PO").currency("EUR").line("1", ALL)), invoice(MONTHLY_USAGE),
                        "CURRENCY_DIFFERS", "ADD_RATE(PO) CREATE_PURCHASE_ORDER EXCLUDE"),
                row("tax registration number", List.of(po("PO").taxRegistrationNumbers("A").line("1", ALL)), invoice(MONTHLY_USAGE).taxRegistrationNumber("B"),
                        "TAX_REGISTRATION_DIFFERS", "ADD_TAX_REGISTRATION_NUMBER(PO) CREATE_PURCHASE_ORDER EXCLUDE"),
                row("no tax registration number to add", List.of(po("PO").taxRegistrationNumbers("A").line("1", ALL)), invoice(MONTHLY_USAGE),
                        "TAX_REGISTRATION_DIFFERS", "CREATE_PURCHASE_ORDER EXCLUDE"),
                row("invoice unit", List.of(po("PO").invoiceUnits("A").line("1", ALL)), invoice(MONTHLY_USAGE).invoiceUnit("B"),
                        "INVOICE_UNIT_DIFFERS", "ADD_INVOICE_UNIT(PO) CREATE_PURCHASE_ORDER EXCLUDE"),
                row("held", List.of(po("PO").line("1", ALL, l -> l.hold().balance("70.00"))), invoice(MONTHLY_USAGE),
                        "BALANCE_HELD", "RAISE_AMOUNT(PO/1 30.00) ACCEPT_OVERSPEND(PO/1) CREATE_PURCHASE_ORDER EXCLUDE"),
                row("unknown reference", List.of(po("other").line("1", ALL)), invoice(MARKETPLACE).reference("poc1"),
                        "REFERENCE_UNKNOWN", "CREATE_PURCHASE_ORDER(poc1) ASSIGN_LINE(other/1) EXCLUDE"),
                row("a reference that cannot be an ID", List.of(), invoice(MARKETPLACE).reference("??"), "REFERENCE_UNKNOWN", "EXCLUDE"),
                row("reference suspended", List.of(po("1234").suspended().line("1", ALL)), invoice(MONTHLY_USAGE).reference("1234"),
                        "REFERENCE_NOT_ELIGIBLE SUSPENDED", "ACTIVATE(1234) EXCLUDE"),
                row("reference of another seller", List.of(po("1234").seller(EMEA).line("1", ALL)), invoice(MONTHLY_USAGE).seller(INC).reference("1234"),
                        "REFERENCE_NOT_ELIGIBLE SELLER_NOT_COVERED", "ADD_SELLER(1234) EXCLUDE"),
                row("unknown seller", List.of(po("PO").line("1", ALL)), invoice(MONTHLY_USAGE).seller(0), "SELLER_NOT_COVERED", "REGISTER_SELLER ADD_ALIAS EXCLUDE"),
                row("something has changed since", List.of(po("PO").line("1", ALL)), invoice(MONTHLY_USAGE), null, "MATCH_AGAIN EXCLUDE"));
    }

    private static Arguments row(String name, List<PurchaseOrderFixture> pos, InvoiceFixture invoice, String codes, String ways) {
        return Arguments.of(name, pos, invoice, codes, ways);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void waysOutOf(String name, List<PurchaseOrderFixture> pos, InvoiceFixture invoice, String codes, String ways) {
        MatchRequest request = invoice.requestAgainst(pos);
        List<ExceptionCode> found = InvoiceMatcher.match(request).codes();
        if (codes != null) {
            assertThat(String.join(" ", found.stream().map(Enum::name).toList())).isEqualTo(codes);
        }
        assertThat(written(WaysOut.of(new OpenException(found, Credit.NONE, request, null, Set.of(), Twin.NONE, false)))).isEqualTo(ways);
    }

    @Test
    void aTypeThatTheSellerDoesNotIssueGivesWayToTheNextOne() {
        MatchRequest request = invoice(SUBSCRIPTION).requestAgainst(List.of(po("PO").line("1", LineItemType.MONTHLY_USAGE)));

        assertThat(written(WaysOut.of(new OpenException(List.of(ExceptionCode.TYPE_NOT_COVERED), Credit.NONE, request, null, EnumSet.of(ALL), Twin.NONE, false))))
                .startsWith("ADD_LINE(PO/2 ALL 100.00)");
    }

    @Test
    void theNamedOrderThatHasNoLinesGetsOne() {
        PurchaseOrderFixture empty = po("1234");
        MatchRequest pinned = invoice(MONTHLY_USAGE).reference("1234").requestAgainst(List.of(empty));
        CandidateLine template = empty.line("0", ALL).candidates().get(0);

        assertThat(written(WaysOut.of(new OpenException(List.of(ExceptionCode.TYPE_NOT_COVERED), Credit.NONE, pinned, template, Set.of(), Twin.NONE, false))))
                .isEqualTo("ADD_LINE(1234/1 MONTHLY_USAGE 100.00) EXCLUDE");
    }

    @Test
    void doubtsComeFirst() {
        MatchRequest request = invoice(MONTHLY_USAGE).requestAgainst(List.of(po("PO").line("1", ALL)));

        assertThat(ways(request, Credit.NONE, Twin.SEEMING, ExceptionCode.DUPLICATE)).isEqualTo("MARK_DUPLICATE NOT_DUPLICATE EXCLUDE");
        assertThat(ways(request, Credit.NONE, Twin.CERTAIN, ExceptionCode.DUPLICATE)).isEqualTo("MARK_DUPLICATE EXCLUDE");
        assertThat(ways(request, Credit.NONE, Twin.NONE, ExceptionCode.AMOUNT_INCONSISTENT)).isEqualTo("ACCEPT_AMOUNTS EXCLUDE");
        assertThat(ways(request, Credit.NONE, Twin.SEEMING, ExceptionCode.DUPLICATE, ExceptionCode.AMOUNT_INCONSISTENT))
                .isEqualTo("MARK_DUPLICATE NOT_DUPLICATE ACCEPT_AMOUNTS EXCLUDE");
        assertThat(ways(request, Credit.NONE, Twin.NONE, ExceptionCode.DUPLICATE)).as("its twin was voided since").isEqualTo("MATCH_AGAIN EXCLUDE");
    }

    @Test
    void aCreditMemoWithoutItsOriginalGoesToTheLineThatWouldPayForSuchAnInvoice() {
        MatchRequest request = invoice(MONTHLY_USAGE).amount("-90", "-100", "USD").requestAgainst(List.of(po("PO").line("1", ALL)));

        assertThat(ways(request, Credit.WITHOUT_ORIGINAL, Twin.NONE, ExceptionCode.ORIGINAL_UNKNOWN)).isEqualTo("ASSIGN_LINE(PO/1) EXCLUDE");
        assertThat(ways(request, Credit.WITH_ORIGINAL, Twin.NONE)).isEqualTo("MATCH_AGAIN ASSIGN_LINE(PO/1) EXCLUDE");
        assertThat(ways(invoice(MONTHLY_USAGE).amount("-90", "-100", "USD").requestAgainst(List.of()), Credit.WITHOUT_ORIGINAL, Twin.NONE, ExceptionCode.ORIGINAL_UNKNOWN))
                .isEqualTo("EXCLUDE");
    }

    @Test
    void nobodyIsOfferedToCreateAnOrderWhoseIdADeletedOneStillHas() {
        MatchRequest request = invoice(MONTHLY_USAGE).reference("gone").requestAgainst(List.of(po("PO").line("1", ALL)));

        assertThat(written(WaysOut.of(new OpenException(List.of(ExceptionCode.REFERENCE_UNKNOWN), Credit.NONE, request, null, Set.of(), Twin.NONE, true))))
                .isEqualTo("ASSIGN_LINE(PO/1) EXCLUDE");
    }

    @Provide
    Arbitrary<MatchRequest> requests() {
        return GeneratedRequest.arbitrary(true);
    }

    /** Whatever there is: somebody can always end the matter, nothing stands twice, and no way changes an order that would not take the invoice then. */
    @Property
    void thereIsAlwaysAWayAndNoneStandsTwice(@ForAll("requests") MatchRequest request) {
        MatchResult result = InvoiceMatcher.match(request);
        List<WayOut> ways = WaysOut.of(new OpenException(result.codes(), Credit.NONE, request, null, Set.of(), Twin.NONE, false));

        assertThat(ways).doesNotHaveDuplicates().last().extracting(WayOut::kind).isEqualTo(WayOutKind.EXCLUDE);
        assertThat(ways.get(0).kind() == WayOutKind.MATCH_AGAIN).isEqualTo(result.isMatched() && request.invoice().sellerId() != 0);
        assertThat(ways).filteredOn(way -> way.lineItemId() != null)
                .allSatisfy(way -> assertThat(request.candidates()).extracting(CandidateLine::lineItemId).contains(way.lineItemId()));
        assertThat(ways).filteredOn(way -> way.amount() != null).allSatisfy(way -> assertThat(way.amount()).isNotNegative());
    }

    private static String ways(MatchRequest request, Credit credit, Twin twin, ExceptionCode... codes) {
        return written(WaysOut.of(new OpenException(List.of(codes), credit, request, null, Set.of(), twin, false)));
    }

    private static String written(List<WayOut> ways) {
        return String.join(" ", ways.stream().map(WaysOutTest::written).toList());
    }

    private static String written(WayOut way) {
        String object = way.purchaseOrderId() == null ? "" : way.purchaseOrderId();
        boolean line = way.lineItemNumber() != null && way.kind() != WayOutKind.CREATE_PURCHASE_ORDER;
        String text = object + (line ? "/" + way.lineItemNumber() : "")
                + (way.lineItemType() == null || !line ? "" : " " + way.lineItemType())
                + (way.kind() == WayOutKind.EXTEND_MONTHS ? " " + way.months().from() + ".." + way.months().to() : "")
                + (way.amount() == null || !line ? "" : " " + way.amount());
        return text.isEmpty() ? way.kind().name() : way.kind() + "(" + text + ")";
    }
}
