package org.openpo.domain.match;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.MonthRange;
import org.openpo.domain.order.OverspendPolicy;

/**
 * A purchase order with its lines as a test writes it down. What a test does not say: seller
 * {@link Sellers#INC}, USD, gross, the whole of 2021, lines of type ALL, untracked, never changed since 2021-01-01.
 */
final class PurchaseOrderFixture {

    private final String id;
    private final Set<Long> sellers = new HashSet<>(Set.of(Sellers.INC));
    private boolean anySeller;
    private boolean suspended;
    private Currency currency = Currency.getInstance("USD");
    private AmountBasis basis = AmountBasis.GROSS;
    private Set<String> taxRegistrationNumbers = Set.of();
    private Set<String> invoiceUnits = Set.of();
    private MonthRange window = new MonthRange(YearMonth.of(2021, 1), YearMonth.of(2021, 12));
    private Instant updatedAt = Instant.parse("2021-01-01T00:00:00Z");
    private final List<Line> lines = new ArrayList<>();

    private PurchaseOrderFixture(String id) {
        this.id = id;
    }

    static PurchaseOrderFixture po(String id) {
        return new PurchaseOrderFixture(id);
    }

    PurchaseOrderFixture seller(Long... sellerIds) {
        sellers.clear();
        sellers.addAll(Set.of(sellerIds));
        return this;
    }

    PurchaseOrderFixture anySeller() {
        sellers.clear();
        anySeller = true;
        return this;
    }

    PurchaseOrderFixture suspended() {
        suspended = true;
        return this;
    }

    PurchaseOrderFixture suspended(boolean value) {
        suspended = value;
        return this;
    }

    PurchaseOrderFixture currency(String code) {
        currency = Currency.getInstance(code);
        return this;
    }

    PurchaseOrderFixture basis(AmountBasis value) {
        basis = value;
        return this;
    }

    PurchaseOrderFixture taxRegistrationNumbers(String... numbers) {
        taxRegistrationNumbers = Set.of(numbers);
        return this;
    }

    PurchaseOrderFixture invoiceUnits(String... units) {
        invoiceUnits = Set.of(units);
        return this;
    }

    PurchaseOrderFixture months(String from, String to) {
        window = range(from, to);
        return this;
    }

    PurchaseOrderFixture updated(String instant) {
        updatedAt = Instant.parse(instant);
        return this;
    }

    PurchaseOrderFixture line(String number, LineItemType type) {
        return line(number, type, l -> {});
    }

    PurchaseOrderFixture line(String number, LineItemType type, Consumer<Line> details) {
        Line line = new Line(number, type);
        details.accept(line);
        lines.add(line);
        return this;
    }

    String id() {
        return id;
    }

    List<CandidateLine> candidates() {
        return lines.stream().map(this::candidate).toList();
    }

    ReferencedPurchaseOrder asReferenced() {
        return new ReferencedPurchaseOrder(key(), id, suspended, anySeller, sellers);
    }

    /** Keys come from the names, so that a test need not invent them; a clash would be refused by the request. */
    private long key() {
        return Integer.toUnsignedLong(id.hashCode());
    }

    private CandidateLine candidate(Line line) {
        return new CandidateLine(
                Integer.toUnsignedLong(Objects.hash(id, line.number)),
                key(),
                id,
                line.number,
                suspended,
                line.closed,
                anySeller,
                sellers,
                currency,
                basis,
                taxRegistrationNumbers,
                invoiceUnits,
                window,
                line.window == null ? window : line.window,
                line.type,
                line.accounts,
                line.balance != null,
                line.balance,
                line.policy,
                updatedAt);
    }

    private static MonthRange range(String from, String to) {
        return new MonthRange(YearMonth.parse(from), YearMonth.parse(to));
    }

    /** A line; its window is the purchase order's unless said otherwise. */
    static final class Line {

        private final String number;
        private final LineItemType type;
        private MonthRange window;
        private boolean closed;
        private Set<String> accounts = Set.of();
        private BigDecimal balance;
        private OverspendPolicy policy = OverspendPolicy.ALLOW;

        private Line(String number, LineItemType type) {
            this.number = number;
            this.type = type;
        }

        Line months(String from, String to) {
            window = range(from, to);
            return this;
        }

        Line closed() {
            closed = true;
            return this;
        }

        Line accounts(String... ids) {
            accounts = Set.of(ids);
            return this;
        }

        /** Switches tracking on. */
        Line balance(String amount) {
            balance = new BigDecimal(amount);
            return this;
        }

        Line hold() {
            policy = OverspendPolicy.HOLD;
            return this;
        }
    }
}
