package org.openpo.web.invoice;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.invoice.InvoiceState;
import org.openpo.ejb.invoice.CorrectionService;
import org.openpo.ejb.invoice.InvoiceFilter;
import org.openpo.ejb.invoice.InvoiceQueries;
import org.openpo.ejb.invoice.InvoiceRow;
import org.openpo.ejb.invoice.InvoiceSort;
import org.openpo.web.faces.Notes;
import org.openpo.web.i18n.Formats;
import org.openpo.web.i18n.Texts;

/** The dialog that takes an invoice off its lines or out altogether, or takes such a decision back, as {@code #{decision}}. */
@Named("decision")
@ViewScoped
public class InvoiceDecision implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int SUGGESTIONS = 10;
    private static final Set<InvoiceState> ON_LINES = Set.of(InvoiceState.MATCHED, InvoiceState.PARTLY_MATCHED);

    /** What a person can decide besides the lines; keys {@code decide.<KIND>.title}, {@code .text}, {@code .do}, {@code .done}. */
    public enum Kind { UNMATCH, EXCLUDE, DUPLICATE, VOID, UNDO }

    @EJB
    private CorrectionService corrections;
    @EJB
    private InvoiceQueries queries;
    @Inject
    private InvoiceBean page;
    @Inject
    private Notes notes;
    @Inject
    private Texts texts;
    @Inject
    private Formats formats;

    private Kind kind;
    private long version;
    private Long duplicateOf;
    private String reason;

    public void begin(Kind wanted) {
        kind = wanted;
        version = page.getDetails().version();
        duplicateOf = null;
        reason = null;
    }

    /** Whether a decision makes sense as the invoice stands; the service judges again. */
    public boolean isPossible(Kind wanted) {
        InvoiceState state = page.getDetails().row().state();
        return switch (wanted) {
            case UNMATCH -> ON_LINES.contains(state) || state == InvoiceState.EXCLUDED && !isSettledBySupplier();
            case EXCLUDE -> ON_LINES.contains(state) || state == InvoiceState.EXCEPTION;
            case DUPLICATE -> state != InvoiceState.VOID && !isSettledBySupplier();
            case VOID -> state != InvoiceState.VOID;
            case UNDO -> page.isUndoable();
        };
    }

    private boolean isSettledBySupplier() {
        String why = page.getDetails().stateReason();
        return "PAYMENT_RECEIPT".equals(why) || "CANCELLED_BY_TAX_AUTHORITY".equals(why);
    }

    /** Other invoices by a part of their ID. */
    public List<Long> findInvoices(String text) {
        return queries.page(new InvoiceFilter(text, null, null, null, null, null, null, null, null), InvoiceSort.ISSUE_DATE, true, 0, SUGGESTIONS).items().stream()
                .map(InvoiceRow::id).filter(id -> id != page.pk()).toList();
    }

    /** The invoice as people name it. */
    public String label(Long id) {
        return id == null ? "" : queries.details(id).row().invoiceId();
    }

    /** By what people tell the invoice from others. */
    public String facts(Long id) {
        if (id == null) {
            return "";
        }
        InvoiceRow row = queries.details(id).row();
        return texts.get("decide.facts", row.seller(), row.issueDate(), formats.money(row.gross(), row.currency()));
    }

    public String save() {
        if (kind == Kind.DUPLICATE && duplicateOf == null) {
            notes.fieldError("decideForm:duplicateOf", "error.REQUIRED");
            return null;
        }
        switch (kind) {
            case UNMATCH -> corrections.unmatch(page.pk(), version, reason);
            case EXCLUDE -> corrections.exclude(page.pk(), version, reason);
            case DUPLICATE -> corrections.markDuplicate(page.pk(), version, duplicateOf, reason);
            case VOID -> corrections.voidInvoice(page.pk(), version, reason);
            case UNDO -> corrections.undo(page.pk(), version, reason);
        }
        notes.done("decide." + kind + ".done", page.getDetails().row().invoiceId());
        return page.again();
    }

    public Kind getKind() { return kind; }
    public Kind[] getKinds() { return Kind.values(); }
    public Long getDuplicateOf() { return duplicateOf; }
    public void setDuplicateOf(Long duplicateOf) { this.duplicateOf = duplicateOf; }
    public String getReason() { return reason; }
    public void setReason(String reason) { this.reason = reason; }
}
