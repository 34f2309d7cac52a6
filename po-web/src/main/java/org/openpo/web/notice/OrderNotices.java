package org.openpo.web.notice;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.notice.NoticeKind;
import org.openpo.domain.notice.NoticeRuleChecks;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Checks;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.notice.ContactChoice;
import org.openpo.ejb.notice.NoticeRuleService;
import org.openpo.ejb.notice.NotificationFilter;
import org.openpo.ejb.notice.NotificationQueries;
import org.openpo.ejb.notice.OrderNoticeRulesView;
import org.openpo.ejb.notice.UpcomingNotice;
import org.openpo.ejb.party.ContactView;
import org.openpo.web.faces.Notes;
import org.openpo.web.i18n.Formats;
import org.openpo.web.i18n.Texts;
import org.openpo.web.order.PurchaseOrderPage;

/** What the contacts of a purchase order hear, its own rules, and what it will send next, as {@code #{orderNotices}}. */
@Named("orderNotices")
@ViewScoped
public class OrderNotices implements Serializable {
    private static final long serialVersionUID = 1L;

    @EJB
    private NoticeRuleService service;
    @EJB
    private NotificationQueries notifications;
    @Inject
    private PurchaseOrderPage order;
    @Inject
    private Notes notes;
    @Inject
    private Texts texts;
    @Inject
    private Formats formats;
    @Inject
    private RuleTexts ruleTexts;

    private List<Hearing> hearings;
    private transient OrderNoticeRulesView rules;
    private transient List<UpcomingNotice> upcoming;
    private transient Long sent;
    private boolean ownThresholds;
    private String thresholds;
    private boolean ownExpiryDays;
    private String expiryDays;

    /** One contact with the events it hears; the page turns them on and off. */
    public static class Hearing implements Serializable {
        private static final long serialVersionUID = 1L;
        private final ContactView contact;
        private final Set<NoticeKind> muted;
        private boolean lowBalance;
        private boolean expiry;
        private boolean runsDry;
        private boolean escalation;

        Hearing(ContactView contact, ContactChoice choice) {
            this.contact = contact;
            muted = choice.muted().isEmpty() ? EnumSet.noneOf(NoticeKind.class) : EnumSet.copyOf(choice.muted());
            lowBalance = choice.events().contains(NoticeKind.LOW_BALANCE);
            expiry = choice.events().contains(NoticeKind.EXPIRY);
            runsDry = choice.events().contains(NoticeKind.RUNS_DRY);
            escalation = choice.escalation();
        }

        Set<NoticeKind> events() {
            Set<NoticeKind> events = EnumSet.noneOf(NoticeKind.class);
            if (lowBalance) {
                events.add(NoticeKind.LOW_BALANCE);
            }
            if (expiry) {
                events.add(NoticeKind.EXPIRY);
            }
            if (runsDry) {
                events.add(NoticeKind.RUNS_DRY);
            }
            return events;
        }

        public ContactView getContact() { return contact; }
        public boolean isLowBalance() { return lowBalance; }
        public void setLowBalance(boolean on) { lowBalance = on; }
        public boolean isExpiry() { return expiry; }
        public void setExpiry(boolean on) { expiry = on; }
        public boolean isRunsDry() { return runsDry; }
        public void setRunsDry(boolean on) { runsDry = on; }
        public boolean isEscalation() { return escalation; }
        public void setEscalation(boolean on) { escalation = on; }
        public Set<NoticeKind> getMuted() { return muted; }

        /** "NA": first letters of the first and the last word. */
        public String getInitials() {
            String[] words = contact.name().strip().split("\\s+");
            String last = words.length > 1 ? words[words.length - 1] : "";
            return (first(words[0]) + first(last)).toUpperCase(java.util.Locale.ROOT);
        }

        private static String first(String word) {
            return word.isEmpty() ? "" : new String(Character.toChars(word.codePointAt(0)));
        }
    }

    public List<Hearing> getHearings() {
        if (hearings == null) {
            Map<Long, ContactView> contacts = order.getDetails().contacts().stream().collect(Collectors.toMap(ContactView::id, Function.identity()));
            hearings = new ArrayList<>();
            service.choices(key()).stream().filter(c -> contacts.containsKey(c.contactId())).forEach(c -> hearings.add(new Hearing(contacts.get(c.contactId()), c)));
        }
        return hearings;
    }

