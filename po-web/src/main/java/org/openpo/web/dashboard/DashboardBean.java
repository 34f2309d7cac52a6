package org.openpo.web.dashboard;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.ejb.export.ExportFormat;
import org.openpo.ejb.order.Attention;
import org.openpo.ejb.order.CurrencyTotals;
import org.openpo.ejb.order.PurchaseOrderExport;
import org.openpo.ejb.order.PurchaseOrderQueries;
import org.openpo.ejb.order.PurchaseOrderRow;
import org.openpo.ejb.party.SellerService;
import org.openpo.ejb.party.SellerView;
import org.openpo.web.faces.FileDownload;
import org.openpo.web.i18n.Formats;
import org.openpo.web.i18n.Texts;
import org.primefaces.event.data.SortEvent;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;
import org.primefaces.model.SortOrder;

/** The start page. Totals and counts are read when the page opens, the list whenever it is filtered, sorted or paged. */
@Named("dashboard")
@ViewScoped
public class DashboardBean implements Serializable {
    private static final long serialVersionUID = 1L;

    @EJB
    private PurchaseOrderQueries queries;
    @EJB
    private SellerService sellers;
    @EJB
    private PurchaseOrderExport orderExport;
    @Inject
    private Texts texts;
    @Inject
    private Formats formats;

    private final PurchaseOrderListState state = new PurchaseOrderListState();
    private transient LazyDataModel<PurchaseOrderRow> orders;
    private transient List<CurrencyTotals> totals;
    private transient Attention attention;
    private transient List<String> sellerNames;

    public PurchaseOrderListState getState() {
        return state;
    }

    public LazyDataModel<PurchaseOrderRow> getOrders() {
        if (orders == null) {
            orders = new PurchaseOrderLazyModel(queries, state);
        }
        return orders;
    }

    public SortMeta getSortMeta() {
        return SortMeta.builder().field(state.sortBy().name()).order(state.isDescending() ? SortOrder.DESCENDING : SortOrder.ASCENDING).build();
    }

    /** The order has changed; the views are drawn before the table asks for its rows. */
    public void sorted(SortEvent event) {
        state.sortBy(event.getSortBy());
    }

    /** A filter has changed: the list begins anew at its first page. */
    public void filter() {
        state.setFirst(0);
        orders = null;
    }

    /** Something was changed in the list: totals, counts and rows are read anew. */
    void refresh() {
        orders = null;
        totals = null;
        attention = null;
    }

    public void clear() {
        state.clear();
        orders = null;
    }

    public void clearStatus() {
        state.setStatus(null);
        filter();
    }

    public void clearSeller() {
        state.setSeller(null);
        filter();
    }

    public void clearCurrency() {
        state.setCurrency(null);
        filter();
    }

    public void clearExpiry() {
        state.setExpiresFrom(null);
        state.setExpiresTo(null);
        filter();
    }

    public void clearCondition() {
        state.setConditionName(null);
        filter();
    }

    public void clearContact() {
        state.setContact(null);
        filter();
    }

    public List<CurrencyTotals> getTotals() {
        if (totals == null) {
            totals = queries.totals();
        }
        return totals;
    }

    public Attention getAttention() {
        if (attention == null) {
            attention = queries.attention();
        }
        return attention;
    }

    /** No purchase order at all: the page shows the first steps instead of empty tables. */
    public boolean isFirstUse() {
        return getAttention().active() + getAttention().inactive() == 0;
    }

    public boolean isCalm() {
        Attention now = getAttention();
        return now.expiringSoon() + now.lowBalance() + now.withoutLines() + now.exceptions() == 0;
    }

    /** "from Jan 2026", "to Dec 2026", or both. */
    public String getExpiryText() {
        if (state.getExpiresFrom() == null) {
            return texts.get("dashboard.expires.until", formats.month(state.getExpiresTo()));
        }
        return state.getExpiresTo() == null ? texts.get("dashboard.expires.since", formats.month(state.getExpiresFrom()))
                : formats.months(state.getExpiresFrom(), state.getExpiresTo());
    }

    /** Hands out the list as it is filtered and sorted, all pages of it. */
    public void export(ExportFormat format) throws IOException {
        FileDownload.send("purchase-orders", format, out -> orderExport.write(state.filter(), state.sortBy(), state.isDescending(), format, out));
    }

    /** The sellers of a row in one line, or "any seller". */
    public String sellersOf(PurchaseOrderRow row) {
        return row.anySeller() ? texts.get("dashboard.anySeller") : String.join(", ", row.sellers());
    }

    public PurchaseOrderStatus[] getStatuses() {
        return PurchaseOrderStatus.values();
    }

    public List<String> getSellerNames() {
        if (sellerNames == null) {
            sellerNames = sellers.list().stream().map(SellerView::name).sorted().toList();
        }
        return sellerNames;
    }

    /** The currencies active purchase orders are in, and the one that is filtered by. */
    public List<String> getCurrencies() {
        return Stream.concat(getTotals().stream().map(CurrencyTotals::currency),
                Stream.ofNullable(state.getCurrency())).distinct().sorted().toList();
    }
}
