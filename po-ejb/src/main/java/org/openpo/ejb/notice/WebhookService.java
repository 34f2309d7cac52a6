package org.openpo.ejb.notice;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.notice.Webhook;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.rule.StaleVersionException;
import org.openpo.domain.rule.TextKeys;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.ledger.RepeatsLostTransactions;
import org.openpo.ejb.time.Now;

/** The webhooks, which administrators keep. They lead only to hosts that the server's settings allow. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@Interceptors(RepeatsLostTransactions.class)
@RolesAllowed("ADMIN")
public class WebhookService {
    /** For so long an old secret signs beside its successor, unless somebody says otherwise. */
    public static final int OVERLAP_HOURS = 24;
    private static final int NAME_MAX = 100;
    private static final int ADDRESS_MAX = 2000;
    private static final int MOST = 50;
    /** A week. */
    private static final int OVERLAP_HOURS_MOST = 168;

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @EJB
    private AuditTrail audit;
    @Inject
    private Clock clock;

    /** By name; there are at most {@value #MOST}. */
    public List<WebhookView> list() {
        return em.createQuery("select w from Webhook w order by w.nameKey", Webhook.class).getResultStream().map(this::view).toList();
    }

    /** Where webhooks may lead, as the server's settings name the hosts; empty: nowhere. */
    public List<String> hosts() {
        return WebhookHosts.configured().entries();
    }

    public WebhookView find(long id) {
        return view(load(id));
    }

    /** @return with the secret that was made for it, which nothing tells later */
    public WebhookSecret create(WebhookDraft draft) {
        check(draft, null);
        if (em.createQuery("select count(w) from Webhook w", Long.class).getSingleResult() >= MOST) {
            throw new BusinessRuleException("", ErrorCode.TOO_MANY, MOST);
        }
        String secret = NoticeLinks.newSecret();
        Webhook webhook = new Webhook(secret);
        change(webhook, draft);
        em.persist(webhook);
        em.flush();
        record(AuditAction.WEBHOOK_CREATED, webhook, null, json(webhook));
        return new WebhookSecret(view(webhook), secret);
    }

    /** @param version as read, or null for whatever is there */
    public WebhookView change(long id, Long version, WebhookDraft draft) {
        Webhook webhook = load(id, version);
        check(draft, id);
        JsonObject before = json(webhook);
        change(webhook, draft);
        em.flush();
        record(AuditAction.WEBHOOK_CHANGED, webhook, before, json(webhook));
        return view(webhook);
    }

    /**
     * Makes a new secret. The old one signs as well for a while: both signatures are sent.
     *
     * @param version      as read, or null for whatever is there
     * @param overlapHours 0, if the old secret has leaked, to {@value #OVERLAP_HOURS_MOST}
     * @return with the new secret, which nothing tells later
     */
    public WebhookSecret renewSecret(long id, Long version, int overlapHours) {
        if (overlapHours < 0 || overlapHours > OVERLAP_HOURS_MOST) {
            throw new BusinessRuleException("overlapHours", ErrorCode.OUT_OF_RANGE, 0, OVERLAP_HOURS_MOST);
        }
        Webhook webhook = load(id, version);
        Instant now = Now.instant(clock);
        String secret = NoticeLinks.newSecret();
        webhook.renewSecret(secret, now.plus(Duration.ofHours(overlapHours)), actor(), now);
        em.flush();
        record(AuditAction.WEBHOOK_SECRET_RENEWED, webhook, null, JSON.createObjectBuilder(json(webhook)).add("overlapHours", overlapHours).build());
        return new WebhookSecret(view(webhook), secret);
    }

    /** What it was sent stays in the log. */
    public void delete(long id) {
        Webhook webhook = load(id);
        record(AuditAction.WEBHOOK_DELETED, webhook, json(webhook), null);
        em.remove(webhook);
    }

    private void check(WebhookDraft draft, Long id) {
        Checks checks = new Checks();
        if (checks.requiredText("name", draft.name(), NAME_MAX)) {
            em.createQuery("select w.id from Webhook w where w.nameKey = :key", Long.class).setParameter("key", TextKeys.of(draft.name())).getResultStream()
                    .filter(other -> !other.equals(id)).findFirst().ifPresent(other -> checks.add("name", ErrorCode.WEBHOOK_NAME_TAKEN, draft.name().strip()));
        }
        if (checks.requiredText("address", draft.address(), ADDRESS_MAX)) {
            checkAddress(checks, draft.address().strip());
        }
        if (!Set.of("en", "vi").contains(String.valueOf(draft.language()))) {
            checks.add("language", ErrorCode.NOT_ALLOWED_VALUE, String.valueOf(draft.language()), "en, vi");
        }
        if (draft.events().isEmpty()) {
            checks.add("events", ErrorCode.REQUIRED);
        }
        BusinessRuleException.throwIfAny(checks.violations());
    }

    private static void checkAddress(Checks checks, String address) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException malformed) {
            checks.add("address", ErrorCode.NOT_ALLOWED_VALUE, address.length() > 100 ? address.substring(0, 100) : address, "https://…");
            return;
        }
        if (!WebhookHosts.configured().allows(uri)) {
            checks.add("address", ErrorCode.WEBHOOK_HOST_NOT_ALLOWED, uri.getHost() == null ? address : uri.getHost());
        }
    }

    private void change(Webhook webhook, WebhookDraft draft) {
        webhook.change(draft.name(), draft.address(), draft.events(), draft.language(), draft.active(), actor(), Now.instant(clock));
    }

    private Webhook load(long id) {
        Webhook webhook = em.find(Webhook.class, id);
        if (webhook == null) {
            throw new NotFoundException("Webhook", id);
        }
        return webhook;
    }

    private Webhook load(long id, Long version) {
        Webhook webhook = load(id);
        if (version != null && webhook.version() != version) {
            throw new StaleVersionException(webhook.changedBy(), webhook.changedAt());
        }
        return webhook;
    }

    private void record(AuditAction action, Webhook webhook, JsonObject before, JsonObject after) {
        audit.record(actor(), action, new AuditTrail.Subject("Webhook", webhook.id(), webhook.name()), before, after, null);
    }

    /** Without the secret; of the address only the host, because chats put their secrets into the path. */
    private static JsonObject json(Webhook w) {
        return JSON.createObjectBuilder().add("name", w.name()).add("host", String.valueOf(URI.create(w.address()).getHost())).add("active", w.isActive()).add("language", w.language())
                .add("events", JSON.createArrayBuilder(w.events().stream().sorted().map(Enum::name).toList())).build();
    }

    private WebhookView view(Webhook w) {
        return new WebhookView(w.id(), w.version(), w.name(), w.address(), w.events(), w.language(), w.isActive(), w.previousUntil(Now.instant(clock)).orElse(null), w.changedAt(),
                w.changedBy());
    }

    private String actor() {
        return context.getCallerPrincipal().getName();
    }
}
