package org.openpo.web.notice;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

import org.openpo.ejb.notice.NotificationQueries;
import org.openpo.ejb.notice.NotificationRow;
import org.openpo.ejb.query.Page;

/** Fetches one page of notifications from the database each time the table asks, and writes what it shows into the browser's address. */
class NotificationListModel extends LazyDataModel<NotificationRow> {
    private static final long serialVersionUID = 1L;

    private final transient NotificationQueries queries;
    private final NotificationListState state;
    private final ZoneId zone;

    NotificationListModel(NotificationQueries queries, NotificationListState state, ZoneId zone) {
        this.queries = queries;
        this.state = state;
        this.zone = zone;
    }

    @Override
    public int count(Map<String, FilterMeta> unused) {
        return Math.toIntExact(queries.page(state.filter(zone), 0, 1).total());
    }

    @Override
    public List<NotificationRow> load(int first, int size, Map<String, SortMeta> sorts, Map<String, FilterMeta> unused) {
        state.show(first, size);
        Page<NotificationRow> page = queries.page(state.filter(zone), first, size);
        setRowCount(Math.toIntExact(page.total()));
        return page.items();
    }

    @Override
    public String getRowKey(NotificationRow row) {
        return String.valueOf(row.id());
    }
}
