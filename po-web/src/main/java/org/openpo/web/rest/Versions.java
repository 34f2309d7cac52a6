package org.openpo.web.rest;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.EntityTag;

/**
 * Versions of objects as HTTP sees them: {@code ETag} and {@code If-Match}. A caller that says which version it has read never
 * overwrites what somebody else wrote since; one that says nothing changes whatever is there.
 */
final class Versions {
    /** Proxies that compress mark tags as weak; the version in them is the same. */
    private static final Pattern TAG = Pattern.compile("\\s*(?:W/)?\"([^\"]*)\"\\s*(?:,|$)");

    private Versions() { }

    static EntityTag tag(long version) {
        return new EntityTag(Long.toString(version));
    }

    /**
     * The version a change may be applied to.
     *
     * @param ifMatch the header, or null
     * @param body    version named in the body, or null
     * @param current asked only if the header names several versions
     * @return null if any version will do
     * @throws ProblemException if the header names no version of ours: somebody else's cannot be current
     */
    static Long expected(String ifMatch, Long body, LongSupplier current) {
        if (ifMatch == null || ifMatch.isBlank()) {
            return body;
        }
        if (ifMatch.strip().equals("*")) {
            return null;
        }
        Set<Long> named = versions(ifMatch);
        if (named.size() == 1) {
            return named.iterator().next();
        }
        long now = current.getAsLong();
        if (named.contains(now)) {
            return now;
        }
        throw new ProblemException(ProblemType.CHANGED_BY_SOMEONE_ELSE);
    }

    private static Set<Long> versions(String header) {
        Set<Long> versions = new HashSet<>();
        Matcher tag = TAG.matcher(header);
        while (tag.find()) {
            if (tag.group(1).matches("[0-9]{1,18}")) {
                versions.add(Long.valueOf(tag.group(1)));
            }
        }
        if (header.strip().matches("[0-9]{1,18}")) {
            // Without the quotes it is not what the standard says, and still clear.
            versions.add(Long.valueOf(header.strip()));
        }
        return versions;
    }
}
