package org.openpo.domain.ledger;

import java.math.BigDecimal;
import java.time.Instant;

import jakarta.persistence.Column;
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

import org.openpo.domain.invoice.Invoice;
import org.openpo.domain.order.LineItem;

/**
 * An amount of one invoice on one line item (spec §3). Append-only: nothing updates or deletes a row; undoing one writes its
 * {@link #reversal}, and the database lets each row be reversed once.
 */
@Entity
@Table(name = "allocation")
public class Allocation {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "allocation_seq")
    @SequenceGenerator(name = "allocation_seq", sequenceName = "allocation_seq", allocationSize = 50)
    private Long id;
    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @JoinColumn(name = "invoice_pk", updatable = false)
    private Invoice invoice;
    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @JoinColumn(name = "line_item_id", updatable = false)
    private LineItem lineItem;
    @Column(name = "covered_amount", updatable = false)
    private BigDecimal coveredAmount;
    @Column(name = "invoice_amount", updatable = false)
    private BigDecimal invoiceAmount;
    @Column(name = "purchase_order_amount", updatable = false)
    private BigDecimal purchaseOrderAmount;
    @Column(updatable = false)
    private BigDecimal rate;
    @Enumerated(EnumType.STRING)
    @Column(name = "rate_source", updatable = false)
    private RateSource rateSource;
    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private AllocationHow how;
    @Column(name = "reverses_id", updatable = false)
    private Long reversesId;
    @Column(updatable = false)
    private String actor;
    @Column(name = "allocated_at", updatable = false)
    private Instant allocatedAt;
    @Column(updatable = false)
    private String reason;
    @Column(name = "correction_id", updatable = false)
    private Long correctionId;

    protected Allocation() { }

    /** @param decision who or what decided that it stands there */
    public Allocation(Invoice invoice, LineItem lineItem, AllocatedAmount amount, AllocationHow how, Decision decision) {
        this.invoice = invoice;
        this.lineItem = lineItem;
        this.coveredAmount = amount.covered();
        this.invoiceAmount = amount.invoiceAmount();
        this.purchaseOrderAmount = amount.purchaseOrderAmount();
        this.rate = amount.rate();
        this.rateSource = amount.rateSource();
        this.how = how;
        this.actor = decision.actor();
        this.allocatedAt = decision.at();
        this.reason = decision.reason();
        this.correctionId = decision.correctionId();
    }

    /**
     * Behind a row of the ledger.
     *
     * @param actor        who is named
     * @param at           when
     * @param reason       or null
     * @param correctionId the person's correction, or null if a rule decided
     */
    public record Decision(String actor, Instant at, String reason, Long correctionId) {
        public static Decision byRule(String actor, Instant at) {
            return new Decision(actor, at, null, null);
        }
    }

    /** The row that takes this one back. */
    public Allocation reversal(Decision decision) {
        Allocation reversal = new Allocation(invoice, lineItem, amount().negated(), how, decision);
        reversal.reversesId = id;
        return reversal;
    }

    /** Its figures. */
    public AllocatedAmount amount() {
        return new AllocatedAmount(coveredAmount, invoiceAmount, purchaseOrderAmount, rate, rateSource);
    }

    /** Whether a person put it there: rules never move it. */
    public boolean isByPerson() {
        return correctionId != null;
    }

    public Long id() { return id; }
    public Invoice invoice() { return invoice; }
    public LineItem lineItem() { return lineItem; }
    public BigDecimal coveredAmount() { return coveredAmount; }
    public BigDecimal invoiceAmount() { return invoiceAmount; }
    public BigDecimal purchaseOrderAmount() { return purchaseOrderAmount; }
    public BigDecimal rate() { return rate; }
    public RateSource rateSource() { return rateSource; }
    public AllocationHow how() { return how; }
    public Long reversesId() { return reversesId; }
    public String actor() { return actor; }
    public Instant allocatedAt() { return allocatedAt; }
    public String reason() { return reason; }
    public Long correctionId() { return correctionId; }
}
