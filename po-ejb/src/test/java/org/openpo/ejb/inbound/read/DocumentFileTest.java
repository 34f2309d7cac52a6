package org.openpo.ejb.inbound.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.openpo.domain.document.DocumentType;

/** What documents are by their content, and the names they are saved under. */
class DocumentFileTest {
    private static final String OFFICE = "<Types><Override ContentType='application/vnd.openxmlformats-officedocument.%s'/>%s</Types>";

    @TempDir
    private Path folder;

    static Stream<Arguments> taken() {
        return Stream.of(
                arguments("a PDF", DocumentType.PDF, bytes("%PDF-1.7\n%âãÏÓ\n")),
                arguments("a PDF behind a mark and blanks", DocumentType.PDF, bytes("\uFEFF\r\n%PDF-1.7\n")),
                arguments("a PNG", DocumentType.PNG, hex("89504E470D0A1A0A0000000D49484452")),
                arguments("a JPEG", DocumentType.JPEG, hex("FFD8FFE000104A464946")),
                arguments("a text document", DocumentType.DOCX, zip("[Content_Types].xml", OFFICE.formatted("wordprocessingml.document.main+xml", ""), "word/document.xml", "<w/>")),
                arguments("a workbook", DocumentType.XLSX, zip("[Content_Types].xml", OFFICE.formatted("spreadsheetml.sheet.main+xml", ""))),
                arguments("slides", DocumentType.PPTX, zip("[Content_Types].xml", OFFICE.formatted("presentationml.presentation.main+xml", ""))),
                arguments("an ODF text", DocumentType.ODT, zip("mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "<x/>")),
                arguments("an ODF table", DocumentType.ODS, zip("mimetype", "application/vnd.oasis.opendocument.spreadsheet")),
                arguments("ODF slides", DocumentType.ODP, zip("mimetype", "application/vnd.oasis.opendocument.presentation")),
                arguments("a ZIP", DocumentType.ZIP, zip("a/offer.pdf", "%PDF-1.4", "b.txt", "x")),
                arguments("a ZIP with a ZIP and a text document", DocumentType.ZIP, zip(new Entry("a.zip", zip("b.txt", "x")),
                        new Entry("c.docx", zip("[Content_Types].xml", OFFICE.formatted("wordprocessingml.document.main+xml", ""), "word/media/image1.svg", "<svg/>")))),
                arguments("a ZIP of nothing", DocumentType.ZIP, hex("504B0506000000000000000000000000000000000000")),
                arguments("a CSV", DocumentType.CSV, bytes("a,b\n1,\"x,y\"\n")),
                arguments("a CSV with semicolons and a mark", DocumentType.CSV, bytes("\uFEFFa;b;c\r\n1;2;3\r\n")),
                arguments("a long CSV, cut within a line", DocumentType.CSV, bytes(("a;" + "b".repeat(1500) + "\n").repeat(9))),
                arguments("a CSV in UTF-16", DocumentType.CSV, "\uFEFFa\tb\n1\t2\n".getBytes(StandardCharsets.UTF_16LE)),
                arguments("a text", DocumentType.TXT, bytes("Dear all,\nso be it.\n")),
                arguments("a text that begins as programs do", DocumentType.TXT, bytes("MZ is the sign of a program.")),
                arguments("a CSV with a column ID", DocumentType.CSV, bytes("ID;Position\n1;2\n")),
                arguments("a text of another code page", DocumentType.TXT, "für 5 €".getBytes(Charset.forName("windows-1252"))),
                arguments("a text that speaks of HTML", DocumentType.TXT, bytes("Use <html> and <script>.")),
                arguments("one line with a comma", DocumentType.TXT, bytes("Hello, world")),
                arguments("an XML", DocumentType.XML, bytes("<?xml version='1.0'?><!-- x --><Invoice xmlns='urn:x'><ID>1</ID></Invoice>")),
                arguments("an XML in UTF-16", DocumentType.XML, "\uFEFF<Order><ID>1</ID></Order>".getBytes(StandardCharsets.UTF_16BE)),
                arguments("a mail", DocumentType.EML, bytes("Received: from x\r\n by y\r\nSubject: Offer\r\nFrom: a@example.com\r\n\r\n<html>Hello</html>")),
                arguments("a mail of headers alone", DocumentType.EML, bytes("From: a@example.com\nTo: b@example.com\n")),
                arguments("no mail, although it says from and to", DocumentType.TXT, bytes("From: here\nand then\nTo: there\n")));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("HTML", bytes("<!DOCTYPE html><html><body>x</body></html>")),
                arguments("HTML without a type", bytes("  \n<html><script>alert(1)</script></html>")),
                arguments("a piece of HTML", bytes("<p>unclosed")),
                arguments("XHTML", bytes("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>")),
                arguments("XML with XHTML deep inside", bytes("<a><b><x:img xmlns:x='http://www.w3.org/1999/xhtml' onerror='alert(1)'/></b></a>")),
                arguments("SVG", bytes("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")),
                arguments("SVG in UTF-16", "\uFEFF<svg/>".getBytes(StandardCharsets.UTF_16LE)),
                arguments("XML with a style sheet", bytes("<?xml version='1.0'?><?xml-stylesheet href='#x'?><a/>")),
                arguments("XML with a DTD", bytes("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>")),
                arguments("broken XML", bytes("<?xml version='1.0'?><a><b></a>")),
                arguments("a program for Windows", bytes("MZ\u0090\u0000\u0003")),
                arguments("a program for Linux", hex("7F454C4602010100")),
                arguments("a program for macOS", hex("CFFAEDFE07000001")),
                arguments("a script", bytes("#!/bin/sh\nrm -rf x\n")),
                arguments("a class", hex("CAFEBABE0000003D")),
                arguments("an old office file", hex("D0CF11E0A1B11AE100000000")),
                arguments("a GIF", hex("4749463839610100010000")),
                arguments("a workbook with macros", zip("[Content_Types].xml", "<Types><Override ContentType='application/vnd.ms-excel.sheet.macroEnabled.main+xml'/></Types>")),
                arguments("a workbook called one without", zip("[Content_Types].xml",
                        OFFICE.formatted("spreadsheetml.sheet.main+xml", "<Override ContentType='application/vnd.ms-office.vbaProject'/>"))),
                arguments("an ODF text with macros", zip("mimetype", "application/vnd.oasis.opendocument.text", "Basic/script-lc.xml", "<x/>")),
                arguments("a JAR", zip("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n")),
                arguments("an archive with a program", zip("readme.txt", "x", "deep/setup.pdf", "MZ\u0000\u0001")),
                arguments("half an archive", Arrays.copyOf(zip("a.txt", "x".repeat(200)), 40)),
                arguments("Word 2003 with macros", bytes("<?xml version='1.0'?><w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml' w:macrosPresent='yes'/>")),
                arguments("an XML that says which program opens it", bytes("<?xml version='1.0'?><?mso-application progid='Word.Document'?><a/>")),
                arguments("Excel 2003", bytes("<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>")),
                arguments("a flat office file", bytes("<pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'/>")),
                arguments("a flat ODF text", bytes("<office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'/>")),
                arguments("XML with a script of ODF inside", bytes("<a><s:module xmlns:s='urn:oasis:names:tc:opendocument:xmlns:script:1.0'/></a>")),
                arguments("a workbook with macros, in capitals", zip("[Content_Types].xml",
                        OFFICE.formatted("spreadsheetml.sheet.main+xml", "<Override ContentType='application/vnd.MS-Office.VBAPROJECT'/>"))),
                arguments("a workbook with macros, written as references", zip("[Content_Types].xml",
                        OFFICE.formatted("spreadsheetml.sheet.main+xml", "<Override ContentType='application/vnd.ms-office.vba&#80;roject'/>"))),
                arguments("a workbook whose list of parts is too long", zip("[Content_Types].xml",
                        OFFICE.formatted("spreadsheetml.sheet.main+xml", " ".repeat(1024 * 1024) + "<Override ContentType='application/vnd.ms-office.vbaProject'/>"))),
                arguments("a workbook with macros that the list does not name", zip("[Content_Types].xml", OFFICE.formatted("spreadsheetml.sheet.main+xml", ""), "xl/VBAPROJECT.bin", "x")),
                arguments("a workbook with macros of Excel 4", zip("[Content_Types].xml", OFFICE.formatted("spreadsheetml.sheet.main+xml", ""), "xl/macrosheets/sheet1.xml", "<x/>")),
                arguments("a text document with controls", zip("[Content_Types].xml", OFFICE.formatted("wordprocessingml.document.main+xml", ""), "word/activeX/activeX1.xml", "<x/>")),
                arguments("an archive with an old office file", zip(new Entry("offer.txt", hex("D0CF11E0A1B11AE100000000")))),
                arguments("an archive in an archive with a program", zip(new Entry("inner.txt", zip("setup.txt", "MZ\u0000\u0001")))),
                arguments("archives too deep to look into", zip(new Entry("1", zip(new Entry("2", zip(new Entry("3", zip("a.txt", "x")))))))),
                arguments("an archive that says its directory is huge", hex("504B0506" + "00000000" + "0100" + "0100" + "FFFFFF0F" + "00000000" + "0000")),
                arguments("a table that Excel calculates", bytes("ID;PWXL;N;E\nC;X1;Y1;EEXEC(\"calc\")\nE\n")),
                arguments("zeros", new byte[100]));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("taken")
    void isRecognisedByItsContent(String name, DocumentType expected, byte[] content) throws IOException {
        assertThat(type(content)).contains(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatMayRunOrIsUnknownIsNothing(String name, byte[] content) throws IOException {
        assertThat(type(content)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.bat", "a/RUN.CMD", "x.ps1", "x.js", "x.jse", "x.vbs", "x.vbe", "x.wsf", "x.hta", "x.lnk", "x.html", "x.HTM", "x.svg", "x.scr", "x.com", "x.msi", "x.jar", "x.docm",
        "x.xlsm", "x.pptm", "x.dotm", "x.xltm", "x.potm", "x.exe", "x.dll", "x.exe. .", "a\\x.bat", "Meta-Inf/Manifest.mf"})
    void anArchiveWithWhatRunsByItsNameIsNothing(String name) throws IOException {
        assertThat(type(zip(name, "x"))).isEmpty();
    }

    private Optional<DocumentType> type(byte[] content) throws IOException {
        return DocumentFile.type(Files.write(folder.resolve("x"), content));
    }

    @ParameterizedTest(name = "{0} as {1}: {2}")
    @CsvSource(delimiter = '|', value = {
        "offer.pdf                    | PDF  | offer.pdf",
        "OFFER.PDF                    | PDF  | OFFER.PDF",
        "photo.jpeg                   | JPEG | photo.jpeg",
        "notes.md                     | TXT  | notes.md",
        "table.txt                    | CSV  | table.txt",
        "offer                        | PDF  | offer.pdf",
        "evil.exe                     | TXT  | evil.exe.txt",
        "evil.html                    | XML  | evil.html.xml",
        "offer.pdf                    | ZIP  | offer.pdf.zip",
        "../../etc/passwd             | TXT  | passwd.txt",
        "C:\\Users\\x\\offer.pdf      | PDF  | offer.pdf",
        "a<b>c:d\"e?f*.pdf              | PDF  | a_b_c_d_e_f_.pdf",
        "CON                          | TXT  | _CON.txt",
        "CON .txt                     | TXT  | _CON .txt",
        "nul.pdf                      | PDF  | _nul.pdf",
        "lpt1.txt.pdf                 | PDF  | _lpt1.txt.pdf",
        "console.pdf                  | PDF  | console.pdf",
        "offer.pdf . .                | PDF  | offer.pdf",
        "...                          | PDF  | file.pdf",
        "Đơn hàng.pdf                 | PDF  | Đơn hàng.pdf",
    })
    void isSavedUnderANameThatAnySystemTakes(String given, DocumentType type, String expected) {
        assertThat(FileNames.portable(given, type)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"'a\r\nSet-Cookie: x.pdf'", "'a\u202Efdp.exe'", "'a\u2066b\u200F.pdf'", "'a\u2028b.pdf'", "'\u0000\u0007'"})
    void hasNothingThatBreaksALineOrTurnsItsDirection(String given) {
        assertThat(FileNames.portable(given, DocumentType.PDF)).matches("[\\p{L}\\p{N} ._:\\-]+\\.pdf").doesNotContainPattern("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]");
    }

    @ParameterizedTest
    @CsvSource({"pdf", "exe"})
    void isNotTooLongAndKeepsItsEnd(String extension) {
        assertThat(FileNames.portable("x".repeat(300) + "." + extension, DocumentType.PDF)).hasSize(200).endsWith(".pdf");
    }

    @Test
    void isNotLongerThanDatabasesCountWhateverItsCharacters() {
        String wide = "\uD835\uDC00";
        for (String name : List.of(wide.repeat(150), "x" + wide.repeat(150), wide.repeat(150) + "xyz")) {
            String safe = FileNames.safe(name);
            assertThat(safe.length()).isBetween(197, 200);
            assertThat(safe.codePoints()).noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        }
    }

    private record Entry(String name, byte[] content) { }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] zip(String... namesAndContents) {
        return zip(IntStream.range(0, namesAndContents.length / 2).mapToObj(i -> new Entry(namesAndContents[2 * i], bytes(namesAndContents[2 * i + 1]))).toArray(Entry[]::new));
    }

    private static byte[] zip(Entry... entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Entry entry : entries) {
                zip.putNextEntry(new ZipEntry(entry.name()));
                zip.write(entry.content());
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return out.toByteArray();
    }
}
