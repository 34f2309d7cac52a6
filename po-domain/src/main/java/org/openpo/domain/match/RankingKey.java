package org.openpo.domain.match;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;
import static java.util.Comparator.reverseOrder;

import java.util.Comparator;
import java.util.stream.Stream;
import org.openpo.domain.order.NaturalOrder;

/**
 * The keys by which kept candidates are ranked, the first that differs decides (spec §4). Together they leave no ties.
 */
public enum RankingKey {
    /** Criterion 5: a purchase order that names the invoice's unit before one that names none. */
    INVOICE_UNIT(comparing(c -> c.facts().namesInvoiceUnit(), reverseOrder())),
    /** Criterion 7: the more specific type. */
    TYPE(comparingInt(c -> c.facts().specificity())),
    /** Criterion 8: a line with a charge filter before one without. */
    CHARGE_FILTER(comparing(c -> c.facts().hasChargeFilter(), reverseOrder())),
    /** Criterion 9: a line whose balance covers the amount before one whose balance does not. */
    BALANCE(comparing(c -> c.facts().covers(), reverseOrder())),
    /** Criterion 10: the purchase order that a person changed most recently. */
    UPDATED_AT(comparing(c -> c.facts().purchaseOrderUpdatedAt(), reverseOrder())),
    /** Criterion 11: the line with the narrower window. */
    LINE_WINDOW(comparingLong(c -> c.facts().lineWindowMonths())),
    /** Criterion 11: the lower line number in natural order. */
    LINE_ITEM_NUMBER(comparing(c -> c.line().lineItemNumber(), NaturalOrder.INSTANCE)),
    /** Criterion 11: the lower purchase order ID in natural order. */
    PURCHASE_ORDER_ID(comparing(c -> c.line().purchaseOrderId(), NaturalOrder.INSTANCE)),
    /** Only if the caller's data has two lines of one number in one purchase order. */
    LINE_ITEM(comparingLong(c -> c.line().lineItemId()));

    /** The ranking: no two lines of one request are equal in it. */
    static final Comparator<KeptCandidate> ORDER =
            Stream.of(values()).map(key -> key.comparator).reduce(Comparator::thenComparing).orElseThrow();

    private final Comparator<KeptCandidate> comparator;

    RankingKey(Comparator<KeptCandidate> comparator) {
        this.comparator = comparator;
    }

    /** The key by which the winner stands before the other candidate. */
    static RankingKey deciding(KeptCandidate winner, KeptCandidate other) {
        return Stream.of(values())
                .filter(key -> key.comparator.compare(winner, other) != 0)
                .findFirst()
                .orElseThrow();
    }
}
