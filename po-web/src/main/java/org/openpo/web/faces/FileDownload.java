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
        content.writeTo(new OnFirstByte(() -> {
            ExternalContext external = faces.getExternalContext();
            external.setResponseContentType(mediaType);
            external.setResponseHeader("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
            return external.getResponseOutputStream();
        }));
        faces.responseComplete();
    }

    /** Makes the answer a file with its first byte: what is refused before is said on the page. */
    private static final class OnFirstByte extends OutputStream {
        private final Opening opening;
        private OutputStream out;

        private interface Opening {
            OutputStream open() throws IOException;
        }

        OnFirstByte(Opening opening) {
            this.opening = opening;
        }

        private OutputStream out() throws IOException {
            if (out == null) {
                out = opening.open();
            }
            return out;
        }

        @Override
        public void write(int one) throws IOException {
            out().write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out().write(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            if (out != null) {
                out.flush();
            }
        }
    }
}
