package org.openpo.web.invoice;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;

import org.primefaces.event.data.SortEvent;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;
import org.primefaces.model.SortOrder;

import org.openpo.domain.invoice.InvoiceState;
import org.openpo.domain.match.ExceptionCode;
import org.openpo.ejb.export.ExportFormat;
import org.openpo.ejb.inbound.ImportQueries;
import org.openpo.ejb.invoice.InvoiceChoices;
import org.openpo.ejb.invoice.InvoiceExport;
import org.openpo.ejb.invoice.InvoiceQueries;
import org.openpo.ejb.invoice.InvoiceRow;
import org.openpo.web.faces.FileDownload;

/** The list of invoices, as {@code #{invoices}}. */
@Named("invoices")
@ViewScoped
public class InvoicesBean implements Serializable {
    private static final long serialVersionUID = 1L;

    @EJB
    private InvoiceQueries queries;
    @EJB
    private InvoiceExport invoiceExport;
    @EJB
    private ImportQueries imports;

    private final InvoiceListState state = new InvoiceListState();
    private transient LazyDataModel<InvoiceRow> rows;
    private transient Map<InvoiceState, Long> counts;
    private transient InvoiceChoices choices;

    public InvoiceListState getState() {
        return state;
    }

    public LazyDataModel<InvoiceRow> getRows() {
        if (rows == null) {
            rows = new InvoiceListModel(queries, state);
        }
        return rows;
    }

    public SortMeta getSortMeta() {
        return SortMeta.builder().field(state.sortBy().name()).order(state.isDescending() ? SortOrder.DESCENDING : SortOrder.ASCENDING).build();
    }

    /** The order has changed; the links to the other states are drawn before the table asks for its rows. */
    public void sorted(SortEvent event) {
        state.sortBy(event.getSortBy());
    }

    /** A filter has changed: the list begins anew at its first page. */
    public void filter() {
        state.setFirst(0);
        rows = null;
        counts = null;
    }

    public void clear() {
        state.clear();
        filter();
    }

    public void clearSeller() {
        state.setSeller(null);
        filter();
    }

    public void clearPeriod() {
        state.setPeriodText(null);
        filter();
    }

    public void clearCurrency() {
        state.setCurrency(null);
        filter();
    }

    public void clearReason() {
        state.setReasonName(null);
        filter();
    }

    public void clearJob() {
        state.setJobText(null);
        state.setOutcomeName(null);
        filter();
    }

    /** The states there are tabs for: those with invoices, the main ones always. */
    public List<InvoiceState> getStates() {
        Set<InvoiceState> main = EnumSet.of(InvoiceState.EXCEPTION, InvoiceState.MATCHED);
        return Arrays.stream(InvoiceState.values()).filter(s -> main.contains(s) || getCount(s) > 0 || s == state.getState()).toList();
    }

    public long getCount(InvoiceState of) {
        if (counts == null) {
            counts = queries.countByState(state.filter());
        }
        return counts.getOrDefault(of, 0L);
    }

    /** Invoices of all states that the other filters find. */
    public long getTotal() {
        return Arrays.stream(InvoiceState.values()).mapToLong(this::getCount).sum();
    }

    /** All or a part of the amount is on line items. */
    public long getOnLines() {
        return getCount(InvoiceState.MATCHED) + getCount(InvoiceState.PARTLY_MATCHED);
    }

    /** Invoices that need no line item. */
    public long getSettled() {
        return getCount(InvoiceState.EXCLUDED) + getCount(InvoiceState.VOID);
    }

    public long getOpen() {
        return getCount(InvoiceState.EXCEPTION);
    }

    /**
     * A part of the bar that shows how the matching stands.
     *
     * @param style of the part, as its key in the legend
     * @param from  where it begins, in percent
     * @param width in percent
     */
    public record Share(String style, String from, String width) { }

    /** The bar's parts from the left: on line items, settled, open. */
    public List<Share> getShares() {
        List<Share> shares = new ArrayList<>();
        double from = 0;
        for (Map.Entry<String, Long> part : List.of(Map.entry("a", getOnLines()), Map.entry("c", getSettled()), Map.entry("d", getOpen()))) {
            double width = getTotal() == 0 ? 0 : 100.0 * part.getValue() / getTotal();
            shares.add(new Share(part.getKey(), percent(from), percent(width)));
            from += width;
        }
        return shares;
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f%%", value);
    }

    public InvoiceChoices getChoices() {
        if (choices == null) {
            choices = queries.choices();
        }
        return choices;
    }

    public ExceptionCode[] getReasons() {
        return ExceptionCode.values();
    }

    /** Whether there is no invoice at all. */
    public boolean isFirstUse() {
        return state.filterCount() == 0 && getTotal() == 0;
    }

    /** Hands out the list as it is filtered and sorted, all pages of it. */
    public void export(ExportFormat format) throws IOException {
        FileDownload.send("invoices", format, out -> invoiceExport.write(state.filter(), state.sortBy(), state.isDescending(), format, out));
    }

    /** Name of the imported file, if the list is that of one import. */
    public String getFileName() {
        return state.getJob() == null ? null : imports.job(state.getJob()).fileName();
    }
}
