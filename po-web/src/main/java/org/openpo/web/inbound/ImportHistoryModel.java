package org.openpo.web.inbound;

import java.util.List;
import java.util.Map;

import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

import org.openpo.ejb.inbound.ImportJobView;
import org.openpo.ejb.inbound.ImportQueries;
import org.openpo.ejb.query.Page;

/** All imports, the newest first, paged by the database. */
public class ImportHistoryModel extends LazyDataModel<ImportJobView> {
    private static final long serialVersionUID = 1L;

    private final transient ImportQueries queries;

    ImportHistoryModel(ImportQueries queries) {
        this.queries = queries;
    }

    @Override
    public int count(Map<String, FilterMeta> unused) {
        return Math.toIntExact(queries.page(0, 1).total());
    }

    @Override
    public List<ImportJobView> load(int first, int size, Map<String, SortMeta> sorts, Map<String, FilterMeta> unused) {
        Page<ImportJobView> page = queries.page(first, size);
        setRowCount(Math.toIntExact(page.total()));
        return page.items();
    }

    @Override
    public String getRowKey(ImportJobView row) {
        return String.valueOf(row.id());
    }
}
