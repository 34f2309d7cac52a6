package org.openpo.ejb.startup;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The environment variables of spec §10, with their defaults. A system property of the same name wins, for servers that set those. */
public final class Settings {
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
        String url = value("OPENPO_BASE_URL").orElse("http://localhost:8080/po/").strip();
        return URI.create(url.endsWith("/") ? url : url + "/");
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

    private static Optional<String> value(String name) {
        return Optional.ofNullable(System.getProperty(name, System.getenv(name))).filter(v -> !v.isBlank());
    }
}
