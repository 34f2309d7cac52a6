package org.openpo.web.inbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;

import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.primefaces.event.FileUploadEvent;
import org.primefaces.model.DefaultStreamedContent;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.StreamedContent;

import org.openpo.domain.inbound.ImportCounts;
import org.openpo.domain.inbound.ImportState;
import org.openpo.domain.inbound.RowOutcome;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.inbound.ImportErrorFiles;
import org.openpo.ejb.inbound.ImportErrorView;
import org.openpo.ejb.inbound.ImportJobView;
import org.openpo.ejb.inbound.ImportPreviewRow;
import org.openpo.ejb.inbound.ImportQueries;
import org.openpo.ejb.inbound.ImportService;
import org.openpo.web.faces.Notes;
import org.openpo.web.i18n.Formats;
import org.openpo.web.i18n.Texts;

/** The import page, as {@code #{imports}}: hand a file in, see what becomes of it, look at earlier ones. */
@Named("imports")
@ViewScoped
public class ImportsBean implements Serializable {
    private static final long serialVersionUID = 1L;

    @EJB
    private ImportService service;
    @EJB
    private ImportQueries queries;
    @EJB
    private ImportErrorFiles errorFiles;
    @Inject
    private Notes notes;
    @Inject
    private Texts texts;
    @Inject
    private Formats formats;

    private String id;
    private boolean onlyCheck;
    private transient ImportJobView job;
    private transient LazyDataModel<ImportErrorView> errors;
    private transient LazyDataModel<ImportJobView> history;

    /** Shows the import that the address names, else the latest one. */
    public void open() {
        if (id == null) {
            id = queries.page(0, 1).items().stream().map(j -> String.valueOf(j.id())).findFirst().orElse(null);
        } else {
            getJob();
        }
    }

