package org.openpo.ejb.inbound;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.inbound.AwsPull;
import org.openpo.domain.inbound.AwsPullSettings;
import org.openpo.domain.inbound.AwsPullState;
import org.openpo.domain.inbound.AwsPullWindow;
import org.openpo.domain.inbound.ImportJob;
import org.openpo.domain.inbound.ImportState;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.StaleVersionException;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.inbound.aws.AwsFailures;
import org.openpo.ejb.inbound.aws.AwsInvoicing;
import org.openpo.ejb.startup.Settings;
import org.openpo.ejb.time.Now;

/**
 * The records of pulls from the AWS Invoicing API. Each step is a transaction of its own that locks the one row of the state; whoever
 * pulls shows its {@link AwsPullTicket}.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class AwsPulls {
    /** A node that has brought no page for so long has stopped. */
    static final Duration SILENCE = AwsInvoicing.PAGE_MOST.multipliedBy(2);

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @EJB
    private ImportJobs jobs;
    @EJB
    private AuditTrail audit;
    @Inject
    private Clock clock;

    public AwsPullView view() {
        AwsPullSettings settings = em.find(AwsPullSettings.class, AwsPullSettings.ID);
        AwsPullState state = em.find(AwsPullState.class, AwsPullState.ID);
        return new AwsPullView(settings.value(), settings.version(), settings.changedAt(), settings.changedBy(), Settings.awsInvoicingEndpoint().map(Object::toString).orElse(null),
                state.requestedBy() != null || state.isUnderWay(Now.instant(clock)), state.nextAt(),
                AwsPullView.Last.of(state, state.lastImportId() == null ? null : em.find(ImportJob.class, state.lastImportId())));
    }

    /**
     * Changes how it is pulled. Who asks for other invoices than before begins at the start date again.
     *
     * @param version as read, or null for whatever is there
     */
    public void change(AwsPull wanted, Long version, String actor) {
        BusinessRuleException.throwIfAny(wanted.check(wanted.active(), Now.date(clock)));
        AwsPullState state = locked();
        AwsPullSettings settings = em.find(AwsPullSettings.class, AwsPullSettings.ID, LockModeType.PESSIMISTIC_WRITE);
        Instant now = Now.instant(clock);
        if (version != null && settings.version() != version) {
            throw new StaleVersionException(settings.changedBy() == null ? "system" : settings.changedBy(), settings.changedAt() == null ? now : settings.changedAt());
        }
        AwsPull before = settings.value();
        if (!wanted.active()) {
            state.plan(null);
        }
        if (!wanted.check(true, Now.date(clock)).isEmpty()) {
            state.drop();
        }
        if (before.equals(wanted)) {
            return;
        }
        settings.change(wanted, actor, now);
        boolean others = !before.asksLike(wanted);
        if (others) {
            state.forget();
        }
        boolean atOnce = others || !before.active() || !java.util.Objects.equals(before.startDate(), wanted.startDate());
        Instant byInterval = now.plus(Duration.ofMinutes(wanted.intervalMinutes()));
        if (wanted.active() && (atOnce || !state.isUnderWay(now))) {
            state.plan(atOnce ? now : state.nextAt() != null && state.nextAt().isBefore(byInterval) ? state.nextAt() : byInterval);
        }
        em.flush();
        audit.record(actor, AuditAction.AWS_PULL_CHANGED, new AuditTrail.Subject("AwsPull", AwsPullSettings.ID, null), json(before), json(wanted), null);
    }

    /**
     * Asks for a pull as soon as somebody can.
     *
     * @throws BusinessRuleException if a setting is missing
     */
    public void request(String actor) {
        AwsPullState state = locked();
        AwsPull settings = em.find(AwsPullSettings.class, AwsPullSettings.ID).value();
        BusinessRuleException.throwIfAny(settings.check(true, Now.date(clock)));
        state.request(actor);
        audit.record(actor, AuditAction.AWS_PULL_REQUESTED, new AuditTrail.Subject("AwsPull", AwsPullSettings.ID, null), null, null, null);
    }

    /**
     * Takes what is due for the caller; empty if nothing is, another node is at it, or what the last one brought is still being taken in: only
     * then is it known whether that has to be pulled again.
     */
    public Optional<AwsPullTicket> claim(String node) {
        AwsPullState state = locked();
        Instant now = Now.instant(clock);
        if (!state.isDue(now)) {
            return Optional.empty();
        }
        ImportState before = importOf(state);
        if (before == ImportState.QUEUED || before == ImportState.RUNNING) {
            return Optional.empty();
        }
        AwsPull settings = em.find(AwsPullSettings.class, AwsPullSettings.ID).value();
        if (!settings.check(true, Now.date(clock)).isEmpty()) {
            state.drop();
            return Optional.empty();
        }
        String actor = state.requestedBy() == null ? AwsPullRunner.ACTOR : state.requestedBy();
        state.claim(node, now.plus(SILENCE));
        AwsPullWindow window = AwsPullWindow.next(settings, state.completeFrom(), state.completeUntil(), Now.date(clock));
        boolean refused = before == ImportState.FAILED;
        boolean lost = refused || before == ImportState.CANCELLED;
        if (lost && state.importFrom().isBefore(window.from())) {
            window = new AwsPullWindow(state.importFrom(), window.until());
        }
        return Optional.of(new AwsPullTicket(state.attempt(), settings, window, actor, now, lost ? null : state.summariesSha256(), refused));
    }

    /** What has become of what was pulled last; null if there is nothing. One that was not taken in has to be pulled again. */
    private ImportState importOf(AwsPullState state) {
        ImportJob job = state.importId() == null ? null : em.find(ImportJob.class, state.importId());
        return job == null ? null : job.state();
    }

    /**
     * A sign of life.
     *
     * @return whether the attempt may go on
     */
    public boolean alive(AwsPullTicket ticket) {
        AwsPullState state = locked();
        if (!state.isHeldBy(ticket.attempt())) {
            return false;
        }
        state.prolong(Now.instant(clock).plus(SILENCE));
        return true;
    }

    /** Everything has come, and there was nothing in it that is not here. */
    public void nothingNew(AwsPullTicket ticket, int summaries, String sha256) {
        AwsPullState state = locked();
        if (state.isHeldBy(ticket.attempt())) {
            complete(state, ticket, summaries, sha256);
        }
    }

    /**
     * Everything has come: it becomes an import, in the transaction that says so.
     *
     * @param received file that becomes the job's working copy
     * @param fileId   the same file in the store
     * @return whether it did; false if another attempt has begun
     */
    public boolean takenIn(AwsPullTicket ticket, int summaries, String sha256, String fileName, Path received, long fileId) {
        AwsPullState state = locked();
        if (!state.isHeldBy(ticket.attempt())) {
            return false;
        }
        complete(state, ticket, summaries, sha256);
        state.importedBy(jobs.create(fileName, received, fileId, false, ticket.actor()), ticket.window().from());
        return true;
    }

    private void complete(AwsPullState state, AwsPullTicket ticket, int summaries, String sha256) {
        Instant now = Now.instant(clock);
        AwsPull settings = em.find(AwsPullSettings.class, AwsPullSettings.ID).value();
        // The day it was begun: invoices of the days since may have been missed.
        LocalDate day = ticket.window().until().minusDays(1);
        state.complete(result(ticket, summaries), day, sha256, ticket.importRefused(), now, settings.active() ? Duration.ofMinutes(settings.intervalMinutes()) : null);
    }

    /** It broke off; what came of it is thrown away. */
    public void failed(AwsPullTicket ticket, int summaries, Violation why) {
        AwsPullState state = locked();
        if (state.isHeldBy(ticket.attempt())) {
            List<Object> arguments = why.arguments();
            AwsPull settings = em.find(AwsPullSettings.class, AwsPullSettings.ID).value();
            state.failed(result(ticket, summaries), why.code(), arguments.isEmpty() ? null : String.valueOf(arguments.get(0)), AwsFailures.passes(why.code()), Now.instant(clock),
                    Duration.ofMinutes(settings.intervalMinutes()), settings.active());
        }
    }

    private static AwsPullState.Result result(AwsPullTicket ticket, int summaries) {
        return new AwsPullState.Result(ticket.startedAt(), ticket.actor(), ticket.window(), summaries);
    }

    private AwsPullState locked() {
        return em.find(AwsPullState.class, AwsPullState.ID, LockModeType.PESSIMISTIC_WRITE);
    }

    private static JsonObject json(AwsPull pull) {
        JsonObjectBuilder json = JSON.createObjectBuilder().add("active", pull.active()).add("region", pull.region());
        addOrNull(json, "accountId", pull.accountId());
        addOrNull(json, "receiverRole", pull.receiverRole());
        addOrNull(json, "startDate", pull.startDate());
        return json.add("intervalMinutes", pull.intervalMinutes()).add("overlapDays", pull.overlapDays()).build();
    }

    private static void addOrNull(JsonObjectBuilder json, String name, Object value) {
        if (value == null) {
            json.addNull(name);
        } else {
            json.add(name, value.toString());
        }
    }
}
