package org.openpo.web.notice;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.primefaces.model.LazyDataModel;

import org.openpo.domain.notice.DeliveryState;
import org.openpo.domain.notice.NoticeKind;
import org.openpo.domain.rule.NotFoundException;
import org.openpo.ejb.export.ExportFormat;
import org.openpo.ejb.notice.MailPreview;
import org.openpo.ejb.notice.NoticeRuleService;
import org.openpo.ejb.notice.NoticeRulesView;
import org.openpo.ejb.notice.NotificationDetails;
import org.openpo.ejb.notice.NotificationExport;
import org.openpo.ejb.notice.NotificationQueries;
import org.openpo.ejb.notice.NotificationRow;
import org.openpo.ejb.notice.NotificationService;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.party.ContactFilter;
import org.openpo.ejb.party.ContactQueries;
import org.openpo.web.faces.FileDownload;
import org.openpo.web.faces.Notes;
import org.openpo.web.i18n.Formats;

/** Notifications: the outbox and its history, what each says and how it was delivered, as {@code #{notifications}}. */
@Named("notifications")
@ViewScoped
public class NotificationsBean implements Serializable {
    private static final long serialVersionUID = 1L;

    @EJB
    private NotificationQueries queries;
    @EJB
    private NotificationExport notificationExport;
    @EJB
    private NotificationService service;
    @EJB
    private NoticeRuleService rules;
    @EJB
    private ContactQueries contacts;
    @EJB
    private PurchaseOrderQueries orders;
    @Inject
    private Notes notes;
    @Inject
    private Formats formats;

    private final NotificationListState state = new NotificationListState();
    private transient LazyDataModel<NotificationRow> rows;
    private transient Map<DeliveryState, Long> counts;
    private transient NoticeRulesView rulesView;
    private transient Long undeliverable;
    private Long openId;
    private transient NotificationDetails open;
    private transient MailPreview mail;
    private boolean asText;

    public NotificationListState getState() {
        return state;
    }

    public LazyDataModel<NotificationRow> getRows() {
        if (rows == null) {
            rows = new NotificationListModel(queries, state, formats.zone());
        }
        return rows;
    }

    /** A filter has changed: the list begins anew at its first page. */
    public void filter() {
        state.setFirst(0);
        again();
    }

    private void again() {
        rows = null;
        counts = null;
    }

    public void clear() {
        state.clear();
        again();
    }

    public void clearPurchaseOrder() {
        state.setPurchaseOrderText(null);
        filter();
    }

    public void clearContact() {
        state.setContactText(null);
        filter();
    }

    public void clearDays() {
        state.getDays().clear();
        filter();
    }

    /** Hands out the list as it is filtered, all pages of it. */
    public void export(ExportFormat format) throws IOException {
        FileDownload.send("notifications", format, out -> notificationExport.write(state.filter(formats.zone()), format, out));
    }

    /** The states there are tabs for: those with notifications, the main ones always. */
    public List<DeliveryState> getStates() {
        Set<DeliveryState> main = EnumSet.of(DeliveryState.WAITING, DeliveryState.SENT, DeliveryState.FAILED);
        return Arrays.stream(DeliveryState.values()).filter(s -> main.contains(s) || getCount(s) > 0 || s == state.getState()).toList();
    }

    public long getCount(DeliveryState of) {
        if (counts == null) {
            counts = queries.countByState(state.filter(formats.zone()));
        }
        return counts.getOrDefault(of, 0L);
    }

    public long getTotal() {
        return Arrays.stream(DeliveryState.values()).mapToLong(this::getCount).sum();
    }

    /** Nothing was ever to be sent. */
    public boolean isNone() {
        return state.filterCount() == 0 && getTotal() == 0;
    }

    public NoticeKind[] getKinds() {
        return NoticeKind.values();
    }

    /** Whether mails leave the house. */
    public boolean isMailServer() {
        return getRules().mailServer();
    }

    public NoticeRulesView getRules() {
        if (rulesView == null) {
            rulesView = rules.rules();
        }
        return rulesView;
    }

    /** Contacts whose address no mail reaches. */
    public long getUndeliverable() {
        if (undeliverable == null) {
            undeliverable = contacts.count(ContactFilter.of(ContactFilter.Condition.UNDELIVERABLE));
        }
        return undeliverable;
    }

    /** The purchase order that is filtered by, by its ID; its number if it is gone. */
    public String getPurchaseOrderName() {
        try {
            return orders.details(state.getPurchaseOrder()).purchaseOrderId();
        } catch (NotFoundException gone) {
            return state.getPurchaseOrderText();
        }
    }

    /** The contact that is filtered by; its number if it is gone. */
    public String getContactName() {
        try {
            return contacts.find(state.getContact()).contact().name();
        } catch (NotFoundException gone) {
            return state.getContactText();
        }
    }

    /** Shows what a notification says, and how its delivery went. */
    public void show(long id) {
        openId = id;
        open = null;
        mail = null;
        asText = false;
    }

    public NotificationDetails getOpen() {
        if (open == null && openId != null) {
            open = queries.find(openId);
        }
        return open;
    }

    public MailPreview getMail() {
        if (mail == null && openId != null) {
            mail = queries.preview(openId);
        }
        return mail;
    }

    /** The mail's page; its links open in a tab of their own. */
    public String getHtml() {
        return getMail().html().replaceFirst("<head>", "<head><base target=\"_blank\">");
    }

    public void showAs(boolean text) {
        asText = text;
    }

    public void resend(long id) {
        service.resend(id);
        open = null;
        again();
        NotificationRow row = queries.find(id).row();
        notes.toast(isMailServer() ? "notifications.resent" : "notifications.resent.kept", row.recipientName());
    }

    public boolean isAsText() { return asText; }
}
