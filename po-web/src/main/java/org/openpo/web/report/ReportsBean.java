package org.openpo.web.report;

import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.order.MonthRange;
import org.openpo.domain.order.PurchaseOrderStatus;
import org.openpo.domain.report.AgeBucket;
import org.openpo.domain.rule.BusinessRuleException;
import org.openpo.ejb.export.ExportFormat;
import org.openpo.ejb.party.SellerService;
import org.openpo.ejb.party.SellerView;
import org.openpo.ejb.query.Slice;
import org.openpo.ejb.report.AgeingRow;
import org.openpo.ejb.report.MonthRow;
import org.openpo.ejb.report.PortfolioBy;
import org.openpo.ejb.report.PortfolioRow;
import org.openpo.ejb.report.ReportExport;
import org.openpo.ejb.report.ReportQueries;
import org.openpo.web.chart.CommittedBilledChart;
import org.openpo.web.chart.Frame;
import org.openpo.web.faces.AddressBar;
import org.openpo.web.faces.AddressQuery;
import org.openpo.web.faces.FileDownload;
import org.openpo.web.i18n.Formats;
import org.openpo.web.i18n.Texts;

/** The reports page, as {@code #{reports}}. A report is read when the page shows it and whenever it is filtered. */
@Named("reports")
@ViewScoped
public class ReportsBean implements Serializable {
    private static final long serialVersionUID = 1L;
    /** A page that people read has no more; the file has them all. */
    private static final int ROWS_MOST = 200;
    private static final BigDecimal SHARE_MOST = new BigDecimal("9.99");

    @EJB
    private ReportQueries queries;
    @EJB
    private ReportExport files;
    @EJB
    private SellerService sellers;
    @Inject
    private Texts texts;
    @Inject
    private Formats formats;
    @Inject
    private Clock clock;

    private final ReportState state = new ReportState();
    private transient Report report;
    private transient List<String> tagKeys;
    private transient List<String> currencies;
    private transient List<String> sellerNames;

    /** What was read; only what the report has, the rest is empty. */
    private record Report(List<PortfolioRow> portfolio, List<PortfolioRow> totals, List<Currency> currencies, List<AgeingRow> ageing, List<AgeingRow> ages, boolean cut, String problem) {
        static Report refused(String problem) {
            return new Report(List.of(), List.of(), List.of(), List.of(), List.of(), false, problem);
        }
    }

    /**
     * Committed against billed in one currency.
     *
     * @param charts for wide screens, and for telephones; the stylesheet shows one of them
     */
    public record Currency(String code, List<MonthRow> months, List<CommittedBilledChart> charts) {
        public MonthRow last() {
            return months.get(months.size() - 1);
        }
    }

    private Report report() {
        if (report == null) {
            try {
                report = read();
            } catch (BusinessRuleException wrong) {
                report = Report.refused(texts.of(wrong.violations().get(0)));
            }
        }
        return report;
    }

    private Report read() {
        return switch (state.getView()) {
            case PORTFOLIO -> {
                if (state.getBy() == PortfolioBy.MONTH) {
                    List<PortfolioRow> all = queries.portfolio(PortfolioBy.MONTH, null, state.filter(), null, Integer.MAX_VALUE).items();
                    yield new Report(all.subList(0, Math.min(ROWS_MOST, all.size())), queries.monthTotals(all, state.filter()), List.of(), List.of(), List.of(), all.size() > ROWS_MOST, null);
                }
                boolean nothingToGroupBy = state.getBy() == PortfolioBy.TAG && getGroupTag() == null;
                Slice<PortfolioRow> part = nothingToGroupBy ? new Slice<>(List.of(), null) : queries.portfolio(state.getBy(), getGroupTag(), state.filter(), null, ROWS_MOST);
                yield new Report(part.items(), nothingToGroupBy ? List.of() : queries.totals(state.getBy(), state.filter()), List.of(), List.of(), List.of(), part.nextCursor() != null, null);
            }
            case COMMITTED_BILLED -> {
                Map<String, List<MonthRow>> byCurrency = queries.committedBilled(state.filter()).stream()
                        .collect(Collectors.groupingBy(MonthRow::currency, LinkedHashMap::new, Collectors.toList()));
                List<Currency> all = new ArrayList<>();
                byCurrency.forEach((code, rows) -> all.add(new Currency(code, rows, List.of(new CommittedBilledChart(rows, Frame.WIDE), new CommittedBilledChart(rows, Frame.NARROW)))));
                yield new Report(List.of(), List.of(), all, List.of(), List.of(), false, null);
            }
            case AGEING -> {
                Slice<AgeingRow> part = queries.ageing(state.filter(), null, ROWS_MOST);
                yield new Report(List.of(), List.of(), List.of(), part.items(), queries.ageingTotals(state.filter()), part.nextCursor() != null, null);
            }
        };
    }

