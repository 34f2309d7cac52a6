package org.openpo.domain.match;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openpo.domain.ledger.AllocationHow;
import org.openpo.domain.money.RateTable;
import org.openpo.domain.money.Rounding;
import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.order.LineItemType;
import org.openpo.domain.order.MonthRange;
import org.openpo.domain.order.NaturalOrder;
import org.openpo.domain.order.OverspendPolicy;
import org.openpo.domain.order.PurchaseOrderIds;

/**
 * The lines of a whole portfolio, arranged so that the one that pays for an invoice is found without looking at the
 * others. Chooses what {@link InvoiceMatcher} chooses among the same lines; the trace of the candidates is the matcher's
 * work. Built once; balances move with {@link #allocate}.
 *
 * <p>A line stands on one shelf for each seller, billing period, unit and account it can pay for, among lines of its type,
 * currency and amount basis, in the order of criteria 10 and 11. Shelves that differ in those three only share a stand. The criteria before those say in which order shelves are
 * looked at; criterion 9 is asked of the shelf.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class CandidateIndex {

    private static final long UNTRACKED = Long.MAX_VALUE;
    private static final long ANY_SELLER = 0;
    private static final int NONE = Integer.MAX_VALUE;
    /** Flag of an entry: the line is for certain tax registration numbers or accounts, which the shelf does not tell in full. */
    private static final int ASKS = 1;
    private static final int MAY_BE_OVERSPENT = 2;
    private static final int LABEL_BITS = 20;
    private static final int SELLER_BITS = 20;
    private static final int MONTH_BITS = 12;
    private static final int RACK_BITS = 8;
    private static final int TYPE_BITS = 3;
    /** The shelves of so many racks, for all types, make a stand. */
    private static final int RACKS_OF_A_STAND = Shelves.SHELVES_OF_A_STAND >> TYPE_BITS;

    private final MonthRange periods;
    private final RateTable rates;
    /** In the order of criteria 10 and 11; a line's position is its place here. */
    private final CandidateLine[] lines;
    /** By position, in minor units of the line's currency. */
    private final long[] left;
    private final Map<Long, Integer> positions = new HashMap<>();
    private final Map<String, List<Integer>> byPurchaseOrder = new HashMap<>();
    private final Map<String, ReferencedPurchaseOrder> purchaseOrders = new HashMap<>();
    private final List<Rack> racks = new ArrayList<>();
    /** Numbers of the sellers in keys; {@link #ANY_SELLER} is that of the lines that pay for every seller. */
    private final Map<Long, Integer> sellers = new HashMap<>();
    private final Map<Label, Integer> labels = new HashMap<>();
    /** Lines for all units and accounts: few shelves, looked at for every invoice. The others are many and rarely there. */
    private final Shelves plain;
    private final Shelves labelled;

    /** Amounts are compared within one of these. */
    private record Rack(Currency currency, AmountBasis basis) {}

    /** The unit and the account a line is for; null where it is for all. */
    private record Label(String unit, String account) {}

    /**
     * @param candidates every line, no two with the same id
     * @param purchaseOrders those that invoices may name, also without lines
     * @param periods the billing periods that will be asked for, at most 4,096 months
     * @param rates the exchange rates that are kept
     * @throws IllegalArgumentException if a line is given twice, or there are more kinds of lines than an index can hold:
     *     a million sellers, a million pairs of unit and account, 128 currencies
     */
    public CandidateIndex(
            Collection<CandidateLine> candidates, Collection<ReferencedPurchaseOrder> purchaseOrders, MonthRange periods, RateTable rates) {

        this.periods = periods;
        this.rates = rates;
        this.lines = candidates.stream().sorted(CandidateIndex::byFixedKeys).toArray(CandidateLine[]::new);
        this.left = new long[lines.length];
        sellers.put(ANY_SELLER, 0);
        labels.put(new Label(null, null), 0);
        checkFits(periods.months(), MONTH_BITS, "billing periods");
        purchaseOrders.forEach(po -> this.purchaseOrders.put(PurchaseOrderIds.normalizedKey(po.purchaseOrderId()), po));
        Shelves.Builder forAll = new Shelves.Builder();
        Shelves.Builder forSome = new Shelves.Builder();
        for (int position = 0; position < lines.length; position++) {
            CandidateLine line = lines[position];
            left[position] = line.balanceTracked() ? minorUnits(line.balance(), line.currency()) : UNTRACKED;
            if (positions.put(line.lineItemId(), position) != null) {
                throw new IllegalArgumentException("Line item given twice: " + line.lineItemId());
            }
            byPurchaseOrder
                    .computeIfAbsent(PurchaseOrderIds.normalizedKey(line.purchaseOrderId()), id -> new ArrayList<>(1))
                    .add(position);
            int entry = entry(position);
            Shelves.Builder builder = isForAll(line) ? forAll : forSome;
            forEachShelf(line, (stand, shelf) -> builder.add(stand, shelf, entry));
        }
        checkFits(sellers.size(), SELLER_BITS, "sellers");
        checkFits(labels.size(), LABEL_BITS, "units and accounts");
        checkFits(racks.size(), RACK_BITS, "currencies");
        plain = forAll.build(entry -> left[position(entry)]);
        labelled = forSome.build(entry -> left[position(entry)]);
    }

    private static boolean isForAll(CandidateLine line) {
        return line.invoiceUnits().isEmpty() && line.chargeFilterAccounts().isEmpty();
    }

    /** The position, and what a search needs to know of the line before it looks at it; in the order of the positions. */
    private int entry(int position) {
        CandidateLine line = lines[position];
        boolean asks = !line.taxRegistrationNumbers().isEmpty() || !line.chargeFilterAccounts().isEmpty();
        return position << 2 | (asks ? ASKS : 0) | (line.overspendPolicy() == OverspendPolicy.ALLOW ? MAY_BE_OVERSPENT : 0);
    }

    private static int position(int entry) {
        return entry >>> 2;
    }

    private static void checkFits(long count, int bits, String what) {
        if (count > 1L << bits) {
            throw new IllegalArgumentException("More " + what + " than an index can hold: " + count);
        }
    }

    /** Criteria 10 and 11. */
    private static int byFixedKeys(CandidateLine a, CandidateLine b) {
        int order = b.purchaseOrderUpdatedAt().compareTo(a.purchaseOrderUpdatedAt());
        if (order == 0) {
            order = Long.compare(a.lineWindow().months(), b.lineWindow().months());
        }
        if (order == 0) {
            order = NaturalOrder.INSTANCE.compare(a.lineItemNumber(), b.lineItemNumber());
        }
        if (order == 0) {
            order = NaturalOrder.INSTANCE.compare(a.purchaseOrderId(), b.purchaseOrderId());
        }
        return order == 0 ? Long.compare(a.lineItemId(), b.lineItemId()) : order;
    }

    /**
     * The line that pays for an invoice.
     *
     * @return what {@link InvoiceMatcher#match} chooses among all lines; empty where it gives exception codes
     * @throws IllegalArgumentException if the billing period is none of those the index was built for
     */
    public Optional<Chosen> choose(InvoiceFacts invoice) {
        if (invoice.sellerId() == 0) {
            return Optional.empty();
        }
        return invoice.isPinned() ? amongReferenced(invoice) : amongAll(invoice);
    }

    /**
     * Takes an amount from a line, or gives it back.
     *
     * @param purchaseOrderAmount in the purchase order's currency, positive to take
     */
    public void allocate(long lineItemId, BigDecimal purchaseOrderAmount) {
        int position = positions.get(lineItemId);
        if (left[position] == UNTRACKED) {
            return;
        }
        CandidateLine line = lines[position];
        left[position] = Math.subtractExact(left[position], minorUnits(purchaseOrderAmount, line.currency()));
        Shelves shelves = isForAll(line) ? plain : labelled;
        forEachShelf(line, (stand, shelf) -> shelves.change(stand, shelf, entry(position), left[position]));
    }

    private Optional<Chosen> amongReferenced(InvoiceFacts invoice) {
        String key = PurchaseOrderIds.normalizedKey(invoice.purchaseOrderReference());
        ReferencedPurchaseOrder referenced = purchaseOrders.get(key);
        List<Integer> itsLines = byPurchaseOrder.get(key);
        if (referenced == null || itsLines == null) {
            return Optional.empty();
        }
        return InvoiceMatcher.best(invoice, referenced, rates, itsLines.stream().map(position -> lines[position])::iterator, this::balanceNow)
                .map(kept -> Chosen.of(kept, AllocationHow.REFERENCE));
    }

    private BigDecimal balanceNow(CandidateLine line) {
        return BigDecimal.valueOf(left[positions.get(line.lineItemId())], Rounding.minorUnitDigits(line.currency()));
    }

    private Optional<Chosen> amongAll(InvoiceFacts invoice) {
        Search search = new Search(invoice);
        int entry = search.bestEntry();
        if (entry == NONE) {
            return Optional.empty();
        }
        CandidateLine line = lines[position(entry)];
        return Optional.of(Chosen.of(line, search.conversionFor(line), AllocationHow.RULE));
    }

    /** One invoice held against the shelves. */
    private final class Search {

        private final InvoiceFacts invoice;
        private final int month;
        private final Integer seller;
        private final Conversion[] conversions = new Conversion[racks.size()];
        private final long[] amounts = new long[racks.size()];

        Search(InvoiceFacts invoice) {
            this.invoice = invoice;
            this.month = month(invoice.billingPeriod());
            this.seller = sellers.get(invoice.sellerId());
            for (int rack = 0; rack < conversions.length; rack++) {
                Rack of = racks.get(rack);
                Conversion conversion = Conversion.of(invoice, of.currency, of.basis, rates).orElse(null);
                if (conversion != null) {
                    conversions[rack] = conversion;
                    long amount = minorUnits(conversion.purchaseOrderAmount(), of.currency);
                    // An amount of zero or less needs no balance.
                    amounts[rack] = amount <= 0 ? Long.MIN_VALUE : amount;
                }
            }
        }

        Conversion conversionFor(CandidateLine line) {
            return conversions[racks.indexOf(new Rack(line.currency(), line.amountBasis()))];
        }

        int bestEntry() {
            if (invoice.invoiceUnit() != null) {
                int found = ofUnit(Names.invoiceUnitKey(invoice.invoiceUnit()));
                if (found != NONE) {
                    return found;
                }
            }
            return ofUnit(null);
        }

        private int ofUnit(String unit) {
            Integer forAllAccounts = labels.get(new Label(unit, null));
            List<Stands> ofAccounts = ofAccounts(unit);
            List<Stands> ofAll = null;
            for (LineItemType type : LineItemType.coveringTypes(invoice.invoiceClass())) {
                if (type == LineItemType.MARKETPLACE_TRANSACTION) {
                    continue;
                }
                int found = best(type, ofAccounts);
                if (found == NONE && forAllAccounts != null) {
                    ofAll = ofAll == null ? Collections.singletonList(new Stands(forAllAccounts)) : ofAll;
                    found = best(type, ofAll);
                }
                if (found != NONE) {
                    return found;
                }
            }
            return NONE;
        }

        private List<Stands> ofAccounts(String unit) {
            Integer billed = invoice.billedAccount() == null ? null : labels.get(new Label(unit, invoice.billedAccount()));
            if (invoice.chargeAccounts().isEmpty()) {
                return billed == null ? List.of() : Collections.singletonList(new Stands(billed));
            }
            List<Stands> found = new ArrayList<>();
            if (billed != null) {
                found.add(new Stands(billed));
            }
            for (String account : invoice.chargeAccounts()) {
                Integer label = labels.get(new Label(unit, account));
                if (label != null) {
                    found.add(new Stands(label));
                }
            }
            return found;
        }

        /** The stands of one label for the invoice's month: by racks, those of the lines for all sellers before those for its own. */
        private final class Stands {
            private final Shelves shelves;
            private final int[] stands;

            Stands(int label) {
                shelves = label == 0 ? plain : labelled;
                stands = new int[(racks.size() + RACKS_OF_A_STAND - 1) / RACKS_OF_A_STAND * 2];
                for (int i = 0; i < stands.length; i++) {
                    Integer of = i % 2 == 0 ? Integer.valueOf(0) : seller;
                    stands[i] = of == null ? -1 : shelves.stand(stand(of, i / 2, month, label));
                }
            }
        }

        /** The best line that covers the amount, else the best that may be overspent. */
        private int best(LineItemType type, List<Stands> labels) {
            int covering = NONE;
            int overspent = NONE;
            for (Stands stands : labels) {
                for (int i = 0; i < stands.stands.length; i++) {
                    int racksBefore = i / 2 * RACKS_OF_A_STAND;
                    int racksHere = stands.stands[i] < 0 ? 0 : Math.min(amounts.length - racksBefore, RACKS_OF_A_STAND);
                    for (int rack = racksBefore; rack < racksBefore + racksHere; rack++) {
                        int shelf = conversions[rack] == null ? -1 : stands.shelves.shelf(stands.stands[i], shelf(rack, type));
                        if (shelf >= 0) {
                            covering = Math.min(covering, firstCovering(stands.shelves, shelf, amounts[rack]));
                            overspent = covering == NONE ? Math.min(overspent, firstAllowing(stands.shelves, shelf)) : overspent;
                        }
                    }
                }
            }
            return covering != NONE ? covering : overspent;
        }

        private int firstCovering(Shelves shelves, int shelf, long amount) {
            for (int place = shelves.firstWithAtLeast(amount, shelf, shelves.first(shelf)); place >= 0;
                    place = shelves.firstWithAtLeast(amount, shelf, place + 1)) {
                if (isAdmitted(shelves.entry(place))) {
                    return shelves.entry(place);
                }
            }
            return NONE;
        }

        private int firstAllowing(Shelves shelves, int shelf) {
            for (int place = shelves.first(shelf); place < shelves.end(shelf); place++) {
                int entry = shelves.entry(place);
                if ((entry & MAY_BE_OVERSPENT) != 0 && isAdmitted(entry)) {
                    return entry;
                }
            }
            return NONE;
        }

        /** What the shelf does not say. */
        private boolean isAdmitted(int entry) {
            if ((entry & ASKS) == 0) {
                return true;
            }
            CandidateLine line = lines[CandidateIndex.position(entry)];
            return InvoiceMatcher.admitsTaxRegistration(line, invoice) && InvoiceMatcher.admitsAccounts(line, invoice);
        }
    }

    /** What is done with a shelf, which has a number within its stand. */
    private interface ShelfWork {
        void at(long stand, int shelf);
    }

    /** Every shelf the line stands on: none if it cannot pay for an invoice that names no purchase order. */
    private void forEachShelf(CandidateLine line, ShelfWork work) {
        YearMonth from = latest(periods.from(), latest(line.lineWindow().from(), line.purchaseOrderWindow().from()));
        YearMonth to = earliest(periods.to(), earliest(line.lineWindow().to(), line.purchaseOrderWindow().to()));
        if (from.isAfter(to) || line.suspended() || line.closed() || line.type() == LineItemType.MARKETPLACE_TRANSACTION) {
            return;
        }
        int rack = rack(line);
        for (long sellerId : line.anySeller() ? List.of(ANY_SELLER) : line.sellerIds()) {
            int seller = sellers.computeIfAbsent(sellerId, id -> sellers.size());
            for (String unit : orForAll(line.invoiceUnits())) {
                for (String account : orForAll(line.chargeFilterAccounts())) {
                    int label = labels.computeIfAbsent(new Label(unit, account), l -> labels.size());
                    for (int month = month(from); month <= month(to); month++) {
                        work.at(stand(seller, rack / RACKS_OF_A_STAND, month, label), shelf(rack, line.type()));
                    }
                }
            }
        }
    }

    private static Collection<String> orForAll(Collection<String> names) {
        return names.isEmpty() ? Collections.singleton(null) : names;
    }

    private int rack(CandidateLine line) {
        Rack rack = new Rack(line.currency(), line.amountBasis());
        int index = racks.indexOf(rack);
        if (index < 0) {
            racks.add(rack);
        }
        return index < 0 ? racks.size() - 1 : index;
    }

    /** The key of a stand. */
    private static long stand(int seller, int racks, int month, int label) {
        return (((long) seller << RACK_BITS | racks) << MONTH_BITS | month) << LABEL_BITS | label;
    }

    /** The number of a shelf within its stand. */
    private static int shelf(int rack, LineItemType type) {
        return rack % RACKS_OF_A_STAND << TYPE_BITS | type.ordinal();
    }

    private int month(YearMonth period) {
        if (!periods.contains(period)) {
            throw new IllegalArgumentException("Index of " + periods + " asked for " + period);
        }
        return (period.getYear() - periods.from().getYear()) * 12 + period.getMonthValue() - periods.from().getMonthValue();
    }

    private static YearMonth latest(YearMonth a, YearMonth b) {
        return a.isAfter(b) ? a : b;
    }

    private static YearMonth earliest(YearMonth a, YearMonth b) {
        return a.isBefore(b) ? a : b;
    }

    /** Rounded down: a balance with a fraction of the minor unit covers no more than without. */
    private static long minorUnits(BigDecimal amount, Currency currency) {
        int digits = Rounding.minorUnitDigits(currency);
        BigDecimal scaled = amount.scale() == digits ? amount : amount.setScale(digits, RoundingMode.FLOOR);
        return scaled.movePointRight(digits).longValueExact();
    }
}
