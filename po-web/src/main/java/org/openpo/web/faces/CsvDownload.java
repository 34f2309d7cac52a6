package org.openpo.web.faces;

import java.io.IOException;
import java.io.OutputStream;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;

/** A CSV file as the answer to a button, instead of a page. */
public final class CsvDownload {
    private CsvDownload() { }

    /** Writes what the file says. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** @param fileName of ours: letters, hyphens and a dot */
    public static void send(String fileName, Content content) throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        ExternalContext external = faces.getExternalContext();
        external.setResponseContentType("text/csv;charset=UTF-8");
        external.setResponseHeader("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
        content.writeTo(external.getResponseOutputStream());
        faces.responseComplete();
    }
}
