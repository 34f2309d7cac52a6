package org.openpo.ejb.notice;

import static org.openpo.ejb.json.JsonLibrary.JSON;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;

import org.openpo.domain.audit.AuditAction;
import org.openpo.domain.notice.ContactNoticeSettings;
import org.openpo.domain.notice.ExpiryDates;
import org.openpo.domain.notice.NoticeChoice;
import org.openpo.domain.notice.NoticeKind;
import org.openpo.domain.notice.NoticePolicy;
import org.openpo.domain.notice.NoticeRuleChecks;
import org.openpo.domain.notice.NoticeRules;
import org.openpo.domain.notice.PurchaseOrderNoticeRules;
import org.openpo.domain.order.PurchaseOrder;
import org.openpo.domain.party.Contact;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.ErrorCode;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.domain.rule.StaleVersionException;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.audit.AuditTrail;
import org.openpo.ejb.ledger.RepeatsLostTransactions;
import org.openpo.ejb.startup.Settings;
import org.openpo.ejb.time.Now;

/** The rules of notification: of the installation, of a purchase order, and what each contact hears. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
@Interceptors(RepeatsLostTransactions.class)
public class NoticeRuleService {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    @PersistenceContext(unitName = "po")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @EJB
    private AuditTrail audit;
    @EJB
    private BalanceNotices balances;
    @EJB
    private Recipients recipients;
    @Inject
    private Clock clock;

    @RolesAllowed("VIEWER")
    public NoticeRulesView rules() {
        return view(em.find(NoticeRules.class, NoticeRules.ID));
    }

    /**
     * Changes the installation's rules. Thresholds count from the next movement of each line, or the next sweep.
     *
     * @param version as read, or null for whatever is there
     */
    @RolesAllowed("ADMIN")
    public NoticeRulesView change(NoticePolicy policy, Long version) {
        BusinessRuleException.throwIfAny(NoticeRuleChecks.check(policy));
        NoticeRules rules = em.find(NoticeRules.class, NoticeRules.ID, LockModeType.PESSIMISTIC_WRITE);
        if (version != null && rules.version() != version) {
            throw new StaleVersionException(rules.changedBy() == null ? "system" : rules.changedBy(), rules.changedAt() == null ? Now.instant(clock) : rules.changedAt());
        }
        NoticePolicy before = rules.policy();
        if (!before.equals(policy)) {
            rules.change(policy, actor(), Now.instant(clock));
            em.flush();
            balances.rulesChanged(null, !before.thresholds().equals(policy.thresholds()));
            audit.record(actor(), AuditAction.NOTICE_RULES_CHANGED, new AuditTrail.Subject("NoticeRules", NoticeRules.ID, null), json(before), json(policy), null);
        }
        return view(rules);
    }

    /** @throws NotFoundException if there is no such purchase order */
    @RolesAllowed("VIEWER")
    public OrderNoticeRulesView rulesOf(long purchaseOrderKey) {
        order(purchaseOrderKey);
        return orderRules(purchaseOrderKey);
    }

    /** Gives a purchase order rules of its own; null is as the installation has it, an empty list is none. */
    @RolesAllowed("MANAGER")
    public OrderNoticeRulesView changeFor(long purchaseOrderKey, List<BigDecimal> thresholds, List<Integer> expiryDays) {
        BusinessRuleException.throwIfAny(NoticeRuleChecks.check(thresholds, expiryDays));
        PurchaseOrder po = locked(purchaseOrderKey);
        OrderNoticeRulesView before = orderRules(purchaseOrderKey);
        PurchaseOrderNoticeRules own = em.find(PurchaseOrderNoticeRules.class, purchaseOrderKey);
        if (own == null) {
            own = new PurchaseOrderNoticeRules(purchaseOrderKey);
            own.change(thresholds, expiryDays, actor(), Now.instant(clock));
            em.persist(own);
        } else {
            own.change(thresholds, expiryDays, actor(), Now.instant(clock));
        }
        em.flush();
        OrderNoticeRulesView after = orderRules(purchaseOrderKey);
        balances.rulesChanged(purchaseOrderKey, !before.effective().thresholds().equals(after.effective().thresholds()));
        if (!before.equals(after)) {
            audit.record(actor(), AuditAction.NOTICE_RULES_CHANGED, subject(po), json(before.effective()), json(after.effective()), null);
        }
        return after;
    }

    /**
     * What a contact of a purchase order is to hear.
     *
     * @param events     null: as it is
     * @param escalation null: as it is
     */
    public record Choice(long contactId, Set<NoticeKind> events, Boolean escalation) { }

    /** Both in one: rules of its own, and what its contacts hear. What is wrong with one of them changes nothing. Contacts that are not named stay as they are. */
    @RolesAllowed("MANAGER")
    public OrderNoticeRulesView changeFor(long purchaseOrderKey, List<BigDecimal> thresholds, List<Integer> expiryDays, List<Choice> choices) {
        OrderNoticeRulesView after = changeFor(purchaseOrderKey, thresholds, expiryDays);
        choices.forEach(c -> choose(purchaseOrderKey, c.contactId(), c.events(), c.escalation()));
        return after;
    }

    /** What each contact of a purchase order hears, in the order's order. */
    @RolesAllowed("VIEWER")
    public List<ContactChoice> choices(long purchaseOrderKey) {
        PurchaseOrder po = order(purchaseOrderKey);
        Map<Long, NoticeChoice> chosen = em.createQuery("select c from NoticeChoice c where c.purchaseOrderKey = :po", NoticeChoice.class).setParameter("po", purchaseOrderKey)
                .getResultStream().collect(Collectors.toMap(NoticeChoice::contactId, c -> c));
        Map<Long, ContactNoticeSettings> settings = settings(po.contacts().stream().map(Contact::id).toList());
        return po.contacts().stream().map(c -> {
            NoticeChoice choice = chosen.get(c.id());
            ContactNoticeSettings own = settings.get(c.id());
            return new ContactChoice(c.id(), c.name(), c.email(), c.language(), choice == null ? NoticeKind.OF_PURCHASE_ORDER : choice.events(), choice != null && choice.isEscalation(),
                    own == null ? Set.of() : own.muted());
        }).toList();
    }

    /**
     * Sets what a contact of a purchase order hears.
     *
     * @param kinds  null: as it is
     * @param handOn whether it hears of what nobody has looked at; null: as it is
     * @throws BusinessRuleException CONTACT_NOT_OF_PURCHASE_ORDER
     */
    @RolesAllowed("MANAGER")
    public void choose(long purchaseOrderKey, long contactId, Set<NoticeKind> kinds, Boolean handOn) {
        PurchaseOrder po = locked(purchaseOrderKey);
        Contact contact = po.contacts().stream().filter(c -> c.id() == contactId).findFirst()
                .orElseThrow(() -> new BusinessRuleException("contact", ErrorCode.CONTACT_NOT_OF_PURCHASE_ORDER, po.purchaseOrderId()));
        NoticeChoice choice = em.find(NoticeChoice.class, new NoticeChoice.Key(purchaseOrderKey, contactId));
        Set<NoticeKind> heard = choice == null ? NoticeKind.OF_PURCHASE_ORDER : choice.events();
        boolean handedOn = choice != null && choice.isEscalation();
        Set<NoticeKind> events = kinds == null ? heard : kinds;
        boolean escalation = handOn == null ? handedOn : handOn;
        refuseOthers("events", events, NoticeKind.OF_PURCHASE_ORDER);
        JsonObject before = choiceJson(contact, heard, handedOn);
        JsonObject after = choiceJson(contact, events, escalation);
        if (before.equals(after)) {
            return;
        }
        boolean isNew = choice == null;
        choice = isNew ? new NoticeChoice(purchaseOrderKey, contactId) : choice;
        choice.change(events, escalation);
        if (isNew) {
            em.persist(choice);
        }
        em.flush();
        audit.record(actor(), AuditAction.NOTICE_CHOICE_CHANGED, subject(po), before, after, null);
    }

    /** Lets another contact hear what this one heard, on every purchase order; for whoever replaces a contact. Joins the caller's transaction. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void replace(long contactId, long byContactId) {
        em.createNativeQuery("delete from notice_choice where contact_id = ?2 and purchase_order_pk in (select purchase_order_pk from notice_choice where contact_id = ?1)")
                .setParameter(1, contactId).setParameter(2, byContactId).executeUpdate();
        em.createNativeQuery("update notice_choice set contact_id = ?2 where contact_id = ?1").setParameter(1, contactId).setParameter(2, byContactId).executeUpdate();
    }

    @RolesAllowed("VIEWER")
    public ContactSubscriptions subscriptions(long contactId) {
        contact(contactId);
        return view(contactId, em.find(ContactNoticeSettings.class, contactId));
    }

    /**
     * Sets what a contact hears at all.
     *
     * @param muted   null: as it is
     * @param digests null: as it is
     */
    @RolesAllowed("ADMIN")
    public ContactSubscriptions changeSubscriptions(long contactId, Set<NoticeKind> muted, Set<NoticeKind> digests) {
        if (digests != null) {
            refuseOthers("digests", digests, NoticeKind.DIGESTS);
        }
        Contact contact = contact(contactId);
        ContactSubscriptions now = view(contactId, em.find(ContactNoticeSettings.class, contactId));
        return change(contact, muted == null ? now.muted() : muted, digests == null ? now.digests() : digests, actor());
    }

    /**
     * A contact unsubscribes from a kind of notice, or takes that back, by the signed link of a mail; nobody has signed in.
     *
     * @return the contact's name, or null if the contact is gone
     */
    @PermitAll
    public String unsubscribe(NoticeLinks.Subscription link, boolean stop) {
        Contact contact = em.find(Contact.class, link.contactId());
        if (contact == null) {
            return null;
        }
        ContactSubscriptions now = view(contact.id(), em.find(ContactNoticeSettings.class, contact.id()));
        Set<NoticeKind> muted = new HashSet<>(now.muted());
        if (stop ? muted.add(link.kind()) : muted.remove(link.kind())) {
            change(contact, muted, now.digests(), "contact " + contact.id());
        }
        return contact.name();
    }

    /** Whether a contact has unsubscribed from a kind. */
    @PermitAll
    public boolean isMuted(NoticeLinks.Subscription link) {
        ContactNoticeSettings settings = em.find(ContactNoticeSettings.class, link.contactId());
        return settings != null && settings.muted().contains(link.kind());
    }

    /** What a purchase order would send next, and to whom: the next threshold of each tracked line item, the days of its expiration, and the forecast. */
    @RolesAllowed("VIEWER")
    public List<UpcomingNotice> upcoming(long purchaseOrderKey) {
        PurchaseOrder po = order(purchaseOrderKey);
        NoticePolicy rules = orderRules(purchaseOrderKey).effective();
        List<UpcomingNotice> upcoming = new ArrayList<>();
        List<UpcomingNotice.Recipient> balance = to(purchaseOrderKey, NoticeKind.LOW_BALANCE);
        @SuppressWarnings("unchecked")
        List<Object[]> lines = em.createNativeQuery("select l.number, l.total, w.told, l.id from line_item l left join line_item_watch w on w.line_item_id = l.id "
                + "where l.purchase_order_pk = ?1 and l.balance_tracked = 1 and l.closed = 0 order by l.id").setParameter(1, purchaseOrderKey).getResultList();
        for (Object[] line : lines) {
            rules.thresholds().stream().filter(t -> line[2] == null || t.compareTo((BigDecimal) line[2]) < 0).sorted(Comparator.reverseOrder())
                    .forEach(t -> upcoming.add(new UpcomingNotice(NoticeKind.LOW_BALANCE, null, (String) line[0], t,
                            ((BigDecimal) line[1]).multiply(t).divide(HUNDRED, 4, RoundingMode.HALF_EVEN), balance)));
        }
        LocalDate today = rules.today(Now.instant(clock));
        LocalDate setOn = setOn(purchaseOrderKey, today);
        List<UpcomingNotice.Recipient> expiry = to(purchaseOrderKey, NoticeKind.EXPIRY);
        ExpiryDates.of(po.window().to(), setOn, rules.awsExpiryRule(), rules.expiryDays()).stream().map(d -> rules.quiet().onOrBefore(d, setOn)).filter(d -> !d.isBefore(today))
                .distinct().forEach(d -> upcoming.add(new UpcomingNotice(NoticeKind.EXPIRY, d, null, null, null, expiry)));
        if (rules.runsDry() && !lines.isEmpty()) {
            upcoming.add(new UpcomingNotice(NoticeKind.RUNS_DRY, null, null, null, null, to(purchaseOrderKey, NoticeKind.RUNS_DRY)));
        }
        return upcoming;
    }

    private LocalDate setOn(long purchaseOrderKey, LocalDate today) {
        List<?> found = em.createNativeQuery("select expiration_set_on from purchase_order_watch where purchase_order_pk = ?1").setParameter(1, purchaseOrderKey).getResultList();
        return found.isEmpty() ? today : LocalDate.parse(found.get(0).toString().substring(0, 10));
    }

    private List<UpcomingNotice.Recipient> to(long purchaseOrderKey, NoticeKind kind) {
        return recipients.of(purchaseOrderKey, kind).stream().map(r -> new UpcomingNotice.Recipient(r.channel(), r.id(), r.name(), r.shownAddress(), r.language())).toList();
    }

    private ContactSubscriptions change(Contact contact, Set<NoticeKind> muted, Set<NoticeKind> digests, String by) {
        ContactNoticeSettings settings = em.find(ContactNoticeSettings.class, contact.id());
        ContactSubscriptions before = view(contact.id(), settings);
        ContactSubscriptions after = new ContactSubscriptions(contact.id(), Set.copyOf(muted), Set.copyOf(digests));
        if (!before.equals(after)) {
            boolean isNew = settings == null;
            settings = isNew ? new ContactNoticeSettings(contact.id()) : settings;
            settings.change(muted, digests, by, Now.instant(clock));
            if (isNew) {
                em.persist(settings);
            }
            em.flush();
            audit.record(by, AuditAction.SUBSCRIPTIONS_CHANGED, new AuditTrail.Subject("Contact", contact.id(), contact.name()), json(before), json(after), null);
        }
        return after;
    }

    private static ContactSubscriptions view(long contactId, ContactNoticeSettings settings) {
        return settings == null ? new ContactSubscriptions(contactId, Set.of(), Set.of()) : new ContactSubscriptions(contactId, settings.muted(), settings.digests());
    }

    private Map<Long, ContactNoticeSettings> settings(List<Long> contactIds) {
        return contactIds.isEmpty() ? Map.of() : em.createQuery("select s from ContactNoticeSettings s where s.contactId in :ids", ContactNoticeSettings.class)
                .setParameter("ids", contactIds).getResultStream().collect(Collectors.toMap(ContactNoticeSettings::contactId, s -> s));
    }

    private OrderNoticeRulesView orderRules(long purchaseOrderKey) {
        NoticePolicy rules = em.find(NoticeRules.class, NoticeRules.ID).policy();
        PurchaseOrderNoticeRules own = em.find(PurchaseOrderNoticeRules.class, purchaseOrderKey);
        return own == null ? new OrderNoticeRulesView(null, null, rules)
                : new OrderNoticeRulesView(own.thresholds(), own.expiryDays(), rules.with(own.thresholds(), own.expiryDays()));
    }

    private PurchaseOrder order(long key) {
        return there(em.find(PurchaseOrder.class, key), key);
    }

    private PurchaseOrder locked(long key) {
        return there(em.find(PurchaseOrder.class, key, LockModeType.PESSIMISTIC_WRITE), key);
    }

    private static PurchaseOrder there(PurchaseOrder po, long key) {
        if (po == null || po.isDeleted()) {
            throw new NotFoundException("PurchaseOrder", key);
        }
        return po;
    }

    private Contact contact(long id) {
        Contact contact = em.find(Contact.class, id);
        if (contact == null) {
            throw new NotFoundException("Contact", id);
        }
        return contact;
    }

    private static void refuseOthers(String field, Collection<NoticeKind> kinds, Set<NoticeKind> allowed) {
        kinds.stream().filter(k -> !allowed.contains(k)).findFirst().ifPresent(k -> {
            throw new BusinessRuleException(List.of(Violation.of(field, ErrorCode.NOT_ALLOWED_VALUE, k, allowed.stream().sorted().map(Enum::name).collect(Collectors.joining(", ")))));
        });
    }

    private static NoticeRulesView view(NoticeRules rules) {
        return new NoticeRulesView(rules.policy(), rules.version(), rules.changedAt(), rules.changedBy(), Settings.smtpHost().isPresent());
    }

    private static AuditTrail.Subject subject(PurchaseOrder po) {
        return new AuditTrail.Subject("PurchaseOrder", po.id(), po.purchaseOrderId());
    }

    private static JsonObject choiceJson(Contact contact, Set<NoticeKind> events, boolean escalation) {
        return JSON.createObjectBuilder().add("contact", contact.email()).add("events", names(events)).add("escalation", escalation).build();
    }

    private static JsonObject json(ContactSubscriptions s) {
        return JSON.createObjectBuilder().add("muted", names(s.muted())).add("digests", names(s.digests())).build();
    }

    private static JsonArrayBuilder names(Collection<NoticeKind> kinds) {
        return JSON.createArrayBuilder(kinds.stream().sorted().map(Enum::name).toList());
    }

    private static JsonObject json(NoticePolicy p) {
        JsonObjectBuilder json = JSON.createObjectBuilder().add("thresholds", JSON.createArrayBuilder(p.thresholds().stream().map(BigDecimal::toPlainString).toList()))
                .add("awsExpiryRule", p.awsExpiryRule()).add("expiryDays", JSON.createArrayBuilder(p.expiryDays())).add("runsDry", p.runsDry())
                .add("quietWeekdays", JSON.createArrayBuilder(p.quiet().weekdays().stream().sorted().map(Enum::name).toList()))
                .add("quietDates", JSON.createArrayBuilder(p.quiet().dates().stream().sorted().map(LocalDate::toString).toList()))
                .add("zone", p.zone().getId()).add("sendHour", p.sendHour());
        addOrNull(json, "exceptionDays", p.exceptionDays());
        addOrNull(json, "escalationDays", p.escalationDays());
        if (p.portfolioWeekday() == null) {
            json.addNull("portfolioWeekday");
        } else {
            json.add("portfolioWeekday", p.portfolioWeekday().name());
        }
        return json.build();
    }

    private static void addOrNull(JsonObjectBuilder json, String name, Integer value) {
        if (value == null) {
            json.addNull(name);
        } else {
            json.add(name, value);
        }
    }

    private String actor() {
        return context.getCallerPrincipal().getName();
    }
}
