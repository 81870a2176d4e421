// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * Which monitors move with latency. A lead to look at, never a cause.
 *
 * <p>Both series lose their straight line (trends always go together: Yule 1926, Granger and Newbold 1974; they are what
 * {@link Drift} is for). Then Spearman's rank correlation at lags of 0, 1, 2, 3 and 5 windows, the monitor ahead, with
 * the number of values that the autocorrelation of both leaves (Pyper and Peterman 1998), by z of Fieller, Hartley and
 * Pearson 1957; five times its probability for the five lags, and over all monitors the false discovery rate of Benjamini
 * and Hochberg 1995 at 5 %. A link must be at least 0.4 strong, and have the same sign and 0.25 in both halves. Immutable.
 *
 * @param monitor name of the monitor
 * @param correlation Spearman's correlation, from -1 to 1
 * @param lagWindows by how many windows the monitor is ahead
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Association(String monitor, double correlation, int lagWindows) {

    /** Minimum number of windows that have a value in both series. */
    public static final int FEWEST_WINDOWS = 120;

    private static final int[] LAGS = {0, 1, 2, 3, 5};
    private static final double LEAST = 0.4;
    private static final double LEAST_IN_HALVES = 0.25;
    private static final double FALSE_DISCOVERIES = 0.05;
    private static final double SPEARMAN_VARIANCE = 1.06;
    private static final int AUTOCORRELATIONS = 5;

    /**
     * The monitors that move with a series, and those that could not be judged.
     *
     * @param found the links by strength
     * @param skipped names of the monitors that did not move at all or had too few values, each with the reason
     * @since 0.1
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Findings(List<Association> found, Map<String, String> skipped) {
        /**
         * Copies the collections.
         *
         * @param found the links by strength
         * @param skipped the monitors that could not be judged
         */
        public Findings {
            found = List.copyOf(found);
            skipped = Map.copyOf(skipped);
        }
    }

    private record Candidate(Association link, double probability) {}

    /**
     * Searches the monitors that move with a series.
     *
     * <p>Monitors that follow from the load itself, such as users or throughput, must be left out while the load varies.
     *
     * @param latencies one a window of equal length, such as p95: of 1 s in a run under 20 min, else of 10 s; a value not
     *     above zero or NaN is a window without one
     * @param monitors by name the mean of each in the same windows; NaN is a window without one
     * @return the links; equal for equal series
     * @throws IllegalArgumentException if a monitor has not as many windows as the latency
     */
    public static Findings withLatency(double[] latencies, Map<String, double[]> monitors) {
        double[] logs = Arrays.stream(latencies)
                .map(v -> v > 0 ? Math.log(v) : Double.NaN)
                .toArray();
        return between(logs, monitors);
    }

    /**
     * Searches the monitors that move with throughput, or any other series whose logarithm has no meaning.
     *
     * @param values one a window of equal length; NaN is a window without one
     * @param monitors by name the mean of each in the same windows; NaN is a window without one
     * @return the links; equal for equal series
     * @throws IllegalArgumentException if a monitor has not as many windows
     */
    public static Findings between(double[] values, Map<String, double[]> monitors) {
        List<Candidate> candidates = new ArrayList<>();
        Map<String, String> skipped = new TreeMap<>();
        monitors.forEach((name, monitor) -> {
            if (monitor.length != values.length) {
                throw new IllegalArgumentException(
                        name + " had " + monitor.length + " windows but must have " + values.length);
            }
            Pairs pairs = Pairs.of(monitor, values);
            if (pairs.size() < FEWEST_WINDOWS) {
                skipped.put(name, "too few intervals: " + pairs.size() + " of " + FEWEST_WINDOWS);
            } else if (isConstant(pairs.monitor) || isConstant(pairs.values)) {
                skipped.put(name, "did not change");
            } else {
                candidates.add(strongest(name, pairs));
            }
        });
        return new Findings(discovered(candidates), skipped);
    }

    /** Benjamini and Hochberg: all up to the last whose probability is within its rank's part of 5 %. */
    private static List<Association> discovered(List<Candidate> candidates) {
        List<Candidate> sorted = candidates.stream()
                .sorted(Comparator.comparingDouble(Candidate::probability)
                        .thenComparing(c -> c.link().monitor()))
                .toList();
        int last = 0;
        for (int i = 1; i <= sorted.size(); i++) {
            if (sorted.get(i - 1).probability() <= FALSE_DISCOVERIES * i / sorted.size()) {
                last = i;
            }
        }
        return sorted.subList(0, last).stream()
                .map(Candidate::link)
                .filter(link -> Math.abs(link.correlation()) >= LEAST)
                .sorted(Comparator.comparingDouble(link -> -Math.abs(link.correlation())))
                .toList();
    }

    private static Candidate strongest(String name, Pairs pairs) {
        double[] monitor = Ranks.detrended(pairs.monitor);
        double[] values = Ranks.detrended(pairs.values);
        Candidate best = new Candidate(new Association(name, 0, 0), 1);
        for (int lag : LAGS) {
            double[] x = Arrays.copyOf(monitor, monitor.length - lag);
            double[] y = Arrays.copyOfRange(values, lag, values.length);
            double r = Ranks.correlation(x, y);
            double probability = Math.min(1, LAGS.length * probability(r, effective(x, y)));
            if (probability < best.probability && sameInHalves(x, y, r)) {
                best = new Candidate(new Association(name, r, lag), probability);
            }
        }
        return best;
    }

    private static boolean sameInHalves(double[] x, double[] y, double r) {
        int half = x.length / 2;
        double first = Ranks.correlation(Arrays.copyOf(x, half), Arrays.copyOf(y, half));
        double second = Ranks.correlation(Arrays.copyOfRange(x, half, x.length), Arrays.copyOfRange(y, half, y.length));
        return Math.signum(r) * first >= LEAST_IN_HALVES && Math.signum(r) * second >= LEAST_IN_HALVES;
    }

    private static double probability(double r, double effective) {
        double bounded = Math.min(Math.abs(r), 1 - 1e-12);
        double atanh = 0.5 * Math.log((1 + bounded) / (1 - bounded));
        return NormalDistribution.beyond(atanh * Math.sqrt(Math.max(0, effective - 3) / SPEARMAN_VARIANCE));
    }

    /** The number of independent values that would tell as much. */
    static double effective(double[] x, double[] y) {
        double n = x.length;
        double[] ranksX = Ranks.of(x);
        double[] ranksY = Ranks.of(y);
        double sum = 1 / n;
        for (int lag = 1; lag <= x.length / AUTOCORRELATIONS; lag++) {
            sum += 2 / n * (n - lag) / n * Ranks.autocorrelation(ranksX, lag) * Ranks.autocorrelation(ranksY, lag);
        }
        return sum <= 0 ? n : Math.min(Math.max(1 / sum, 3), n);
    }

    private static boolean isConstant(double[] values) {
        OptionalDouble least = Arrays.stream(values).min();
        return least.equals(Arrays.stream(values).max());
    }

    /** Both series where both have a value. */
    private static final class Pairs {

        private final double[] monitor;
        private final double[] values;

        private Pairs(double[] monitor, double[] values) {
            this.monitor = monitor;
            this.values = values;
        }

        static Pairs of(double[] monitor, double[] values) {
            double[] x = new double[values.length];
            double[] y = new double[values.length];
            int n = 0;
            for (int i = 0; i < values.length; i++) {
                if (!Double.isNaN(monitor[i]) && !Double.isNaN(values[i])) {
                    x[n] = monitor[i];
                    y[n++] = values[i];
                }
            }
            return new Pairs(Arrays.copyOf(x, n), Arrays.copyOf(y, n));
        }

        int size() {
            return values.length;
        }
    }

    /**
     * Returns the link in words.
     *
     * @param windowSeconds length of a window
     * @return such as {@code moves with pool pending (r 0.71, 2 s ahead)}
     */
    public String text(int windowSeconds) {
        String r = String.format(Locale.ROOT, "%.2f", correlation);
        return "moves with " + monitor + " (r " + r
                + (lagWindows == 0 ? "" : ", " + lagWindows * windowSeconds + " s ahead") + ")";
    }
}
