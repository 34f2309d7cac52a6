package org.openpo.web.chart;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.openpo.domain.forecast.Forecast;
import org.openpo.ejb.notice.BurnDown;

/**
 * Where everything of a burn-down lies in a picture: the balance at the ends of the months that are billed, from there the forecast until the balance
 * is used up, the thresholds, today and the expiration. Coordinates are texts, as SVG attributes want them. Pure.
 */
public final class BurnDownChart {
    /** More months than these are too narrow to be told apart. */
    static final int PAST_MOST = 48;
    static final int AHEAD_MOST = 36;
    static final int[] LABEL_STEPS = {1, 2, 3, 6, 12};
    private static final double[] TICK_STEPS = {1, 2, 2.5, 5, 10};
    private static final int FAR_FROM_THE_EDGE = 70;
    private static final int LEAD = 62;
    private static final int LABEL_LINE = 18;

    private final BurnDown data;
    private final LocalDate today;
    private final Frame frame;
    private final YearMonth start;
    private final YearMonth end;
    private final List<BurnDown.Month> billed;
    private final double opening;
    private final double low;
    private final double high;

    /** A value at the left. */
    public record Tick(String y, BigDecimal value) { }

    /** A month below, with its year if it is the first of that year that is named. */
    public record Label(String x, YearMonth month, boolean withYear) { }

    /** The balance at the end of a month that is billed. */
    public record Point(String x, String y, BurnDown.Month month) { }

    /** The balance that is expected at the end of a month. */
    public record Expected(String x, String y, Forecast.Ahead month) { }

    /** A share of the committed amount, in percent, below which contacts are told. */
    public record Threshold(String y, String labelY, BigDecimal percent) { }

    /** A place in the plot. */
    private record Place(double x, double y) { }

    /**
     * @param data  of a purchase order that tracks its balance and has at least one month
     * @param today decides where the present is drawn
     */
    public BurnDownChart(BurnDown data, LocalDate today, Frame frame) {
        this.data = data;
        this.today = today;
        this.frame = frame;
        List<BurnDown.Month> past = past(data);
        billed = past.subList(Math.max(0, past.size() - PAST_MOST), past.size());
        start = billed.get(0).month();
        opening = billed.get(0).balance().add(billed.get(0).billed()).doubleValue();
        YearMonth last = billed.get(billed.size() - 1).month();
        YearMonth farthest = last.plusMonths(AHEAD_MOST);
        end = data.expirationMonth().isBefore(last) ? last : data.expirationMonth().isAfter(farthest) ? farthest : data.expirationMonth();
        double most = Math.max(opening, data.committed().doubleValue());
        double least = 0;
        for (BurnDown.Month month : billed) {
            most = Math.max(most, month.balance().doubleValue());
            least = Math.min(least, month.balance().doubleValue());
        }
        low = least;
        high = most > least ? most : least + 1;
    }

    /** The months whose billing is complete; without a forecast also those that are billed in part. At least the first. */
    static List<BurnDown.Month> past(BurnDown data) {
        Forecast forecast = data.forecast();
        int count = 1;
        for (int i = 0; i < data.months().size(); i++) {
            BurnDown.Month month = data.months().get(i);
            boolean complete = forecast == null || month.month().isBefore(forecast.next());
            if (complete || data.ahead().isEmpty() && month.billed().signum() != 0) {
                count = i + 1;
            }
        }
        return data.months().subList(0, Math.min(count, data.months().size()));
    }

    public Frame getFrame() {
        return frame;
    }

