package org.openpo.web.report;

import java.io.Serializable;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.ejb.report.PortfolioBy;
import org.openpo.ejb.report.ReportFilter;
import org.openpo.web.faces.AddressQuery;

/** Which report the page shows, and of what. Written as the query of an address and read back; what cannot be read is left out. */
public class ReportState implements Serializable {
    private static final long serialVersionUID = 1L;

    private ReportView view = ReportView.PORTFOLIO;
    private PortfolioBy by = PortfolioBy.SELLER;
    private String groupTag;
    private Set<PurchaseOrderStatus> statuses = EnumSet.noneOf(PurchaseOrderStatus.class);
    private String seller;
    private String currency;
    private String tagKey;
    private String tagValue;
    private YearMonth from;
    private YearMonth to;

    /** Exceptions belong to no purchase order: what those are filtered by says nothing about them. */
    public ReportFilter filter() {
        return isOfPurchaseOrders() ? new ReportFilter(statuses, seller, currency, tagKey, tagValue, from, to) : new ReportFilter(null, seller, currency, null, null, from, to);
    }

    public boolean isOfPurchaseOrders() {
        return view != ReportView.AGEING;
    }

    /** Whether it has months, and not only those that it is about. */
    public boolean isByMonth() {
        return view == ReportView.COMMITTED_BILLED || view == ReportView.PORTFOLIO && by == PortfolioBy.MONTH;
    }

    /** How many filters are on, of those that the report knows. */
    public int filterCount() {
        return (int) Stream.of(Optional.ofNullable(seller), Optional.ofNullable(currency), Optional.ofNullable(from == null ? to : from),
                Optional.ofNullable(isOfPurchaseOrders() ? tagKey : null), Optional.ofNullable(isOfPurchaseOrders() && !statuses.isEmpty() ? statuses : null)).filter(Optional::isPresent).count();
    }

    public void clear() {
        statuses = EnumSet.noneOf(PurchaseOrderStatus.class);
        seller = null;
        currency = null;
        tagKey = null;
        tagValue = null;
        from = null;
        to = null;
    }

    /** The query of the address, with "?" in front; "" when everything is as at first. */
    public String toQuery() {
        return query(view, by);
    }

    /** The query of a link to another report of the same. An empty address in a link would be the present one. */
    public String toQuery(ReportView other) {
        return link(query(other, by));
    }

    /** The query of a link to the same portfolio, grouped otherwise. */
    public String groupedQuery(PortfolioBy other) {
        return link(query(view, other));
    }

    private static String link(String query) {
        return query.isEmpty() ? "?" : query;
    }

    private String query(ReportView ofView, PortfolioBy grouped) {
        // The key and the value stand apart: keys may have colons.
        return new AddressQuery().with("view", ofView == ReportView.PORTFOLIO ? null : ofView).with("by", grouped == PortfolioBy.SELLER ? null : grouped).with("tagKey", grouped == PortfolioBy.TAG ? groupTag : null)
                .with("status", getStatus()).with("seller", seller).with("currency", currency).with("tag", tagKey).with("tagValue", tagKey == null ? null : tagValue).with("from", from).with("to", to).toString();
    }

    public ReportView getView() { return view; }
    public String getViewName() { return view.name(); }
    public void setViewName(String name) { this.view = AddressQuery.constant(ReportView.class, name).orElse(ReportView.PORTFOLIO); }
    public PortfolioBy getBy() { return by; }
    public String getByName() { return by.name(); }
    public void setByName(String name) { this.by = AddressQuery.constant(PortfolioBy.class, name).orElse(PortfolioBy.SELLER); }
    /** The tag by whose values it is grouped. */
    public String getGroupTag() { return groupTag; }
    public void setGroupTag(String key) { this.groupTag = AddressQuery.text(key); }
    public Set<PurchaseOrderStatus> getStatuses() { return statuses; }
    /** As the address names them: ACTIVE,SUSPENDED. */
    public String getStatus() { return statuses.stream().map(Enum::name).collect(Collectors.joining(",")); }

    public void setStatus(String names) {
        statuses = Arrays.stream((names == null ? "" : names).split(",")).map(name -> AddressQuery.constant(PurchaseOrderStatus.class, name)).flatMap(Optional::stream)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(PurchaseOrderStatus.class)));
    }

    /** For the check boxes. */
    public String[] getStatusNames() { return statuses.stream().map(Enum::name).toArray(String[]::new); }
    public void setStatusNames(String[] names) { setStatus(names == null ? null : String.join(",", names)); }
    public String getSeller() { return seller; }
    public void setSeller(String seller) { this.seller = AddressQuery.text(seller); }
    public String getCurrency() { return currency; }
    public void setCurrency(String currency) { this.currency = AddressQuery.text(currency); }
    /** For people: key, or key: value. */
    public String getTagText() { return tagKey == null ? null : Stream.of(tagKey, tagValue).filter(Objects::nonNull).collect(Collectors.joining(": ")); }
    public String getTagKey() { return tagKey; }
    public void setTagKey(String key) { this.tagKey = AddressQuery.text(key); }
    public String getTagValue() { return tagValue; }
    public void setTagValue(String value) { this.tagValue = AddressQuery.text(value); }
    public YearMonth getFrom() { return from; }
    public void setFrom(YearMonth month) { this.from = month; }
    public String getFromText() { return from == null ? null : from.toString(); }
    public void setFromText(String month) { this.from = AddressQuery.month(month).orElse(null); }
    public YearMonth getTo() { return to; }
    public void setTo(YearMonth month) { this.to = month; }
    public String getToText() { return to == null ? null : to.toString(); }
    public void setToText(String month) { this.to = AddressQuery.month(month).orElse(null); }
}
