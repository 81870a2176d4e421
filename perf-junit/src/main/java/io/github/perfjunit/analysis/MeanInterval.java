// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import java.util.Arrays;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * The mean of a series with its 95 % interval by Student's t, widened by the correlation of neighbours, so that it holds
 * for seconds that depend on those before them. Immutable.
 *
 * @param mean the mean
 * @param half half of the width of the interval
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record MeanInterval(double mean, double half) {

    /** Fewest values that have an interval. */
    public static final int FEWEST = 4;

    private static final double TAIL = 0.025;
    private static final double MOST_CORRELATION = 0.8;

    /**
     * Computes the interval.
     *
     * @param values in order of time
     * @return empty for fewer than {@link #FEWEST} values
     */
    public static Optional<MeanInterval> of(double... values) {
        int n = values.length;
        if (n < FEWEST) {
            return Optional.empty();
        }
        double mean = Arrays.stream(values).sum() / n;
        double squares = 0;
        double neighbours = 0;
        double before = 0;
        for (double value : values) {
            double residual = value - mean;
            squares += residual * residual;
            neighbours += residual * before;
            before = residual;
        }
        double correlation = squares == 0 ? 0 : Math.min(Math.max(neighbours / squares, 0), MOST_CORRELATION);
        double widening = (1 + correlation) / (1 - correlation);
        double half = StudentT.exceededBy(TAIL, n - 1.0) * Math.sqrt(squares / (n - 1) / n * widening);
        return Optional.of(new MeanInterval(mean, half));
    }
}
