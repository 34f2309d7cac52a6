package org.openpo.ejb.inbound.read;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.openpo.domain.document.DocumentType;
import org.openpo.domain.rule.BusinessRuleException;

/**
 * Says by its content what a document is. What it does not surely know is nothing: programs, pages that a browser would run, office files with macros and
 * old office formats, which may hide some, have no type.
 */
public final class DocumentFile {
    private static final int BEGINNING = 8 * 1024;
    private static final int ENTRIES_MAX = 20_000;
    private static final int LIST_MAX = 1024 * 1024;
    private static final int CSV_LINES = 20;
    private static final Pattern HEADER = Pattern.compile("[!-9;-~]+:.*");
    private static final Pattern MAIL_HEADER = Pattern.compile("(?i)(from|to|subject|date|received|message-id|mime-version|return-path|delivered-to):.*");
    private static final Set<String> SHOWN_AS_PAGES = Set.of("http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg");
    private static final Set<String> PAGES = Set.of("html", "svg", "script");
    private static final Set<String> PROGRAMS = Set.of("META-INF/MANIFEST.MF", "AndroidManifest.xml", "classes.dex");
    private static final Map<String, DocumentType> OPEN_DOCUMENT = Map.of(
            DocumentType.ODT.mediaType(), DocumentType.ODT, DocumentType.ODS.mediaType(), DocumentType.ODS, DocumentType.ODP.mediaType(), DocumentType.ODP);

    private DocumentFile() { }

