package org.openpo.web.access;

import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;

import jakarta.ejb.EJB;
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
import org.openpo.ejb.startup.Settings;
import org.openpo.web.faces.Notes;

/** Tokens of the API, as {@code #{tokens}}: which there are, making one, revoking one. */
@Named("tokens")
@ViewScoped
public class TokensBean implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final List<Integer> DAYS = List.of(30, 90, 180, 365);
    private static final int DAYS_AT_FIRST = 90;
    /** Hours that are offered; 0: the old token has leaked. */
    private static final List<Integer> OVERLAPS = List.of(1, 24, 72, 168, 0);
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
    private int overlapHours;
    /** Made just now, and shown this once. Neither goes where sessions are kept. */
    private transient TokenView made;
    private transient String secret;

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
        make("addForm", () -> service.create(new ApiTokenDraft(name, role, end(), requestsPerMinute)));
    }

    private Instant end() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(days));
    }

    private void make(String form, Supplier<NewToken> how) {
        try {
            NewToken token = how.get();
            made = token.token();
            secret = token.secret();
            all = null;
            PrimeFaces.current().ajax().addCallbackParam("secret", true);
        } catch (BusinessRuleException refused) {
            notes.refused(refused, field -> field.isEmpty() ? null : form + ":" + field);
        }
    }

    public void startRenewing(TokenView token) {
        chosen = token;
        days = DAYS_AT_FIRST;
        overlapHours = TokenService.OVERLAP_HOURS;
    }

    public void renew() {
        if (chosen != null) {
            long id = chosen.id();
            make("renewForm", () -> service.renew(id, end(), overlapHours));
        }
    }

    public List<Integer> getOverlaps() {
        return OVERLAPS;
    }

    /** Whether the secret before lets in as well. */
    public boolean isOldOneWorking(TokenView token) {
        return token.previousUntil() != null && token.previousUntil().isAfter(clock.instant());
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
        if (chosen != null) {
            notes.toast("tokens.revoked", service.revoke(chosen.id()).name());
            chosen = null;
            all = null;
        }
    }

    /** A command by which a program asks who it is. The token stands in a variable: histories of commands are read by others. */
    public String getExample() {
        return "curl -H \"Authorization: Bearer $TOKEN\" " + Settings.baseUrl().resolve("api/v1/me");
    }

    public TokenView getChosen() { return chosen; }
    public TokenView getMade() { return made; }
    public String getSecret() { return secret; }
    public int getOverlapHours() { return overlapHours; }
    public void setOverlapHours(int overlapHours) { this.overlapHours = overlapHours; }
    public String getName() { return name; }
    public void setName(String name) { this.name = name; }
    public Role getRole() { return role; }
    public void setRole(Role role) { this.role = role; }
    public int getDays() { return days; }
    public void setDays(int days) { this.days = days; }
    public int getRequestsPerMinute() { return requestsPerMinute; }
    public void setRequestsPerMinute(int requestsPerMinute) { this.requestsPerMinute = requestsPerMinute; }
}
