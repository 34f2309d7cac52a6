package org.openpo.domain.match;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.openpo.domain.invoice.InvoiceClass;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemType;

/**
 * Reads a match request out of a row of numbers, each from 0 to 99. Zero always stands for the plain case, so a failing
 * example shrinks to one in which only what matters is unusual. Values come from small sets: candidates agree in most
 * keys, and the later criteria get their turn.
 */
final class GeneratedRequest {

    private static final int NUMBERS = 150;

    private final int[] numbers;
    private final boolean mayReference;
    private int next;

    private GeneratedRequest(int[] numbers, boolean mayReference) {
        this.numbers = numbers;
        this.mayReference = mayReference;
    }

    static Arbitrary<MatchRequest> arbitrary(boolean mayReference) {
        return Arbitraries.integers()
                .between(0, 99)
                .array(int[].class)
                .ofSize(NUMBERS)
                .map(numbers -> new GeneratedRequest(numbers, mayReference).read());
    }

    private MatchRequest read() {
        InvoiceFixture invoice = invoice();
        List<PurchaseOrderFixture> purchaseOrders = new ArrayList<>();
        int count = 4 - oneOf(0, 1, 2, 3, 4);
        for (String id : List.of("PO-10", "PO-2", "PO-9", "PO-1").subList(0, count)) {
            purchaseOrders.add(purchaseOrder(id));
        }
        return invoice.requestAgainst(purchaseOrders);
    }

    private InvoiceFixture invoice() {
        InvoiceFixture invoice = InvoiceFixture.invoice(oneOf(InvoiceClass.values()))
                .seller(mostly(Sellers.INC, Sellers.EMEA, 0L))
                .taxRegistrationNumber(mostly(null, "TRN-1", "TRN-2"))
                .invoiceUnit(oneOf("U1", "U2", null))
                .period(mostly("2021-06", "2021-03", "2022-01"))
                .accounts(mostly("111", "222"));
        String amount = oneOf("100.00", "10.00", "0.00", "-10.00");
        invoice.amount(mostly(amount, "10.00"), amount, "USD");
        String rateFrom = oneOf("EUR", "GBP", null);
        if (rateFrom != null) {
            invoice.rate(rateFrom, "USD", "1.25");
        }
        String reference = mostly(null, "PO-10", "po-2", "unknown");
        return mayReference ? invoice.reference(reference) : invoice;
    }

    private PurchaseOrderFixture purchaseOrder(String id) {
        PurchaseOrderFixture purchaseOrder = PurchaseOrderFixture.po(id)
                .suspended(mostly(false, true))
                .seller(mostly(Sellers.INC, Sellers.EMEA))
                .currency(mostly("USD", "EUR", "JPY"))
                .basis(oneOf(AmountBasis.values()))
                .taxRegistrationNumbers(list(mostly(null, "TRN-1")))
                .invoiceUnits(list(oneOf(null, "U1", null, null)))
                .months("2021-01", mostly("2021-12", "2021-05"))
                .updated(mostly("2021-02-01T00:00:00Z", "2021-02-02T00:00:00Z"));
        if (mostly(false, true)) {
            purchaseOrder.anySeller();
        }
        int count = 3 - oneOf(0, 1, 2, 3);
        for (String number : List.of("10", "1.2", "2").subList(0, count)) {
            line(purchaseOrder, number);
        }
        return purchaseOrder;
    }

    private void line(PurchaseOrderFixture purchaseOrder, String number) {
        LineItemType type = mostly(LineItemType.ALL, LineItemType.values());
        String to = oneOf("2021-12", "2021-08", mostly("2021-12", "2021-05"));
        String account = oneOf(null, null, "111");
        String balance = oneOf(null, "100.00", "20.00", "0.00");
        boolean hold = oneOf(false, false, true);
        boolean closed = mostly(false, true);
        purchaseOrder.line(number, type, line -> {
            line.months("2021-04", to).accounts(list(account));
            if (balance != null) {
                line.balance(balance);
            }
            if (hold) {
                line.hold();
            }
            if (closed) {
                line.closed();
            }
        });
    }

    private static String[] list(String valueOrNull) {
        return valueOrNull == null ? new String[0] : new String[] {valueOrNull};
    }

    /** The first value for 0, and all of them equally often. */
    @SafeVarargs
    private <T> T oneOf(T... values) {
        return values[numbers[next++] * values.length / 100];
    }

    /** The usual value for 0 and five times of six, else one of the others. */
    @SafeVarargs
    private <T> T mostly(T usual, T... others) {
        int number = numbers[next++];
        return number < 84 ? usual : others[(number - 84) * others.length / 16];
    }
}
