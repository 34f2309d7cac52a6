package org.openpo.domain.access;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person may do (spec §1). A role includes the ones it builds on. */
public enum Role {
    VIEWER, MANAGER, ADMIN, AUDITOR;

    private Set<Role> included() {
        return switch (this) {
            case VIEWER -> EnumSet.of(VIEWER);
            case MANAGER -> EnumSet.of(MANAGER, VIEWER);
            case ADMIN -> EnumSet.of(ADMIN, MANAGER, VIEWER);
            case AUDITOR -> EnumSet.of(AUDITOR, VIEWER);
        };
    }

    /** Names of this role and all it includes, as the container's groups. */
    public Set<String> groups() {
        return included().stream().map(Enum::name).collect(Collectors.toUnmodifiableSet());
    }
}
