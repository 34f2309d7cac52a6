package org.openpo.ejb.inbound.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.openpo.domain.document.DocumentType;
import org.openpo.domain.rule.BusinessRuleException;

/** What a ZIP is, by its directory, as programs read it. What is in ZIPs within it is looked at as well; all of one document together is bounded. */
final class DocumentArchive {
    private static final int ENTRIES_MAX = 20_000;
    private static final int DIRECTORY_MAX = 8 * 1024 * 1024;
    private static final int LIST_MAX = 1024 * 1024;
    private static final int DEPTH_MAX = 3;
    private static final long UNPACKED_MAX = 512L * 1024 * 1024;
    private static final int END_SIZE = 22;
    private static final int COMMENT_MAX = 0xFFFF;
    private static final int BUFFER = 8 * 1024;

    /** What systems run, or show as a page that runs something, when it is opened by its name. */
    private static final Pattern RUNS = Pattern.compile(".*\\.(?:exe|dll|com|scr|cpl|msi|msp|bat|cmd|ps1|psm1|js|jse|vbs|vbe|wsf|wsh|hta|lnk|url|reg|chm|jar|apk|html?|xhtml|mht|mhtml|shtml"
            + "|sh|command|scpt|slk|iqy|docm|dotm|xlsm|xltm|xlam|xlsb|pptm|potm|ppam|ppsm|sldm)");
    /** Pictures within office files are no pages, and some of them are such. */
    private static final Pattern PAGES = Pattern.compile(".*\\.svgz?");
    private static final Pattern MACROS = Pattern.compile("(?:.*/)?(?:vbaproject\\.bin|vbadata\\.xml|activex/.*|macrosheets/.*)");
    private static final Pattern OPEN_DOCUMENT_MACROS = Pattern.compile("(?:.*/)?(?:basic|scripts)/.*");
    private static final Set<String> PROGRAMS = Set.of("meta-inf/manifest.mf", "androidmanifest.xml", "classes.dex");
    private static final String PARTS = "[content_types].xml";
    private static final Map<String, DocumentType> OPEN_DOCUMENT = Map.of(
            DocumentType.ODT.mediaType(), DocumentType.ODT, DocumentType.ODS.mediaType(), DocumentType.ODS, DocumentType.ODP.mediaType(), DocumentType.ODP);

    private int entriesLeft = ENTRIES_MAX;
    private long bytesLeft = UNPACKED_MAX;

    private DocumentArchive() { }

    /** @return nothing if it is broken, encrypted or too large to look at, or holds what may run */
    static Optional<DocumentType> type(Path file) {
        try {
            return new DocumentArchive().type(file, 1);
        } catch (IOException | IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private Optional<DocumentType> type(Path file, int depth) throws IOException {
        if (depth > DEPTH_MAX || !hasSmallDirectory(file)) {
            return Optional.empty();
        }
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            entriesLeft -= zip.size();
            if (entriesLeft < 0) {
                return Optional.empty();
            }
            Set<String> names = new HashSet<>();
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements();) {
                ZipEntry entry = entries.nextElement();
                // Windows leaves dots and blanks at the end of a name out.
                String name = entry.getName().toLowerCase(Locale.ROOT).replace('\\', '/').replaceAll("[. ]+$", "");
                boolean twoReadersSeeTwo = !names.add(name) && name.equals(PARTS);
                if (twoReadersSeeTwo || PROGRAMS.contains(name) || RUNS.matcher(name).matches() || MACROS.matcher(name).matches() || !entry.isDirectory() && isRefused(zip, entry, depth)) {
                    return Optional.empty();
                }
            }
            return type(zip, names);
        }
    }

    private static Optional<DocumentType> type(ZipFile zip, Set<String> names) throws IOException {
        ZipEntry mimetype = zip.getEntry("mimetype");
        DocumentType open = mimetype == null ? null : OPEN_DOCUMENT.get(new String(content(zip, mimetype), StandardCharsets.UTF_8).strip());
        if (open != null) {
            return names.stream().anyMatch(name -> OPEN_DOCUMENT_MACROS.matcher(name).matches()) ? Optional.empty() : Optional.of(open);
        }
        if (names.contains(PARTS)) {
            ZipEntry parts = zip.stream().filter(entry -> entry.getName().equalsIgnoreCase(PARTS)).findFirst().orElse(null);
            return parts == null ? Optional.empty() : office(content(zip, parts));
        }
        return names.stream().anyMatch(name -> PAGES.matcher(name).matches()) ? Optional.empty() : Optional.of(DocumentType.ZIP);
    }

