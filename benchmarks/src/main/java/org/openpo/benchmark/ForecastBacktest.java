package org.openpo.benchmark;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

import org.openpo.domain.forecast.Outlook;

/**
 * How good the forecast is: each series is forecast again and again as it was known at each month (rolling origin) and compared with what came, beside
 * simpler ways of forecasting. Series are generated, from a fixed seed, or read from files of lines {@code name,amount,amount,…}. Prints tables in Markdown.
 */
public final class ForecastBacktest {
    private static final int SERIES = 200;
    private static final int MONTHS = 48;
    private static final int MONTHS_LEAST = 2;
    private static final int MONTHS_SEASONAL = 13;
    private static final int AHEAD = 12;
    private static final int[] SUMS = {1, 3, 6, 12};
    private static final int LAST = 6;
    private static final long SEED = 20_260_101;
    private static final double MEAN = 10_000;
    private static final String ROW = "| %-22s | %7s | %6.3f | %6.3f | %6.3f | %6.3f | %5.2f | %5.2f | %5.2f | %5.2f | %3.0f / %3.0f / %3.0f / %3.0f |%n";

    /** One way of forecasting; the first is the product's. */
    private enum Method { OUTLOOK, LAST_MONTH, MEAN_OF_ALL, MEAN_OF_SIX }

    private ForecastBacktest() {
    }

    public static void main(String[] files) throws IOException {
        Map<String, List<double[]>> kinds = files.length == 0 ? generated() : read(files);
        System.out.println("MAE of the sums of the next 1, 3, 6 and 12 months, each divided by its months and by the series' average month; MASE of single months 1 to 12 ahead;");
        System.out.println("how many sums (%) lay between the low and the high case, for 1, 3, 6, 12 months. O: OpenPO, L: last month, M: mean of all, 6: mean of the last six.");
        for (int[] known : new int[][] {{MONTHS_LEAST, MONTHS_SEASONAL - 1}, {MONTHS_SEASONAL, 24}, {25, Integer.MAX_VALUE}}) {
            System.out.printf(Locale.ROOT, "%n%d %s months known%n%n", known[0], known[1] == Integer.MAX_VALUE ? "and more" : "to " + known[1]);
            System.out.println("| series                 | origins |  MAE O |      L |      M |      6 | MASE O |    L |     M |     6 | in the range, %       |");
            System.out.println("| ---------------------- | ------- | ------ | ------ | ------ | ------ | ----- | ----- | ----- | ----- | --------------------- |");
            kinds.forEach((kind, series) -> judge(kind, series, known[0], known[1]));
        }
    }

    private static void judge(String kind, List<double[]> series, int fewest, int most) {
        Score score = new Score();
        for (double[] months : series) {
            double average = 0;
            for (double month : months) {
                average += Math.abs(month) / months.length;
            }
            for (int known = fewest; known <= Math.min(most, months.length - 1) && average > 0; known++) {
                score.add(months, known, average);
            }
        }
        if (score.origins > 0) {
            double[] mae = score.mae();
            double[] mase = score.mase();
            double[] in = score.inRange();
            System.out.printf(Locale.ROOT, ROW, kind, score.origins, mae[0], mae[1], mae[2], mae[3], mase[0], mase[1], mase[2], mase[3], in[0], in[1], in[2], in[3]);
        }
    }

    /** Sums up errors over origins. */
    private static final class Score {
        private final double[] errors = new double[Method.values().length];
        private final double[] scaled = new double[Method.values().length];
        private final int[] within = new int[SUMS.length];
        private final int[] judged = new int[SUMS.length];
        private int sums;
        private int months;
        private int origins;

        void add(double[] series, int known, double average) {
            origins++;
            Outlook outlook = Outlook.of(amounts(series, known));
            IntToDoubleFunction[] methods = new IntToDoubleFunction[Method.values().length];
            methods[Method.OUTLOOK.ordinal()] = h -> outlook.expected(h).doubleValue();
            methods[Method.LAST_MONTH.ordinal()] = h -> h * series[known - 1];
            methods[Method.MEAN_OF_ALL.ordinal()] = h -> h * mean(series, 0, known);
            methods[Method.MEAN_OF_SIX.ordinal()] = h -> h * mean(series, Math.max(0, known - LAST), known);
            int ahead = Math.min(AHEAD, series.length - known);
            // Scale of R. J. Hyndman and A. B. Koehler, International Journal of Forecasting 22, 2006: the error of the last month in what is known.
            double scale = 0;
            for (int i = 1; i < known; i++) {
                scale += Math.abs(series[i] - series[i - 1]) / (known - 1);
            }
            double actual = 0;
            for (int h = 1; h <= ahead; h++) {
                actual += series[known + h - 1];
                if (scale > 0) {
                    months++;
                    for (int m = 0; m < methods.length; m++) {
                        scaled[m] += Math.abs(methods[m].applyAsDouble(h) - methods[m].applyAsDouble(h - 1) - series[known + h - 1]) / scale;
                    }
                }
                addSum(outlook, methods, h, actual, average);
            }
        }

