package org.openpo.domain.match;

import java.util.Comparator;
import org.openpo.domain.order.NaturalOrder;

/**
 * The keys by which kept candidates are ranked, the first that differs decides (spec §4). Together they leave no ties.
 */
public enum RankingKey {
    /** Criterion 5: a purchase order that names the invoice's unit before one that names none. */
    INVOICE_UNIT((a, b) -> Boolean.compare(b.facts().namesInvoiceUnit(), a.facts().namesInvoiceUnit())),
    /** Criterion 7: the more specific type. */
    TYPE((a, b) -> Integer.compare(a.facts().specificity(), b.facts().specificity())),
    /** Criterion 8: a line with a charge filter before one without. */
    CHARGE_FILTER((a, b) -> Boolean.compare(b.facts().hasChargeFilter(), a.facts().hasChargeFilter())),
    /** Criterion 9: a line whose balance covers the amount before one whose balance does not. */
    BALANCE((a, b) -> Boolean.compare(b.facts().covers(), a.facts().covers())),
    /** Criterion 10: the purchase order that a person changed most recently. */
    UPDATED_AT((a, b) -> b.facts().purchaseOrderUpdatedAt().compareTo(a.facts().purchaseOrderUpdatedAt())),
    /** Criterion 11: the line with the narrower window. */
    LINE_WINDOW((a, b) -> Long.compare(a.facts().lineWindowMonths(), b.facts().lineWindowMonths())),
    /** Criterion 11: the lower line number in natural order. */
    LINE_ITEM_NUMBER((a, b) -> NaturalOrder.INSTANCE.compare(a.line().lineItemNumber(), b.line().lineItemNumber())),
    /** Criterion 11: the lower purchase order ID in natural order. */
    PURCHASE_ORDER_ID((a, b) -> NaturalOrder.INSTANCE.compare(a.line().purchaseOrderId(), b.line().purchaseOrderId())),
    /** Only if the caller's data has two lines of one number in one purchase order. */
    LINE_ITEM((a, b) -> Long.compare(a.line().lineItemId(), b.line().lineItemId()));

    private static final RankingKey[] KEYS = values();
    /** The ranking: no two lines of one request are equal in it. */
    static final Comparator<KeptCandidate> ORDER = RankingKey::compareAll;

    private final Comparator<KeptCandidate> comparator;

    RankingKey(Comparator<KeptCandidate> comparator) {
        this.comparator = comparator;
    }

    /** The key by which the winner stands before the other candidate. */
    static RankingKey deciding(KeptCandidate winner, KeptCandidate other) {
        for (RankingKey key : KEYS) {
            if (key.comparator.compare(winner, other) != 0) {
                return key;
            }
        }
        throw new IllegalArgumentException("The same line twice: " + winner.line().lineItemId());
    }

    private static int compareAll(KeptCandidate a, KeptCandidate b) {
        for (RankingKey key : KEYS) {
            int result = key.comparator.compare(a, b);
            if (result != 0) {
                return result;
            }
        }
        return 0;
    }
}
