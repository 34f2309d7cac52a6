package org.openpo.web.order;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.primefaces.PrimeFaces;
import org.primefaces.event.FileUploadEvent;

import org.openpo.domain.document.DocumentType;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.document.DocumentService;
import org.openpo.ejb.document.DocumentView;
import org.openpo.web.faces.Notes;
import org.openpo.web.i18n.Formats;
import org.openpo.web.i18n.Texts;

/** The documents of a purchase order, as {@code #{orderDocuments}}. */
@Named("orderDocuments")
@ViewScoped
public class OrderDocuments implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int SAID_MAX = 20;

    @EJB
    private DocumentService service;
    @Inject
    private PurchaseOrderPage page;
    @Inject
    private Notes notes;
    @Inject
    private Texts texts;
    @Inject
    private Formats formats;

    private final List<Result> results = new ArrayList<>();
    private String said;
    private Long removing;
    private String reason;
    private transient List<DocumentView> list;

    /**
     * What came of a file that was not added.
     *
     * @param kind info if it is here already, bad if it was refused
     */
    public record Result(String kind, String title, String text) implements Serializable { }

    /** The latest first. */
    public List<DocumentView> getList() {
        if (list == null) {
            list = service.list(page.getDetails().id());
        }
        return list;
    }

    /** For the tab, also while another one is shown. */
    public long getCount() {
        return list == null ? service.count(page.getDetails().id()) : list.size();
    }

    /** Files come one after another, each in a request of its own: what came of those before stays said. */
    public void upload(FileUploadEvent event) {
        String name = event.getFile().getFileName();
        try (InputStream content = event.getFile().getInputStream()) {
            DocumentService.Added added = service.add(page.getDetails().id(), name, content);
            if (added.alreadyHere()) {
                DocumentView here = added.document();
                say(new Result("info", texts.get("documents.here", name), texts.get("documents.here.note", here.name(), here.addedBy(), here.addedAt())));
            } else {
                said = texts.get("documents.added", added.document().name());
            }
        } catch (BusinessRuleException refused) {
            say(new Result("bad", texts.get("documents.refused", name), refused.violations().stream().map(texts::of).collect(Collectors.joining(" "))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        list = null;
    }

    private void say(Result result) {
        results.add(result);
        if (results.size() > SAID_MAX) {
            results.remove(0);
        }
        said = result.title() + " " + result.text();
    }

    public void forget() {
        results.clear();
        said = null;
    }

    /** What is taken, in a sentence. */
    public String getLimitsText() {
        var limits = service.limits();
        return texts.get("documents.limits", limits.types().stream().map(DocumentType::name).collect(Collectors.joining(", ")), limits.megabytes(), limits.documents());
    }

    public long getMaxBytes() {
        return service.limits().bytes();
    }

    public String size(DocumentView document) {
        return formats.bytes(document.sizeBytes());
    }

    public String icon(DocumentView document) {
        return switch (document.type()) {
            case PDF -> "pi-file-pdf";
            case DOCX, ODT -> "pi-file-word";
            case XLSX, ODS, CSV -> "pi-file-excel";
            case PNG, JPEG -> "pi-image";
            case EML -> "pi-envelope";
            case ZIP -> "pi-box";
            default -> "pi-file";
        };
    }

    public void begin(long id) {
        removing = id;
        reason = null;
    }

    /** The document of the dialog, or null. */
    public DocumentView getDocument() {
        return removing == null ? null : getList().stream().filter(d -> d.id() == removing).findFirst().orElse(null);
    }

    public String remove() {
        try {
            DocumentView document = getDocument();
            if (document != null) {
                service.remove(page.getDetails().id(), document.id(), reason);
                notes.done("documents.removed", document.name());
            } else {
                notes.warning("documents.gone");
            }
            return page.again();
        } catch (NotFoundException removedMeanwhile) {
            // Drawn anew: neither the list nor the number on the tab may go on showing it.
            list = null;
            notes.warning("documents.gone");
            return page.again();
        } catch (BusinessRuleException refused) {
            if (refused.violations().stream().allMatch(v -> v.field().equals("reason"))) {
                notes.quiet();
                notes.refused(refused, field -> "documentForm:documentReason");
            } else {
                PrimeFaces.current().executeScript("PF('documentDialog').hide()");
                notes.refused(refused, field -> null);
            }
            return null;
        }
    }

    public List<Result> getResults() { return results; }
    public String getSaid() { return said; }
    public String getReason() { return reason; }
    public void setReason(String reason) { this.reason = reason; }
}