    /** @return nothing if it is none of them, or broken */
    public static Optional<DocumentType> type(Path file) {
        try {
            byte[] start;
            try (InputStream in = Files.newInputStream(file)) {
                start = in.readNBytes(BEGINNING);
            }
            if (starts(start, 0x25, 0x50, 0x44, 0x46, 0x2D)) {
                return Optional.of(DocumentType.PDF);
            }
            if (starts(start, 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A)) {
                return Optional.of(DocumentType.PNG);
            }
            if (starts(start, 0xFF, 0xD8, 0xFF)) {
                return Optional.of(DocumentType.JPEG);
            }
            if (starts(start, 0x50, 0x4B, 0x03, 0x04) || starts(start, 0x50, 0x4B, 0x05, 0x06)) {
                return archive(file);
            }
            return text(file, start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean starts(byte[] bytes, int... magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<DocumentType> archive(Path file) throws IOException {
        // By its directory, as programs read it; what is encrypted cannot be looked at and is refused with what is broken.
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            if (zip.size() > ENTRIES_MAX || PROGRAMS.stream().anyMatch(name -> zip.getEntry(name) != null) || holdsPrograms(zip)) {
                return Optional.empty();
            }
            DocumentType open = OPEN_DOCUMENT.get(content(zip, "mimetype").strip());
            if (open != null) {
                return Optional.of(open).filter(type -> !hasEntryIn(zip, "Basic/") && !hasEntryIn(zip, "Scripts/"));
            }
            String parts = content(zip, "[Content_Types].xml");
            return parts.isEmpty() ? Optional.of(DocumentType.ZIP) : office(parts);
        } catch (IOException | IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private static Optional<DocumentType> office(String parts) {
        if (parts.contains("macroEnabled") || parts.contains("vbaProject") || parts.contains("ms-office.activeX")) {
            return Optional.empty();
        }
        if (parts.contains("wordprocessingml.document.main+xml")) {
            return Optional.of(DocumentType.DOCX);
        }
        if (parts.contains("spreadsheetml.sheet.main+xml")) {
            return Optional.of(DocumentType.XLSX);
        }
        return parts.contains("presentationml.presentation.main+xml") ? Optional.of(DocumentType.PPTX) : Optional.empty();
    }

    private static boolean hasEntryIn(ZipFile zip, String folder) {
        return zip.stream().anyMatch(entry -> entry.getName().startsWith(folder));
    }

    private static boolean holdsPrograms(ZipFile zip) throws IOException {
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements();) {
            ZipEntry entry = entries.nextElement();
            if (!entry.isDirectory()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    if (isProgram(in.readNBytes(4))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Windows, Linux, macOS (also of several processors, and Java classes), scripts. */
    private static boolean isProgram(byte[] start) {
        return starts(start, 'M', 'Z') || starts(start, 0x7F, 'E', 'L', 'F') || starts(start, '#', '!') || starts(start, 0xCA, 0xFE, 0xBA, 0xBE)
                || starts(start, 0xFE, 0xED, 0xFA, 0xCE) || starts(start, 0xFE, 0xED, 0xFA, 0xCF) || starts(start, 0xCE, 0xFA, 0xED, 0xFE) || starts(start, 0xCF, 0xFA, 0xED, 0xFE);
    }

    /** The text of a small entry; empty if there is none. */
    private static String content(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            return "";
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readNBytes(LIST_MAX), StandardCharsets.UTF_8);
        }
    }

    private static Optional<DocumentType> text(Path file, byte[] start) throws IOException {
        // Letters of other code pages do not matter here: what is looked for is ASCII.
        Charset charset = starts(start, 0xFF, 0xFE) ? StandardCharsets.UTF_16LE : starts(start, 0xFE, 0xFF) ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1;
        if (isProgram(start) || !isText(file, charset)) {
            return Optional.empty();
        }
        String beginning = new String(start, charset).replaceFirst("^(?:\uFEFF|ï»¿)", "").replace("\r\n", "\n").replace('\r', '\n');
        if (beginning.stripLeading().startsWith("<")) {
            return isXml(file) ? Optional.of(DocumentType.XML) : Optional.empty();
        }
        if (isMail(beginning)) {
            return Optional.of(DocumentType.EML);
        }
        return Optional.of(isTable(beginning, start.length == BEGINNING) ? DocumentType.CSV : DocumentType.TXT);
    }

    /** Begins with headers, at least two of which mails have. */
    private static boolean isMail(String beginning) {
        int known = 0;
        boolean first = true;
        for (String line : beginning.split("\n", -1)) {
            if (line.isEmpty() || !HEADER.matcher(line).matches() && (first || line.charAt(0) != ' ' && line.charAt(0) != '\t')) {
                return line.isEmpty() && known > 1;
            }
            known += MAIL_HEADER.matcher(line).matches() ? 1 : 0;
            first = false;
        }
        return known > 1;
    }

    /** No control characters but blanks of some kind. */
    private static boolean isText(Path file, Charset charset) throws IOException {
        try (Reader in = new InputStreamReader(new BufferedInputStream(Files.newInputStream(file)), charset)) {
            char[] buffer = new char[BEGINNING];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    char c = buffer[i];
                    if (c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' || c == 0x7F) {
                        return false;
                    }
                }
            }
            return true;
        }
    }

    /** Well-formed, without a DTD, and nothing in it that makes a page of it. */
    private static boolean isXml(Path file) {
        boolean[] page = {false};
        try {
            XmlWalk.walk(file, new XmlWalk.Listener() {
                @Override
                public boolean wants(String path) {
                    return false;
                }

                @Override
                public void text(String path, String value, String qualifier) { }

                @Override
                public void end(String path) { }

                @Override
                public void start(String localName, String namespace) {
                    page[0] |= PAGES.contains(localName.toLowerCase(Locale.ROOT)) || namespace != null && SHOWN_AS_PAGES.contains(namespace);
                }

                @Override
                public void instruction(String target) {
                    page[0] |= target.equalsIgnoreCase("xml-stylesheet");
                }
            });
            return !page[0];
        } catch (BusinessRuleException noXml) {
            return false;
        }
    }

    /** At least two lines, each with the same number of separators, not counting those in quotes. */
    private static boolean isTable(String beginning, boolean goesOn) {
        String[] lines = new BufferedReader(new StringReader(beginning)).lines().limit(CSV_LINES).toArray(String[]::new);
        int whole = goesOn && lines.length < CSV_LINES ? lines.length - 1 : lines.length;
        for (char separator : new char[] {',', ';', '\t', '|'}) {
            long expected = whole < 2 ? 0 : separators(lines[0], separator);
            boolean same = expected > 0;
            for (int i = 1; same && i < whole; i++) {
                same = separators(lines[i], separator) == expected;
            }
            if (same) {
                return true;
            }
        }
        return false;
    }

    private static long separators(String line, char separator) {
        boolean quoted = false;
        long count = 0;
        for (int i = 0; i < line.length(); i++) {
            quoted ^= line.charAt(i) == '"';
            count += !quoted && line.charAt(i) == separator ? 1 : 0;
        }
        return count;
    }
}
