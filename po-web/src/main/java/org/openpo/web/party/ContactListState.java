package org.openpo.web.party;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.primefaces.model.SortMeta;

import org.openpo.ejb.party.ContactFilter;
import org.openpo.ejb.party.ContactSort;
import org.openpo.web.faces.AddressQuery;

/** What the directory shows right now: filters, sort, page. Written as the query of an address and read back. */
public class ContactListState implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int DEFAULT_ROWS = 25;
    private static final List<Integer> ROWS = List.of(25, 50, 100);
    private static final String DEFAULT_SORT = "name";

    private String search;
    private String language;
    private ContactFilter.Condition condition;
    private ContactSort sort = ContactSort.NAME;
    private boolean descending;
    private int first;
    private int rows = DEFAULT_ROWS;

    public ContactFilter filter() {
        return new ContactFilter(search, null, language, condition);
    }

    /** How many filters are on besides the condition. */
    public int filterCount() {
        return (int) Stream.of(search, language).filter(Objects::nonNull).count();
    }

    /** Takes every filter away but the condition. */
    public void clear() {
        search = null;
        language = null;
        first = 0;
    }

    /** The query of the address, with "?" in front; "" when everything is as at first. */
    public String toQuery() {
        return query(condition, first);
    }

    /** The query of the same list under another condition, from its first page. */
    public String toQuery(ContactFilter.Condition other) {
        String query = query(other, 0);
        // An empty address in a link would be the present one.
        return query.isEmpty() ? "?" : query;
    }

    private String query(ContactFilter.Condition under, int from) {
        return new AddressQuery().with("q", search).with("show", under).with("language", language).with("sort", getSort().equals(DEFAULT_SORT) ? null : getSort())
                .with("first", from == 0 ? null : from).with("rows", rows == DEFAULT_ROWS ? null : rows).toString();
    }

    public String getSearch() { return search; }
    public void setSearch(String search) { this.search = AddressQuery.text(search); }
    public String getLanguage() { return language; }
    public void setLanguage(String language) { this.language = AddressQuery.text(language); }
    public ContactFilter.Condition getCondition() { return condition; }
    public String getConditionName() { return condition == null ? null : condition.name(); }
    public void setConditionName(String name) { this.condition = AddressQuery.constant(ContactFilter.Condition.class, name).orElse(null); }

    public ContactSort sortBy() { return sort; }
    public boolean isDescending() { return descending; }

    /** As a table says it. */
    void sortBy(Map<String, SortMeta> sorts) {
        sorts.values().stream().filter(SortMeta::isActive).findFirst().ifPresent(active -> {
            sort = ContactSort.valueOf(active.getField());
            descending = active.getOrder().isDescending();
        });
    }

    /** As the address and the API name it: {@code -name} is from the end of the alphabet. */
    public String getSort() {
        return (descending ? "-" : "") + sort.field();
    }

    public void setSort(String name) {
        if (name != null) {
            boolean down = name.startsWith("-");
            Arrays.stream(ContactSort.values()).filter(each -> each.field().equals(down ? name.substring(1) : name)).findFirst().ifPresent(found -> {
                sort = found;
                descending = down;
            });
        }
    }

    public int getFirst() { return first; }
    public void setFirst(int first) { this.first = Math.max(0, first); }
    public String getFirstText() { return String.valueOf(first); }
    public void setFirstText(String number) { setFirst(AddressQuery.number(number).orElse(0)); }
    public int getRows() { return rows; }
    public void setRows(int rows) { this.rows = ROWS.contains(rows) ? rows : DEFAULT_ROWS; }
    public String getRowsText() { return String.valueOf(rows); }
    public void setRowsText(String number) { setRows(AddressQuery.number(number).orElse(DEFAULT_ROWS)); }
}
