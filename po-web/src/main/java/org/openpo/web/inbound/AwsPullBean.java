package org.openpo.web.inbound;

import java.io.Serializable;
import java.time.LocalDate;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.inbound.AwsPull;
import org.openpo.domain.inbound.AwsReceiverRole;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.domain.rule.Violation;
import org.openpo.ejb.inbound.AwsPullService;
import org.openpo.ejb.inbound.AwsPullView;
import org.openpo.web.faces.Notes;
import org.openpo.web.i18n.Texts;

/** How invoices are pulled from the AWS Invoicing API, and what came of the last pull, as {@code #{awsPull}}. */
@Named("awsPull")
@ViewScoped
public class AwsPullBean implements Serializable {
    private static final long serialVersionUID = 1L;

    @EJB
    private AwsPullService service;
    @Inject
    private Notes notes;
    @Inject
    private Texts texts;

    private transient AwsPullView view;
    private long version;
    private boolean active;
    private String region;
    private String accountId;
    private AwsReceiverRole receiverRole;
    private LocalDate startDate;
    private Integer intervalMinutes;
    private Integer overlapDays;

    /** Reads the settings when the page opens. */
    public void open() {
        take(service.view());
    }

    private void take(AwsPullView read) {
        view = read;
        version = read.version();
        AwsPull settings = read.settings();
        active = settings.active();
        region = settings.region();
        accountId = settings.accountId();
        receiverRole = settings.receiverRole();
        startDate = settings.startDate();
        intervalMinutes = settings.intervalMinutes();
        overlapDays = settings.overlapDays();
    }

    public void save() {
        try {
            take(service.change(new AwsPull(active, region, accountId, receiverRole, startDate, intervalMinutes, overlapDays), version));
            notes.done("awsPull.saved");
        } catch (BusinessRuleException refused) {
            notes.refused(refused, field -> "settingsForm:" + field);
        }
    }

    /** Pulls by what is saved; the page looks every second what becomes of it. */
    public void pullNow() {
        try {
            view = service.pullNow();
        } catch (BusinessRuleException refused) {
            notes.refused(refused, field -> "settingsForm:" + field);
        }
    }

    /** What has become of it by now. */
    public void refresh() {
        view = service.view();
    }

    public AwsPullView getView() {
        if (view == null) {
            view = service.view();
        }
        return view;
    }

    /** Why the last pull, or its import, failed. */
    public String getFailure() {
        AwsPullView.Last last = getView().last();
        return last == null || last.failure() == null ? "" : texts.of(new Violation("", last.failure(), last.failureArguments()));
    }

    public AwsReceiverRole[] getReceiverRoles() { return AwsReceiverRole.values(); }
    public int getIntervalLeast() { return AwsPull.INTERVAL_LEAST; }
    public int getIntervalMost() { return AwsPull.INTERVAL_MOST; }
    public boolean isActive() { return active; }
    public void setActive(boolean active) { this.active = active; }
    public String getRegion() { return region; }
    public void setRegion(String region) { this.region = region; }
    public String getAccountId() { return accountId; }
    public void setAccountId(String accountId) { this.accountId = accountId; }
    public AwsReceiverRole getReceiverRole() { return receiverRole; }
    public void setReceiverRole(AwsReceiverRole receiverRole) { this.receiverRole = receiverRole; }
    public LocalDate getStartDate() { return startDate; }
    public void setStartDate(LocalDate startDate) { this.startDate = startDate; }
    public Integer getIntervalMinutes() { return intervalMinutes; }
    public void setIntervalMinutes(Integer intervalMinutes) { this.intervalMinutes = intervalMinutes; }
    public Integer getOverlapDays() { return overlapDays; }
    public void setOverlapDays(Integer overlapDays) { this.overlapDays = overlapDays; }
}