    public ReportState getState() { return state; }
    public ReportView[] getViews() { return ReportView.values(); }
    public PortfolioBy[] getGroupings() { return PortfolioBy.values(); }
    public AgeBucket[] getBuckets() { return AgeBucket.values(); }
    public PurchaseOrderStatus[] getStatuses() { return PurchaseOrderStatus.values(); }
    public List<PortfolioRow> getPortfolio() { return report().portfolio(); }
    public List<PortfolioRow> getTotals() { return report().totals(); }
    public List<Currency> getByCurrency() { return report().currencies(); }
    public List<AgeingRow> getAgeing() { return report().ageing(); }
    public List<AgeingRow> getAges() { return report().ages(); }
    /** Whether there are more rows than the page shows. */
    public boolean isCut() { return report().cut(); }
    /** Why there is no report, or null. */
    public String getProblem() { return report().problem(); }
    public Instant getNow() { return clock.instant(); }

    public boolean isNothing() {
        return getPortfolio().isEmpty() && getByCurrency().isEmpty() && getAgeing().isEmpty();
    }

    /** Purchase orders of all currencies: they can be counted together. */
    public long getOrders() {
        return getTotals().stream().mapToLong(PortfolioRow::purchaseOrders).sum();
    }

    public long getExceptions() {
        return getAges().stream().mapToLong(AgeingRow::invoices).sum();
    }

    /** The tag that is chosen, else the first there is; null if no purchase order has one. */
    public String getGroupTag() {
        return state.getGroupTag() != null ? state.getGroupTag() : getTagKeys().isEmpty() ? null : getTagKeys().get(0);
    }

    /** Those of the purchase orders, and the ones that are asked for. */
    public List<String> getTagKeys() {
        if (tagKeys == null) {
            tagKeys = Stream.concat(queries.tagKeys().stream(), Stream.of(state.getGroupTag() == null ? "" : state.getGroupTag(), state.getTagKey() == null ? "" : state.getTagKey()))
                    .filter(key -> !key.isEmpty()).distinct().toList();
        }
        return tagKeys;
    }

    public List<String> getSellerNames() {
        if (sellerNames == null) {
            sellerNames = Stream.concat(sellers.list().stream().map(SellerView::name), Stream.ofNullable(state.getSeller())).distinct().sorted().toList();
        }
        return sellerNames;
    }

    /** Those of purchase orders and exceptions, and the one that is asked for. */
    public List<String> getCurrencies() {
        if (currencies == null) {
            currencies = Stream.concat(queries.currencies().stream(), Stream.ofNullable(state.getCurrency())).distinct().sorted().toList();
        }
        return currencies;
    }

    /** What a row of the portfolio is about. */
    public String nameOf(PortfolioRow row) {
        return row.month() != null ? formats.month(row.month()) : row.name() != null ? row.name() : texts.get("reports.group." + row.group());
    }

    public String problemOf(AgeingRow row) {
        return row.code() == null ? texts.get("reports.noCode") : texts.name(row.code());
    }

    public String bucketName(AgeBucket bucket) {
        return bucket.to() == null ? texts.get("reports.over", bucket.from() - 1) : texts.get("reports.days", bucket.from(), bucket.to());
    }

    /** What a link of a cell says on its own: {@code 12.00 1 invoice, EUR, 0–7 days: Overspent, A Ltd}. */
    public String ageOf(AgeingRow row, AgeingRow.Cell cell) {
        String about = Stream.of(row.seller() == null ? null : problemOf(row), row.seller()).filter(Objects::nonNull).collect(Collectors.joining(", "));
        return texts.get("reports.ageOf", formats.amount(cell.amount(), row.currency()), cell.invoices(), row.currency() + ", " + bucketName(cell.bucket()),
                about.isEmpty() ? texts.get("reports.allInAll") : about);
    }

