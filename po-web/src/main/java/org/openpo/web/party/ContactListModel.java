package org.openpo.web.party;

import java.util.List;
import java.util.Map;

import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

import org.openpo.ejb.party.ContactQueries;
import org.openpo.ejb.party.ContactRow;
import org.openpo.ejb.query.Page;

/** Fetches one page of contacts from the database each time the table asks, and writes what it shows into the browser's address. */
class ContactListModel extends LazyDataModel<ContactRow> {
    private static final long serialVersionUID = 1L;

    private final transient ContactQueries queries;
    private final ContactListState state;

    ContactListModel(ContactQueries queries, ContactListState state) {
        this.queries = queries;
        this.state = state;
    }

    @Override
    public int count(Map<String, FilterMeta> unused) {
        return Math.toIntExact(queries.count(state.filter()));
    }

    @Override
    public List<ContactRow> load(int first, int size, Map<String, SortMeta> sorts, Map<String, FilterMeta> unused) {
        state.sortBy(sorts);
        state.show(first, size);
        Page<ContactRow> page = queries.page(state.filter(), state.sortBy(), state.isDescending(), first, size);
        setRowCount(Math.toIntExact(page.total()));
        return page.items();
    }

    @Override
    public String getRowKey(ContactRow row) {
        return String.valueOf(row.contact().id());
    }
}
