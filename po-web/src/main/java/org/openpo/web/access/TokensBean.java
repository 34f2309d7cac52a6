package org.openpo.web.access;

import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.ejb.EJB;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.primefaces.PrimeFaces;

import org.openpo.domain.access.ApiToken;
import org.openpo.domain.access.ApiTokenDraft;
import org.openpo.domain.access.Role;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.access.NewToken;
import org.openpo.ejb.access.TokenService;
import org.openpo.ejb.access.TokenView;
import org.openpo.web.faces.Notes;

/** Tokens of the API, as {@code #{tokens}}: which there are, making one, revoking one. */
@Named("tokens")
@ViewScoped
public class TokensBean implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final List<Integer> DAYS = List.of(30, 90, 180, 365);
    private static final int DAYS_AT_FIRST = 90;
    private static final Duration SOON = Duration.ofDays(14);

    @EJB
    private TokenService service;
    @Inject
    private Notes notes;
    @Inject
    private Clock clock;

    private transient List<TokenView> all;
    private String name;
    private Role role;
    private int days;
    private int requestsPerMinute;
    private TokenView chosen;
    private TokenView made;
    /** Made just now, and shown this once. */
    private String secret;

    public List<TokenView> getAll() {
        if (all == null) {
            all = service.list();
        }
        return all;
    }

    public boolean isEndingSoon(TokenView token) {
        return token.state() == ApiToken.State.ACTIVE && token.expiresAt().isBefore(clock.instant().plus(SOON));
    }

    public Role[] getRoles() {
        return Role.values();
    }

    public List<Integer> getOfferedDays() {
        return DAYS;
    }

    public void startAdding() {
        name = null;
        role = Role.VIEWER;
        days = DAYS_AT_FIRST;
        requestsPerMinute = ApiTokenDraft.REQUESTS_PER_MINUTE;
    }

    public void add() {
        Instant expiresAt = clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(days));
        try {
            NewToken token = service.create(new ApiTokenDraft(name, role, expiresAt, requestsPerMinute));
            made = token.token();
            secret = token.secret();
            all = null;
            PrimeFaces.current().ajax().addCallbackParam("secret", true);
        } catch (BusinessRuleException refused) {
            notes.refused(refused, field -> field.isEmpty() ? null : "addForm:" + field);
        }
    }

    /** Nobody sees it again. */
    public void forgetSecret() {
        secret = null;
        made = null;
    }

    public void startRevoking(TokenView token) {
        chosen = token;
    }

    public void revoke() {
        notes.toast("tokens.revoked", service.revoke(chosen.id()).name());
        chosen = null;
        all = null;
    }

    /** A command by which a program asks who it is, at the address by which this browser reaches OpenPO. */
    public String getExample() {
        ExternalContext context = FacesContext.getCurrentInstance().getExternalContext();
        String port = context.getRequestServerPort() == (context.isSecure() ? 443 : 80) ? "" : ":" + context.getRequestServerPort();
        return "curl -H \"Authorization: Bearer " + secret + "\" " + context.getRequestScheme() + "://" + context.getRequestServerName() + port + context.getRequestContextPath() + "/api/v1/me";
    }

    public TokenView getChosen() { return chosen; }
    public TokenView getMade() { return made; }
    public String getSecret() { return secret; }
    public String getName() { return name; }
    public void setName(String name) { this.name = name; }
    public Role getRole() { return role; }
    public void setRole(Role role) { this.role = role; }
    public int getDays() { return days; }
    public void setDays(int days) { this.days = days; }
    public int getRequestsPerMinute() { return requestsPerMinute; }
    public void setRequestsPerMinute(int requestsPerMinute) { this.requestsPerMinute = requestsPerMinute; }
}
