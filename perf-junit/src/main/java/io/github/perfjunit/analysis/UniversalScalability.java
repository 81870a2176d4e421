// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import io.github.perfjunit.analysis.Knee.Step;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.apiguardian.api.API;

/**
 * The Universal Scalability Law, {@code X(N) = γN / (1 + σ(N−1) + κN(N−1))} (Gunther 1993, 2007), fitted to measured
 * throughput by bounded least squares of relative errors, with N in units of the smallest load.
 *
 * <p>The law fits many systems that it does not describe, so it is refused rather than stretched: with fewer than six
 * loads or less than an eightfold range, if a step is off by more than 10 %, or if a straight line or a broken stick fits
 * better (by AICc, Hurvich and Tsai 1989; a server with a fixed pool is such a stick). A prediction is refused beyond twice
 * the largest load, and where its 95 % factor by the jackknife (Quenouille 1956, Tukey 1958) exceeds 1.25; a peak outside
 * what was measured is not told. Immutable.
 *
 * @param refusal why the law must not be used; empty if it may
 * @param scale γ, throughput of the smallest load if nothing were lost
 * @param serial σ, the share that cannot be done side by side
 * @param crosstalk κ, what each pair costs
 * @param peak load at the peak; infinite if throughput rises to the end of what was measured, or the law is refused
 * @param largestError largest relative error of a step
 * @param steps the steps by rising load
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record UniversalScalability(
        String refusal,
        double scale,
        double serial,
        double crosstalk,
        double peak,
        double largestError,
        List<Step> steps) {

    /** Minimum number of different loads; eight are better. */
    public static final int FEWEST_LOADS = 6;

    private static final double LEAST_RANGE = 8;
    private static final double MOST_ERROR = 0.1;
    private static final double MUCH_BETTER = 2;
    private static final double FARTHEST = 2;
    private static final double WIDEST = 1.25;
    private static final double TAIL = 0.025;
    private static final int PARAMETERS = 3;

    /**
     * Copies the list.
     *
     * @param refusal why the law must not be used
     * @param scale γ
     * @param serial σ
     * @param crosstalk κ
     * @param peak load at the peak
     * @param largestError largest relative error of a step
     * @param steps the steps by rising load
     */
    public UniversalScalability {
        steps = List.copyOf(steps);
    }

    /**
     * A predicted throughput.
     *
     * @param refusal why there is none; empty if there is one
     * @param throughput completions per second; NaN if refused
     * @param low lower end of its 95 % interval; NaN if it could not be computed
     * @param high its upper end
     * @since 0.1
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Prediction(String refusal, double throughput, double low, double high) {}

    /**
     * Fits the law.
     *
     * @param steps in any order; several of the same load count as repetitions
     * @return the law, or why it is refused
     * @throws IllegalArgumentException if there is no step
     */
    public static UniversalScalability of(List<Step> steps) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("steps were none but must be at least one");
        }
        List<Step> rising =
                steps.stream().sorted(Comparator.comparingDouble(Step::load)).toList();
        double[] loads = rising.stream().mapToDouble(Step::load).toArray();
        double[] throughputs = rising.stream().mapToDouble(Step::throughput).toArray();
        Retrograde law = Retrograde.fit(loads, throughputs);
        double scale = scale(law, loads, throughputs);
        double largest = 0;
        for (int i = 0; i < loads.length; i++) {
            largest = Math.max(largest, Math.abs(value(law, scale, loads[i] / loads[0]) / throughputs[i] - 1));
        }
        String refusal = refusal(loads, throughputs, law, largest);
        boolean inside = refusal.isEmpty() && law.peak() <= loads[loads.length - 1];
        return new UniversalScalability(
                refusal,
                scale,
                law.serial(),
                law.crosstalk(),
                inside ? law.peak() : Double.POSITIVE_INFINITY,
                largest,
                rising);
    }

    private static String refusal(double[] loads, double[] throughputs, Retrograde law, double largestError) {
        long different = Arrays.stream(loads).distinct().count();
        double range = loads[loads.length - 1] / loads[0];
        if (different < FEWEST_LOADS) {
            return "only " + different + " different loads were measured, " + FEWEST_LOADS
                    + " are needed, 8 are better";
        }
        if (range < LEAST_RANGE) {
            return "the largest load is only " + shortNumber(range) + " times the smallest, 8 times is needed";
        }
        if (largestError > MOST_ERROR) {
            return String.format(
                    Locale.ROOT, "the law is off by %.0f %% at a step, 10 %% is allowed", 100 * largestError);
        }
        int n = loads.length;
        double ours = Math.min(
                score(law.rss(), n, PARAMETERS),
                score(Retrograde.fitSerialOnly(loads, throughputs).rss(), n, 2));
        if (score(BrokenStick.fit(loads, throughputs).rss(), n, 2) <= ours - MUCH_BETTER) {
            return "throughput rises to a knee and stays level, which is not this law";
        }
        if (score(RelativeFit.rss(loads, throughputs, load -> load), n, 1) <= ours - MUCH_BETTER) {
            return "throughput is in proportion to the load, so nothing is known of its limit";
        }
        return "";
    }

    /** Akaike's criterion with the correction for few points; the variance is a parameter too. */
    private static double score(double rss, int n, int parameters) {
        double k = parameters + 1.0;
        double floor = Math.max(rss, n * RelativeFit.LEAST_VARIANCE / 100);
        return n * Math.log(floor / n) + 2 * k + (n - k > 1 ? 2 * k * (k + 1) / (n - k - 1) : 1e9);
    }

    private static double scale(Retrograde law, double[] loads, double[] throughputs) {
        return RelativeFit.scale(
                loads, throughputs, n -> Retrograde.shape(n / loads[0], law.serial(), law.crosstalk()));
    }

    private static double value(Retrograde law, double scale, double load) {
        return scale * Retrograde.shape(load, law.serial(), law.crosstalk());
    }

    /**
     * Predicts the throughput at a load.
     *
     * @param load above zero
     * @return the throughput, or why there is none
     * @throws IllegalArgumentException if the load is not above zero
     */
    public Prediction at(double load) {
        if (!(load > 0)) {
            throw new IllegalArgumentException("load was " + load + " but must be above zero");
        }
        if (!refusal.isEmpty()) {
            return new Prediction(refusal, Double.NaN, Double.NaN, Double.NaN);
        }
        double[] loads = steps.stream().mapToDouble(Step::load).toArray();
        double largest = loads[loads.length - 1];
        if (load > FARTHEST * largest) {
            return new Prediction(
                    "it is more than twice the largest load that was measured, " + shortNumber(largest),
                    Double.NaN,
                    Double.NaN,
                    Double.NaN);
        }
        double predicted = scale * Retrograde.shape(load / loads[0], serial, crosstalk);
        double half = StudentT.exceededBy(TAIL, loads.length - (double) PARAMETERS) * error(load, predicted);
        double low = predicted * Math.exp(-half);
        double high = predicted * Math.exp(half);
        if (half > Math.log(WIDEST)) {
            String reason = String.format(
                    Locale.ROOT,
                    "its interval is a factor of %.2f, 1.25 is allowed: measure more loads",
                    Math.exp(half));
            return new Prediction(reason, Double.NaN, low, high);
        }
        return new Prediction("", predicted, low, high);
    }

    /** Jackknife on the logarithm of the prediction; at least half of the scatter of the steps. */
    private double error(double load, double predicted) {
        int n = steps.size();
        double[] pseudo = new double[n];
        double mean = 0;
        double unit = steps.get(0).load();
        double residuals = 0;
        for (int i = 0; i < n; i++) {
            double[] loads = without(i, Step::load);
            double[] throughputs = without(i, Step::throughput);
            Retrograde law = Retrograde.fit(loads, throughputs);
            double one = value(law, scale(law, loads, throughputs), load / loads[0]);
            pseudo[i] = n * Math.log(predicted) - (n - 1) * Math.log(one);
            mean += pseudo[i] / n;
            Step step = steps.get(i);
            double off = scale * Retrograde.shape(step.load() / unit, serial, crosstalk) / step.throughput() - 1;
            residuals += off * off;
        }
        double squares = 0;
        for (double value : pseudo) {
            squares += (value - mean) * (value - mean);
        }
        double jackknife = Math.sqrt(squares / (n - 1) / n);
        return Math.max(jackknife, Math.sqrt(residuals / (n - PARAMETERS)) / 2);
    }

    private double[] without(int left, ToDoubleFunction<Step> figure) {
        double[] values = new double[steps.size() - 1];
        for (int i = 0, at = 0; i < steps.size(); i++) {
            if (i != left) {
                values[at++] = figure.applyAsDouble(steps.get(i));
            }
        }
        return values;
    }

    private static String shortNumber(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
