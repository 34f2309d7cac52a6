package org.openpo.web.dashboard;

import java.io.Serializable;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.ejb.order.PurchaseOrderFilter;
import org.openpo.ejb.order.PurchaseOrderFilter.Condition;
import org.openpo.ejb.order.PurchaseOrderSort;
import org.openpo.web.faces.AddressQuery;
import org.primefaces.model.SortMeta;

/**
 * What the list of purchase orders shows right now: filters, sort, page. It can be written as the query of a URL and read back, so that
 * back, reload, bookmarks and links to a filtered list work. What cannot be read is left out.
 */
public class PurchaseOrderListState implements Serializable {
    private static final long serialVersionUID = 1L;
    public static final int DEFAULT_ROWS = 15;
    private static final List<Integer> ROWS = List.of(15, 25, 50, 100);
    private static final String DEFAULT_SORT = "-purchaseOrderId";

    private String search;
    private Set<PurchaseOrderStatus> statuses = EnumSet.noneOf(PurchaseOrderStatus.class);
    private String seller;
    private String currency;
    private YearMonth expiresFrom;
    private YearMonth expiresTo;
    private Condition condition;
    private String contact;
    private PurchaseOrderSort sort = PurchaseOrderSort.PURCHASE_ORDER_ID;
    private boolean descending = true;
    private int first;
    private int rows = DEFAULT_ROWS;
    private String columns;

    public PurchaseOrderFilter filter() {
        return new PurchaseOrderFilter(search, null, statuses, seller, currency, null, null, expiresFrom, expiresTo, condition, contact);
    }

    public boolean isFiltered() {
        return filterCount() > 0;
    }

    /** How many filters are on, the search included. */
    public int filterCount() {
        int count = 0;
        for (Object part : Arrays.asList(search, statuses.isEmpty() ? null : statuses, seller, currency,
                expiresFrom == null ? expiresTo : expiresFrom, condition, contact)) {
            count += part == null ? 0 : 1;
        }
        return count;
    }

    public void clear() {
        search = null;
        statuses = EnumSet.noneOf(PurchaseOrderStatus.class);
        seller = null;
        currency = null;
        expiresFrom = null;
        expiresTo = null;
        condition = null;
        contact = null;
        first = 0;
    }

    /** The query of a URL, with "?" in front; "" when everything is as at first. */
    public String toQuery() {
        return filtered().with("columns", columns).with("first", first == 0 ? null : first).with("rows", rows == DEFAULT_ROWS ? null : rows).toString();
    }

    /** The query of the same rows in the same order from the first page, with these columns; null for those the person has chosen. */
    public String viewQuery(String columnNames) {
        return filtered().with("columns", columnNames).toString();
    }

    private AddressQuery filtered() {
        String order = getSort();
        return new AddressQuery().with("q", search).with("status", statuses.stream().map(Enum::name).sorted().collect(Collectors.joining(",")))
                .with("seller", seller).with("currency", currency).with("expiresFrom", expiresFrom).with("expiresTo", expiresTo).with("condition", condition).with("contact", contact)
                .with("sort", order.equals(DEFAULT_SORT) ? null : order);
    }

    public String getSearch() {
        return search;
    }

    public void setSearch(String search) {
        this.search = AddressQuery.text(search);
    }

    public Set<PurchaseOrderStatus> getStatuses() {
        return statuses;
    }

    public void setStatuses(Set<PurchaseOrderStatus> statuses) {
        this.statuses = statuses.isEmpty() ? EnumSet.noneOf(PurchaseOrderStatus.class) : EnumSet.copyOf(statuses);
    }

    /** The statuses as the URL names them: ACTIVE,SUSPENDED. */
    public String getStatus() {
        return statuses.stream().map(Enum::name).collect(Collectors.joining(","));
    }

