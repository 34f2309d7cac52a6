package org.openpo.web.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.openpo.domain.forecast.Forecast;
import org.openpo.ejb.notice.BurnDown;
import org.openpo.ejb.notice.BurnDownQueries;
import org.openpo.ejb.notice.NoticeRuleService;
import org.openpo.ejb.order.LineItemView;
import org.openpo.ejb.time.Now;
import org.openpo.web.chart.BurnDownChart;
import org.openpo.web.chart.Frame;
import org.openpo.web.chart.Sparkline;
import org.openpo.web.i18n.Formats;
import org.openpo.web.i18n.Texts;

/** How the purchase order of the page is used up: its chart, its table, its sentences, as {@code #{burnDown}}. */
@Named("burnDown")
@RequestScoped
public class BurnDownBean {
    private static final int SPARK_MONTHS = 12;

    @EJB
    private BurnDownQueries queries;
    @EJB
    private NoticeRuleService rules;
    @Inject
    private PurchaseOrderPage order;
    @Inject
    private Texts texts;
    @Inject
    private Formats formats;
    @Inject
    private Clock clock;

    private BurnDown data;
    private List<BurnDownChart> charts;
    private List<BigDecimal> thresholds;
    private Map<Long, BurnDown.Line> lines;
    private YearMonth lastMonth;

    /**
     * A line of the table.
     *
     * @param billed   what was billed, or is expected to be
     * @param low      balance if more is spent than expected; null for months that are billed
     * @param high     balance if less is spent than expected; null for months that are billed
     */
    public record Row(YearMonth month, BigDecimal billed, BigDecimal balance, BigDecimal low, BigDecimal high) { }

    public BurnDown getData() {
        if (data == null) {
            data = queries.of(order.getDetails().id());
        }
        return data;
    }

    /** Whether there is anything to draw: a tracked line item that was billed. */
    public boolean isDrawn() {
        return getData().forecast() != null && getData().months().stream().anyMatch(m -> m.billed().signum() != 0);
    }

    /** Whether some line items are left out because they do not track their balance. */
    public boolean isPartly() {
        return getData().lines().stream().anyMatch(l -> !l.tracked());
    }

    /** The chart for wide screens and the one for telephones; the stylesheet shows one of them. */
    public List<BurnDownChart> getCharts() {
        if (charts == null) {
            LocalDate today = Now.date(clock);
            charts = List.of(new BurnDownChart(getData(), today, Frame.WIDE), new BurnDownChart(getData(), today, Frame.NARROW));
        }
        return charts;
    }

    public List<BigDecimal> getThresholds() {
        if (thresholds == null) {
            thresholds = rules.rulesOf(order.getDetails().id()).effective().thresholds();
        }
        return thresholds;
    }

    public List<Row> getRows() {
        List<Row> rows = new ArrayList<>();
        getData().months().stream().filter(m -> getData().ahead().isEmpty() || m.month().isBefore(getData().forecast().next()))
                .forEach(m -> rows.add(new Row(m.month(), m.billed(), m.balance(), null, null)));
        BigDecimal before = getData().ahead().isEmpty() ? null : getData().forecast().left();
        for (Forecast.Ahead month : getData().ahead()) {
            rows.add(new Row(month.month(), rounded(before.subtract(month.expected())), rounded(month.expected()), rounded(month.low()), rounded(month.high())));
            before = month.expected();
        }
        return rows;
    }

    /** What is only expected has no more decimals than the currency. */
    private BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(formats.digitsOf(getData().currency()), RoundingMode.HALF_EVEN);
    }

    /** An amount that is only expected, in running text. */
    public String about(BigDecimal amount) {
        return formats.money(rounded(amount), getData().currency());
    }

    /** Whether people should be told at the top of the page: the balance is used up before the purchase order expires, which it has not yet. */
    public boolean isShort() {
        Forecast forecast = getData().forecast();
        return forecast != null && !order.getDetails().status().isExpired() && forecast.runsDryBy(getData().expirationMonth());
    }

    public String getShortTitle() {
        YearMonth expected = getData().forecast().expected();
        return texts.get("burnDown.short.title", formats.month(expected), (int) ChronoUnit.MONTHS.between(expected, getData().expirationMonth()));
    }

    public String getShortText() {
        return getData().shortfall() == null ? ""
                : texts.get("burnDown.short.text", formats.roughly(getData().shortfall(), getData().currency()), formats.month(getData().expirationMonth()));
    }

    /** What the forecast says. */
    public String getForecastText() {
        Forecast forecast = getData().forecast();
        if (order.getDetails().status().isExpired()) {
            return texts.get("burnDown.expired");
        }
        return switch (forecast.state()) {
            case TOO_FEW_MONTHS -> texts.get("burnDown.tooFew");
            case EXHAUSTED -> texts.get("burnDown.exhausted");
            case LASTS -> texts.get("burnDown.lasts");
            case RUNS_DRY -> forecast.latest() == null ? texts.get("burnDown.dry.open", formats.month(forecast.expected()), formats.month(forecast.earliest()))
                    : forecast.earliest().equals(forecast.latest()) ? texts.get("burnDown.dry.sure", formats.month(forecast.expected()))
                    : texts.get("burnDown.dry", formats.month(forecast.expected()), formats.month(forecast.earliest()), formats.month(forecast.latest()));
        };
    }

    /** What the forecast goes by; "" without one. */
    public String getBasis() {
        Forecast forecast = getData().forecast();
        if (forecast.outlook() == null || order.getDetails().status().isExpired()) {
            return "";
        }
        return texts.get(forecast.seasonal() ? "burnDown.basis.season" : "burnDown.basis.average", about(forecast.monthlyRate()));
    }

    /** The chart in words. */
    public String getDescription() {
        List<BurnDownChart.Point> points = getCharts().get(0).getPoints();
        BurnDown.Month first = points.get(0).month();
        BurnDown.Month last = points.get(points.size() - 1).month();
        String currency = getData().currency();
        return texts.get("burnDown.description", formats.money(first.balance().add(first.billed()), currency), formats.month(first.month()), formats.money(last.balance(), currency),
                formats.month(last.month())) + " " + getForecastText() + " " + texts.get("burnDown.expires", formats.date(getExpires()));
    }

    public LocalDate getExpires() {
        return getData().expirationMonth().atEndOfMonth();
    }

    /** The billed months of a line of the table of line items; null if it was never billed. */
    public Sparkline sparkline(LineItemView line) {
        if (lines == null) {
            lines = getData().lines().stream().collect(Collectors.toMap(BurnDown.Line::id, Function.identity()));
            YearMonth current = Now.month(clock);
            YearMonth last = current.isAfter(getData().expirationMonth()) ? getData().expirationMonth() : current;
            lastMonth = getData().lines().stream().flatMap(l -> l.months().stream()).map(BurnDown.Month::month).reduce(last, (a, b) -> a.isAfter(b) ? a : b);
        }
        BurnDown.Line billed = lines.get(line.id());
        return billed == null || billed.months().isEmpty() ? null : Sparkline.of(billed.months(), lastMonth, SPARK_MONTHS);
    }

    /** A sparkline in words. */
    public String words(Sparkline spark) {
        String months = formats.months(spark.first(), spark.last());
        return spark.most() == null ? texts.get("burnDown.spark.none", months)
                : texts.get("burnDown.spark", months, formats.month(spark.most().month()), formats.money(spark.most().billed(), getData().currency()));
    }
}
