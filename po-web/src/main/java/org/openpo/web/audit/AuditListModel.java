package org.openpo.web.audit;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

import org.openpo.ejb.audit.AuditQueries;
import org.openpo.ejb.audit.AuditRow;

/** Fetches one page of audit events from the database each time the table asks, and writes what it shows into the browser's address. */
class AuditListModel extends LazyDataModel<AuditRow> {
    private static final long serialVersionUID = 1L;

    private final transient AuditQueries queries;
    private final AuditListState state;
    private final ZoneId zone;
    private boolean cut;

    AuditListModel(AuditQueries queries, AuditListState state, ZoneId zone) {
        this.queries = queries;
        this.state = state;
        this.zone = zone;
    }

    @Override
    public int count(Map<String, FilterMeta> unused) {
        int all = queries.count(state.filter(zone));
        cut = all > AuditQueries.LEAFED_MAX;
        return Math.min(all, AuditQueries.LEAFED_MAX);
    }

    @Override
    public List<AuditRow> load(int first, int size, Map<String, SortMeta> sorts, Map<String, FilterMeta> unused) {
        state.show(first, size);
        return queries.page(state.filter(zone), first, size);
    }

    /** Whether there are more than can be leafed through. */
    boolean isCut() {
        return cut;
    }

    @Override
    public String getRowKey(AuditRow row) {
        return String.valueOf(row.id());
    }
}
