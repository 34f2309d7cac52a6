package org.openpo.ejb.inbound.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.PDNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;

import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;

/** A PDF for people with the same invoice for machines inside: Factur-X, ZUGFeRD 2, XRechnung in PDF. */
final class FacturXReader implements InvoiceReader {
    private static final int[] MARK = {'%', 'P', 'D', 'F', '-'};
    private static final Set<String> NAMES = Set.of("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "order-x.xml");
    private static final long XML_MAX = 50L * 1024 * 1024;
    private static final int FILES_MAX = 1_000;
    private static final int TREE_DEPTH_MAX = 20;

    private final Path file;

    private FacturXReader(Path file) {
        this.file = file;
    }

    static Optional<FacturXReader> recognise(Path file) {
        return Unpacker.starts(file, MARK) ? Optional.of(new FacturXReader(file)) : Optional.empty();
    }

    @Override
    public ImportFormat format() {
        return ImportFormat.FACTUR_X;
    }

    /** @throws BusinessRuleException PDF_BROKEN, PDF_WITHOUT_INVOICE, and what is wrong with the XML inside */
    @Override
    public void read(Consumer<Row> rows) {
        Path part = file.toAbsolutePath().resolveSibling(UUID.randomUUID() + ".part");
        try {
            extract(part);
            InvoiceReader inside = XmlWalk.root(part).flatMap(root -> EInvoiceReader.recognise(part, root))
                    .orElseThrow(() -> new BusinessRuleException("", ErrorCode.PDF_WITHOUT_INVOICE));
            inside.read(rows);
        } finally {
            Unpacker.delete(part);
        }
    }

    private void extract(Path target) {
        try (PDDocument pdf = Loader.loadPDF(file.toFile(), "", null, null, IOUtils.createTempFileOnlyStreamCache())) {
            PDEmbeddedFile invoice = embedded(pdf).stream().filter(FacturXReader::isInvoice).findFirst().map(FacturXReader::content)
                    .orElseThrow(() -> new BusinessRuleException("", ErrorCode.PDF_WITHOUT_INVOICE));
            try (InputStream in = new Bounded(invoice.createInputStream())) {
                Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (BusinessRuleException refused) {
            throw refused;
        } catch (UncheckedIOException unwritable) {
            throw unwritable;
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError broken) {
            // Damaged PDFs make the library stumble in many ways, and ask for arrays of a size that the file made up.
            throw new BusinessRuleException("", ErrorCode.PDF_BROKEN);
        }
    }

    /** The files of the document: those in its list of names, and those associated with it. */
    private static List<PDComplexFileSpecification> embedded(PDDocument pdf) throws IOException {
        List<PDComplexFileSpecification> files = new ArrayList<>();
        PDEmbeddedFilesNameTreeNode tree = new PDDocumentNameDictionary(pdf.getDocumentCatalog()).getEmbeddedFiles();
        if (tree != null) {
            collect(tree, files, 0);
        }
        if (pdf.getDocumentCatalog().getCOSObject().getDictionaryObject(COSName.getPDFName("AF")) instanceof COSArray associated) {
            for (int i = 0; i < Math.min(associated.size(), FILES_MAX); i++) {
                if (associated.getObject(i) instanceof COSDictionary dictionary) {
                    files.add(new PDComplexFileSpecification(dictionary));
                }
            }
        }
        return files;
    }

    private static void collect(PDNameTreeNode<PDComplexFileSpecification> node, List<PDComplexFileSpecification> files, int depth) throws IOException {
        if (depth > TREE_DEPTH_MAX || files.size() > FILES_MAX) {
            return;
        }
        if (node.getNames() != null) {
            files.addAll(node.getNames().values());
        }
        if (node.getKids() != null) {
            for (PDNameTreeNode<PDComplexFileSpecification> kid : node.getKids()) {
                collect(kid, files, depth + 1);
            }
        }
    }

    private static boolean isInvoice(PDComplexFileSpecification each) {
        String name = each == null ? null : each.getFileUnicode() == null ? each.getFile() : each.getFileUnicode();
        return name != null && NAMES.contains(name.toLowerCase(Locale.ROOT)) && content(each) != null;
    }

    private static PDEmbeddedFile content(PDComplexFileSpecification each) {
        return each.getEmbeddedFileUnicode() == null ? each.getEmbeddedFile() : each.getEmbeddedFileUnicode();
    }

    /** An embedded file may be packed, and grow. */
    private static final class Bounded extends java.io.FilterInputStream {
        private long count;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = super.read(bytes, offset, length);
            count += Math.max(n, 0);
            if (count > XML_MAX) {
                throw new BusinessRuleException("", ErrorCode.ARCHIVE_TOO_LARGE, XML_MAX / (1024 * 1024));
            }
            return n;
        }
    }
}
