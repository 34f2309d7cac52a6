package org.openpo.web.ledger;

import java.io.Serializable;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.ejb.ledger.LedgerCheck;
import org.openpo.ejb.ledger.LedgerCheckView;
import org.openpo.web.faces.Notes;

/** The last ledger check and a new one, as {@code #{ledgerCheck}}. */
@Named("ledgerCheck")
@ViewScoped
public class LedgerCheckBean implements Serializable {
    private static final long serialVersionUID = 1L;

    @EJB
    private LedgerCheck ledger;
    @Inject
    private Notes notes;

    private transient LedgerCheckView last;

    /** Null if there was none yet. */
    public LedgerCheckView getLast() {
        if (last == null) {
            last = ledger.last().orElse(null);
        }
        return last;
    }

    /** Checks now; the page is opened anew to show what came out. */
    public String check() {
        LedgerCheckView result = ledger.check();
        if (result.differences() == 0) {
            notes.done("ledgerCheck.done", result.rows().allocations());
        } else {
            notes.error("ledgerCheck.differ", result.differences());
        }
        return "/admin/ledger?faces-redirect=true";
    }
}
