package org.openpo.web.party;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.primefaces.event.FileUploadEvent;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.party.ContactImport;
import org.openpo.web.faces.FileDownload;
import org.openpo.web.i18n.Texts;

/** Contacts from a CSV file, as {@code #{contactFile}}: what became of its rows, and the refused ones to correct and hand in again. */
@Named("contactFile")
@ViewScoped
public class ContactFileBean implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final List<String> COLUMNS = List.of("name", "email", "phone", "language", "active", "defaultContact");
    private static final int SHOWN = 100;

    @EJB
    private ContactImport contactImport;
    @Inject
    private ContactsBean list;
    @Inject
    private Texts texts;

    private transient ContactImport.Result result;
    private String fileName;
    private String problem;

    public void begin() {
        result = null;
        problem = null;
    }

    public void upload(FileUploadEvent event) {
        begin();
        fileName = event.getFile().getFileName();
        try (InputStream in = event.getFile().getInputStream()) {
            result = contactImport.run(in.readNBytes(ContactImport.BYTES_MAX + 1));
            list.again();
        } catch (BusinessRuleException refused) {
            problem = texts.of(refused.violations().get(0));
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }

    /** Why a row was left out, in the page's language. */
    public String sentence(ContactImport.Refused refused) {
        return texts.of(refused.violation());
    }

    /** The refused rows for the page; more than that are in the file. */
    public List<ContactImport.Refused> getRefused() {
        return result == null ? List.of() : result.refused().stream().limit(SHOWN).toList();
    }

    /** Hands out the refused rows as the file had them. */
    public void download() throws IOException {
        FileDownload.send("contacts-to-correct.csv", out -> out.write(result.toCorrect().getBytes(StandardCharsets.UTF_8)));
    }

    /** The header line. */
    public String getColumns() { return String.join(",", COLUMNS); }
    public ContactImport.Result getResult() { return result; }
    public String getFileName() { return fileName; }
    public String getProblem() { return problem; }
}
