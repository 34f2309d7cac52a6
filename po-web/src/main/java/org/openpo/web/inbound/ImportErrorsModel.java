package org.openpo.web.inbound;

import java.util.List;
import java.util.Map;

import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

import org.openpo.ejb.inbound.ImportErrorView;
import org.openpo.ejb.inbound.ImportQueries;
import org.openpo.ejb.query.Page;

/** The refused rows of one import in the file's order, paged by the database. */
public class ImportErrorsModel extends LazyDataModel<ImportErrorView> {
    private static final long serialVersionUID = 1L;

    private final transient ImportQueries queries;
    private final long job;

    ImportErrorsModel(ImportQueries queries, long job) {
        this.queries = queries;
        this.job = job;
    }

    @Override
    public int count(Map<String, FilterMeta> unused) {
        return Math.toIntExact(queries.errors(job, 0, 1).total());
    }

    @Override
    public List<ImportErrorView> load(int first, int size, Map<String, SortMeta> sorts, Map<String, FilterMeta> unused) {
        Page<ImportErrorView> page = queries.errors(job, first, size);
        setRowCount(Math.toIntExact(page.total()));
        return page.items();
    }

    @Override
    public String getRowKey(ImportErrorView row) {
        return String.valueOf(row.id());
    }
}
