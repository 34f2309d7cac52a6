package org.openpo.domain.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openpo.domain.invoice.InvoiceClass.MARKETPLACE;
import static org.openpo.domain.invoice.InvoiceClass.MONTHLY_USAGE;
import static org.openpo.domain.invoice.InvoiceClass.SUBSCRIPTION;
import static org.openpo.domain.match.InvoiceFixture.invoice;
import static org.openpo.domain.match.PurchaseOrderFixture.po;
import static org.openpo.domain.match.Sellers.EMEA;
import static org.openpo.domain.match.Sellers.INC;
import static org.openpo.domain.match.Sellers.INDIA;
import static org.openpo.domain.match.Sellers.NINGXIA;
import static org.openpo.domain.match.Sellers.SINNET;
import static org.openpo.domain.order.LineItemType.ALL;
import static org.openpo.domain.order.LineItemType.MARKETPLACE_BLANKET_USAGE;
import static org.openpo.domain.order.LineItemType.MARKETPLACE_TRANSACTION;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openpo.domain.order.LineItemType;

/**
 * The worked examples T1–T26 of the reference (§3.6), a row each, or several where an example has several invoices.
 *
 * <p>T14, T15 and T17 also tell what AWS <em>creates</em> for an unknown or exhausted marketplace reference. That is a
 * setting, off by default; the rows show the matching with the setting off and say what the setting adds.
 */
class ReferenceCasesTest {

    private static final LineItemType MONTHLY = LineItemType.MONTHLY_USAGE;
    private static final LineItemType SUBSCRIBED = LineItemType.SUBSCRIPTION;

