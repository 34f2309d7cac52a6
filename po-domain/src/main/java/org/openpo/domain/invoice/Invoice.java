package org.openpo.domain.invoice;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import org.openpo.domain.jpa.FlagConverter;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.domain.match.InvoiceFacts;
import org.openpo.domain.match.PaymentAmount;
import org.openpo.domain.match.PrintedRate;
import org.openpo.domain.rule.TextKeys;

/**
 * An invoice or credit memo (spec §3), unique by seller and supplier's invoice ID. An invoice of a seller that is not in the
 * directory is kept under the seller's printed name until somebody says who that is.
 */
@Entity
@Table(name = "invoice")
public class Invoice {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "invoice_seq")
    @SequenceGenerator(name = "invoice_seq", sequenceName = "invoice_seq", allocationSize = 50)
    private Long id;
    @Column(name = "invoice_id")
    private String invoiceId;
    @Column(name = "invoice_key")
    private String invoiceKey;
    @Column(name = "loose_hash")
    private Integer looseHash;
    @Column(name = "seller_id")
    private Long sellerId;
    @Column(name = "seller_name")
    private String sellerName;
    /** As printed; recognises the seller where the name does not. */
    @Column(name = "seller_tax_id")
    private String sellerTaxId;
    @Column(name = "seller_key")
    private String sellerKey;
    @Enumerated(EnumType.STRING)
    private InvoiceKind kind;
    @Enumerated(EnumType.STRING)
    @Column(name = "invoice_class")
    private InvoiceClass invoiceClass;
    @Column(name = "billed_account")
    private String billedAccount;
    @Column(name = "invoice_unit")
    private String invoiceUnit;
    @Column(name = "tax_registration_number")
    private String taxRegistrationNumber;
    @Column(name = "billing_period")
    private YearMonth billingPeriod;
    @Column(name = "issue_date")
    private LocalDate issueDate;
    @Column(name = "due_date")
    private LocalDate dueDate;
    private String currency;
    private BigDecimal net;
    private BigDecimal tax;
    private BigDecimal gross;
    @Column(name = "payment_currency")
    private String paymentCurrency;
    @Column(name = "payment_net")
    private BigDecimal paymentNet;
    @Column(name = "payment_gross")
    private BigDecimal paymentGross;
    @Column(name = "rate_source_currency")
    private String rateSourceCurrency;
    @Column(name = "rate_target_currency")
    private String rateTargetCurrency;
    private BigDecimal rate;
    @Column(name = "purchase_order_reference")
    private String purchaseOrderReference;
    @Column(name = "original_invoice_id")
    private String originalInvoiceId;
    @Column(name = "original_invoice_key")
    private String originalInvoiceKey;
    @Enumerated(EnumType.STRING)
    private InvoiceSource source;
    @Column(name = "import_job_id")
    private Long importJobId;
    @Enumerated(EnumType.STRING)
    private InvoiceState state;
    @Column(name = "exception_codes")
    private String exceptionCodes;
    @Column(name = "state_reason")
    private String stateReason;
    @Column(name = "unmatched_by_person")
    @Convert(converter = FlagConverter.class)
    private boolean unmatchedByPerson;
    @Column(name = "duplicate_of_id")
    private Long duplicateOfId;
    /** Cached sum of what the invoice's allocations cover of its gross amount. */
    private BigDecimal allocated;
    /** How the last matching came out, candidate by candidate, as JSON. */
    private String explanation;
    private String fingerprint;
    @Column(name = "created_at")
    private Instant createdAt;
    @Column(name = "created_by")
    private String createdBy;
    @Column(name = "updated_at")
    private Instant updatedAt;
    /** Since when it waits in the queue of exceptions; null if it does not. */
    @Column(name = "exception_since")
    private Instant exceptionSince;
    /** Account name of who takes care of the exception. */
    @Column(name = "assigned_to")
    private String assignedTo;
    /** Doubts that a person has settled: codes separated by commas. */
    @Column(name = "accepted_codes")
    private String acceptedCodes;
    @Version
    private long version;

    @ElementCollection
    @CollectionTable(name = "invoice_charge", joinColumns = @JoinColumn(name = "invoice_pk"))
    @OrderColumn(name = "position")
    private List<Charge> charges = new ArrayList<>();

    protected Invoice() { }

    /**
     * A new invoice from a completed draft that {@link InvoiceRules#check} has found right, not yet matched.
     *
     * @param sellerId of the directory's seller, or null if no seller has the printed name
     * @param sellerName the directory's name for it, or the printed one
     */
    public Invoice(InvoiceDraft draft, Long sellerId, String sellerName, InvoiceSource source, Long importJobId, String actor, Instant now) {
        this.sellerId = sellerId;
        this.sellerName = sellerName;
        this.sellerKey = sellerKeyOf(sellerId, sellerName);
        this.invoiceId = draft.invoiceId().strip();
        this.invoiceKey = keyOf(invoiceId);
        this.looseHash = Doubts.looseHash(invoiceId);
        this.source = source;
        this.importJobId = importJobId;
        this.allocated = BigDecimal.ZERO;
        this.state = InvoiceState.EXCEPTION;
        this.createdAt = now;
        this.createdBy = actor;
        revise(draft, now);
    }

    /** Takes over what the supplier says now; the caller undoes and repeats the matching. */
    public final void revise(InvoiceDraft draft, Instant now) {
        sellerTaxId = blankToNull(draft.sellerTaxId());
        kind = draft.kind();
        invoiceClass = draft.invoiceClass();
        billedAccount = blankToNull(draft.billedAccount());
        invoiceUnit = blankToNull(draft.invoiceUnit());
        taxRegistrationNumber = blankToNull(draft.taxRegistrationNumber());
        billingPeriod = draft.billingPeriod();
        issueDate = draft.issueDate();
        dueDate = draft.dueDate();
        currency = draft.currency();
        net = draft.net();
        tax = draft.tax();
        gross = draft.gross();
        paymentCurrency = draft.payment() == null ? null : draft.payment().currency();
        paymentNet = draft.payment() == null ? null : draft.payment().net();
        paymentGross = draft.payment() == null ? null : draft.payment().gross();
        rateSourceCurrency = draft.rate() == null ? null : draft.rate().sourceCurrency();
        rateTargetCurrency = draft.rate() == null ? null : draft.rate().targetCurrency();
        rate = draft.rate() == null ? null : draft.rate().rate();
        purchaseOrderReference = blankToNull(draft.purchaseOrderReference());
        originalInvoiceId = blankToNull(draft.originalInvoiceId());
        originalInvoiceKey = originalInvoiceId == null ? null : keyOf(originalInvoiceId);
        charges.clear();
        draft.charges().forEach(c -> charges.add(new Charge(blankToNull(c.account()), blankToNull(c.category()),
                blankToNull(c.description()), c.amount())));
        fingerprint = fingerprintOf(draft);
        acceptedCodes = null;
        updatedAt = now;
    }

    /**
     * Records the outcome of a matching.
     *
     * @param allocatedTotal what the invoice's allocations cover of its gross amount now
     * @param codes          empty if matched
     */
    public void matched(InvoiceState newState, List<ExceptionCode> codes, BigDecimal allocatedTotal, String explanationJson, Instant now) {
        state = newState;
        stateReason = null;
        exceptionCodes = joined(codes);
        allocated = allocatedTotal;
        explanation = explanationJson;
        unmatchedByPerson = false;
        duplicateOfId = null;
        enterOrLeaveQueue(now);
        updatedAt = now;
    }

    /**
     * Records that the invoice takes from no line item. The caller has taken back what it took.
     *
     * @param settled EXCLUDED or VOID
     * @param reason  a person's words, or a key of the texts for people
     */
    public void settle(InvoiceState settled, String reason, Instant now) {
        state = settled;
        stateReason = reason;
        exceptionCodes = null;
        allocated = BigDecimal.ZERO;
        explanation = null;
        unmatchedByPerson = false;
        duplicateOfId = null;
        enterOrLeaveQueue(now);
        updatedAt = now;
    }

    /** How an invoice stands, apart from its allocations. */
    public record Stand(InvoiceState state, List<ExceptionCode> codes, String reason, boolean unmatchedByPerson, Long duplicateOfId) {
        public Stand {
            codes = List.copyOf(codes);
        }

        /** A person put the invoice, or a part of it, on line items. */
        public static Stand assigned(boolean wholly) {
            return new Stand(wholly ? InvoiceState.MATCHED : InvoiceState.PARTLY_MATCHED, List.of(), null, false, null);
        }

        /** A person took the invoice off its line items. */
        public static Stand unmatched(String reason) {
            return new Stand(InvoiceState.EXCEPTION, List.of(), reason, true, null);
        }

        /**
         * A person took the invoice out.
         *
         * @param state EXCLUDED or VOID
         */
        public static Stand settled(InvoiceState state, String reason, Long duplicateOfId) {
            return new Stand(state, List.of(), reason, false, duplicateOfId);
        }
    }

    public Stand stand() {
        return new Stand(state, exceptionCodes(), stateReason, unmatchedByPerson, duplicateOfId);
    }

    /**
     * Records what a person decided. What the rules last said of the invoice stays to be read.
     *
     * @param covered what the invoice's allocations cover of its gross amount now
     */
    public void decided(Stand stand, BigDecimal covered, Instant now) {
        state = stand.state();
        exceptionCodes = joined(stand.codes());
        stateReason = stand.reason();
        unmatchedByPerson = stand.unmatchedByPerson();
        duplicateOfId = stand.duplicateOfId();
        allocated = covered;
        enterOrLeaveQueue(now);
        // Two decisions within one clock tick must not look like none.
        updatedAt = now.isAfter(updatedAt) ? now : updatedAt.plusNanos(1000);
    }

    private static String joined(List<ExceptionCode> codes) {
        return codes.isEmpty() ? null : codes.stream().map(Enum::name).collect(Collectors.joining(","));
    }

    private void enterOrLeaveQueue(Instant now) {
        if (state != InvoiceState.EXCEPTION) {
            exceptionSince = null;
            assignedTo = null;
        } else if (exceptionSince == null) {
            exceptionSince = now;
        }
    }

    /** Says who takes care of the exception. @param account account name, or null for nobody */
    public void assignTo(String account) {
        assignedTo = account;
    }

    /** A person has looked at a doubt and found the invoice right; holds until the invoice comes with other content. */
    public void accept(ExceptionCode doubt) {
        if (!isAccepted(doubt)) {
            acceptedCodes = acceptedCodes == null ? doubt.name() : acceptedCodes + "," + doubt.name();
        }
    }

    public boolean isAccepted(ExceptionCode doubt) {
        return acceptedCodes != null && Arrays.asList(acceptedCodes.split(",")).contains(doubt.name());
    }

    /** Whether it waits because of a doubt that only a person can settle: no purchase order will help. */
    public boolean isDoubtful() {
        return exceptionCodes().contains(ExceptionCode.DUPLICATE) || exceptionCodes().contains(ExceptionCode.AMOUNT_INCONSISTENT);
    }

    /** What the matcher needs to know. */
    public InvoiceFacts facts() {
        Set<String> accounts = charges.stream().map(Charge::account).filter(a -> a != null).collect(Collectors.toSet());
        PaymentAmount payment = paymentCurrency == null ? null
                : new PaymentAmount(Currency.getInstance(paymentCurrency), paymentNet == null ? paymentShareOfNet() : paymentNet, paymentGross);
        PrintedRate printed = rate == null ? null
                : new PrintedRate(Currency.getInstance(rateSourceCurrency), Currency.getInstance(rateTargetCurrency), rate);
        return new InvoiceFacts(sellerId == null ? 0 : sellerId, invoiceClass, taxRegistrationNumber, invoiceUnit, billingPeriod,
                issueDate, billedAccount, accounts, Currency.getInstance(currency), net, gross, payment, printed, purchaseOrderReference);
    }

    /** The net amount in the currency of payment where the supplier states only the gross one: in proportion. */
    private BigDecimal paymentShareOfNet() {
        return gross.signum() == 0 ? paymentGross : paymentGross.multiply(net).divide(gross, MathContext.DECIMAL64);
    }

    /** Whose invoice it is, once somebody has said so: an invoice of an unknown seller moves under that seller. */
    public void recognise(long knownSellerId, String officialName) {
        sellerId = knownSellerId;
        sellerName = officialName;
        sellerKey = sellerKeyOf(knownSellerId, officialName);
    }

    /** Supplier's invoice IDs are compared without case and outer spaces. */
    public static String keyOf(String invoiceId) {
        return TextKeys.of(invoiceId);
    }

    public static String sellerKeyOf(Long sellerId, String sellerName) {
        return sellerId == null ? "name:" + TextKeys.of(sellerName) : "id:" + sellerId;
    }

    /**
     * Which of {@code count} locks this document takes before it looks for its original or its credit memos: a credit memo that of its
     * original. Told by the invoice ID alone, because the seller may become known in between.
     */
    public static int creditLock(InvoiceKind kind, String invoiceId, String originalInvoiceId, int count) {
        boolean follows = kind == InvoiceKind.CREDIT_MEMO && originalInvoiceId != null && !originalInvoiceId.isBlank();
        return Math.floorMod(keyOf(follows ? originalInvoiceId : invoiceId).hashCode(), count);
    }

    /** SHA-256 over everything the supplier says; equal fingerprints mean that the same invoice came again. */
    public static String fingerprintOf(InvoiceDraft d) {
        List<Object> facts = new ArrayList<>(Arrays.asList(d.kind(), d.invoiceClass(), blankToNull(d.billedAccount()), blankToNull(d.invoiceUnit()),
                blankToNull(d.taxRegistrationNumber()), d.billingPeriod(), d.issueDate(), d.dueDate(), d.currency(), plain(d.net()),
                plain(d.tax()), plain(d.gross()), blankToNull(d.purchaseOrderReference()), blankToNull(d.originalInvoiceId())));
        if (d.payment() != null) {
            facts.addAll(Arrays.asList(d.payment().currency(), plain(d.payment().net()), plain(d.payment().gross())));
        }
        if (d.rate() != null) {
            facts.addAll(Arrays.asList(d.rate().sourceCurrency(), d.rate().targetCurrency(), plain(d.rate().rate())));
        }
        if (blankToNull(d.sellerTaxId()) != null) {
            facts.add("seller " + d.sellerTaxId().strip());
        }
        d.charges().forEach(c -> facts.addAll(Arrays.asList(blankToNull(c.account()), blankToNull(c.category()), blankToNull(c.description()), plain(c.amount()))));
        String text = facts.stream().map(f -> f == null ? "\u0000" : f.toString()).collect(Collectors.joining("\u001f"));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static String plain(BigDecimal value) {
        return value == null ? null : value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    public Long id() { return id; }
    public String invoiceId() { return invoiceId; }
    public Long sellerId() { return sellerId; }
    public String sellerName() { return sellerName; }
    public String sellerTaxId() { return sellerTaxId; }
    public String sellerKey() { return sellerKey; }
    public InvoiceKind kind() { return kind; }
    public InvoiceClass invoiceClass() { return invoiceClass; }
    public String billedAccount() { return billedAccount; }
    public String invoiceUnit() { return invoiceUnit; }
    public String taxRegistrationNumber() { return taxRegistrationNumber; }
    public YearMonth billingPeriod() { return billingPeriod; }
    public LocalDate issueDate() { return issueDate; }
    public LocalDate dueDate() { return dueDate; }
    public Currency currency() { return Currency.getInstance(currency); }
    public BigDecimal net() { return net; }
    public BigDecimal tax() { return tax; }
    public BigDecimal gross() { return gross; }
    public InvoiceDraft.Payment payment() {
        return paymentCurrency == null ? null : new InvoiceDraft.Payment(paymentCurrency, paymentNet, paymentGross);
    }
    public InvoiceDraft.Rate printedRate() {
        return rate == null ? null : new InvoiceDraft.Rate(rateSourceCurrency, rateTargetCurrency, rate);
    }
    public String purchaseOrderReference() { return purchaseOrderReference; }
    public String originalInvoiceId() { return originalInvoiceId; }
    public String originalInvoiceKey() { return originalInvoiceKey; }
    public InvoiceSource source() { return source; }
    public Long importJobId() { return importJobId; }
    public InvoiceState state() { return state; }
    public String stateReason() { return stateReason; }
    public BigDecimal allocated() { return allocated; }
    /** A person took it off its line items: rules leave it alone until somebody asks for this one. */
    public boolean isUnmatchedByPerson() { return unmatchedByPerson; }
    public Long duplicateOfId() { return duplicateOfId; }
    public String explanation() { return explanation; }
    public String fingerprint() { return fingerprint; }
    /** See {@link Doubts#looseHash}; null for invoices from before it was kept. */
    public Integer looseHash() { return looseHash; }
    public Instant exceptionSince() { return exceptionSince; }
    public String assignedTo() { return assignedTo; }
    /** Doubts that a person has settled, separated by commas, or null. */
    public String acceptedCodes() { return acceptedCodes; }
    public Instant createdAt() { return createdAt; }
    public String createdBy() { return createdBy; }
    public Instant updatedAt() { return updatedAt; }
    public long version() { return version; }
    public List<Charge> charges() { return List.copyOf(charges); }

    public List<ExceptionCode> exceptionCodes() {
        return exceptionCodes == null ? List.of() : Arrays.stream(exceptionCodes.split(",")).map(ExceptionCode::valueOf).toList();
    }
}
