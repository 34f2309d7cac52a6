package org.openpo.domain.access;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which role somebody has by the groups that their sign-in provider tells. Of several the one that may most counts; groups are compared to the letter, because providers
 * tell apart what differs in case only.
 */
public final class GroupRoles {
    private static final List<Role> STRONGEST_FIRST = List.of(Role.ADMIN, Role.MANAGER, Role.AUDITOR, Role.VIEWER);

    private final Map<Role, Set<String>> groups = new EnumMap<>(Role.class);
    private final Role otherwise;

    /**
     * @param groups    those that give a role
     * @param otherwise for people in none of them; null if those are not let in
     */
    public GroupRoles(Map<Role, Set<String>> groups, Role otherwise) {
        groups.forEach((role, names) -> this.groups.put(role, Set.copyOf(names)));
        this.otherwise = otherwise;
    }

    /** Empty if the person is not let in. */
    public Optional<Role> of(Collection<String> told) {
        return STRONGEST_FIRST.stream().filter(role -> told.stream().anyMatch(groups.getOrDefault(role, Set.of())::contains)).findFirst().or(() -> Optional.ofNullable(otherwise));
    }

    /** Whether groups make a difference. */
    public boolean askForGroups() {
        return groups.values().stream().anyMatch(names -> !names.isEmpty());
    }

    /** Whether people in no group at all have this role. */
    public boolean makesEverybody(Role role) {
        return otherwise == role;
    }

    /** Whether nobody could be let in. */
    public boolean letNobodyIn() {
        return otherwise == null && !askForGroups();
    }
}
