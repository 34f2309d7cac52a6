package org.openpo.ejb.access.oidc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.openpo.domain.access.Role;
import org.openpo.ejb.access.ProviderPerson;
import org.openpo.ejb.access.SignInRefusal;

/** Reads the claims of an ID token whose signature has been checked, as the settings name them. */
final class ProviderClaims {
    /** What makes two names look like one, or a line of a log like two: control and format characters, halves of pairs, unassigned ones, separators of lines. */
    static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]+");
    private static final int NAME_MAX = 100;
    private static final int DISPLAY_NAME_MAX = 200;
    private static final int EMAIL_MAX = 320;
    private static final int SUBJECT_MAX = 255;

    private final Map<String, Object> claims;
    private final OidcSettings settings;

    ProviderClaims(Map<String, Object> claims, OidcSettings settings) {
        this.claims = claims;
        this.settings = settings;
    }

    ProviderPerson person() throws SignInRefusedException {
        // Who it is: to the letter, or not at all.
        if (!(claims.get("sub") instanceof String subject) || subject.isBlank() || subject.length() > SUBJECT_MAX || subject.chars().anyMatch(Character::isISOControl)) {
            throw new SignInRefusedException(SignInRefusal.NOT_PROVEN, "The claim sub is missing, longer than " + SUBJECT_MAX + " characters, or no text.");
        }
        String name = name();
        String displayName = shortened(text(settings.claims().displayName()));
        String email = text(settings.claims().email());
        return new ProviderPerson(settings.issuer().toString(), subject, name, displayName.isEmpty() ? name : displayName,
                email.isEmpty() || email.length() > EMAIL_MAX ? null : email, language(), role(subject));
    }

    private String name() throws SignInRefusedException {
        String told = find(settings.claims().name()) instanceof String text ? text : "";
        String name = told.strip();
        if (name.isEmpty() || UNSEEN.matcher(told).find() || name.length() > NAME_MAX || name.indexOf(':') >= 0) {
            throw new SignInRefusedException(SignInRefusal.NO_NAME, "The claim " + settings.claims().name()
                    + " has no name that an account can have (1 to " + NAME_MAX + " characters, no colon, nothing that cannot be seen). The token has the claims " + claims.keySet() + ".");
        }
        return name;
    }

    private Role role(String subject) throws SignInRefusedException {
        List<String> groups = groups();
        if (groups.isEmpty() && settings.roles().askForGroups() && hasGroupsElsewhere()) {
            throw new SignInRefusedException(SignInRefusal.GROUPS_NOT_SENT, "The provider sends a link in place of the person's groups, because there are too many of them: "
                    + "have it send only those that are assigned to OpenPO, or app roles (docs/single-sign-on.md).");
        }
        return settings.roles().of(groups).orElseThrow(() -> new SignInRefusedException(SignInRefusal.NO_ROLE, "None of the " + groups.size() + " groups in the claim "
                + settings.claims().groups() + " has a role, and OPENPO_OIDC_DEFAULT_ROLE is none. The subject is " + subject + ", the token has the claims " + claims.keySet() + ".",
                settings.issuer().toString(), subject));
    }

    private List<String> groups() {
        List<String> groups = new ArrayList<>();
        Object told = find(settings.claims().groups());
        if (told instanceof String one) {
            groups.add(one);
        } else if (told instanceof Collection<?> many) {
            many.stream().filter(String.class::isInstance).map(String.class::cast).forEach(groups::add);
        }
        return groups;
    }

    /** Entra ID: beyond 200 groups the token names where to ask for them ({@code _claim_names}), or only that there are some ({@code hasgroups}). */
    private boolean hasGroupsElsewhere() {
        boolean linked = claims.get("_claim_names") instanceof Map<?, ?> names && names.containsKey(settings.claims().groups());
        return linked || "groups".equals(settings.claims().groups()) && "true".equals(String.valueOf(claims.get("hasgroups")));
    }

    private String language() {
        String tag = text(settings.claims().language());
        return tag.matches("(?i)vi([-_].*)?") ? "vi" : tag.matches("(?i)en([-_].*)?") ? "en" : null;
    }

    /** What does not belong into a line of text is a blank. */
    private String text(String claim) {
        return find(claim) instanceof String text ? text.replaceAll("\\p{Cntrl}+", " ").strip() : "";
    }

    /** A claim of this very name, else one inside of others. */
    private Object find(String claim) {
        if (claims.containsKey(claim)) {
            return claims.get(claim);
        }
        Object value = claims;
        for (String part : claim.split("\\.")) {
            value = value instanceof Map<?, ?> inner ? inner.get(part) : null;
        }
        return value;
    }

    private static String shortened(String text) {
        if (text.length() <= DISPLAY_NAME_MAX) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(DISPLAY_NAME_MAX - 1)) ? DISPLAY_NAME_MAX - 1 : DISPLAY_NAME_MAX);
    }
}
