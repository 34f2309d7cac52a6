package org.openpo.domain.match;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.OverspendPolicy;

/**
 * Matching once more, as plainly as the specification (§4) can be written down, to hold the real one against: every
 * criterion is judged for every line, and the ranking is a sort by a list of numbers. It knows only the values that
 * {@link GeneratedRequest} generates.
 */
final class NaiveMatching {

    private static final List<String> LINE_NUMBERS = List.of("1", "1.2", "2", "10");
    private static final List<String> PURCHASE_ORDER_IDS = List.of("PO-1", "PO-2", "PO-9", "PO-10");
    private static final Map<InvoiceClass, List<LineItemType>> TYPES = Map.of(
            InvoiceClass.MONTHLY_USAGE, List.of(LineItemType.MONTHLY_USAGE, LineItemType.ALL),
            InvoiceClass.SUBSCRIPTION, List.of(LineItemType.SUBSCRIPTION, LineItemType.ALL),
            InvoiceClass.MARKETPLACE,
                    List.of(
                            LineItemType.MARKETPLACE_TRANSACTION,
                            LineItemType.MARKETPLACE_BLANKET_USAGE,
                            LineItemType.ALL),
            InvoiceClass.PROFESSIONAL_SERVICES_AND_TRAINING,
                    List.of(
                            LineItemType.PROFESSIONAL_SERVICES_AND_TRAINING,
                            LineItemType.SUBSCRIPTION,
                            LineItemType.ALL),
            InvoiceClass.OTHER, List.of(LineItemType.ALL));

    private final InvoiceFacts invoice;
    private final ReferencedPurchaseOrder referenced;
    private final Map<Long, CandidateLine> lines = new LinkedHashMap<>();

    NaiveMatching(MatchRequest request) {
        invoice = request.invoice();
        referenced = request.referenced();
        request.candidates().forEach(line -> lines.put(line.lineItemId(), line));
    }

    /** Every criterion the line fails, in the documented order. */
    List<MatchCriterion> failedCriteria(long lineItemId) {
        CandidateLine line = lines.get(lineItemId);
        List<MatchCriterion> failed = new ArrayList<>();
        if (invoice.purchaseOrderReference() != null
                && (referenced == null || line.purchaseOrderKey() != referenced.purchaseOrderKey())) {
            failed.add(MatchCriterion.REFERENCE);
        }
        if (line.suspended()) {
            failed.add(MatchCriterion.SUSPENDED);
        }
        if (line.closed()) {
            failed.add(MatchCriterion.LINE_CLOSED);
        }
        if (invoice.sellerId() == 0 || !line.anySeller() && !line.sellerIds().contains(invoice.sellerId())) {
            failed.add(MatchCriterion.SELLER);
        }
        if (amount(line) == null) {
            failed.add(MatchCriterion.CURRENCY);
        }
        if (!line.taxRegistrationNumbers().isEmpty() && !"TRN-1".equals(invoice.taxRegistrationNumber())) {
            failed.add(MatchCriterion.TAX_REGISTRATION_NUMBER);
        }
        if (!line.invoiceUnits().isEmpty() && !"U1".equals(invoice.invoiceUnit())) {
            failed.add(MatchCriterion.INVOICE_UNIT);
        }
        if (invoice.billingPeriod().isBefore(line.purchaseOrderWindow().from())
                || invoice.billingPeriod().isAfter(line.purchaseOrderWindow().to())
                || invoice.billingPeriod().isBefore(line.lineWindow().from())
                || invoice.billingPeriod().isAfter(line.lineWindow().to())) {
            failed.add(MatchCriterion.BILLING_PERIOD);
        }
        if (specificity(line) < 0
                || line.type() == LineItemType.MARKETPLACE_TRANSACTION && invoice.purchaseOrderReference() == null) {
            failed.add(MatchCriterion.TYPE);
        }
        if (!line.chargeFilterAccounts().isEmpty() && !line.chargeFilterAccounts().contains(invoice.billedAccount())) {
            failed.add(MatchCriterion.CHARGE_FILTER);
        }
        if (line.overspendPolicy() == OverspendPolicy.HOLD && !covers(line)) {
            failed.add(MatchCriterion.BALANCE_HELD);
        }
        return failed;
    }

    /** The lines that fail nothing, best first. */
    List<Long> ranking() {
        Comparator<Long> byKeys = (a, b) -> {
            int key = firstDifference(a, b);
            return key == keys(lines.get(a)).size()
                    ? 0
                    : Long.compare(keys(lines.get(a)).get(key), keys(lines.get(b)).get(key));
        };
        return lines.keySet().stream().filter(id -> failedCriteria(id).isEmpty()).sorted(byKeys).toList();
    }

    /** Position of the first key in which two lines differ. */
    int firstDifference(long a, long b) {
        List<Long> left = keys(lines.get(a));
        List<Long> right = keys(lines.get(b));
        int key = 0;
        while (key < left.size() && left.get(key).equals(right.get(key))) {
            key++;
        }
        return key;
    }

    /** The documented keys as numbers, the lower the better. */
    private List<Long> keys(CandidateLine line) {
        return List.of(
                line.invoiceUnits().isEmpty() ? 1L : 0L,
                (long) specificity(line),
                line.chargeFilterAccounts().isEmpty() ? 1L : 0L,
                covers(line) ? 0L : 1L,
                -line.purchaseOrderUpdatedAt().toEpochMilli(),
                line.lineWindow().to().getMonthValue() - (long) line.lineWindow().from().getMonthValue(),
                (long) LINE_NUMBERS.indexOf(line.lineItemNumber()),
                (long) PURCHASE_ORDER_IDS.indexOf(line.purchaseOrderId()));
    }

    private int specificity(CandidateLine line) {
        return TYPES.get(invoice.invoiceClass()).indexOf(line.type());
    }

    private boolean covers(CandidateLine line) {
        BigDecimal amount = amount(line);
        return !line.balanceTracked()
                || amount == null
                || amount.signum() <= 0
                || line.balance().subtract(amount).signum() >= 0;
    }

    /** In USD as it is, in the source of the printed rate divided by it, else unknown. */
    private BigDecimal amount(CandidateLine line) {
        BigDecimal amount = line.amountBasis() == AmountBasis.NET ? invoice.net() : invoice.gross();
        if (line.currency().equals(invoice.currency())) {
            return amount;
        }
        return invoice.printedRate() != null && invoice.printedRate().source().equals(line.currency())
                ? amount.divide(invoice.printedRate().rate(), 2, RoundingMode.HALF_EVEN)
                : null;
    }
}
