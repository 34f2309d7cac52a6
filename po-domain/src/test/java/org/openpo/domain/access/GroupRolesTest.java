package org.openpo.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups and the roles they give. */
class GroupRolesTest {
    private static final Map<Role, Set<String>> GROUPS = Map.of(Role.ADMIN, Set.of("it"), Role.MANAGER, Set.of("purchasing", "/finance/po"), Role.AUDITOR, Set.of("audit"), Role.VIEWER,
            Set.of("staff"));

    @ParameterizedTest
    @CsvSource(textBlock = """
        staff,               VIEWER
        purchasing,          MANAGER
        /finance/po,         MANAGER
        audit,               AUDITOR
        it,                  ADMIN
        staff it,            ADMIN
        audit purchasing,    MANAGER
        staff audit,         AUDITOR
        others staff,        VIEWER
        others,              -
        Purchasing,          -
        purchasing2,         -
        '',                  -
        """)
    void the_group_that_may_most_decides(String told, String role) {
        assertThat(new GroupRoles(GROUPS, null).of(groups(told)).map(Role::name).orElse("-")).isEqualTo(role);
    }

    @ParameterizedTest
    @CsvSource({"others, VIEWER", "'', VIEWER", "it, ADMIN"})
    void whoever_is_in_none_of_them_has_the_role_of_everybody(String told, Role role) {
        assertThat(new GroupRoles(GROUPS, Role.VIEWER).of(groups(told))).contains(role);
    }

    @Test
    void it_knows_whether_groups_matter_and_whether_anybody_could_come_in() {
        assertThat(new GroupRoles(GROUPS, null).askForGroups()).isTrue();
        assertThat(new GroupRoles(Map.of(), Role.VIEWER).askForGroups()).isFalse();
        assertThat(new GroupRoles(Map.of(Role.ADMIN, Set.of()), null).letNobodyIn()).isTrue();
        assertThat(new GroupRoles(Map.of(), Role.VIEWER).letNobodyIn()).isFalse();
        assertThat(new GroupRoles(GROUPS, null).letNobodyIn()).isFalse();
    }

    private static List<String> groups(String told) {
        return Arrays.stream(told.split(" ")).filter(each -> !each.isEmpty()).toList();
    }
}