    /** Java loads all of a directory at once: how large it is stands at the end of the file. More than four gigabytes or 65534 entries are no document. */
    private static boolean hasSmallDirectory(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(in.length(), END_SIZE + COMMENT_MAX)];
            in.seek(in.length() - end.length);
            in.readFully(end);
            boolean found = false;
            for (int i = end.length - END_SIZE; i >= 0; i--) {
                if (end[i] == 'P' && end[i + 1] == 'K' && end[i + 2] == 5 && end[i + 3] == 6) {
                    // Each that may be meant, because readers do not agree on which is.
                    if (number(end, i + 12, 4) > DIRECTORY_MAX || number(end, i + 10, 2) > ENTRIES_MAX) {
                        return false;
                    }
                    found = true;
                }
            }
            return found;
        }
    }

    private static long number(byte[] bytes, int offset, int length) {
        long number = 0;
        for (int i = length - 1; i >= 0; i--) {
            number = number << 8 | bytes[offset + i] & 0xFF;
        }
        return number;
    }

    private boolean isRefused(ZipFile zip, ZipEntry entry, int depth) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] start = in.readNBytes(DocumentFile.MAGIC_LENGTH);
            if (DocumentFile.isProgram(start) || DocumentFile.isOldOffice(start)) {
                return true;
            }
            return DocumentFile.isZip(start) && isRefused(start, in, depth);
        }
    }

    private boolean isRefused(byte[] start, InputStream rest, int depth) throws IOException {
        if (depth == DEPTH_MAX) {
            return true;
        }
        Path inner = Files.createTempFile("openpo-document", ".zip");
        try {
            try (OutputStream out = Files.newOutputStream(inner)) {
                out.write(start);
                byte[] buffer = new byte[BUFFER];
                for (int n = rest.read(buffer); n >= 0; n = rest.read(buffer)) {
                    bytesLeft -= n;
                    if (bytesLeft < 0) {
                        return true;
                    }
                    out.write(buffer, 0, n);
                }
            }
            return type(inner, depth + 1).isEmpty();
        } finally {
            Files.delete(inner);
        }
    }

    private static byte[] content(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] content = in.readNBytes(LIST_MAX + 1);
            if (content.length > LIST_MAX) {
                throw new IOException(entry.getName() + " is too large");
            }
            return content;
        }
    }

    /** By the list of its parts, read as office programs read it: whatever its letters are written as. */
    private static Optional<DocumentType> office(byte[] parts) {
        List<String> types = new ArrayList<>();
        try {
            XmlWalk.walk(new ByteArrayInputStream(parts), new XmlWalk.Listener() {
                @Override
                public boolean wants(String path) {
                    return false;
                }

                @Override
                public void attribute(String name, String value) {
                    if (name.equals("ContentType")) {
                        types.add(value.strip().toLowerCase(Locale.ROOT));
                    }
                }

                @Override
                public void text(String path, String value, String qualifier) { }

                @Override
                public void end(String path) { }
            });
        } catch (BusinessRuleException noXml) {
            return Optional.empty();
        }
        if (types.stream().anyMatch(type -> type.contains("macro") || type.contains("vbaproject") || type.contains("vbadata") || type.contains("activex"))) {
            return Optional.empty();
        }
        if (has(types, "wordprocessingml.document.main+xml")) {
            return Optional.of(DocumentType.DOCX);
        }
        if (has(types, "spreadsheetml.sheet.main+xml")) {
            return Optional.of(DocumentType.XLSX);
        }
        return has(types, "presentationml.presentation.main+xml") ? Optional.of(DocumentType.PPTX) : Optional.empty();
    }

    private static boolean has(List<String> types, String end) {
        return types.stream().anyMatch(type -> type.endsWith(end));
    }
}
