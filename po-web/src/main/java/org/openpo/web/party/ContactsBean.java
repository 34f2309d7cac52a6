package org.openpo.web.party;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;

import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;
import org.primefaces.model.SortOrder;

import org.openpo.ejb.export.ExportFormat;
import org.openpo.ejb.party.ContactExport;
import org.openpo.ejb.party.ContactFilter;
import org.openpo.ejb.party.ContactQueries;
import org.openpo.ejb.party.ContactRow;
import org.openpo.web.faces.FileDownload;

/** The directory's list, as {@code #{contacts}}. */
@Named("contacts")
@ViewScoped
public class ContactsBean implements Serializable {
    private static final long serialVersionUID = 1L;

    @EJB
    private ContactQueries queries;
    @EJB
    private ContactExport contactExport;

    private final ContactListState state = new ContactListState();
    private transient LazyDataModel<ContactRow> rows;
    private transient Map<ContactFilter.Condition, Long> counts;
    private transient Long total;

    public ContactListState getState() {
        return state;
    }

    public LazyDataModel<ContactRow> getRows() {
        if (rows == null) {
            rows = new ContactListModel(queries, state);
        }
        return rows;
    }

    public SortMeta getSortMeta() {
        return SortMeta.builder().field(state.sortBy().name()).order(state.isDescending() ? SortOrder.DESCENDING : SortOrder.ASCENDING).build();
    }

    /** A filter has changed: the list begins anew at its first page. */
    public void filter() {
        state.setFirst(0);
        again();
    }

    public void clear() {
        state.clear();
        again();
    }

    /** Something in the directory has changed. */
    void again() {
        rows = null;
        counts = null;
        total = null;
    }

    /** The conditions there are tabs for: those with contacts. */
    public List<ContactFilter.Condition> getConditions() {
        return Arrays.stream(ContactFilter.Condition.values()).filter(c -> c != ContactFilter.Condition.ACTIVE)
                .filter(c -> getCount(c) > 0 || c == state.getCondition()).toList();
    }

    public long getCount(ContactFilter.Condition of) {
        if (counts == null) {
            counts = queries.counts(state.filter());
        }
        return counts.getOrDefault(of, 0L);
    }

    /** Contacts of all conditions that the other filters find. */
    public long getTotal() {
        if (total == null) {
            total = queries.count(new ContactFilter(state.getSearch(), null, state.getLanguage(), null));
        }
        return total;
    }

    /** Hands out the list as it is filtered and sorted, all pages of it. */
    public void export(ExportFormat format) throws IOException {
        FileDownload.send("contacts", format, out -> contactExport.write(state.filter(), state.sortBy(), state.isDescending(), format, out));
    }

    /** Nobody is in the directory yet. */
    public boolean isNone() {
        return state.filterCount() == 0 && getTotal() == 0;
    }

    public long getUndeliverable() {
        return getCount(ContactFilter.Condition.UNDELIVERABLE);
    }
}
