package org.openpo.web.notice;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.openpo.domain.notice.DeliveryState;
import org.openpo.domain.notice.NoticeKind;
import org.openpo.ejb.notice.NotificationFilter;
import org.openpo.web.faces.AddressQuery;

/** What the list of notifications shows right now: filters and page. Written as the query of an address and read back. */
public class NotificationListState implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int DEFAULT_ROWS = 25;
    private static final List<Integer> ROWS = List.of(25, 50, 100);

    private String search;
    private NoticeKind kind;
    private DeliveryState state;
    private Long purchaseOrder;
    private Long contact;
    private LocalDate from;
    private LocalDate to;
    private int first;
    private int rows = DEFAULT_ROWS;

    /** @param zone in which the days of the filter begin */
    public NotificationFilter filter(ZoneId zone) {
        return new NotificationFilter(search, kind, state, null, purchaseOrder, contact, from == null ? null : from.atStartOfDay(zone).toInstant(),
                to == null ? null : to.plusDays(1).atStartOfDay(zone).toInstant());
    }

    /** How many filters are on besides the state. */
    public int filterCount() {
        return (int) Stream.of(search, kind, purchaseOrder, contact, from == null ? to : from).filter(Objects::nonNull).count();
    }

    /** Takes every filter away but the state. */
    public void clear() {
        search = null;
        kind = null;
        purchaseOrder = null;
        contact = null;
        from = null;
        to = null;
        first = 0;
    }

    /** The query of the address, with "?" in front; "" when everything is as at first. */
    public String toQuery() {
        return query(state, first);
    }

    /** The query of the same list for another state, from its first page. */
    public String toQuery(DeliveryState other) {
        String query = query(other, 0);
        // An empty address in a link would be the present one.
        return query.isEmpty() ? "?" : query;
    }

    private String query(DeliveryState ofState, int start) {
        return new AddressQuery().with("q", search).with("state", ofState).with("kind", kind).with("po", purchaseOrder).with("contact", contact).with("from", from).with("to", to)
                .with("first", start == 0 ? null : start).with("rows", rows == DEFAULT_ROWS ? null : rows).toString();
    }

    private static LocalDate day(String text) {
        try {
            String clean = AddressQuery.text(text);
            LocalDate day = clean == null ? null : LocalDate.parse(clean);
            return day == null || day.getYear() < 1970 || day.getYear() > 9999 ? null : day;
        } catch (DateTimeException notADay) {
            return null;
        }
    }

    private static Long key(String text) {
        String clean = AddressQuery.text(text);
        return clean != null && clean.matches("[0-9]{1,18}") ? Long.valueOf(clean) : null;
    }

    public String getSearch() { return search; }
    public void setSearch(String search) { this.search = AddressQuery.text(search); }
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
    public void setFromText(String text) { this.from = day(text); }
    public LocalDate getTo() { return to; }
    public String getToText() { return to == null ? null : to.toString(); }
    public void setToText(String text) { this.to = day(text); }
    public int getFirst() { return first; }
    public void setFirst(int first) { this.first = Math.max(0, first); }
    public String getFirstText() { return String.valueOf(first); }
    public void setFirstText(String number) { setFirst(AddressQuery.number(number).orElse(0)); }
    public int getRows() { return rows; }
    public void setRows(int rows) { this.rows = ROWS.contains(rows) ? rows : DEFAULT_ROWS; }
    public String getRowsText() { return String.valueOf(rows); }
    public void setRowsText(String number) { setRows(AddressQuery.number(number).orElse(DEFAULT_ROWS)); }
}
