package org.openpo.domain.document;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a document may be. None of them runs when it is opened, nor shows a page of its own in a browser: no HTML, no SVG, no programs, no office
 * files with macros. The names are kept in the database and told by the API: they are only ever added to.
 */
public enum DocumentType {
    PDF("application/pdf", "pdf"),
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg", "jpeg"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    ODT("application/vnd.oasis.opendocument.text", "odt"),
    ODS("application/vnd.oasis.opendocument.spreadsheet", "ods"),
    ODP("application/vnd.oasis.opendocument.presentation", "odp"),
    // What tells the two kinds of text apart is a guess, and both are harmless: either may bear the other's name.
    CSV("text/csv", "csv", "txt", "tsv"),
    TXT("text/plain", "txt", "text", "log", "md", "json", "csv", "tsv"),
    XML("application/xml", "xml"),
    EML("message/rfc822", "eml"),
    ZIP("application/zip", "zip");

    private final String mediaType;
    private final String extension;
    private final Set<String> extensions;

    DocumentType(String mediaType, String extension, String... others) {
        this.mediaType = mediaType;
        this.extension = extension;
        this.extensions = Stream.concat(Stream.of(extension), Stream.of(others)).collect(Collectors.toUnmodifiableSet());
    }

    public String mediaType() {
        return mediaType;
    }

    /** The usual end of a name, without the dot. */
    public String extension() {
        return extension;
    }

    /** Whether a name ends as names of this type do. Systems go by that when they open a file. */
    public boolean fits(String fileName) {
        return extensions.contains(fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) && fileName.indexOf('.') >= 0;
    }
}
