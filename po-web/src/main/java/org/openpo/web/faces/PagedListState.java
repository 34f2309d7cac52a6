package org.openpo.web.faces;

import java.io.Serializable;
import java.util.List;

/** What lists that are searched and leafed through have in common: the search, and which page of them shows. */
public abstract class PagedListState implements Serializable {
    private static final long serialVersionUID = 1L;
    public static final int DEFAULT_ROWS = 25;
    private static final List<Integer> ROWS = List.of(25, 50, 100);

    private String search;
    private int first;
    private int rows = DEFAULT_ROWS;

    /** Takes every filter away, as far as the list knows; the first page shows then. */
    public void clear() {
        search = null;
        first = 0;
    }

    /** A page of the list is about to show: the browser's address says which. */
    public void show(int firstRow, int size) {
        setFirst(firstRow);
        setRows(size);
        AddressBar.rememberIfPartial(toQuery());
    }

    /** The query of the address, with "?" in front; "" when everything is as at first. */
    public String toQuery() {
        return query(first);
    }

    /** The query of a link to the same list. An empty address in a link would be the present one. */
    protected static String link(String query) {
        return query.isEmpty() ? "?" : query;
    }

    /** @param start first row */
    protected abstract String query(int start);

    /** Begins with the search; {@link #paged} ends it. */
    protected AddressQuery searched() {
        return new AddressQuery().with("q", search);
    }

    protected String paged(AddressQuery query, int start) {
        return query.with("first", start == 0 ? null : start).with("rows", rows == DEFAULT_ROWS ? null : rows).toString();
    }

    public String getSearch() { return search; }
    public void setSearch(String search) { this.search = AddressQuery.text(search); }
    public int getFirst() { return first; }
    public void setFirst(int first) { this.first = Math.max(0, first); }
    public String getFirstText() { return String.valueOf(first); }
    public void setFirstText(String number) { setFirst(AddressQuery.number(number).orElse(0)); }
    public int getRows() { return rows; }
    public void setRows(int rows) { this.rows = ROWS.contains(rows) ? rows : DEFAULT_ROWS; }
    public String getRowsText() { return String.valueOf(rows); }
    public void setRowsText(String number) { setRows(AddressQuery.number(number).orElse(DEFAULT_ROWS)); }
}
