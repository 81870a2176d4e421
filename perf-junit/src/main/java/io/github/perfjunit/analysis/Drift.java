// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.apiguardian.api.API;

/**
 * Whether a figure drifts over a long run: the slope over twelve batches, with a 99 % interval.
 *
 * <p>{@link Verdict#DRIFTING} if the interval excludes zero and the change over the run reaches the tolerance; {@link
 * Verdict#STABLE} if the whole interval is within it (equivalence, Schuirmann 1987); otherwise it is too short to tell. In
 * a run under 30 min the tolerance grows with the square root of 30 min over its length, for the noise does. If several
 * series are judged, each interval is widened so that all of them hold together (Bonferroni).
 *
 * <p>No statistic sees noise that is slower than about a thirtieth of the run. The values of a run of any length may be
 * kept in a {@link BoundedSeries}. Immutable.
 *
 * @param verdict the conclusion
 * @param change estimated change from the beginning of the run to its end: a share of the beginning, such as 0.2 for 20 %
 *     more, or for the drift of a share the difference; NaN if there are too few values
 * @param low lower end of the interval of the change; NaN if there are too few values
 * @param high its upper end
 * @param perHour change within an hour by the median slope between all pairs of batches (Theil 1950, Sen 1968), in the
 *     unit of the change
 * @param tolerance the change that is called a drift, after it has grown if the run is short
 * @param run length of the run
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Drift(
        Verdict verdict, double change, double low, double high, double perHour, double tolerance, Duration run) {

    /** The tolerance that is usual for latency and throughput: 10 % over the run. */
    public static final double USUAL_TOLERANCE = 0.1;

    /** The tolerance that is usual for the share of errors: 0.1 points over the run. */
    public static final double USUAL_SHARE_TOLERANCE = 0.001;

    private static final Duration FULL = Duration.ofMinutes(30);
    private static final double MILLIS_PER_HOUR = 3_600_000;

    /** The conclusion about a drift. */
    public enum Verdict {
        /** The change is surely less than the tolerance. */
        STABLE,
        /** There surely is a change, and it reaches the tolerance. */
        DRIFTING,
        /** The run was too short, or too noisy. */
        TOO_SHORT
    }

    /**
     * Judges figures by their relative change: percentiles or throughput.
     *
     * @param values one a window of equal length, in order of time: a percentile in microseconds, or the number of
     *     completions; a value under one counts as one, NaN is a window without a value
     * @param run length of the run, above zero
     * @param tolerance change that is called a drift, such as 0.1
     * @param series number of series that are judged together, at least one
     * @return the judgement; equal for equal values
     * @throws IllegalArgumentException if the length or the tolerance is not above zero, or the number of series is not
     */
    public static Drift ofRatio(double[] values, Duration run, double tolerance, int series) {
        double grown = grown(tolerance, run, series);
        double[] logs = Arrays.stream(values)
                .map(v -> Double.isNaN(v) ? v : Math.log(Math.max(v, 1)))
                .toArray();
        double[] batches = BatchInterval.batches(logs, Medians::of);
        return judge(
                BatchInterval.ofMedians(logs, BatchInterval.Contrast.SLOPE, BatchInterval.TAIL / series),
                batches,
                run,
                grown,
                // A fall to 1/1.1 counts as much as a rise to 1.1.
                Math.log1p(grown),
                Math::expm1);
    }

    /**
     * Judges figures by their absolute change: the share of errors.
     *
     * @param values one a window of equal length, in order of time, from 0 to 1; NaN is a window without a value
     * @param run length of the run, above zero
     * @param tolerance change that is called a drift, such as 0.001
     * @param series number of series that are judged together, at least one
     * @return the judgement; equal for equal values
     * @throws IllegalArgumentException if the length or the tolerance is not above zero, or the number of series is not
     */
    public static Drift ofShare(double[] values, Duration run, double tolerance, int series) {
        double grown = grown(tolerance, run, series);
        double[] batches =
                BatchInterval.batches(values, batch -> Arrays.stream(batch).sum() / batch.length);
        return judge(
                BatchInterval.ofMeans(values, BatchInterval.Contrast.SLOPE, BatchInterval.TAIL / series),
                batches,
                run,
                grown,
                grown,
                change -> change);
    }

    private static Drift judge(
            Optional<BatchInterval> found,
            double[] batches,
            Duration run,
            double tolerance,
            double limit,
            DoubleUnaryOperator shown) {
        if (found.isEmpty()) {
            return new Drift(Verdict.TOO_SHORT, Double.NaN, Double.NaN, Double.NaN, Double.NaN, tolerance, run);
        }
        BatchInterval interval = found.get();
        double[] hours = new double[batches.length];
        for (int b = 0; b < hours.length; b++) {
            hours[b] = (b + 0.5) * run.toMillis() / MILLIS_PER_HOUR / hours.length;
        }
        double perHour = TheilSen.fit(hours, batches).slope();
        double change = shown.applyAsDouble(interval.change());
        double low = shown.applyAsDouble(interval.low());
        double high = shown.applyAsDouble(interval.high());
        Verdict verdict = Verdict.TOO_SHORT;
        if ((interval.low() > 0 || interval.high() < 0) && Math.abs(interval.change()) >= limit) {
            verdict = Verdict.DRIFTING;
        } else if (interval.low() > -limit && interval.high() < limit) {
            verdict = Verdict.STABLE;
        }
        return new Drift(verdict, change, low, high, shown.applyAsDouble(perHour), tolerance, run);
    }

    private static double grown(double tolerance, Duration run, int series) {
        if (run.isZero() || run.isNegative() || !(tolerance > 0) || series < 1) {
            throw new IllegalArgumentException("run, tolerance and series were " + run + ", " + tolerance + " and "
                    + series + " but must be above zero");
        }
        double shorter = (double) FULL.toMillis() / run.toMillis();
        return tolerance * Math.sqrt(Math.max(1, shorter));
    }

    /**
     * Returns about how long a run with the same noise takes until it can be called stable.
     *
     * @return the length, by the square of half the interval over the tolerance; zero if there are too few values
     */
    public Duration lengthForStable() {
        if (Double.isNaN(low)) {
            return Duration.ZERO;
        }
        double times = (high - low) / 2 / tolerance;
        return Duration.ofMillis((long) (times * times * run.toMillis()));
    }
}
