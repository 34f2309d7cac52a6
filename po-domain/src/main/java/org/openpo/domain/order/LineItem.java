package org.openpo.domain.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.Currency;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

import org.openpo.domain.jpa.FlagConverter;
import org.openpo.domain.rule.TextKeys;

/** One line item of a purchase order (spec §3): which invoices it pays for, in which months, and up to what total. */
@Entity
@Table(name = "line_item")
public class LineItem {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "line_item_seq")
    @SequenceGenerator(name = "line_item_seq", sequenceName = "line_item_seq", allocationSize = 50)
    private Long id;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @JoinColumn(name = "purchase_order_pk")
    private PurchaseOrder purchaseOrder;

    private String number;
    @Column(name = "number_key")
    private String numberKey;
    private String description;
    @Enumerated(EnumType.STRING)
    private LineItemType type;
    @Column(name = "start_month")
    private YearMonth startMonth;
    @Column(name = "end_month")
    private YearMonth endMonth;
    @Column(name = "balance_tracked")
    @Convert(converter = FlagConverter.class)
    private boolean balanceTracked;
    @Column(name = "unit_price")
    private BigDecimal unitPrice;
    private BigDecimal quantity;
    @Enumerated(EnumType.STRING)
    @Column(name = "tax_kind")
    private LineTax.Kind taxKind;
    @Column(name = "tax_value")
    private BigDecimal taxValue;
    private BigDecimal total;
    /** Cached sum of the line's allocations; only the ledger changes it, under the purchase order's lock. */
    @Column(insertable = true, updatable = false)
    private BigDecimal billed;
    @Enumerated(EnumType.STRING)
    @Column(name = "overspend_policy")
    private OverspendPolicy overspendPolicy;
    @Convert(converter = FlagConverter.class)
    private boolean closed;
    @Column(name = "closed_reason")
    private String closedReason;

    @ElementCollection
    @CollectionTable(name = "line_item_charge_account", joinColumns = @JoinColumn(name = "line_item_id"))
    @Column(name = "account")
    private Set<String> chargeAccounts = new HashSet<>();

    protected LineItem() { }

    LineItem(PurchaseOrder purchaseOrder) {
        this.purchaseOrder = purchaseOrder;
        this.billed = BigDecimal.ZERO;
    }

    /** Takes over the draft's values, which {@link PurchaseOrderRules} has checked, and computes the total. */
    void apply(LineItemDraft draft, Currency currency) {
        number = draft.number().strip();
        numberKey = keyOf(number);
        description = PurchaseOrder.blankToNull(draft.description());
        type = draft.type();
        startMonth = draft.startMonth();
        endMonth = draft.endMonth();
        balanceTracked = draft.balanceTracking();
        unitPrice = PurchaseOrder.same(unitPrice, draft.unitPrice());
        quantity = PurchaseOrder.same(quantity, draft.quantity());
        taxKind = draft.tax().kind();
        taxValue = PurchaseOrder.same(taxValue, draft.tax().value());
        overspendPolicy = draft.overspendPolicy();
        PurchaseOrder.replace(chargeAccounts, draft.chargeAccounts().stream().map(String::strip).collect(Collectors.toSet()));
        total = PurchaseOrder.same(total, draft.total(currency));
    }

    /** Holds a key that nobody can type until {@link #apply} sets the new one. */
    void giveUpNumber() {
        numberKey = "\u0001" + id;
    }

    /** A closed line matches nothing; what it has been billed stays. */
    public void close(String reason) {
        closed = true;
        closedReason = reason;
    }

    public void reopen() {
        closed = false;
        closedReason = null;
    }

    /** Line numbers are compared without case and outer spaces. */
    public static String keyOf(String number) {
        return TextKeys.of(number);
    }

    /** total − billed, in the purchase order's currency; may be negative. */
    public BigDecimal balance() {
        return total.subtract(billed);
    }

    public LineItemDraft toDraft() {
        return new LineItemDraft(id, number, description, type, startMonth, endMonth, balanceTracked, plain(unitPrice),
                plain(quantity), new LineTax(taxKind, plain(taxValue)), overspendPolicy, chargeAccounts.stream().sorted().toList());
    }

    private static BigDecimal plain(BigDecimal value) {
        if (value == null) {
            return null;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
    }

    public Long id() { return id; }
    public PurchaseOrder purchaseOrder() { return purchaseOrder; }
    public String number() { return number; }
    public String numberKey() { return numberKey; }
    public String description() { return description; }
    public LineItemType type() { return type; }
    public MonthRange window() { return new MonthRange(startMonth, endMonth); }
    public boolean isBalanceTracked() { return balanceTracked; }
    public BigDecimal unitPrice() { return plain(unitPrice); }
    public BigDecimal quantity() { return plain(quantity); }
    public LineTax tax() { return new LineTax(taxKind, plain(taxValue)); }
    public BigDecimal total() { return total; }
    public BigDecimal billed() { return billed; }
    public OverspendPolicy overspendPolicy() { return overspendPolicy; }
    public boolean isClosed() { return closed; }
    public String closedReason() { return closedReason; }
    public Set<String> chargeAccounts() { return Set.copyOf(chargeAccounts); }
}
