package org.openpo.web.rest;

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
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.access.AccountIdentity;
import org.openpo.ejb.access.AccountService;

/** Who the caller is. */
@Path("me")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {
    @EJB
    private AccountService accounts;
    @Context
    private SecurityContext security;

    @GET
    @RolesAllowed("VIEWER")
    public JsonObject read() {
        String name = security.getUserPrincipal().getName();
        return json(accounts.current(name).orElseThrow(() -> new NotFoundException("UserAccount", name)));
    }

    static JsonObject json(AccountIdentity me) {
        // The account's own role includes the others, so it is the one with the most of them.
        List<Role> roles = me.roles().stream().map(Role::valueOf).sorted(Comparator.comparing((Role r) -> -r.groups().size()).thenComparing(r -> r)).toList();
        return Jsons.object()
                .add("name", me.name())
                .add("displayName", me.displayName())
                .add("role", Jsons.text(roles.isEmpty() ? null : roles.get(0)))
                .add("roles", Jsons.texts(roles))
                .add("language", Jsons.text(me.language()))
                .build();
    }
}
