package org.openpo.web.rest;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

import org.openpo.domain.access.Role;
import org.openpo.domain.access.TokenCaller;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.access.AccountIdentity;
import org.openpo.ejb.access.AccountService;
import org.openpo.ejb.access.TokenService;
import org.openpo.ejb.access.TokenView;

/** Who the caller is: an account, or a token. */
@Path("me")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {
    private static final Comparator<Role> MOST_FIRST = Comparator.comparing((Role r) -> -r.groups().size()).thenComparing(r -> r);

    @EJB
    private AccountService accounts;
    @EJB
    private TokenService tokens;
    @Context
    private SecurityContext security;

    @GET
    @RolesAllowed("VIEWER")
    public JsonObject read() {
        String name = security.getUserPrincipal().getName();
        if (TokenCaller.is(name)) {
            return json(tokens.current(name).orElseThrow(() -> new NotFoundException("ApiToken", name)));
        }
        return json(accounts.current(name).orElseThrow(() -> new NotFoundException("UserAccount", name)));
    }

    static JsonObject json(AccountIdentity me) {
        // The account's own role includes the others, so it is the one with the most of them.
        List<Role> roles = me.roles().stream().map(Role::valueOf).sorted(MOST_FIRST).toList();
        return json(me.name(), me.displayName(), roles.isEmpty() ? null : roles.get(0), roles, me.language(), null);
    }

    static JsonObject json(TokenView me) {
        return json(me.caller(), me.name(), me.role(), me.role().groups().stream().map(Role::valueOf).sorted(MOST_FIRST).toList(), null, me.expiresAt());
    }

    private static JsonObject json(String name, String displayName, Role role, List<Role> roles, String language, Instant tokenExpiresAt) {
        return Jsons.object()
                .add("name", name)
                .add("displayName", displayName)
                .add("role", Jsons.text(role))
                .add("roles", Jsons.texts(roles))
                .add("language", Jsons.text(language))
                .add("tokenExpiresAt", Jsons.text(tokenExpiresAt))
                .build();
    }
}
