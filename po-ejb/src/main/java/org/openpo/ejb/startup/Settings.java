package org.openpo.ejb.startup;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.openpo.domain.document.DocumentType;

/** The environment variables of spec §10, with their defaults. A system property of the same name wins, for servers that set those. */
public final class Settings {
    private static final Logger LOG = Logger.getLogger(Settings.class.getName());
    private static final int NOTIFICATION_LOG_DAYS = 400;
    private static final int UPLOAD_MEGABYTES = 2048;
    private static final int DOCUMENT_MEGABYTES = 25;
    private static final int DOCUMENT_MEGABYTES_MOST = 1024;
    private static final int DOCUMENTS = 50;
    private static final int DOCUMENTS_MOST = 1000;
    /** What the servers let through. */
    private static final int UPLOAD_MEGABYTES_MOST = 8192;

    /** Host and port; Java's own idea of a host has no underscore. A port has at most 65535. */
    private static final Pattern PLACE = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[\\p{L}\\p{N}._-]+)"
            + "(:([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5]))?");

    private Settings() { }

    /** Where OpenPO keeps files of its own; {@code OPENPO_DATA_DIR}, default {@code openpo-data} in the server's working directory. */
    public static Path dataDirectory() {
        return Path.of(value("OPENPO_DATA_DIR").orElse("openpo-data")).toAbsolutePath().normalize();
    }

    public static Optional<String> adminPassword() {
        return value("OPENPO_ADMIN_PASSWORD");
    }

    /** Where people reach OpenPO, with a slash at its end; {@code OPENPO_BASE_URL}, default {@code http://localhost:8080/po/}. */
    public static URI baseUrl() {
        String url = baseUrlText();
        return URI.create(url.endsWith("/") ? url : url + "/");
    }

    private static String baseUrlText() {
        return value("OPENPO_BASE_URL").orElse("http://localhost:8080/po/").strip();
    }

    /** The base URL if somebody has set it. */
    public static Optional<URI> configuredBaseUrl() {
        return value("OPENPO_BASE_URL").map(set -> baseUrl());
    }

    /**
     * For what leads people back to OpenPO.
     *
     * @throws IllegalArgumentException with one sentence, if it is set and is no address to come back to
     */
    public static void requireBaseUrl() {
        String text = baseUrlText();
        try {
            URI url = new URI(text);
            boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (web && url.getRawAuthority() != null && PLACE.matcher(url.getRawAuthority()).matches() && url.getRawQuery() == null && url.getRawFragment() == null) {
                return;
            }
        } catch (URISyntaxException notAnAddress) {
            // Said below.
        }
        throw new IllegalArgumentException("OPENPO_BASE_URL is \"" + text + "\": give the address people reach OpenPO by, for example https://openpo.example.com/po/.");
    }

    /** All settings whose names begin so, but those that are blank. */
    public static Map<String, String> startingWith(String prefix) {
        return Stream.concat(System.getenv().keySet().stream(), System.getProperties().stringPropertyNames().stream()).filter(name -> name.startsWith(prefix)).distinct()
                .filter(name -> value(name).isPresent()).collect(Collectors.toMap(name -> name, name -> value(name).orElseThrow()));
    }

    /** The mail server; without one mails are kept and shown, and not sent. */
    public static Optional<String> smtpHost() {
        return value("OPENPO_SMTP_HOST").map(String::strip);
    }

    /** Any other setting that is a text. */
    public static Optional<String> text(String name) {
        return value(name).map(String::strip);
    }

    /** Values separated by commas; none if it is not set. */
    public static List<String> list(String name) {
        return value(name).map(v -> Arrays.stream(v.split(",")).map(String::strip).filter(each -> !each.isEmpty()).toList()).orElse(List.of());
    }

    /**
     * A whole number.
     *
     * @throws IllegalArgumentException if it is set to something else, or is out of range
     */
    public static int number(String name, int otherwise, int least, int most) {
        String text = value(name).map(String::strip).orElse(String.valueOf(otherwise));
        int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new IllegalArgumentException(name + " is \"" + text + "\": give a number from " + least + " to " + most + ".");
        }
        return number;
    }

    /** How large an uploaded file may be, in megabytes; {@code OPENPO_UPLOAD_MAX_MB}, 1 to 8192, default 2048. */
    public static int uploadMaxMegabytes() {
        return number("OPENPO_UPLOAD_MAX_MB", 1, UPLOAD_MEGABYTES_MOST).orElse(UPLOAD_MEGABYTES);
    }

    /** How large a document of a purchase order may be, in megabytes; {@code OPENPO_DOCUMENT_MAX_MB}, 1 to 1024, default 25. */
    public static int documentMaxMegabytes() {
        return number("OPENPO_DOCUMENT_MAX_MB", 1, DOCUMENT_MEGABYTES_MOST).orElse(DOCUMENT_MEGABYTES);
    }

    /** How many documents a purchase order may have; {@code OPENPO_DOCUMENTS_MAX}, 1 to 1000, default 50. */
    public static int documentsMax() {
        return number("OPENPO_DOCUMENTS_MAX", 1, DOCUMENTS_MOST).orElse(DOCUMENTS);
    }

    /**
     * What a document may be; {@code OPENPO_DOCUMENT_TYPES}, words separated by commas, default all of them.
     *
     * @throws IllegalArgumentException if a word is none of them: somebody who meant to forbid something must not have allowed everything
     */
    public static Set<DocumentType> documentTypes() {
        Set<DocumentType> types = EnumSet.noneOf(DocumentType.class);
        for (String word : list("OPENPO_DOCUMENT_TYPES")) {
            types.add(Arrays.stream(DocumentType.values()).filter(type -> type.name().equalsIgnoreCase(word)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("OPENPO_DOCUMENT_TYPES names \"" + word + "\": give some of " + Arrays.stream(DocumentType.values()).map(DocumentType::name)
                            .collect(Collectors.joining(", ")) + ", separated by commas.")));
        }
        return types.isEmpty() ? EnumSet.allOf(DocumentType.class) : types;
    }

    /** After how many days the files of ended imports are deleted; {@code OPENPO_IMPORT_FILES_KEEP_DAYS}, empty: never. */
    public static OptionalInt importFilesKeepDays() {
        return number("OPENPO_IMPORT_FILES_KEEP_DAYS", 1, 36_500);
    }

    /** After how many days the log of notifications forgets; {@code OPENPO_NOTIFICATION_LOG_DAYS}, 30 to 36500, default 400. */
    public static int notificationLogDays() {
        return number("OPENPO_NOTIFICATION_LOG_DAYS", 30, 36_500).orElse(NOTIFICATION_LOG_DAYS);
    }

    /** A folder whose files are imported; {@code OPENPO_INBOX_DIR}, empty: none. */
    public static Optional<Path> inboxDirectory() {
        return value("OPENPO_INBOX_DIR").map(directory -> Path.of(directory).toAbsolutePath().normalize());
    }

    /** Where the AWS Invoicing API is asked in place of AWS's own address; {@code OPENPO_AWS_INVOICING_ENDPOINT}, empty: AWS's own for the region. */
    public static Optional<URI> awsInvoicingEndpoint() {
        return value("OPENPO_AWS_INVOICING_ENDPOINT").map(String::strip).map(URI::create);
    }

    /** What is no number in its range counts as not set, and the log says so. */
    private static OptionalInt number(String name, int least, int most) {
        Optional<String> text = value(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (text.get().strip().matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text.get().strip());
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        }
        LOG.log(Level.WARNING, "{0} is \"{1}\" and has to be a whole number from {2} to {3}: the default counts", new Object[] {name, text.get(), least, most});
        return OptionalInt.empty();
    }

    private static Optional<String> value(String name) {
        return Optional.ofNullable(System.getProperty(name, System.getenv(name))).filter(v -> !v.isBlank());
    }
}
