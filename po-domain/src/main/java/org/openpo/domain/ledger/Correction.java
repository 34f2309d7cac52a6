package org.openpo.domain.ledger;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
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
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.jpa.FlagConverter;
import org.openpo.domain.match.ExceptionCode;

/**
 * A person's decision about where an invoice stands, with how it stood before. Append-only: taking one back is another one, and the
 * database lets each be taken back once. What moved is told by the allocations that name the correction: reversals took away, the
 * others were put there.
 */
@Entity
@Table(name = "correction")
public class Correction {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "correction_seq")
    @SequenceGenerator(name = "correction_seq", sequenceName = "correction_seq", allocationSize = 50)
    private Long id;
    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @JoinColumn(name = "invoice_pk", updatable = false)
    private Invoice invoice;
    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private CorrectionKind kind;
    @Column(updatable = false)
    private String reason;
    @Column(updatable = false)
    private String actor;
    @Column(name = "corrected_at", updatable = false)
    private Instant correctedAt;
    @Column(name = "overspend_accepted", updatable = false)
    @Convert(converter = FlagConverter.class)
    private boolean overspendAccepted;
    /** The invoice's content when the decision was made. */
    @Column(updatable = false)
    private String fingerprint;
    @Enumerated(EnumType.STRING)
    @Column(name = "before_state", updatable = false)
    private InvoiceState beforeState;
    @Column(name = "before_codes", updatable = false)
    private String beforeCodes;
    @Column(name = "before_reason", updatable = false)
    private String beforeReason;
    @Column(name = "before_unmatched", updatable = false)
    @Convert(converter = FlagConverter.class)
    private boolean beforeUnmatched;
    @Column(name = "before_duplicate_of", updatable = false)
    private Long beforeDuplicateOf;
    @Column(name = "undoes_id", updatable = false)
    private Long undoesId;

    protected Correction() { }

    /** A decision about an invoice as it stands now. */
    public Correction(Invoice invoice, CorrectionKind kind, String reason, boolean overspendAccepted, String actor, Instant now) {
        Invoice.Stand before = invoice.stand();
        this.invoice = invoice;
        this.kind = kind;
        this.reason = reason;
        this.actor = actor;
        this.correctedAt = now;
        this.overspendAccepted = overspendAccepted;
        this.fingerprint = invoice.fingerprint();
        this.beforeState = before.state();
        this.beforeCodes = before.codes().isEmpty() ? null : before.codes().stream().map(Enum::name).collect(Collectors.joining(","));
        this.beforeReason = before.reason();
        this.beforeUnmatched = before.unmatchedByPerson();
        this.beforeDuplicateOf = before.duplicateOfId();
    }

    /** Takes this one back. */
    public Correction undo(String why, String by, Instant now) {
        Correction undo = new Correction(invoice, CorrectionKind.UNDO, why, false, by, now);
        undo.undoesId = id;
        return undo;
    }

    /** How the invoice stood before. */
    public Invoice.Stand before() {
        List<ExceptionCode> codes = beforeCodes == null ? List.of() : Arrays.stream(beforeCodes.split(",")).map(ExceptionCode::valueOf).toList();
        return new Invoice.Stand(beforeState, codes, beforeReason, beforeUnmatched, beforeDuplicateOf);
    }

    public Long id() { return id; }
    public Invoice invoice() { return invoice; }
    public CorrectionKind kind() { return kind; }
    public String reason() { return reason; }
    public String actor() { return actor; }
    public Instant correctedAt() { return correctedAt; }
    public boolean isOverspendAccepted() { return overspendAccepted; }
    public String fingerprint() { return fingerprint; }
    public Long undoesId() { return undoesId; }
}
