package org.openpo.web.invoice;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.order.AmountBasis;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.ejb.invoice.AllocationPart;
import org.openpo.ejb.invoice.AllocationView;
import org.openpo.ejb.invoice.AssignableLine;
import org.openpo.ejb.invoice.AssignmentPreview;
import org.openpo.ejb.invoice.AssignmentQueries;
import org.openpo.ejb.invoice.CorrectionService;
import org.openpo.ejb.invoice.InvoiceDetails;
import org.openpo.web.faces.Notes;
import org.openpo.web.i18n.Formats;
import org.openpo.web.i18n.Texts;

/** The dialog that puts an invoice on another line or splits it over several, as {@code #{assignment}}. */
@Named("assignment")
@ViewScoped
public class InvoiceAssignment implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String FORM = "assignForm:";

    /** What the dialog does: one line for the whole invoice, parts by amount or share, or parts by the accounts of its charges. */
    public enum Mode { REASSIGN, SPLIT, ACCOUNTS }

    @EJB
    private CorrectionService corrections;
    @EJB
    private AssignmentQueries queries;
    @Inject
    private InvoiceBean page;
    @Inject
    private Notes notes;
    @Inject
    private Texts texts;
    @Inject
    private Formats formats;

    private Mode mode = Mode.REASSIGN;
    private long version;
    private List<AssignmentPart> parts = new ArrayList<>(List.of(new AssignmentPart()));
    private final Map<Long, AssignableLine> known = new LinkedHashMap<>();
    private String reason;
    private boolean overspendRefused;
    private boolean acceptOverspend;
    private transient AssignmentPreview preview;
    private transient String problem;

    public void beginReassign() {
        begin(Mode.REASSIGN);
    }

    public void beginSplit() {
        begin(Mode.SPLIT);
    }

    private void begin(Mode wanted) {
        version = page.getDetails().version();
        reason = null;
        overspendRefused = false;
        acceptOverspend = false;
        choose(wanted);
    }

    /** Another way to assign was chosen; what stands on lines now is where a split begins. */
    public void choose(Mode wanted) {
        mode = wanted;
        preview = null;
        parts = switch (wanted) {
            case REASSIGN -> new ArrayList<>(List.of(new AssignmentPart()));
            case SPLIT -> presentParts();
            case ACCOUNTS -> accounts().keySet().stream().map(AssignmentPart::new).collect(Collectors.toCollection(ArrayList::new));
        };
    }

    private List<AssignmentPart> presentParts() {
        List<AssignmentPart> present = new ArrayList<>();
        for (AllocationView standing : page.getDetails().row().allocations()) {
            AssignmentPart part = new AssignmentPart();
            part.setLine(standing.lineItemId());
            part.setAmount(standing.amount());
            part.amountTyped(whole(part));
            present.add(part);
        }
        while (present.size() < 2) {
            present.add(new AssignmentPart());
        }
        return present;
    }

    private Map<String, BigDecimal> accounts() {
        Map<String, BigDecimal> accounts = new TreeMap<>();
        page.getDetails().charges().stream().filter(c -> c.account() != null).forEach(c -> accounts.merge(c.account(), c.amount(), BigDecimal::add));
        return accounts;
    }

    /** Whether the charges of the invoice belong to several accounts. */
    public boolean isOfSeveralAccounts() {
        return accounts().size() > 1;
    }

    /** What an account was charged, invoice currency. */
    public BigDecimal charged(String account) {
        return accounts().get(account);
    }

    /** Lines to choose from: those that fit first; later what the text finds. */
    public List<Long> find(String text) {
        List<AssignableLine> found = queries.lines(page.pk(), text);
        found.forEach(line -> known.put(line.lineItemId(), line));
        return found.stream().map(AssignableLine::lineItemId).toList();
    }

    /** The line with this id. */
    public AssignableLine line(Long id) {
        return id == null ? null : known.computeIfAbsent(id, queries::line);
    }

    /** The line as people name it. */
    public String label(Long id) {
        AssignableLine line = line(id);
        if (line == null) {
            return "";
        }
        return line.description() == null || line.description().isBlank() ? texts.get("assign.lineNamed", line.purchaseOrderId(), line.number())
                : texts.get("assign.lineDescribed", line.purchaseOrderId(), line.number(), line.description());
    }

    /** What is left on the line now. */
    public String left(Long id) {
        AssignableLine line = line(id);
        return line == null ? "" : line.balance() == null ? texts.get("assign.untracked") : texts.get("assign.left", formats.money(line.balance(), line.currency()));
    }

    public void add() {
        parts.add(new AssignmentPart());
        changed();
    }

    public void remove(AssignmentPart part) {
        parts.remove(part);
        changed();
    }

    /** Gives the last part what is left. */
    public void addRest() {
        AssignmentPart last = parts.get(parts.size() - 1);
        BigDecimal rest = getRest();
        last.setAmount(last.getAmount() == null ? rest : last.getAmount().add(rest));
        amountTyped(last);
    }

    public void shareTyped(AssignmentPart part) {
        part.shareTyped(whole(part), Currency.getInstance(page.getDetails().row().currency()).getDefaultFractionDigits());
        changed();
    }

    public void amountTyped(AssignmentPart part) {
        part.amountTyped(whole(part));
        changed();
    }

    /** A line or an amount has changed: what it would do is asked anew. */
    public void changed() {
        preview = null;
    }

    private BigDecimal whole(AssignmentPart part) {
        AssignableLine line = line(part.getLine());
        InvoiceDetails details = page.getDetails();
        return line != null && line.basis() == AmountBasis.NET ? details.row().net() : details.row().gross();
    }

    private List<AllocationPart> chosen() {
        return parts.stream().map(AssignmentPart::toPart).flatMap(Optional::stream).toList();
    }

    private AssignmentPreview preview() {
        if (preview == null) {
            problem = null;
            try {
                preview = chosen().isEmpty() ? null : queries.preview(page.pk(), merged());
            } catch (BusinessRuleException refused) {
                problem = texts.of(refused.violations().get(0));
            }
        }
        return preview;
    }

    /** Several accounts on the same line are one part. */
    private List<AllocationPart> merged() {
        if (mode != Mode.ACCOUNTS) {
            return chosen();
        }
        Map<Long, Set<String>> byLine = new LinkedHashMap<>();
        chosen().forEach(part -> byLine.merge(part.lineItemId(), part.accounts(), (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).collect(Collectors.toSet())));
        return byLine.entrySet().stream().map(e -> AllocationPart.ofAccounts(e.getKey(), e.getValue())).toList();
    }

    /** The lines whose balance changes. */
    public List<AssignmentPreview.Effect> getEffects() {
        return preview() == null ? List.of() : preview.balances();
    }

    /** The balance a part's line would have; null if it is not tracked, or nothing is chosen yet. */
    public BigDecimal after(AssignmentPart part) {
        return getEffects().stream().filter(e -> Objects.equals(e.line().lineItemId(), part.getLine())).findFirst().map(AssignmentPreview.Effect::after).orElse(null);
    }

    /** Whether the amounts are changed into the currency of another purchase order. */
    public boolean isConverted() {
        return preview() != null && !getRates().isEmpty();
    }

    /** The rates that would be used, as sentences. */
    public List<String> getRates() {
        if (preview() == null) {
            return List.of();
        }
        List<AllocationPart> asked = merged();
        List<String> rates = new ArrayList<>();
        String currency = page.getDetails().row().currency();
        for (int i = 0; i < asked.size(); i++) {
            AssignableLine line = line(asked.get(i).lineItemId());
            if (!line.currency().equals(currency)) {
                rates.add(texts.get("assign.rate", currency, preview.amounts().get(i).rate(), line.currency(), preview.amounts().get(i).rateSource(), line.purchaseOrderId(),
                        preview.amounts().get(i).purchaseOrderAmount()));
            }
        }
        return rates.stream().distinct().toList();
    }

    /** What no part takes, invoice currency. */
    public BigDecimal getRest() {
        return preview() == null ? page.getDetails().row().gross() : preview.unallocated();
    }

    public BigDecimal getAssigned() {
        return page.getDetails().row().gross().subtract(getRest());
    }

    /** Why the balances cannot be told, or null. */
    public String getProblem() {
        preview();
        return problem;
    }

    public String save() {
        if (chosen().isEmpty()) {
            notes.fieldError(FORM + (mode == Mode.REASSIGN ? "lineItem" : "parts:0:lineItem"), "error.REQUIRED");
            return null;
        }
        try {
            corrections.assign(page.pk(), version, merged(), reason, acceptOverspend);
        } catch (BusinessRuleException refused) {
            overspendRefused |= refused.violations().stream().anyMatch(v -> v.code() == ErrorCode.BALANCE_TOO_SMALL);
            notes.refused(refused, this::clientId);
            return null;
        }
        notes.done(mode == Mode.REASSIGN ? "assign.reassigned" : "assign.split", page.getDetails().row().invoiceId());
        return page.again();
    }

    private String clientId(String field) {
        return field.equals("reason") ? FORM + "reason" : null;
    }

    public Mode getMode() { return mode; }
    public void setMode(Mode wanted) {
        if (wanted != null && wanted != mode) {
            choose(wanted);
        }
    }
    public List<AssignmentPart> getParts() { return parts; }
    public AssignmentPart getOnly() { return parts.get(0); }
    public String getReason() { return reason; }
    public void setReason(String reason) { this.reason = reason; }
    public boolean isOverspendRefused() { return overspendRefused; }
    public boolean isAcceptOverspend() { return acceptOverspend; }
    public void setAcceptOverspend(boolean acceptOverspend) { this.acceptOverspend = acceptOverspend; }
}
