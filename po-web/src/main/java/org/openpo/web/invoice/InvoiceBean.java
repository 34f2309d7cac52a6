package org.openpo.web.invoice;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.inbound.ImportQueries;
import org.openpo.ejb.invoice.IntakeResult;
import org.openpo.ejb.invoice.InvoiceDetails;
import org.openpo.ejb.invoice.InvoiceQueries;
import org.openpo.ejb.invoice.InvoiceService;
import org.openpo.web.faces.Notes;
import org.openpo.web.i18n.Texts;

/** One invoice, as {@code #{invoice}}: facts, amounts, where it went and why. */
@Named("invoice")
@ViewScoped
public class InvoiceBean implements Serializable {
    private static final long serialVersionUID = 1L;

    @EJB
    private InvoiceQueries queries;
    @EJB
    private InvoiceService service;
    @EJB
    private ImportQueries imports;
    @Inject
    private Texts texts;
    @Inject
    private Notes notes;

    private String id;
    private transient InvoiceDetails details;
    private transient List<Reasons.Row> candidates;

    /** @throws NotFoundException if the address names no invoice */
    public void open() {
        getDetails();
    }

    public InvoiceDetails getDetails() {
        if (details == null) {
            details = queries.details(pk());
        }
        return details;
    }

    long pk() {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException notAnId) {
            throw new NotFoundException("Invoice", id);
        }
    }

    /** Address of this page, opened anew. */
    String again() {
        return "/invoices/details?faces-redirect=true&id=" + pk();
    }

    /** Whether there is a decision that can be taken back. */
    public boolean isUndoable() {
        return getDetails().lastCorrection().isPresent();
    }

    /** What would be taken back. */
    public String getLastCorrectionText() {
        return getDetails().lastCorrection().map(c -> texts.get("invoice.lastCorrection", c.kind(), c.actor(), c.at(), c.reason())).orElse("");
    }

    /** ID of the invoice that this one is once more, or null. */
    public String getDuplicateOfName() {
        return getDetails().duplicateOf() == null ? null : queries.details(getDetails().duplicateOf()).row().invoiceId();
    }

    /** Matches the invoice again; the page is opened anew to show what came out. */
    public String matchAgain() {
        IntakeResult result = service.rematch(pk());
        details = null;
        if (result.state() == InvoiceState.EXCEPTION) {
            notes.warning("invoice.matchedAgain.still", getDetails().row().exceptionCodes().get(0));
        } else {
            notes.done("invoice.matchedAgain", getDetails().row().invoiceId());
        }
        return again();
    }

    public boolean isMatchable() {
        return getDetails().row().state() == InvoiceState.EXCEPTION;
    }

    public boolean isExplained() {
        return getDetails().explanation() != null;
    }

    public List<Reasons.Row> getCandidates() {
        if (candidates == null) {
            candidates = new Reasons(getDetails(), texts).rows();
        }
        return candidates;
    }

    public String getWhySummary() {
        return new Reasons(getDetails(), texts).summary();
    }

    /** The part of the amount that no line item pays, in the invoice's currency. */
    public BigDecimal getUnallocated() {
        return getDetails().row().gross().subtract(getDetails().allocated());
    }

    /** The sentence for why a person or the supplier's document took the invoice out, or null. */
    public String getStateReason() {
        String reason = getDetails().stateReason();
        return reason == null ? null : switch (reason) {
            case "PAYMENT_RECEIPT", "CANCELLED_BY_TAX_AUTHORITY" -> texts.get("invoice.stateReason." + reason);
            default -> reason;
        };
    }

    /** Name of the file it came in with, or null. */
    public String getFileName() {
        return getDetails().importJobId() == null ? null : imports.job(getDetails().importJobId()).fileName();
    }

    public String getId() { return id; }
    public void setId(String id) { this.id = id; }
}