    /** The exceptions behind a cell, as the queue finds them. */
    public String link(AgeingRow row, AgeBucket bucket) {
        return "exceptions" + new AddressQuery().with("code", row.code()).with("age", bucket == null || bucket.from() == 0 ? null : bucket.from()).with("upTo", bucket == null ? null : bucket.to())
                .with("seller", row.seller() == null ? state.getSeller() : row.seller()).with("currency", row.currency()).with("from", state.getFrom()).with("to", state.getTo());
    }

    /** The exceptions behind a row of the portfolio, or null if the queue cannot tell them from others. */
    public String link(PortfolioRow row) {
        if (row.exceptions() == null || row.exceptions() == 0 || row.group() != PortfolioRow.Group.SELLER && row.group() != PortfolioRow.Group.MONTH) {
            return null;
        }
        return "exceptions" + new AddressQuery().with("seller", row.name() == null ? state.getSeller() : row.name()).with("currency", row.currency())
                .with("from", row.month() == null ? state.getFrom() : row.month()).with("to", row.month() == null ? state.getTo() : row.month());
    }

    /** Billed in percent of committed, or "". Far more than everything needs no digits. */
    public String used(BigDecimal committed, BigDecimal billed) {
        if (committed.signum() == 0) {
            return "";
        }
        BigDecimal share = billed.divide(committed, 4, RoundingMode.HALF_EVEN);
        return share.compareTo(SHARE_MOST) > 0 ? ">" + formats.percent(SHARE_MOST) : formats.percent(share);
    }

    /** The months of the report, as they are asked for or as they are when nothing is asked for; "" if it is about all. */
    public String getMonthsText() {
        YearMonth from = state.getFrom();
        YearMonth to = state.getTo();
        if (state.isByMonth() && getProblem() == null) {
            MonthRange months = queries.months(state.filter());
            from = months.from();
            to = months.to();
        }
        if (from == null || to == null) {
            return from != null ? texts.get("reports.since", formats.month(from)) : to != null ? texts.get("reports.until", formats.month(to)) : "";
        }
        return formats.months(from, to);
    }

    /** The filters in one line, for paper. */
    public String getFiltersText() {
        List<String> parts = new ArrayList<>();
        if (!getMonthsText().isEmpty()) {
            parts.add(getMonthsText());
        }
        if (state.isOfPurchaseOrders()) {
            Stream.of(state.getStatuses().stream().map(texts::name).collect(Collectors.joining(", ")), state.getTagText()).filter(text -> text != null && !text.isEmpty()).forEach(parts::add);
        }
        Stream.of(state.getSeller(), state.getCurrency()).filter(text -> text != null).forEach(parts::add);
        return parts.isEmpty() ? texts.get("reports.unfiltered") : String.join(" · ", parts);
    }

    /** What a screen reader is told when the report has changed. */
    public String getSaid() {
        if (getProblem() != null) {
            return getProblem();
        }
        int rows = getPortfolio().size() + getAgeing().size() + getByCurrency().stream().mapToInt(each -> each.months().size()).sum();
        return texts.get("reports.said", rows, getFiltersText());
    }

    /** A chart in words. */
    public String describe(Currency currency) {
        MonthRow last = currency.last();
        return texts.get("reports.chart.description", formats.months(currency.months().get(0).month(), last.month()), formats.money(last.committedUpTo(), currency.code()),
                formats.money(last.billedUpTo(), currency.code()), formats.money(last.differenceUpTo(), currency.code()));
    }

    public void filter() {
        report = null;
        AddressBar.rememberIfPartial(state.toQuery());
    }

    public void clear() {
        state.clear();
        filter();
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

    public void clearTag() {
        state.setTagKey(null);
        state.setTagValue(null);
        filter();
    }

    public void clearMonths() {
        state.setFrom(null);
        state.setTo(null);
        filter();
    }

    /** Hands out the report that the page shows, all rows of it. */
    public void export(ExportFormat format) throws IOException {
        switch (state.getView()) {
            case PORTFOLIO -> FileDownload.send("portfolio", format, out -> files.portfolio(state.getBy(), getGroupTag(), state.filter(), format, out));
            case COMMITTED_BILLED -> FileDownload.send("committed-billed", format, out -> files.committedBilled(state.filter(), format, out));
            case AGEING -> FileDownload.send("unmatched-ageing", format, out -> files.ageing(state.filter(), format, out));
        }
    }
}