    private long pk() {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException notAnId) {
            throw new NotFoundException("ImportJob", id);
        }
    }

    /** Takes a file in and shows its import. */
    public void upload(FileUploadEvent event) {
        try (InputStream content = event.getFile().getInputStream()) {
            show(service.submit(event.getFile().getFileName(), content, onlyCheck));
        } catch (BusinessRuleException refused) {
            notes.refused(refused, field -> null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Imports for good what was only looked at. */
    public void confirm() {
        try {
            service.confirm(pk());
        } catch (BusinessRuleException over) {
            notes.refused(over, field -> null);
        }
        refresh();
    }

    /** The first rows of a preview. */
    public List<ImportPreviewRow> getPreview() {
        return queries.preview(pk());
    }

    /**
     * One of the numbers of the result.
     *
     * @param outcome of the invoices that a click lists; null for the others
     * @param linked  whether there are invoices to list
     */
    public record Figure(String key, long value, String style, RowOutcome outcome, boolean linked) { }

    /** The numbers of the result. A preview has nothing to list yet. */
    public List<Figure> getFigures() {
        ImportCounts c = getJob().counts();
        boolean there = getJob().state() != ImportState.PREVIEWED && !getJob().preview();
        return List.of(new Figure("imports.rows", c.rows(), "", null, false),
                new Figure("imports.created", c.created(), c.created() > 0 ? "op-ok" : "", RowOutcome.CREATED, there && c.created() > 0),
                new Figure("imports.changed", c.changed(), "", RowOutcome.CHANGED, there && c.changed() > 0),
                new Figure("imports.unchanged", c.unchanged(), "", RowOutcome.UNCHANGED, there && c.unchanged() > 0),
                new Figure("imports.duplicates", c.duplicates(), "", null, false),
                new Figure("imports.errors", c.errors(), c.errors() > 0 ? "op-bad" : "", null, false),
                new Figure("imports.exceptions", c.exceptions(), "", null, there && c.exceptions() > 0));
    }

    /** Stops the import that is shown. */
    public void cancel() {
        try {
            service.cancel(pk());
        } catch (BusinessRuleException over) {
            notes.refused(over, field -> null);
        }
        refresh();
    }

    /** The file as it came in, for whoever may have it. */
    public StreamedContent getOriginal() {
        ImportJobView shown = getJob();
        return DefaultStreamedContent.builder().name(shown.fileName()).contentType("application/octet-stream").writer(out -> {
            try {
                queries.writeFile(shown, out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).build();
    }

    /** Whether the refused rows can be had as a file. */
    public boolean isErrorFilePossible() {
        return errorFiles.isPossible(getJob());
    }

    /** The refused rows as a file that can be corrected, with the reasons in the page's language. */
    public StreamedContent getErrorFile() {
        ImportJobView shown = getJob();
        return DefaultStreamedContent.builder().name(errorFiles.name(shown)).contentType("application/octet-stream").writer(out -> {
            try {
                errorFiles.write(shown, this::sentence, out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).build();
    }

    /** How large a file may be, in megabytes. */
    public int getMaxMegabytes() {
        return service.maxMegabytes();
    }

    public long getMaxBytes() {
        return service.maxMegabytes() * 1024L * 1024L;
    }

    /** How far the import is and how long it will take: 68%, about 10 s left. */
    public String getHowFar() {
        ImportJobView.Pace pace = getJob().pace();
        if (pace == null || pace.remainingSeconds() == null) {
            return getJob().percent() + "%";
        }
        return texts.get("imports.remaining", getJob().percent(), time(pace.remainingSeconds()));
    }

    private String time(long seconds) {
        if (seconds < 60) {
            return texts.get("imports.seconds", seconds);
        }
        long minutes = (seconds + 59) / 60;
        return minutes < 60 ? texts.get("imports.minutes", minutes) : texts.get("imports.hours", minutes / 60, minutes % 60);
    }

    /** What those hear who do not see the page change: how an import that was watched has ended; "" before, and where nothing was watched. */
    public String getSaid() {
        ImportJobView shown = getJob();
        if (shown == null || shown.isUnderWay() || !FacesContext.getCurrentInstance().isPostback()) {
            return "";
        }
        ImportCounts c = shown.counts();
        return texts.get("imports.said", shown.fileName(), texts.name(shown.state()), c.rows(), c.created(), c.errors());
    }

    private void show(long newId) {
        id = String.valueOf(newId);
        refresh();
    }

    /** Looks again how far the import is. */
    public void refresh() {
        job = null;
        errors = null;
        history = null;
    }

    /** The import that is shown, or null if there is none yet. */
    public ImportJobView getJob() {
        if (job == null && id != null) {
            job = queries.job(pk());
        }
        return job;
    }

    public LazyDataModel<ImportErrorView> getErrors() {
        if (errors == null) {
            errors = new ImportErrorsModel(queries, pk());
        }
        return errors;
    }

    public LazyDataModel<ImportJobView> getHistory() {
        if (history == null) {
            history = new ImportHistoryModel(queries);
        }
        return history;
    }

    /** Finished, but not with every row. */
    public boolean isWithErrors(ImportJobView of) {
        return of.state() == ImportState.SUCCEEDED && of.counts().errors() > 0;
    }

    /** Rows that have been worked off. */
    public long getDone() {
        return getJob().counts().workedOff();
    }

    /** Whether it ended in the middle of its work: then the sentence is not about the file. */
    public boolean isBrokenOff() {
        return getJob().failure() == ErrorCode.IMPORT_FAILED || getJob().failure() == ErrorCode.IMPORT_STUCK;
    }

    /** Why the whole file was refused, in one sentence. */
    public String getFailure() {
        return texts.of(new Violation("", getJob().failure(), getJob().failureArguments()));
    }

    /** What is wrong with a row, in one sentence. */
    public String sentence(ImportErrorView error) {
        return texts.of(new Violation("", error.code(), error.arguments()));
    }

    /** OpenPO CSV, or a word for "not known yet". */
    public String formatName(ImportJobView of) {
        return texts.get(of.format() == null ? "imports.format.none" : "imports.format." + of.format());
    }

    /** 3.4 MB. */
    public String size(ImportJobView of) {
        return formats.bytes(of.sizeBytes());
    }

    public boolean isOnlyCheck() { return onlyCheck; }
    public void setOnlyCheck(boolean onlyCheck) { this.onlyCheck = onlyCheck; }
    public String getId() { return id; }

    /** From the address, and only then: on a postback Faces would write back the import that was shown when the page was opened. */
    public void setId(String id) {
        if (!FacesContext.getCurrentInstance().isPostback()) {
            this.id = id;
        }
    }
}
