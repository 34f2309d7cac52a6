package org.openpo.ejb.access.oidc;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.openpo.domain.access.GroupRoles;
import org.openpo.domain.access.Role;

/**
 * The sign-in provider as the settings {@code OPENPO_OIDC_…} name it (docs/single-sign-on.md).
 *
 * @param label null if people shall read "single sign-on"
 */
record OidcSettings(URI issuer, String clientId, String clientSecret, List<String> scopes, Claims claims, GroupRoles roles, String label, SignInPage page, Duration timeout,
                    Duration session) {
    static final String PREFIX = "OPENPO_OIDC_";
    private static final Set<String> KNOWN = Set.of("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "CLIENT_SECRET_FILE", "SCOPES", "CLAIM_NAME", "CLAIM_DISPLAY_NAME", "CLAIM_EMAIL",
            "CLAIM_LANGUAGE", "CLAIM_GROUPS", "ROLE_ADMIN", "ROLE_MANAGER", "ROLE_AUDITOR", "ROLE_VIEWER", "DEFAULT_ROLE", "LABEL", "SIGN_IN_PAGE", "TIMEOUT", "SESSION_HOURS");
    private static final int LABEL_MAX = 60;
    private static final int SECRET_FILE_MAX = 10_000;

    /** Which claims of the ID token say what; {@code a.b} is b inside of a. */
    record Claims(String name, String displayName, String email, String language, String groups) { }

    /** What somebody sees who is not signed in. */
    public enum SignInPage {
        /** The button beside the form for local accounts. */
        BOTH,
        /** The button, and a link to the form. */
        BUTTON,
        /** The provider's own page, at once. */
        SKIP
    }

    /**
     * @param given all settings whose names begin with {@link #PREFIX}, none of them blank
     * @return empty if there are none
     * @throws IllegalArgumentException with one sentence that names the setting that is wrong or missing, and says what to do
     */
    static Optional<OidcSettings> from(Map<String, String> given) {
        if (given.isEmpty()) {
            return Optional.empty();
        }
        given.keySet().stream().sorted().filter(name -> !KNOWN.contains(name.substring(PREFIX.length()))).findFirst().ifPresent(name -> {
            throw wrong(name.substring(PREFIX.length()), "is no setting of OpenPO: look its name up in docs/single-sign-on.md.");
        });
        GroupRoles roles = roles(given);
        if (roles.letNobodyIn()) {
            throw new IllegalArgumentException("No group has a role, so nobody could sign in: set OPENPO_OIDC_ROLE_VIEWER, _MANAGER, _AUDITOR or _ADMIN to groups of the provider, or "
                    + "OPENPO_OIDC_DEFAULT_ROLE to the role of everybody.");
        }
        return Optional.of(new OidcSettings(issuer(given), required(given, "CLIENT_ID", "give the ID that the provider knows OpenPO by"), secret(given), scopes(given),
                new Claims(claim(given, "NAME", "preferred_username"), claim(given, "DISPLAY_NAME", "name"), claim(given, "EMAIL", "email"), claim(given, "LANGUAGE", "locale"),
                        claim(given, "GROUPS", "groups")),
                roles, label(given), page(given), Duration.ofSeconds(number(given, "TIMEOUT", 10, 1, 60)), Duration.ofHours(number(given, "SESSION_HOURS", 12, 1, 168))));
    }

    /** Without TLS only on this machine: whoever could change an answer on its way could sign in as anybody. */
    static boolean isSafe(URI address) {
        boolean here = "localhost".equals(address.getHost()) || "127.0.0.1".equals(address.getHost()) || "[::1]".equals(address.getHost());
        return address.getHost() != null && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()) && here);
    }

    private static URI issuer(Map<String, String> given) {
        String text = required(given, "ISSUER", "give the provider's address as its own configuration names it, for example https://login.example.com/realms/company");
        try {
            URI issuer = new URI(text);
            if (isSafe(issuer) && issuer.getRawQuery() == null && issuer.getRawFragment() == null && issuer.getRawUserInfo() == null && text.length() <= 500) {
                return issuer;
            }
        } catch (URISyntaxException notAnAddress) {
            // Said below.
        }
        throw wrong("ISSUER", "is \"" + text + "\": give an address that begins with https:// and has no ? and no #, as the provider's own configuration names it.");
    }

    private static String secret(Map<String, String> given) {
        String file = given.get(PREFIX + "CLIENT_SECRET_FILE");
        if (file == null) {
            return required(given, "CLIENT_SECRET", "give the client's secret, or its file in OPENPO_OIDC_CLIENT_SECRET_FILE");
        }
        if (given.containsKey(PREFIX + "CLIENT_SECRET")) {
            throw wrong("CLIENT_SECRET", "is set beside OPENPO_OIDC_CLIENT_SECRET_FILE: leave one of them out.");
        }
        try {
            Path path = Path.of(file.strip());
            String secret = Files.size(path) > SECRET_FILE_MAX ? "" : Files.readString(path, StandardCharsets.UTF_8).strip();
            if (!secret.isEmpty()) {
                return secret;
            }
        } catch (IOException | InvalidPathException unreadable) {
            throw wrong("CLIENT_SECRET_FILE", "names " + file + ", which cannot be read (" + unreadable.getClass().getSimpleName() + "): let the server's user read it.");
        }
        throw wrong("CLIENT_SECRET_FILE", "names " + file + ", which holds no secret: put the client's secret there and nothing else.");
    }

    private static List<String> scopes(Map<String, String> given) {
        Set<String> scopes = new LinkedHashSet<>(List.of("openid"));
        scopes.addAll(List.of(given.getOrDefault(PREFIX + "SCOPES", "profile email").strip().split("[\\s,]+")));
        return List.copyOf(scopes);
    }

    private static GroupRoles roles(Map<String, String> given) {
        Map<Role, Set<String>> groups = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            // Names of directories have commas in them: one semicolon, and only those separate.
            String names = given.getOrDefault(PREFIX + "ROLE_" + role, "");
            groups.put(role, new LinkedHashSet<>(Arrays.stream(names.split(names.contains(";") ? ";" : ",")).map(String::strip).filter(each -> !each.isEmpty()).toList()));
        }
        String text = given.getOrDefault(PREFIX + "DEFAULT_ROLE", "none").strip().toUpperCase(Locale.ROOT);
        if (text.equals("NONE")) {
            return new GroupRoles(groups, null);
        }
        return new GroupRoles(groups, Arrays.stream(Role.values()).filter(role -> role.name().equals(text)).findFirst()
                .orElseThrow(() -> wrong("DEFAULT_ROLE", "is \"" + given.get(PREFIX + "DEFAULT_ROLE") + "\": give none, VIEWER, MANAGER, AUDITOR or ADMIN.")));
    }

    private static String claim(Map<String, String> given, String which, String otherwise) {
        return given.getOrDefault(PREFIX + "CLAIM_" + which, otherwise).strip();
    }

    private static String label(Map<String, String> given) {
        String label = given.get(PREFIX + "LABEL");
        if (label != null && (label.strip().length() > LABEL_MAX || label.chars().anyMatch(Character::isISOControl))) {
            throw wrong("LABEL", "is too long for a button: give the provider's name in " + LABEL_MAX + " characters or fewer.");
        }
        return label == null ? null : label.strip();
    }

    private static SignInPage page(Map<String, String> given) {
        String text = given.getOrDefault(PREFIX + "SIGN_IN_PAGE", "both").strip();
        return Arrays.stream(SignInPage.values()).filter(page -> page.name().equalsIgnoreCase(text)).findFirst()
                .orElseThrow(() -> wrong("SIGN_IN_PAGE", "is \"" + text + "\": give both, button or skip."));
    }

    private static int number(Map<String, String> given, String name, int otherwise, int least, int most) {
        String text = given.getOrDefault(PREFIX + name, String.valueOf(otherwise)).strip();
        int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw wrong(name, "is \"" + text + "\": give a number from " + least + " to " + most + ".");
        }
        return number;
    }

    private static String required(Map<String, String> given, String name, String advice) {
        String value = given.get(PREFIX + name);
        if (value == null) {
            throw wrong(name, "is missing: " + advice + ".");
        }
        return value.strip();
    }

    private static IllegalArgumentException wrong(String name, String sentence) {
        return new IllegalArgumentException(PREFIX + name + " " + sentence);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OpenID Connect at " + issuer + " as " + clientId;
    }
}
