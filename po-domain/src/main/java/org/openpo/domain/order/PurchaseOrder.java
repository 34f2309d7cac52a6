package org.openpo.domain.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import org.openpo.domain.jpa.FlagConverter;
import org.openpo.domain.party.Contact;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;

/**
 * A purchase order with its line items (spec §3): the aggregate root.
 * <p>
 * {@code updatedAt} moves only when a person or an API client changes the order, its lines, contacts, tags or status, never when
 * a match moves its balance: it is the matching tie-breaker. The version moves with it and is the API's ETag.
 * Status is derived, see {@link PurchaseOrderStatus}.
 */
@Entity
@Table(name = "purchase_order")
public class PurchaseOrder {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "purchase_order_seq")
    @SequenceGenerator(name = "purchase_order_seq", sequenceName = "purchase_order_seq", allocationSize = 50)
    private Long id;

    @Column(name = "purchase_order_id", updatable = false)
    private String purchaseOrderId;
    @Column(name = "id_key")
    private String idKey;
    private String description;
    @Column(name = "any_seller")
    @Convert(converter = FlagConverter.class)
    private boolean anySeller;
    @Column(name = "bill_to")
    private String billTo;
    @Column(name = "ship_to")
    private String shipTo;
    @Column(name = "payment_terms")
    private String paymentTerms;
    private String currency;
    @Column(name = "effective_month")
    private YearMonth effectiveMonth;
    @Column(name = "expiration_month")
    private YearMonth expirationMonth;
    @Convert(converter = FlagConverter.class)
    private boolean suspended;
    @Enumerated(EnumType.STRING)
    @Column(name = "amount_basis")
    private AmountBasis amountBasis;
    /** Cached sum of the lines' totals, for lists that sort by it. */
    private BigDecimal committed;
    /** Cached sum of the lines' allocations; only the ledger changes it, under this row's lock. */
    @Column(insertable = true, updatable = false)
    private BigDecimal billed;
    @Column(name = "line_item_count")
    private int lineItemCount;
    @Column(name = "created_at", updatable = false)
    private Instant createdAt;
    @Column(name = "created_by", updatable = false)
    private String createdBy;
    @Column(name = "updated_at")
    private Instant updatedAt;
    @Column(name = "updated_by")
    private String updatedBy;
    /** The purchase order that this one continues, or null. */
    @Column(name = "rolled_over_from_pk", updatable = false)
    private Long rolledOverFrom;
    @Column(name = "deleted_at")
    private Instant deletedAt;
    @Column(name = "deleted_by")
    private String deletedBy;
    @Version
    private long version;

    @ElementCollection
    @CollectionTable(name = "purchase_order_seller", joinColumns = @JoinColumn(name = "purchase_order_pk"))
    @Column(name = "seller_id")
    private Set<Long> sellerIds = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "purchase_order_tax_registration", joinColumns = @JoinColumn(name = "purchase_order_pk"))
    @Column(name = "tax_registration_number")
    private Set<String> taxRegistrationNumbers = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "purchase_order_invoice_unit", joinColumns = @JoinColumn(name = "purchase_order_pk"))
    @Column(name = "invoice_unit")
    private Set<String> invoiceUnits = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "purchase_order_tag", joinColumns = @JoinColumn(name = "purchase_order_pk"))
    @MapKeyColumn(name = "tag_key")
    @Column(name = "tag_value")
    private Map<String, String> tags = new HashMap<>();

    @ManyToMany
    @JoinTable(name = "purchase_order_contact", joinColumns = @JoinColumn(name = "purchase_order_pk"),
            inverseJoinColumns = @JoinColumn(name = "contact_id"))
    @OrderColumn(name = "position")
    private List<Contact> contacts = new ArrayList<>();

    @OneToMany(mappedBy = "purchaseOrder", cascade = CascadeType.ALL, orphanRemoval = true)
    private List<LineItem> lineItems = new ArrayList<>();

    protected PurchaseOrder() { }

    /**
     * A new purchase order from a draft that {@link PurchaseOrderRules#check} has found right.
     *
     * @param sellerIds resolved from the draft's seller names
     * @param contacts  resolved from the draft's contacts
     */
    public PurchaseOrder(PurchaseOrderDraft draft, Set<Long> sellerIds, List<Contact> contacts, String actor, Instant now) {
        purchaseOrderId = PurchaseOrderIds.cleaned(draft.purchaseOrderId());
        idKey = PurchaseOrderIds.normalizedKey(purchaseOrderId);
        billed = BigDecimal.ZERO;
        createdAt = now;
        createdBy = actor;
        take(draft, sellerIds, contacts);
        touch(actor, now);
    }

    /**
     * Replaces everything but the ID by the draft's values. Lines are recognised by id, else by number; lines the draft lacks are removed.
     *
     * @param linesWithAllocations ids of the lines that invoices are allocated to: those may not be removed
     * @throws BusinessRuleException if the ID or, with allocations, the currency or the amount basis would change, or a line with allocations would go
     */
    public void amend(PurchaseOrderDraft draft, Set<Long> sellerIds, List<Contact> contacts, Set<Long> linesWithAllocations) {
        if (!PurchaseOrderIds.normalizedKey(draft.purchaseOrderId()).equals(idKey)) {
            throw new BusinessRuleException("purchaseOrderId", ErrorCode.PURCHASE_ORDER_ID_FIXED, purchaseOrderId);
        }
        if (!linesWithAllocations.isEmpty() && !currency.equals(draft.currency())) {
            throw new BusinessRuleException("currency", ErrorCode.CURRENCY_FIXED, currency);
        }
        if (!linesWithAllocations.isEmpty() && amountBasis != draft.amountBasis()) {
            throw new BusinessRuleException("amountBasis", ErrorCode.AMOUNT_BASIS_FIXED, amountBasis);
        }
        removeLinesMissingFrom(draft, linesWithAllocations);
        take(draft, sellerIds, contacts);
    }

    /** Notes who changed the order and when; the version moves with it. Called when an amendment has changed something. */
    public void changed(String actor, Instant now) {
        touch(actor, now);
    }

    /**
     * First half of {@link #amend} for a store with unique line numbers: removes the lines that the draft lacks and takes the numbers of
     * those that will have another one, so that lines may swap numbers. To be flushed before the second half.
     */
    public void makeRoomForNumbers(PurchaseOrderDraft draft, Set<Long> linesWithAllocations) {
        removeLinesMissingFrom(draft, linesWithAllocations);
        for (LineItemDraft wanted : draft.lineItems()) {
            LineItem line = existingLine(wanted);
            if (line != null && !line.numberKey().equals(LineItem.keyOf(wanted.number()))) {
                line.giveUpNumber();
            }
        }
    }

    private void removeLinesMissingFrom(PurchaseOrderDraft draft, Set<Long> linesWithAllocations) {
        Set<LineItem> kept = draft.lineItems().stream().map(this::existingLine).filter(java.util.Objects::nonNull).collect(Collectors.toSet());
        for (LineItem line : List.copyOf(lineItems)) {
            if (!kept.contains(line)) {
                removeLine(line, linesWithAllocations.contains(line.id()));
            }
        }
    }

    private void removeLine(LineItem line, boolean hasAllocations) {
        if (hasAllocations) {
            throw new BusinessRuleException("lineItems", ErrorCode.LINE_HAS_ALLOCATIONS, line.number());
        }
        lineItems.remove(line);
    }

    private void take(PurchaseOrderDraft draft, Set<Long> sellers, List<Contact> people) {
        description = blankToNull(draft.description());
        anySeller = draft.anySeller();
        replace(sellerIds, anySeller ? Set.of() : sellers);
        replace(taxRegistrationNumbers, scope(draft.taxRegistrationNumbers()));
        replace(invoiceUnits, scope(draft.invoiceUnits()));
        billTo = blankToNull(draft.billTo());
        shipTo = blankToNull(draft.shipTo());
        paymentTerms = blankToNull(draft.paymentTerms());
        currency = draft.currency();
        effectiveMonth = draft.effectiveMonth();
        expirationMonth = draft.expirationMonth();
        amountBasis = draft.amountBasis();
        if (!contacts.equals(people)) {
            contacts.clear();
            contacts.addAll(people);
        }
        if (!tags.equals(draft.tags())) {
            tags.clear();
            tags.putAll(draft.tags());
        }
        Currency money = Currency.getInstance(currency);
        Map<LineItemDraft, LineItem> known = new HashMap<>();
        draft.lineItems().forEach(d -> known.computeIfAbsent(d, this::existingLine));
        for (LineItemDraft line : draft.lineItems()) {
            LineItem item = known.get(line);
            if (item == null) {
                if (line.id() != null) {
                    throw new BusinessRuleException("lineItems", ErrorCode.LINE_UNKNOWN, String.valueOf(line.id()));
                }
                item = new LineItem(this);
                lineItems.add(item);
            }
            item.apply(line, money);
        }
        recount();
    }

    /** Says of a new order which one it continues. */
    public void continues(long predecessor) {
        rolledOverFrom = predecessor;
    }

    private LineItem existingLine(LineItemDraft draft) {
        return lineItems.stream()
                .filter(l -> draft.id() != null ? draft.id().equals(l.id()) : l.numberKey().equals(LineItem.keyOf(draft.number())))
                .findFirst().orElse(null);
    }

    /** Suspends or resumes, so that the status becomes {@code target}. */
    public void changeStatus(PurchaseOrderStatus target, YearMonth currentMonthUtc, String actor, Instant now) {
        PurchaseOrderStatus from = statusAt(currentMonthUtc);
        if (!from.mayBecome(target)) {
            throw new BusinessRuleException("status", ErrorCode.STATUS_CHANGE_NOT_ALLOWED, from, target);
        }
        suspended = target == PurchaseOrderStatus.SUSPENDED || target == PurchaseOrderStatus.SUSPENDED_EXPIRED;
        touch(actor, now);
    }

    /**
     * Puts another contact in the place of one; who is on the order already keeps the place.
     *
     * @return false if the order does not have the contact, and nothing was changed
     */
    public boolean replaceContact(Contact leaving, Contact successor, String actor, Instant now) {
        int place = contacts.indexOf(leaving);
        if (place < 0) {
            return false;
        }
        if (contacts.contains(successor)) {
            contacts.remove(place);
        } else {
            contacts.set(place, successor);
        }
        touch(actor, now);
        return true;
    }

    /** Takes the order out of every list; its invoices keep their links and its ID stays taken (reference D10). */
    public void delete(String actor, Instant now) {
        deletedAt = now;
        deletedBy = actor;
        touch(actor, now);
    }

    /**
     * Lets others take the ID of a deleted order. It keeps its name, under a key that nobody can type.
     *
     * @throws BusinessRuleException NOT_DELETED if the order is still there
     */
    public void freeId() {
        if (!isDeleted()) {
            throw new BusinessRuleException("", ErrorCode.NOT_DELETED, purchaseOrderId);
        }
        idKey = "\u0001" + id;
    }

    /** Whether somebody has let others take the ID. */
    public boolean isIdFree() {
        return idKey.startsWith("\u0001");
    }

    public void closeLine(LineItem line, String reason, String actor, Instant now) {
        line.close(reason);
        touch(actor, now);
    }

    public void reopenLine(LineItem line, String actor, Instant now) {
        line.reopen();
        touch(actor, now);
    }

    private void recount() {
        committed = same(committed, lineItems.stream().map(LineItem::total).reduce(BigDecimal.ZERO, BigDecimal::add));
        lineItemCount = lineItems.size();
    }

    private void touch(String actor, Instant now) {
        // Two changes within one clock tick must not look like none, and a clock set back must not turn time.
        updatedAt = updatedAt != null && !now.isAfter(updatedAt) ? updatedAt.plusNanos(1000) : now;
        updatedBy = actor;
    }

    /** ACTIVE, SUSPENDED, EXPIRED or SUSPENDED_EXPIRED in the given month (UTC). */
    public PurchaseOrderStatus statusAt(YearMonth currentMonthUtc) {
        return PurchaseOrderStatus.derive(suspended, expirationMonth, currentMonthUtc);
    }

    /** The lines in natural order of their numbers. */
    public List<LineItem> lineItems() {
        return lineItems.stream().sorted(Comparator.comparing(LineItem::number, NaturalOrder.INSTANCE)).toList();
    }

    public LineItem lineItem(long lineItemId) {
        return lineItems.stream().filter(l -> l.id() != null && l.id() == lineItemId).findFirst().orElse(null);
    }

    /** The order as a draft, to edit or compare. */
    public PurchaseOrderDraft toDraft(Function<Long, String> sellerName) {
        return new PurchaseOrderDraft(purchaseOrderId, description, anySeller, sellerIds.stream().map(sellerName).sorted().toList(),
                taxRegistrationNumbers.stream().sorted().toList(), invoiceUnits.stream().sorted().toList(), billTo, shipTo, paymentTerms,
                currency, effectiveMonth, expirationMonth, amountBasis,
                contacts.stream().map(c -> new ContactDraft(c.name(), c.email(), c.phone(), c.language())).toList(),
                tags, lineItems().stream().map(LineItem::toDraft).toList());
    }

    /** Everything that people decide, as a version keeps it. */
    public PurchaseOrderState state(Function<Long, String> sellerName) {
        Map<String, String> closed = new HashMap<>();
        lineItems.stream().filter(LineItem::isClosed).forEach(l -> closed.put(l.number(), l.closedReason() == null ? "" : l.closedReason()));
        return new PurchaseOrderState(toDraft(sellerName), suspended, closed, isDeleted());
    }

    /** The kept number if it equals the new one: 1.0000 from the database and 1 from a form are no change to be written. */
    static BigDecimal same(BigDecimal kept, BigDecimal value) {
        return kept != null && value != null && kept.compareTo(value) == 0 ? kept : value;
    }

    static <T> void replace(Set<T> target, Set<T> values) {
        if (!target.equals(values)) {
            target.clear();
            target.addAll(values);
        }
    }

    private static Set<String> scope(List<String> values) {
        return values.stream().map(String::strip).collect(Collectors.toSet());
    }

    static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    public Long id() { return id; }
    public String purchaseOrderId() { return purchaseOrderId; }
    public String description() { return description; }
    public boolean isAnySeller() { return anySeller; }
    public Set<Long> sellerIds() { return Set.copyOf(sellerIds); }
    public Set<String> taxRegistrationNumbers() { return Set.copyOf(taxRegistrationNumbers); }
    public Set<String> invoiceUnits() { return Set.copyOf(invoiceUnits); }
    public String billTo() { return billTo; }
    public String shipTo() { return shipTo; }
    public String paymentTerms() { return paymentTerms; }
    public Currency currency() { return Currency.getInstance(currency); }
    public MonthRange window() { return new MonthRange(effectiveMonth, expirationMonth); }
    public boolean isSuspended() { return suspended; }
    public boolean isDeleted() { return deletedAt != null; }
    public AmountBasis amountBasis() { return amountBasis; }
    public BigDecimal committed() { return committed; }
    public BigDecimal billed() { return billed; }
    public BigDecimal balance() { return committed.subtract(billed); }
    public List<Contact> contacts() { return List.copyOf(contacts); }
    public Map<String, String> tags() { return new TreeMap<>(tags); }
    public Long rolledOverFrom() { return rolledOverFrom; }
    public Instant deletedAt() { return deletedAt; }
    public String deletedBy() { return deletedBy; }
    public Instant createdAt() { return createdAt; }
    public String createdBy() { return createdBy; }
    public Instant updatedAt() { return updatedAt; }
    public String updatedBy() { return updatedBy; }
    public long version() { return version; }
}
