package org.openpo.web.notice;

import java.time.ZoneId;
import java.util.Objects;
import java.util.stream.Stream;

import org.openpo.domain.notice.DeliveryState;
import org.openpo.domain.notice.NoticeKind;
import org.openpo.ejb.notice.NotificationFilter;
import org.openpo.web.faces.AddressQuery;
import org.openpo.web.faces.DayRange;
import org.openpo.web.faces.PagedListState;

/** What the list of notifications shows right now: filters and page. Written as the query of an address and read back. */
public class NotificationListState extends PagedListState {
    private static final long serialVersionUID = 1L;

    private NoticeKind kind;
    private DeliveryState state;
    private Long purchaseOrder;
    private Long contact;
    private final DayRange days = new DayRange();

    /** @param zone in which the days of the filter begin */
    public NotificationFilter filter(ZoneId zone) {
        return new NotificationFilter(getSearch(), kind, state, null, purchaseOrder, contact, days.start(zone), days.end(zone));
    }

    /** How many filters are on besides the state. */
    public int filterCount() {
        return (int) Stream.of(getSearch(), kind, purchaseOrder, contact, days.isEmpty() ? null : days).filter(Objects::nonNull).count();
    }

    /** Takes every filter away but the state. */
    @Override
    public void clear() {
        super.clear();
        kind = null;
        purchaseOrder = null;
        contact = null;
        days.clear();
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
        return paged(searched().with("state", ofState).with("kind", kind).with("po", purchaseOrder).with("contact", contact).with("from", days.getFromText()).with("to", days.getToText()), start);
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
    public DayRange getDays() { return days; }
}