    public void setStatus(String names) {
        setStatuses(Arrays.stream((names == null ? "" : names).split(",")).map(name -> AddressQuery.constant(PurchaseOrderStatus.class, name))
                .flatMap(Optional::stream).collect(Collectors.toSet()));
    }

    /** For the check boxes. */
    public String[] getStatusNames() {
        return statuses.stream().map(Enum::name).toArray(String[]::new);
    }

    public void setStatusNames(String[] names) {
        setStatus(names == null ? null : String.join(",", names));
    }

    public String getSeller() {
        return seller;
    }

    public void setSeller(String seller) {
        this.seller = AddressQuery.text(seller);
    }

    public String getCurrency() {
        return currency;
    }

    public void setCurrency(String currency) {
        this.currency = AddressQuery.text(currency);
    }

    public YearMonth getExpiresFrom() {
        return expiresFrom;
    }

    public void setExpiresFrom(YearMonth expiresFrom) {
        this.expiresFrom = expiresFrom;
    }

    public YearMonth getExpiresTo() {
        return expiresTo;
    }

    public void setExpiresTo(YearMonth expiresTo) {
        this.expiresTo = expiresTo;
    }

    /** As the URL names the month: 2026-01. */
    public String getFromMonth() {
        return expiresFrom == null ? null : expiresFrom.toString();
    }

    public void setFromMonth(String month) {
        expiresFrom = AddressQuery.month(month).orElse(null);
    }

    public String getToMonth() {
        return expiresTo == null ? null : expiresTo.toString();
    }

    public void setToMonth(String month) {
        expiresTo = AddressQuery.month(month).orElse(null);
    }

    public Condition getCondition() {
        return condition;
    }

    public String getConditionName() {
        return condition == null ? null : condition.name();
    }

    public void setConditionName(String name) {
        condition = AddressQuery.constant(Condition.class, name).orElse(null);
    }

    /** E-mail address of a contact that the purchase orders name. */
    public String getContact() {
        return contact;
    }

    public void setContact(String contact) {
        this.contact = AddressQuery.text(contact);
    }

    public PurchaseOrderSort sortBy() {
        return sort;
    }

    public boolean isDescending() {
        return descending;
    }

    /** As a table says it. */
    void sortBy(Map<String, SortMeta> sorts) {
        sorts.values().stream().filter(SortMeta::isActive).findFirst()
                .ifPresent(active -> sortBy(PurchaseOrderSort.valueOf(active.getField()), active.getOrder().isDescending()));
    }

    public void sortBy(PurchaseOrderSort newSort, boolean nowDescending) {
        sort = newSort;
        descending = nowDescending;
    }

    /** As the URL and the API name it: {@code -balance} is the greatest balance first. */
    public String getSort() {
        return (descending ? "-" : "") + sort.field();
    }

    public void setSort(String name) {
        if (name != null) {
            boolean down = name.startsWith("-");
            Arrays.stream(PurchaseOrderSort.values()).filter(each -> each.field().equals(down ? name.substring(1) : name)).findFirst()
                    .ifPresent(found -> sortBy(found, down));
        }
    }

    /** Names of columns, joined by commas, that the address asks for; null for those the person has chosen. */
    public String getColumns() {
        return columns;
    }

    public void setColumns(String columns) {
        this.columns = AddressQuery.text(columns);
    }

    public int getFirst() {
        return first;
    }

    public void setFirst(int first) {
        this.first = Math.max(0, first);
    }

    /** The number as the URL has it; what is no number is left out. */
    public String getFirstText() {
        return String.valueOf(first);
    }

    public void setFirstText(String number) {
        setFirst(AddressQuery.number(number).orElse(0));
    }

    public String getRowsText() {
        return String.valueOf(rows);
    }

    public void setRowsText(String number) {
        setRows(AddressQuery.number(number).orElse(DEFAULT_ROWS));
    }

    public int getRows() {
        return rows;
    }

    public void setRows(int rows) {
        this.rows = ROWS.contains(rows) ? rows : DEFAULT_ROWS;
    }
}
