package org.openpo.web.invoice;

import java.time.YearMonth;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.primefaces.model.SortMeta;

import org.openpo.domain.inbound.RowOutcome;
import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.ejb.invoice.InvoiceFilter;
import org.openpo.ejb.invoice.InvoiceSort;
import org.openpo.ejb.invoice.QueueFilter;
import org.openpo.web.faces.AddressQuery;
import org.openpo.web.faces.PagedListState;

/** What the list of invoices shows right now: filters, sort, page. Written as the query of an address and read back. */
public class InvoiceListState extends PagedListState {
    private static final long serialVersionUID = 1L;
    private static final String DEFAULT_SORT = "-issueDate";

    private InvoiceState state;
    private ExceptionCode reason;
    private String seller;
    private YearMonth period;
    private String currency;
    private Integer job;
    private RowOutcome outcome;
    private InvoiceSort sort = InvoiceSort.ISSUE_DATE;
    private boolean descending = true;
    private String columns;

    public InvoiceFilter filter() {
        return new InvoiceFilter(getSearch(), null, seller, state == null ? Set.of() : Set.of(state), null, currency, period, null,
                job == null ? null : job.longValue(), outcome, reason == null ? null : QueueFilter.of(reason));
    }

    /** How many filters are on besides the state: the search, the lists, the import. */
    public int filterCount() {
        return (int) Stream.of(getSearch(), reason, seller, period, currency, job).filter(Objects::nonNull).count();
    }

    /** Takes every filter away but the state. */
    @Override
    public void clear() {
        super.clear();
        reason = null;
        seller = null;
        period = null;
        currency = null;
        job = null;
        outcome = null;
    }

    /** The query of the same list for another state, from its first page. */
    public String toQuery(InvoiceState other) {
        return link(query(other, 0));
    }

    @Override
    protected String query(int start) {
        return query(state, start);
    }

    private String query(InvoiceState ofState, int start) {
        return paged(filtered(ofState).with("columns", columns), start);
    }

    /** The query of the same rows in the same order from the first page, with these columns; null for those the person has chosen. */
    public String viewQuery(String columnNames) {
        return filtered(state).with("columns", columnNames).toString();
    }

    private AddressQuery filtered(InvoiceState ofState) {
        return searched().with("state", ofState).with("reason", reason).with("seller", seller).with("period", period)
                .with("currency", currency).with("job", job).with("outcome", outcome).with("sort", getSort().equals(DEFAULT_SORT) ? null : getSort());
    }

    public InvoiceState getState() { return state; }
    public String getStateName() { return state == null ? null : state.name(); }
    public void setStateName(String name) { this.state = AddressQuery.constant(InvoiceState.class, name).orElse(null); }
    public ExceptionCode getReason() { return reason; }
    public String getReasonName() { return reason == null ? null : reason.name(); }
    public void setReasonName(String name) { this.reason = AddressQuery.constant(ExceptionCode.class, name).orElse(null); }
    public String getSeller() { return seller; }
    public void setSeller(String seller) { this.seller = AddressQuery.text(seller); }
    public YearMonth getPeriod() { return period; }
    /** As the address names the month: 2026-01. */
    public String getPeriodText() { return period == null ? null : period.toString(); }
    public void setPeriodText(String month) { this.period = AddressQuery.month(month).orElse(null); }
    public String getCurrency() { return currency; }
    public void setCurrency(String currency) { this.currency = AddressQuery.text(currency); }
    public Integer getJob() { return job; }
    public String getJobText() { return job == null ? null : job.toString(); }
    public void setJobText(String number) { this.job = AddressQuery.number(number).orElse(null); }
    public RowOutcome getOutcome() { return outcome; }
    public String getOutcomeName() { return outcome == null ? null : outcome.name(); }
    public void setOutcomeName(String name) { this.outcome = AddressQuery.constant(RowOutcome.class, name).orElse(null); }

    /** Names of columns, joined by commas, that the address asks for; null for those the person has chosen. */
    public String getColumns() { return columns; }
    public void setColumns(String columns) { this.columns = AddressQuery.text(columns); }

    public InvoiceSort sortBy() { return sort; }
    public boolean isDescending() { return descending; }

    /** As a table says it. */
    void sortBy(Map<String, SortMeta> sorts) {
        sorts.values().stream().filter(SortMeta::isActive).findFirst()
                .ifPresent(active -> sortBy(InvoiceSort.valueOf(active.getField()), active.getOrder().isDescending()));
    }

    public void sortBy(InvoiceSort newSort, boolean nowDescending) {
        sort = newSort;
        descending = nowDescending;
    }

    /** As the address and the API name it: {@code -gross} is the greatest amount first. */
    public String getSort() {
        return (descending ? "-" : "") + sort.field();
    }

    public void setSort(String name) {
        if (name != null) {
            boolean down = name.startsWith("-");
            Arrays.stream(InvoiceSort.ofAll()).filter(each -> each.field().equals(down ? name.substring(1) : name)).findFirst()
                    .ifPresent(found -> sortBy(found, down));
        }
    }
}
