package org.openpo.web.dashboard;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.primefaces.PrimeFaces;
import org.primefaces.event.FileUploadEvent;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.inbound.PurchaseOrderImport;
import org.openpo.ejb.inbound.PurchaseOrderImportResult;
import org.openpo.ejb.inbound.PurchaseOrderImportResult.Item;
import org.openpo.ejb.inbound.PurchaseOrderImportResult.Outcome;
import org.openpo.ejb.inbound.read.PurchaseOrderColumn;
import org.openpo.ejb.inbound.read.PurchaseOrderFile;
import org.openpo.web.faces.FileDownload;
import org.openpo.web.i18n.Texts;

/** Purchase orders from a file, as {@code #{orderFile}}: first what would become of it, then the import, then the refused rows to correct. */
@Named("orderFile")
@ViewScoped
public class PurchaseOrderFileBean implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 100;

    /** A wrong place of the file, and whose it is. */
    public record Wrong(String purchaseOrderId, PurchaseOrderFile.Problem problem) { }

    @EJB
    private PurchaseOrderImport orderImport;
    @Inject
    private Texts texts;

    /** Not kept when the session is written away: the file is chosen again then. */
    private transient byte[] content;
    private transient PurchaseOrderImportResult result;
    private String fileName;
    private String problem;
    private boolean update;

    public void begin() {
        fileName = null;
        content = null;
        result = null;
        problem = null;
        update = false;
    }

    /** The dialog was closed: a file of 10 MB is not held for nobody. The page is to be read anew if something was imported. */
    public void close() {
        if (result != null && !result.preview()) {
            PrimeFaces.current().ajax().addCallbackParam("imported", true);
        }
        begin();
    }

    public void upload(FileUploadEvent event) {
        fileName = event.getFile().getFileName();
        try (InputStream in = event.getFile().getInputStream()) {
            content = in.readNBytes(PurchaseOrderImport.BYTES_MAX + 1);
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
        work(file -> orderImport.preview(file, update));
    }

    /** What would become of the file with the other choice. */
    public void look() {
        PurchaseOrderImportResult earlier = result;
        work(file -> earlier == null ? orderImport.preview(file, update) : orderImport.preview(file, update, earlier));
    }

    /** Imports the file. */
    public void take() {
        work(file -> orderImport.run(fileName, file, update));
    }

    private void work(Function<InputStream, PurchaseOrderImportResult> work) {
        result = null;
        problem = null;
        if (content == null) {
            problem = texts.get("orderImport.again");
            return;
        }
        try {
            result = work.apply(new ByteArrayInputStream(content));
            // Held only as long as somebody may want to import it, or its refused rows.
            content = result.preview() || result.correctable() ? content : null;
        } catch (BusinessRuleException refused) {
            content = null;
            problem = texts.of(refused.violations().get(0));
        }
    }

    /** Hands out the rows of the refused purchase orders as the file had them, each with its reason. */
    public void download() throws IOException {
        if (content == null || result == null) {
            look();
            return;
        }
        FileDownload.send("purchase-orders-to-correct.csv", out -> orderImport.writeRefused(new ByteArrayInputStream(content), result, texts::of,
                row -> texts.get("orderImport.refusedFor", row), out));
    }

    /** How many the button would add or change. */
    public long getReady() {
        return result == null || !result.preview() ? 0 : count("CREATED") + count("CHANGED");
    }

    public long count(String outcome) {
        return result == null ? 0 : result.count(Outcome.valueOf(outcome));
    }

    /** Those of which there is something to say, the refused ones apart, and first those that lose line items; more than that are in the file. */
    public List<Item> getItems() {
        return result == null ? List.of() : result.items().stream().filter(i -> i.outcome() != Outcome.REFUSED && i.outcome() != Outcome.UNCHANGED)
                .sorted(Comparator.comparing(i -> !i.removesLineItems())).limit(SHOWN).toList();
    }

    public long getMoreItems() {
        return count("CREATED") + count("CHANGED") + count("KEPT") - getItems().size();
    }

    public List<Wrong> getWrongs() {
        return result == null ? List.of() : result.items().stream().flatMap(i -> i.problems().stream().map(p -> new Wrong(i.purchaseOrderId(), p))).limit(SHOWN).toList();
    }

    public long getMoreWrongs() {
        return result == null ? 0 : result.problems() - getWrongs().size();
    }

    public String sentence(PurchaseOrderFile.Problem wrong) {
        return texts.of(wrong.violation());
    }

    /** What the columns of a file are called. */
    public String getColumns() {
        return Arrays.stream(PurchaseOrderColumn.values()).map(PurchaseOrderColumn::header).collect(Collectors.joining(", "));
    }

    public long getMaxBytes() { return PurchaseOrderImport.BYTES_MAX; }
    public PurchaseOrderImportResult getResult() { return result; }
    public String getFileName() { return fileName; }
    public String getProblem() { return problem; }
    public boolean isUpdate() { return update; }
    public void setUpdate(boolean update) { this.update = update; }
}
