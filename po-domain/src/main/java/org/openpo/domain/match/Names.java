package org.openpo.domain.match;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Names and numbers that people and suppliers write in more than one way. */
final class Names {

    private Names() {
    }

    static String orNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Tax registration numbers are the same with and without their spaces, dots and dashes. */
    static String taxRegistrationKey(String number) {
        return number.replaceAll("[^\\p{L}\\p{Nd}]", "").toUpperCase(Locale.ROOT);
    }

    /** Invoice units are the same in upper and lower case and with spaces around. */
    static String invoiceUnitKey(String unit) {
        return unit.strip().toLowerCase(Locale.ROOT);
    }

    static Set<String> taxRegistrationKeys(Collection<String> numbers) {
        return numbers.stream().map(Names::taxRegistrationKey).collect(Collectors.toUnmodifiableSet());
    }

    static Set<String> invoiceUnitKeys(Collection<String> units) {
        return units.stream().map(Names::invoiceUnitKey).collect(Collectors.toUnmodifiableSet());
    }
}