    /**
     * One row.
     *
     * @param expected {@code purchase order ID/line number} or exception codes
     * @param covers what of the example another capability covers, or nothing
     */
    record Row(
            String id,
            String setUp,
            List<PurchaseOrderFixture> purchaseOrders,
            InvoiceFixture invoice,
            String expected,
            String covers) {

        Row elsewhere(String capability) {
            return new Row(id, setUp, purchaseOrders, invoice, expected, capability);
        }

        @Override
        public String toString() {
            return id + ": " + setUp + " → " + expected + (covers.isEmpty() ? "" : " [elsewhere: " + covers + "]");
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                row("T1", "each purchase order bills from its own seller",
                        pos(po("PO_1").seller(INC).line("1", ALL), po("PO_2").seller(EMEA).line("1", ALL)),
                        invoice(SUBSCRIPTION).seller(EMEA),
                        "PO_2/1"),
                row("T2", "the specific type beats ALL",
                        pos(po("PO").line("1", ALL).line("2", SUBSCRIBED)),
                        invoice(SUBSCRIPTION),
                        "PO/2"),
                row("T3", "two equal lines, one out of balance",
                        pos(po("PO").line("1", ALL, l -> l.balance("99.99")).line("2", ALL, l -> l.balance("100.00"))),
                        invoice(MONTHLY_USAGE),
                        "PO/2"),
                row("T4a", "equal purchase orders, B updated after A",
                        pos(po("A").updated("2021-05-01T08:00:00Z").line("1", ALL),
                                po("B").updated("2021-05-01T08:00:01Z").line("1", ALL)),
                        invoice(MONTHLY_USAGE),
                        "B/1"),
                row("T4b", "then A is updated",
                        pos(po("A").updated("2021-05-01T08:00:02Z").line("1", ALL),
                                po("B").updated("2021-05-01T08:00:01Z").line("1", ALL)),
                        invoice(MONTHLY_USAGE),
                        "A/1"),
                row("T5", "one purchase order a month; February is invoiced in March",
                        monthlyPurchaseOrders(),
                        invoice(MONTHLY_USAGE).period("2021-02"),
                        "PO #M2_2021/1"),
                row("T6a", "windows of three, six and twelve months", fiscalPurchaseOrders(),
                        invoice(MONTHLY_USAGE).period("2021-05"), "#Q4_2021/1"),
                row("T6b", "windows of three, six and twelve months", fiscalPurchaseOrders(),
                        invoice(MONTHLY_USAGE).period("2021-09"), "#2H_2021/1"),
                row("T6c", "windows of three, six and twelve months", fiscalPurchaseOrders(),
                        invoice(MONTHLY_USAGE).period("2022-03"), "#2022Y/1"),
                row("T7", "a month that no window has", fiscalPurchaseOrders(),
                        invoice(MONTHLY_USAGE).period("2021-03"), "PERIOD_OUTSIDE_WINDOW"),
                row("T8a", "a purchase order per class", purchaseOrderPerClass(),
                        invoice(MONTHLY_USAGE), "#Anniversary_Q4_2021/1"),
                row("T8b", "a purchase order per class", purchaseOrderPerClass(),
                        invoice(SUBSCRIPTION), "#Subscriptions_Q4_2021/1"),
                row("T8c", "a purchase order per class", purchaseOrderPerClass(),
                        invoice(MARKETPLACE), "#Marketplace_Q4_2021/1"),
                row("T9", "a line per month",
                        pos(po("#Q4_2021").months("2021-04", "2021-06")
                                .line("1", ALL, l -> l.months("2021-04", "2021-04"))
                                .line("2", ALL, l -> l.months("2021-05", "2021-05"))
                                .line("3", ALL, l -> l.months("2021-06", "2021-06"))),
                        invoice(MONTHLY_USAGE).period("2021-05"),
                        "#Q4_2021/2").elsewhere("BalanceTest: only its balance falls"),
                row("T10", "a line per type",
                        pos(po("#Q4_2021").months("2021-04", "2021-06")
                                .line("1", MONTHLY)
                                .line("1.2", SUBSCRIBED)
                                .line("1.3", MARKETPLACE_BLANKET_USAGE)),
                        invoice(SUBSCRIPTION).period("2021-06"),
                        "#Q4_2021/1.2"),
                row("T11", "a line per month and type",
                        pos(linePerMonthAndType()),
                        invoice(MONTHLY_USAGE).period("2021-04"),
                        "#Q4_2021/1.1"),
                row("T12a", "a one-time purchase order, all others suspended",
                        pos(po("one-time").line("1", ALL), po("others").suspended().line("1", SUBSCRIBED)),
                        invoice(SUBSCRIPTION),
                        "one-time/1"),
                row("T12b", "then the others are back and the one-time one is suspended",
                        pos(po("one-time").suspended().line("1", ALL), po("others").line("1", SUBSCRIBED)),
                        invoice(SUBSCRIPTION),
                        "others/1"),
                row("T12c", "or deleted: a deleted purchase order is no candidate",
                        pos(po("others").line("1", SUBSCRIBED)),
                        invoice(SUBSCRIPTION),
                        "others/1"),
                row("T13", "a single purchase order, exhausted, is used on",
                        pos(po("PO").line("1", ALL, l -> l.balance("-250.00"))),
                        invoice(MONTHLY_USAGE),
                        "PO/1").elsewhere("BalanceTest: the balance goes further down"),
                row("T14a", "the named purchase order has a transaction line",
                        pos(po("1234").line("1", MONTHLY).line("2", MARKETPLACE_TRANSACTION)),
                        invoice(MARKETPLACE).reference("1234"),
                        "1234/2"),
                row("T14b", "the named purchase order has no line for it",
                        pos(po("1234").line("1", MONTHLY)),
                        invoice(MARKETPLACE).reference("1234"),
                        "TYPE_NOT_COVERED").elsewhere("MarketplaceReferencesTest: the setting that adds the transaction line"),
                row("T15", "nobody knows the named purchase order",
                        pos(po("1234").line("1", ALL)),
                        invoice(MARKETPLACE).reference("poc1"),
                        "REFERENCE_UNKNOWN").elsewhere("MarketplaceReferencesTest: the setting that creates the purchase order"),
                row("T16a", "the named purchase order is suspended",
                        pos(po("1234").suspended().line("1", MARKETPLACE_TRANSACTION), po("other").line("1", ALL)),
                        invoice(MARKETPLACE).reference("1234"),
                        "REFERENCE_NOT_ELIGIBLE SUSPENDED"),
                row("T16b", "then it is reactivated and the invoice matched again",
                        pos(po("1234").line("1", MARKETPLACE_TRANSACTION), po("other").line("1", ALL)),
                        invoice(MARKETPLACE).reference("1234"),
                        "1234/1"),
                row("T17", "the named purchase order has expired",
                        pos(po("1234").months("2021-01", "2021-05").line("1", MARKETPLACE_TRANSACTION)),
                        invoice(MARKETPLACE).reference("1234"),
                        "PERIOD_OUTSIDE_WINDOW").elsewhere("MarketplaceReferencesTest: the setting that adds the line and moves the expiration"),
                row("T18", "the named one beats the blanket",
                        pos(po("blanket").line("1", MARKETPLACE_BLANKET_USAGE),
                                po("named").line("1", MARKETPLACE_TRANSACTION)),
                        invoice(MARKETPLACE).reference("named"),
                        "named/1"),
                row("T19", "no name given: the blanket",
                        pos(po("blanket").line("1", MARKETPLACE_BLANKET_USAGE),
                                po("transaction").line("1", MARKETPLACE_TRANSACTION)),
                        invoice(MARKETPLACE),
                        "blanket/1"),
                row("T20", "no name, no blanket: ALL",
                        pos(po("PO").line("1", ALL)),
                        invoice(MARKETPLACE),
                        "PO/1"),
                row("T21", "restricted to another tax registration number",
                        pos(po("PO").seller(EMEA).taxRegistrationNumbers("A").line("1", ALL)),
                        invoice(MONTHLY_USAGE).seller(EMEA).taxRegistrationNumber("B"),
                        "TAX_REGISTRATION_DIFFERS"),
                row("T22", "the two sellers of the China partition",
                        pos(po("PO_1").seller(NINGXIA).currency("CNY").line("1", ALL),
                                po("PO-2").seller(SINNET).currency("CNY").line("1", ALL)),
                        invoice(SUBSCRIPTION).seller(NINGXIA).amount("90.00", "100.00", "CNY"),
                        "PO_1/1"),
                row("T23a", "the Indian seller's blanket",
                        pos(po("india").seller(INDIA).line("1", MARKETPLACE_BLANKET_USAGE),
                                po("others").seller(INC, EMEA).line("1", MARKETPLACE_BLANKET_USAGE)),
                        invoice(MARKETPLACE).seller(INDIA),
                        "india/1"),
                row("T23b", "a blanket for any seller",
                        pos(po("any").anySeller().line("1", MARKETPLACE_BLANKET_USAGE),
                                po("others").seller(INC, EMEA).line("1", MARKETPLACE_BLANKET_USAGE)),
                        invoice(MARKETPLACE).seller(INDIA),
                        "any/1"),
                row("T24", "in the purchase order's window, outside the line's",
                        pos(po("PO").line("1", ALL, l -> l.months("2021-01", "2021-06"))),
                        invoice(MONTHLY_USAGE).period("2021-09"),
                        "PERIOD_OUTSIDE_WINDOW"),
                row("T25a", "suspended and expired",
                        pos(po("PO").suspended().months("2021-01", "2021-05").line("1", ALL)),
                        invoice(MONTHLY_USAGE),
                        "SUSPENDED"),
                row("T25b", "no longer suspended, expiration moved forward",
                        pos(po("PO").months("2021-01", "2021-12").line("1", ALL)),
                        invoice(MONTHLY_USAGE),
                        "PO/1").elsewhere("PurchaseOrderStatusTest: the transitions"),
                row("T26", "each purchase order has its invoice unit",
                        pos(po("PO_1").invoiceUnits("U1").line("1", ALL), po("PO_2").invoiceUnits("U2").line("1", ALL)),
                        invoice(MONTHLY_USAGE).invoiceUnit("U2"),
                        "PO_2/1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void matchesAsTheReferenceSays(Row row) {
        assertThat(outcome(row.invoice().matchedAgainst(row.purchaseOrders()))).isEqualTo(row.expected());
    }

    static String outcome(MatchResult result) {
        return result.chosen()
                .map(chosen -> chosen.purchaseOrderId() + "/" + chosen.lineItemNumber())
                .orElseGet(() -> result.codes().stream().map(Enum::name).collect(Collectors.joining(" ")));
    }

    private static List<PurchaseOrderFixture> monthlyPurchaseOrders() {
        return pos(
                po("PO #M1_2021").months("2021-01", "2021-01").line("1", ALL),
                po("PO #M2_2021").months("2021-02", "2021-02").line("1", ALL),
                po("PO #M3_2021").months("2021-03", "2021-03").line("1", ALL));
    }

    private static List<PurchaseOrderFixture> fiscalPurchaseOrders() {
        return pos(
                po("#Q4_2021").months("2021-04", "2021-06").line("1", ALL),
                po("#2H_2021").months("2021-07", "2021-12").line("1", ALL),
                po("#2022Y").months("2022-01", "2022-12").line("1", ALL));
    }

    private static List<PurchaseOrderFixture> purchaseOrderPerClass() {
        return pos(
                po("#Anniversary_Q4_2021").months("2021-04", "2021-06").line("1", MONTHLY),
                po("#Subscriptions_Q4_2021").months("2021-04", "2021-06").line("1", SUBSCRIBED),
                po("#Marketplace_Q4_2021").months("2021-04", "2021-06").line("1", MARKETPLACE_BLANKET_USAGE));
    }

    private static PurchaseOrderFixture linePerMonthAndType() {
        PurchaseOrderFixture purchaseOrder = po("#Q4_2021").months("2021-04", "2021-06");
        for (int i = 1; i <= 3; i++) {
            String month = "2021-0" + (3 + i);
            purchaseOrder
                    .line(i + ".1", MONTHLY, l -> l.months(month, month))
                    .line(i + ".2", SUBSCRIBED, l -> l.months(month, month))
                    .line(i + ".3", MARKETPLACE_BLANKET_USAGE, l -> l.months(month, month));
        }
        return purchaseOrder;
    }

    private static List<PurchaseOrderFixture> pos(PurchaseOrderFixture... purchaseOrders) {
        return List.of(purchaseOrders);
    }

    private static Row row(
            String id, String setUp, List<PurchaseOrderFixture> pos, InvoiceFixture invoice, String expected) {
        return new Row(id, setUp, pos, invoice, expected, "");
    }
}
