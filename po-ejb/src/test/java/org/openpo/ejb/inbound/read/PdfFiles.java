package org.openpo.ejb.inbound.read;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;

/** Makes PDFs with files inside. */
final class PdfFiles {
    private PdfFiles() { }

    /** @param password needed to open it, or null */
    static byte[] with(String name, byte[] content, String password) throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            pdf.addPage(new PDPage());
            if (content != null) {
                PDComplexFileSpecification specification = new PDComplexFileSpecification();
                specification.setFile(name);
                specification.setFileUnicode(name);
                PDEmbeddedFile embedded = new PDEmbeddedFile(pdf, new ByteArrayInputStream(content), org.apache.pdfbox.cos.COSName.FLATE_DECODE);
                embedded.setSubtype("text/xml");
                specification.setEmbeddedFile(embedded);
                specification.setEmbeddedFileUnicode(embedded);
                PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
                tree.setNames(Map.of(name, specification));
                PDDocumentNameDictionary names = new PDDocumentNameDictionary(pdf.getDocumentCatalog());
                names.setEmbeddedFiles(tree);
                pdf.getDocumentCatalog().setNames(names);
            }
            if (password != null) {
                pdf.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            pdf.save(out);
            return out.toByteArray();
        }
    }
}