    public List<Tick> getTicks() {
        double step = step((high - low) / frame.ticks());
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
            ticks.add(new Tick(text(y(i * step)), BigDecimal.valueOf(i * step)));
        }
        return ticks;
    }

    static double step(double about) {
        double atLeast = about * 0.8;
        double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
        for (double step : TICK_STEPS) {
            if (step * power >= atLeast * (1 - 1e-9)) {
                return step * power;
            }
        }
        throw new IllegalStateException("A step of ten is always enough.");
    }

    public List<Label> getLabels() {
        int step = IntStream.of(LABEL_STEPS).filter(s -> (months() - 1) / s + 1 <= frame.labels()).findFirst().orElse(LABEL_STEPS[LABEL_STEPS.length - 1]);
        List<Label> labels = new ArrayList<>();
        int year = 0;
        for (int i = 0; i < months(); i += step) {
            YearMonth month = start.plusMonths(i);
            labels.add(new Label(text((x(i) + x(i + 1)) / 2), month, month.getYear() != year));
            year = month.getYear();
        }
        return labels;
    }

    public List<Point> getPoints() {
        return billed.stream().map(m -> new Point(text(xEnd(m.month())), text(y(m.balance().doubleValue())), m)).toList();
    }

    /** From the beginning of the first month to the end of the last that is billed. */
    public String getLine() {
        return path(balance());
    }

    public String getArea() {
        List<Place> area = balance();
        area.add(new Place(area.get(area.size() - 1).x(), y(0)));
        area.add(new Place(x(0), y(0)));
        return path(area) + "Z";
    }

    private List<Place> balance() {
        List<Place> places = new ArrayList<>(List.of(new Place(x(0), y(opening))));
        billed.forEach(m -> places.add(new Place(xEnd(m.month()), y(m.balance().doubleValue()))));
        return places;
    }

    public boolean isForecast() {
        return !data.ahead().isEmpty();
    }

    /** Expected balances that are still above nothing. */
    public List<Expected> getExpected() {
        return data.ahead().stream().takeWhile(a -> a.expected().signum() > 0 && !a.month().isAfter(end))
                .map(a -> new Expected(text(xEnd(a.month())), text(y(a.expected().doubleValue())), a)).toList();
    }

    public String getExpectedLine() {
        return path(course(Forecast.Ahead::expected));
    }

    /** Between the low and the high case, down to where nothing is left. */
    public String getBand() {
        List<Place> band = new ArrayList<>(course(Forecast.Ahead::low));
        List<Place> upper = new ArrayList<>(course(Forecast.Ahead::high));
        double right = upper.get(upper.size() - 1).x();
        if (band.get(band.size() - 1).x() < right) {
            band.add(new Place(right, y(0)));
        }
        Collections.reverse(upper);
        band.addAll(upper);
        return path(band) + "Z";
    }

    /** From what is left before the next month to the end of the picture, or to where it meets nothing. */
    private List<Place> course(Function<Forecast.Ahead, BigDecimal> of) {
        List<Place> places = new ArrayList<>();
        double before = data.forecast().left().doubleValue();
        double x = xEnd(data.forecast().next().minusMonths(1));
        places.add(new Place(x, y(before)));
        for (Forecast.Ahead month : data.ahead()) {
            double after = of.apply(month).doubleValue();
            double next = xEnd(month.month());
            if (month.month().isAfter(end)) {
                break;
            } else if (after <= 0) {
                places.add(new Place(before <= 0 ? x : x + (next - x) * before / (before - after), y(0)));
                break;
            }
            places.add(new Place(next, y(after)));
            before = after;
            x = next;
        }
        return places;
    }

    /** The month in which the balance is used up, if that is in the picture, else null. */
    public YearMonth getDryMonth() {
        return data.ahead().stream().filter(a -> a.expected().signum() <= 0 && !a.month().isAfter(end)).map(Forecast.Ahead::month).findFirst()
                .filter(month -> data.forecast().expected() != null).map(month -> data.forecast().expected()).orElse(null);
    }

    public String getDryX() {
        List<Place> places = course(Forecast.Ahead::expected);
        return text(places.get(places.size() - 1).x());
    }

    /** On which side of the mark its words stand, so that they stay in the picture. */
    public String getDryAnchor() {
        List<Place> places = course(Forecast.Ahead::expected);
        double x = places.get(places.size() - 1).x();
        return x > frame.width() - frame.right() - FAR_FROM_THE_EDGE ? "end" : x < frame.left() + FAR_FROM_THE_EDGE ? "start" : "middle";
    }

    public String getDryLeadY() {
        return text(y(0) - LEAD);
    }

    public String getDryLabelY() {
        return text(y(0) - LEAD - 5);
    }

    /** Those between nothing and everything, of the committed amount. */
    public List<Threshold> thresholds(List<BigDecimal> percents) {
        return percents.stream().filter(p -> p.signum() > 0 && p.doubleValue() < 100 && data.committed().signum() > 0).map(p -> {
            double y = y(data.committed().doubleValue() * p.doubleValue() / 100);
            return new Threshold(text(y), text(y - 5), p);
        }).toList();
    }

    /** Null if today is not in the picture. */
    public String getTodayX() {
        return isTodayShown() ? text(todayX()) : null;
    }

    private boolean isTodayShown() {
        YearMonth month = YearMonth.from(today);
        return !month.isBefore(start) && !month.isAfter(end);
    }

    private double todayX() {
        YearMonth month = YearMonth.from(today);
        return x(index(month) + (today.getDayOfMonth() - 0.5) / month.lengthOfMonth());
    }

    public boolean isTodayLeft() {
        return todayX() < frame.left() + FAR_FROM_THE_EDGE;
    }

    /** Where the line of today begins: lower where the words at the expiration would be in its way. */
    public int getTodayY() {
        boolean meets = isExpiryShown() && todayX() > xEnd(data.expirationMonth()) - frame.expiryWidth();
        return frame.top() + (meets ? LABEL_LINE : 0);
    }

    /** Null if the expiration is too far away to be in the picture. */
    public String getExpiryX() {
        return isExpiryShown() ? text(xEnd(data.expirationMonth())) : null;
    }

    private boolean isExpiryShown() {
        return !data.expirationMonth().isBefore(start) && !data.expirationMonth().isAfter(end);
    }

    public boolean isExpiryLeft() {
        return xEnd(data.expirationMonth()) < frame.left() + frame.expiryWidth();
    }

    /** Spending the same every month of the purchase order, if both ends are in the picture. */
    public boolean isPaceShown() {
        return isExpiryShown() && !data.effectiveMonth().isBefore(start) && data.committed().signum() > 0;
    }

    public String getPaceX() {
        return text(x(index(data.effectiveMonth())));
    }

    public String getPaceY() {
        return text(y(data.committed().doubleValue()));
    }

    public String getZeroY() {
        return text(y(0));
    }

    public int getPlotRight() {
        return frame.plotRight();
    }

    public int getPlotBottom() {
        return frame.plotBottom();
    }

    private int months() {
        return index(end) + 1;
    }

    private int index(YearMonth month) {
        return (int) ChronoUnit.MONTHS.between(start, month);
    }

    private double xEnd(YearMonth month) {
        return x(index(month) + 1);
    }

    private double x(double months) {
        return frame.left() + months / months() * (frame.width() - frame.left() - frame.right());
    }

    /** What lies beyond the values of the picture is drawn at its edge. */
    private double y(double value) {
        double share = (Math.min(high, Math.max(low, value)) - low) / (high - low);
        return frame.height() - frame.bottom() - share * (frame.height() - frame.top() - frame.bottom());
    }

    private static String path(List<Place> places) {
        StringBuilder path = new StringBuilder();
        for (Place place : places) {
            path.append(path.isEmpty() ? 'M' : 'L').append(text(place.x())).append(' ').append(text(place.y()));
        }
        return path.toString();
    }

    static String text(double coordinate) {
        return String.format(Locale.ROOT, "%.1f", coordinate);
    }
}
