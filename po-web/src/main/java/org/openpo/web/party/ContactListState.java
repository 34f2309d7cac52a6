package org.openpo.web.party;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.primefaces.model.SortMeta;

import org.openpo.ejb.party.ContactFilter;
import org.openpo.ejb.party.ContactSort;
import org.openpo.web.faces.AddressQuery;
import org.openpo.web.faces.PagedListState;

/** What the directory shows right now: filters, sort, page. Written as the query of an address and read back. */
public class ContactListState extends PagedListState {
    private static final long serialVersionUID = 1L;
    private static final String DEFAULT_SORT = "name";

    private String language;
    private ContactFilter.Condition condition;
    private ContactSort sort = ContactSort.NAME;
    private boolean descending;

    public ContactFilter filter() {
        return new ContactFilter(getSearch(), null, language, condition);
    }

    /** How many filters are on besides the condition. */
    public int filterCount() {
        return (int) Stream.of(getSearch(), language).filter(Objects::nonNull).count();
    }

    /** Takes every filter away but the condition. */
    @Override
    public void clear() {
        super.clear();
        language = null;
    }

    /** The query of the same list under another condition, from its first page. */
    public String toQuery(ContactFilter.Condition other) {
        return link(query(other, 0));
    }

    @Override
    protected String query(int start) {
        return query(condition, start);
    }

    private String query(ContactFilter.Condition under, int start) {
        return paged(searched().with("show", under).with("language", language).with("sort", getSort().equals(DEFAULT_SORT) ? null : getSort()), start);
    }

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
}
