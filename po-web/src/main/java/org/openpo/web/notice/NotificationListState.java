package org.openpo.web.notice;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.stream.Stream;

import org.openpo.domain.notice.DeliveryState;
import org.openpo.domain.notice.NoticeKind;
import org.openpo.ejb.notice.NotificationFilter;
import org.openpo.web.faces.AddressQuery;
import org.openpo.web.faces.PagedListState;

/** What the list of notifications shows right now: filters and page. Written as the query of an address and read back. */
public class NotificationListState extends PagedListState {
    private static final long serialVersionUID = 1L;

    private NoticeKind kind;
    private DeliveryState state;
    private Long purchaseOrder;
    private Long contact;
    private LocalDate from;
    private LocalDate to;

    /** @param zone in which the days of the filter begin */
    public NotificationFilter filter(ZoneId zone) {
        return new NotificationFilter(getSearch(), kind, state, null, purchaseOrder, contact, from == null ? null : from.atStartOfDay(zone).toInstant(),
                to == null ? null : to.plusDays(1).atStartOfDay(zone).toInstant());
    }

    /** How many filters are on besides the state. */
    public int filterCount() {
        return (int) Stream.of(getSearch(), kind, purchaseOrder, contact, from == null ? to : from).filter(Objects::nonNull).count();
    }

    /** Takes every filter away but the state. */
    @Override
    public void clear() {
        super.clear();
        kind = null;
        purchaseOrder = null;
        contact = null;
        from = null;
        to = null;
    }

    /** The query of the same list for another state, from its first page. */
    public String toQuery(DeliveryState other) {
        return link(query(other, 0));
    }

    @Override
    protected String query(int start) {
        return query(state, start);
    }

    private String query(DeliveryState ofState, int start) {
        return paged(searched().with("state", ofState).with("kind", kind).with("po", purchaseOrder).with("contact", contact).with("from", from).with("to", to), start);
    }

    private static Long key(String text) {
        String clean = AddressQuery.text(text);
        return clean != null && clean.matches("[0-9]{1,18}") ? Long.valueOf(clean) : null;
    }

    public NoticeKind getKind() { return kind; }
    public String getKindName() { return kind == null ? null : kind.name(); }
    public void setKindName(String name) { this.kind = AddressQuery.constant(NoticeKind.class, name).orElse(null); }
    public DeliveryState getState() { return state; }
    public String getStateName() { return state == null ? null : state.name(); }
    public void setStateName(String name) { this.state = AddressQuery.constant(DeliveryState.class, name).orElse(null); }
    public Long getPurchaseOrder() { return purchaseOrder; }
    public String getPurchaseOrderText() { return purchaseOrder == null ? null : purchaseOrder.toString(); }
    public void setPurchaseOrderText(String text) { this.purchaseOrder = key(text); }
    public Long getContact() { return contact; }
    public String getContactText() { return contact == null ? null : contact.toString(); }
    public void setContactText(String text) { this.contact = key(text); }
    public LocalDate getFrom() { return from; }
    /** 2026-01-31. */
    public String getFromText() { return from == null ? null : from.toString(); }
    public void setFromText(String text) { this.from = AddressQuery.day(text).orElse(null); }
    public LocalDate getTo() { return to; }
    public String getToText() { return to == null ? null : to.toString(); }
    public void setToText(String text) { this.to = AddressQuery.day(text).orElse(null); }
}
