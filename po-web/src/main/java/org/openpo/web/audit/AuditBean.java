package org.openpo.web.audit;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.primefaces.model.LazyDataModel;

import org.openpo.domain.audit.AuditAction;
import org.openpo.ejb.audit.AuditCheck;
import org.openpo.ejb.audit.AuditCheckView;
import org.openpo.ejb.audit.AuditDetails;
import org.openpo.ejb.audit.AuditExport;
import org.openpo.ejb.audit.AuditQueries;
import org.openpo.ejb.audit.AuditRow;
import org.openpo.web.faces.FileDownload;
import org.openpo.web.faces.Notes;
import org.openpo.web.i18n.Formats;
import org.openpo.web.i18n.Texts;

/** The audit trail: its list, one event, its check, as {@code #{audit}}. */
@Named("audit")
@ViewScoped
public class AuditBean implements Serializable {
    private static final long serialVersionUID = 1L;

    @EJB
    private AuditQueries queries;
    @EJB
    private AuditExport export;
    @EJB
    private AuditCheck check;
    @Inject
    private Notes notes;
    @Inject
    private Texts texts;
    @Inject
    private Formats formats;

    private final AuditListState state = new AuditListState();
    private transient AuditListModel rows;
    private transient Optional<AuditCheckView> last;
    private transient AuditDetails open;
    private Long openId;

    public AuditListState getState() {
        return state;
    }

    public LazyDataModel<AuditRow> getRows() {
        return model();
    }

    private AuditListModel model() {
        if (rows == null) {
            rows = new AuditListModel(queries, state, formats.zone());
        }
        return rows;
    }

    /** Whether the list is longer than can be leafed through. */
    public boolean isLong() {
        return model().isCut();
    }

    /** By what they are called. */
    public List<AuditAction> getActions() {
        return Arrays.stream(AuditAction.values()).sorted(Comparator.comparing(texts::name)).toList();
    }

    /** A filter has changed: the list begins anew at its first page. */
    public void filter() {
        state.setFirst(0);
        rows = null;
    }

    public void clear() {
        state.clear();
        rows = null;
    }

    public void clearActor() {
        state.setActor(null);
        filter();
    }

    public void clearObject() {
        state.setObjectType(null);
        state.setObject(null);
        filter();
    }

    public void clearRequest() {
        state.setRequest(null);
        filter();
    }

    public void clearDays() {
        state.getDays().clear();
        filter();
    }

    public void show(long id) {
        openId = id;
        open = null;
    }

    /** Null before one was chosen. */
    public AuditDetails getOpen() {
        if (open == null && openId != null) {
            open = queries.find(openId);
        }
        return open;
    }

    /** Null if there was none yet. */
    public AuditCheckView getLast() {
        if (last == null) {
            last = check.last();
        }
        return last.orElse(null);
    }

    /** Checks now; the page is opened anew to show what came out. */
    public String check() {
        AuditCheckView result = check.check();
        if (result.faults() == 0) {
            notes.toast("audit.check.done", result.events());
        } else {
            notes.error("audit.check.found", result.faults());
        }
        return "/audit?faces-redirect=true&includeViewParams=true";
    }

    /** The list as a file. */
    public void download(AuditExport.Format format) throws IOException {
        FileDownload.send(format.fileName(), format.mediaType(), out -> export.write(state.filter(formats.zone()), format, out));
    }

    public AuditExport.Format[] getFormats() {
        return AuditExport.Format.values();
    }
}
