package org.openpo.web.notice;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.primefaces.PrimeFaces;

import org.openpo.domain.notice.NoticeKind;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.notice.WebhookDraft;
import org.openpo.ejb.notice.WebhookSecret;
import org.openpo.ejb.notice.WebhookService;
import org.openpo.ejb.notice.WebhookView;
import org.openpo.web.faces.Notes;
import org.openpo.web.i18n.Texts;

/** The webhooks that notifications are posted to, as {@code #{webhooks}}. */
@Named("webhooks")
@ViewScoped
public class WebhooksBean implements Serializable {
    private static final long serialVersionUID = 1L;
    /** Hours that are offered; 0: the old secret has leaked. */
    private static final List<Integer> OVERLAPS = List.of(1, 24, 72, 168, 0);

    @EJB
    private WebhookService service;
    @Inject
    private Notes notes;
    @Inject
    private Texts texts;

    private transient List<WebhookView> all;
    private WebhookView chosen;
    private String name;
    private String address;
    private String[] events;
    private String language;
    private boolean active;
    private int overlapHours;
    /** Made just now, and shown this once. */
    private String secret;

    public List<WebhookView> getAll() {
        if (all == null) {
            all = service.list();
        }
        return all;
    }

    /** Hosts that webhooks may lead to, for people. */
    public String getHosts() {
        return String.join(", ", service.hosts());
    }

    public String eventsOf(WebhookView webhook) {
        return webhook.events().stream().sorted().map(texts::name).collect(Collectors.joining(", "));
    }

    public NoticeKind[] getKinds() {
        return NoticeKind.values();
    }

    public void add() {
        chosen = null;
        name = null;
        address = null;
        events = Arrays.stream(NoticeKind.values()).filter(k -> !NoticeKind.DIGESTS.contains(k)).map(Enum::name).toArray(String[]::new);
        language = "en";
        active = true;
    }

    public void open(WebhookView webhook) {
        chosen = service.find(webhook.id());
        name = chosen.name();
        address = chosen.address();
        events = chosen.events().stream().map(Enum::name).toArray(String[]::new);
        language = chosen.language();
        active = chosen.active();
    }

    public void save() {
        WebhookDraft draft = new WebhookDraft(name, address, Arrays.stream(events == null ? new String[0] : events).map(NoticeKind::valueOf).collect(Collectors.toSet()), language, active);
        try {
            if (chosen == null) {
                show(service.create(draft));
                notes.toast("webhooks.added", chosen.name());
                PrimeFaces.current().ajax().addCallbackParam("secret", true);
            } else {
                notes.toast("webhooks.changed", service.change(chosen.id(), chosen.version(), draft).name());
            }
            all = null;
        } catch (BusinessRuleException refused) {
            notes.refused(refused, field -> field.isEmpty() ? null : "webhookForm:" + field);
        }
    }

    /** Of the chosen webhook. */
    public void beginSecret() {
        secret = null;
        overlapHours = WebhookService.OVERLAP_HOURS;
    }

    public void renewSecret() {
        try {
            show(service.renewSecret(chosen.id(), chosen.version(), overlapHours));
        } catch (BusinessRuleException refused) {
            notes.refused(refused, field -> field.isEmpty() ? null : "secretForm:" + field);
        }
    }

    private void show(WebhookSecret made) {
        chosen = made.webhook();
        secret = made.secret();
        all = null;
    }

    /** Nobody sees it again. */
    public void forgetSecret() {
        secret = null;
    }

    public List<Integer> getOverlaps() {
        return OVERLAPS;
    }

    public void delete() {
        service.delete(chosen.id());
        notes.toast("webhooks.deleted", chosen.name());
        all = null;
    }

    public int getOverlapHours() { return overlapHours; }
    public void setOverlapHours(int overlapHours) { this.overlapHours = overlapHours; }
    public String getSecret() { return secret; }
    public WebhookView getChosen() { return chosen; }
    public String getName() { return name; }
    public void setName(String name) { this.name = name; }
    public String getAddress() { return address; }
    public void setAddress(String address) { this.address = address; }
    public String[] getEvents() { return events; }
    public void setEvents(String[] events) { this.events = events; }
    public String getLanguage() { return language; }
    public void setLanguage(String language) { this.language = language; }
    public boolean isActive() { return active; }
    public void setActive(boolean active) { this.active = active; }
}