    /** Somebody has turned an event of a contact on or off. */
    public void changed(Hearing hearing) {
        service.choose(key(), hearing.contact.id(), hearing.events(), hearing.escalation);
        upcoming = null;
        notes.toast("orderNotices.chosen", hearing.contact.name());
    }

    /** What a contact has unsubscribed from, in words; "" if from nothing. */
    public String mutedOf(Hearing hearing) {
        return hearing.muted.isEmpty() ? "" : texts.get("orderNotices.muted", hearing.muted.stream().sorted().map(texts::name).collect(Collectors.joining(", ")));
    }

    public OrderNoticeRulesView getRules() {
        if (rules == null) {
            rules = service.rulesOf(key());
        }
        return rules;
    }

    public boolean isOwn() {
        return getRules().thresholds() != null || getRules().expiryDays() != null;
    }

    public List<UpcomingNotice> getUpcoming() {
        if (upcoming == null) {
            upcoming = service.upcoming(key());
        }
        return upcoming;
    }

    /** "Line 1 falls below 25%", "Expiration", … */
    public String what(UpcomingNotice notice) {
        return switch (notice.kind()) {
            case LOW_BALANCE -> notice.threshold().signum() == 0 ? texts.get("orderNotices.usedUp", notice.lineNumber())
                    : texts.get("orderNotices.below", notice.lineNumber(), ruleTexts.percent(notice.threshold()));
            case EXPIRY -> texts.get("orderNotices.expiry");
            default -> texts.get("orderNotices.runsDry");
        };
    }

    /** When: the amount, the day, or "at once". */
    public String when(UpcomingNotice notice) {
        return switch (notice.kind()) {
            case LOW_BALANCE -> texts.get(notice.threshold().signum() == 0 ? "orderNotices.atAmount" : "orderNotices.belowAmount", formats.money(notice.below(), order.getDetails().currency()));
            case EXPIRY -> formats.date(notice.on());
            default -> texts.get("orderNotices.atOnce");
        };
    }

    public String who(UpcomingNotice notice) {
        return notice.recipients().isEmpty() ? texts.get("orderNotices.nobody")
                : notice.recipients().stream().map(UpcomingNotice.Recipient::name).collect(Collectors.joining(", "));
    }

    /** How many were sent or wait so far. */
    public long getSent() {
        if (sent == null) {
            sent = notifications.page(new NotificationFilter(null, null, null, null, key(), null), 0, 1).total();
        }
        return sent;
    }

    public void beginRules() {
        OrderNoticeRulesView now = service.rulesOf(key());
        ownThresholds = now.thresholds() != null;
        ownExpiryDays = now.expiryDays() != null;
        thresholds = NumberLists.write(now.effective().thresholds(), formats.decimalSeparator());
        expiryDays = NumberLists.write(now.effective().expiryDays().stream().map(java.math.BigDecimal::valueOf).toList(), formats.decimalSeparator());
    }

    public void saveRules() {
        Checks checks = new Checks();
        List<java.math.BigDecimal> percents = ownThresholds ? NumberLists.decimals(thresholds, formats.decimalSeparator(), "thresholds", checks) : null;
        List<Integer> days = ownExpiryDays ? NumberLists.whole(expiryDays, "expiryDays", checks) : null;
        List<Violation> wrong = new ArrayList<>(checks.violations());
        if (wrong.isEmpty()) {
            wrong.addAll(NoticeRuleChecks.check(percents, days));
        }
        if (!wrong.isEmpty()) {
            notes.quiet();
            notes.refused(new BusinessRuleException(wrong), field -> "noticeRulesForm:" + field.replaceAll("\\[.*", ""));
            return;
        }
        rules = service.changeFor(key(), percents, days);
        upcoming = null;
        notes.toast("orderNotices.rulesSaved");
    }

    private long key() {
        return order.getDetails().id();
    }

    public boolean isOwnThresholds() { return ownThresholds; }
    public void setOwnThresholds(boolean own) { this.ownThresholds = own; }
    public String getThresholds() { return thresholds; }
    public void setThresholds(String thresholds) { this.thresholds = thresholds; }
    public boolean isOwnExpiryDays() { return ownExpiryDays; }
    public void setOwnExpiryDays(boolean own) { this.ownExpiryDays = own; }
    public String getExpiryDays() { return expiryDays; }
    public void setExpiryDays(String expiryDays) { this.expiryDays = expiryDays; }
}
