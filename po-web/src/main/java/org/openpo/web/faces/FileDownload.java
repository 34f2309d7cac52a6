package org.openpo.web.faces;

import java.io.IOException;
import java.io.OutputStream;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;

import org.openpo.ejb.export.ExportFormat;

/** A file as the answer to a button, instead of a page. */
public final class FileDownload {
    private FileDownload() { }

    /** Writes what the file says. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** A list. */
    public static void send(String list, ExportFormat format, Content content) throws IOException {
        send(format.fileName(list), format.mediaType(), content);
    }

    /** A CSV file. */
    public static void send(String fileName, Content content) throws IOException {
        send(fileName, ExportFormat.CSV.mediaType(), content);
    }

    /** @param fileName of ours: letters, hyphens and a dot */
    public static void send(String fileName, String mediaType, Content content) throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        ExternalContext external = faces.getExternalContext();
        external.setResponseContentType(mediaType);
        external.setResponseHeader("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
        content.writeTo(external.getResponseOutputStream());
        faces.responseComplete();
    }
}