        private void addSum(Outlook outlook, IntToDoubleFunction[] methods, int ahead, double actual, double average) {
            for (int s = 0; s < SUMS.length; s++) {
                if (SUMS[s] == ahead) {
                    sums++;
                    for (int m = 0; m < methods.length; m++) {
                        errors[m] += Math.abs(methods[m].applyAsDouble(ahead) - actual) / ahead / average;
                    }
                    judged[s]++;
                    // Half a cent of a rounded amount is no miss.
                    double cent = 0.005 * ahead;
                    within[s] += actual >= outlook.low(ahead).doubleValue() - cent && actual <= outlook.high(ahead).doubleValue() + cent ? 1 : 0;
                }
            }
        }

        double[] mae() {
            return divided(errors, sums);
        }

        double[] mase() {
            return divided(scaled, months);
        }

        double[] inRange() {
            double[] shares = new double[SUMS.length];
            for (int s = 0; s < SUMS.length; s++) {
                shares[s] = judged[s] == 0 ? Double.NaN : 100.0 * within[s] / judged[s];
            }
            return shares;
        }

        private static double[] divided(double[] values, int by) {
            double[] result = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                result[i] = by == 0 ? Double.NaN : values[i] / by;
            }
            return result;
        }
    }

    private static List<BigDecimal> amounts(double[] series, int known) {
        List<BigDecimal> amounts = new ArrayList<>();
        for (int i = 0; i < known; i++) {
            amounts.add(BigDecimal.valueOf(series[i]).setScale(2, RoundingMode.HALF_EVEN));
        }
        return amounts;
    }

    private static double mean(double[] series, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += series[i];
        }
        return sum / (to - from);
    }

    /** One value of a series at a month. */
    private interface Course {
        double at(int month);
    }

    /** Makes one series of a kind. */
    private interface Kind {
        Course next(Random random);
    }

    private static Map<String, List<double[]>> generated() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put("constant", r -> month -> MEAN);
        kinds.put("nearly constant", r -> month -> MEAN * noise(r, 0.03));
        kinds.put("trend", r -> {
            double growth = between(r, -0.01, 0.04);
            return month -> MEAN * Math.pow(1 + growth, month) * noise(r, 0.06);
        });
        kinds.put("season", r -> {
            IntToDoubleFunction season = season(r);
            return month -> MEAN * season.applyAsDouble(month) * noise(r, 0.06);
        });
        kinds.put("two strong months", r -> {
            int peak = r.nextInt(AHEAD);
            return month -> MEAN * ((month + peak) % AHEAD == 0 ? 2.5 : (month + peak) % AHEAD == AHEAD - 1 ? 1.5 : 1) * noise(r, 0.06);
        });
        kinds.put("season and trend", r -> {
            IntToDoubleFunction season = season(r);
            double growth = between(r, 0, 0.03);
            return month -> MEAN * Math.pow(1 + growth, month) * season.applyAsDouble(month) * noise(r, 0.06);
        });
        kinds.put("noisy", r -> month -> MEAN * Math.exp(r.nextGaussian() * 0.5));
        kinds.put("sparse", r -> month -> r.nextDouble() < 0.35 ? MEAN * Math.exp(r.nextGaussian() * 0.5) : 0);
        kinds.put("steps", r -> {
            double[] level = {MEAN};
            double[] steps = {0.5, 0.7, 1.4, 1.8};
            return month -> {
                level[0] *= r.nextDouble() < 0.08 ? steps[r.nextInt(steps.length)] : 1;
                return level[0] * noise(r, 0.06);
            };
        });
        Map<String, List<double[]>> series = new LinkedHashMap<>();
        kinds.forEach((name, kind) -> {
            Random random = new Random(SEED);
            series.put(name, Stream.generate(() -> kind.next(random)).limit(SERIES).map(ForecastBacktest::months).toList());
        });
        return series;
    }

    private static double[] months(Course course) {
        double[] months = new double[MONTHS];
        for (int month = 0; month < MONTHS; month++) {
            months[month] = Math.round(course.at(month) * 100) / 100.0;
        }
        return months;
    }

    private static IntToDoubleFunction season(Random random) {
        double height = between(random, 0.2, 0.5);
        int peak = random.nextInt(AHEAD);
        return month -> 1 + height * Math.sin(2 * Math.PI * (month + peak) / AHEAD);
    }

    private static double between(Random random, double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    private static double noise(Random random, double deviation) {
        return 1 + random.nextGaussian() * deviation;
    }

    private static Map<String, List<double[]>> read(String... files) throws IOException {
        Map<String, List<double[]>> series = new LinkedHashMap<>();
        for (String file : files) {
            int number = 0;
            for (String line : Files.readAllLines(Path.of(file), StandardCharsets.UTF_8)) {
                number++;
                String[] cells = line.split(",");
                if (cells.length > MONTHS_LEAST) {
                    double[] months = new double[cells.length - 1];
                    for (int i = 1; i < cells.length; i++) {
                        months[i - 1] = amount(cells[i].strip(), file, number);
                    }
                    series.computeIfAbsent(cells[0].strip(), name -> new ArrayList<>()).add(months);
                } else if (!line.isBlank()) {
                    throw new IllegalArgumentException(file + ", line " + number + ": expected a name and at least " + MONTHS_LEAST + " amounts, separated by commas.");
                }
            }
        }
        return series;
    }

    private static double amount(String text, String file, int line) {
        try {
            return new BigDecimal(text).doubleValue();
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(file + ", line " + line + ": “" + text + "” is not an amount. Write numbers as 1234.56.", notANumber);
        }
    }
}
