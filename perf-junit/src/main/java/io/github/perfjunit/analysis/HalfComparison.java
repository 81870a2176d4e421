// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Whether the second half of a run differs from the first: six batches against six, with a 99 % interval, and a change of
 * at least 5 %. It is the same evidence as that of {@link Drift}, seen otherwise: print it beside, do not count it twice.
 *
 * <p>Usual tests on single requests or seconds take them for independent and call 35 to 78 % of unchanged hours changed.
 * Immutable.
 *
 * @param verdict the conclusion
 * @param change estimated change as a share of the first half; NaN if the run is too short
 * @param low lower end of its interval; NaN if the run is too short
 * @param high its upper end
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record HalfComparison(Verdict verdict, double change, double low, double high) {

    /** A run must be as long as this: batches of 50 s. */
    public static final Duration SHORTEST = Duration.ofMinutes(10);

    private static final double LEAST_CHANGE = 0.05;

    /** The conclusion about the halves. */
    public enum Verdict {
        /** No difference was shown. */
        ALIKE,
        /** The second half has higher values. */
        HIGHER,
        /** The second half has lower values. */
        LOWER,
        /** The run is under 10 min, or has too few values. */
        TOO_SHORT
    }

    /**
     * Compares the halves of a run.
     *
     * @param values one a window of equal length, in order of time: a percentile in microseconds, or the number of
     *     completions; a value under one counts as one, NaN is a window without a value
     * @param run length of the run
     * @return the comparison; equal for equal values
     */
    public static HalfComparison of(double[] values, Duration run) {
        double[] logs = Arrays.stream(values)
                .map(v -> Double.isNaN(v) ? v : Math.log(Math.max(v, 1)))
                .toArray();
        Optional<BatchInterval> found = BatchInterval.ofMedians(logs, BatchInterval.Contrast.STEP, BatchInterval.TAIL);
        if (run.compareTo(SHORTEST) < 0 || found.isEmpty()) {
            return new HalfComparison(Verdict.TOO_SHORT, Double.NaN, Double.NaN, Double.NaN);
        }
        BatchInterval interval = found.get();
        Verdict verdict = Verdict.ALIKE;
        if (interval.low() > 0 && interval.change() >= Math.log1p(LEAST_CHANGE)) {
            verdict = Verdict.HIGHER;
        } else if (interval.high() < 0 && interval.change() <= -Math.log1p(LEAST_CHANGE)) {
            verdict = Verdict.LOWER;
        }
        return new HalfComparison(
                verdict, Math.expm1(interval.change()), Math.expm1(interval.low()), Math.expm1(interval.high()));
    }
}
