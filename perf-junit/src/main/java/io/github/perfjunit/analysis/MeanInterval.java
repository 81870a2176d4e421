// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import org.apiguardian.api.API;

/**
 * The mean of a series with an interval by Student's t, widened by the correlation of neighbours, so that it holds for
 * values that depend on those before them. Immutable.
 *
 * @param mean the mean
 * @param half half of the width of the interval around it
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record MeanInterval(double mean, double half) {

    /** Fewest values that have an interval. */
    public static final int FEWEST = 4;

    private static final double TAIL = 0.025;
    private static final double MOST_CORRELATION = 0.8;

    /** The number of parts of a run of {@link #ofBatches}. */
    public static final int BATCHES = BatchInterval.BATCHES;

    /**
     * Computes the 95 % interval of values such as those of single seconds.
     *
     * @param values in order of time
     * @return empty for fewer than {@link #FEWEST} values
     */
    public static Optional<MeanInterval> of(double... values) {
        if (values.length < FEWEST) {
            return Optional.empty();
        }
        return Optional.of(of(TAIL, values, (squares, neighbours) -> {
            double correlation = squares == 0 ? 0 : Math.min(Math.max(neighbours / squares, 0), MOST_CORRELATION);
            return (1 + correlation) / (1 - correlation);
        }));
    }

    /**
     * Computes the 99 % interval of few long parts of a run (Schmeiser 1982: few batches and Student's t), in which what
     * correlation is left is corrected for the bias of so few.
     *
     * @param batches the figure in each of twelve equal parts of the run, in order of time
     * @return their mean and its interval; of equal values one without length
     * @throws IllegalArgumentException if the number of batches is another, or one is no finite number
     */
    public static MeanInterval ofBatches(double[] batches) {
        if (batches.length != BATCHES || !Arrays.stream(batches).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "batches were " + Arrays.toString(batches) + " but must be " + BATCHES + " finite numbers");
        }
        return of(BatchInterval.TAIL, batches, BatchInterval::widening);
    }

    private static MeanInterval of(double tail, double[] values, DoubleBinaryOperator widening) {
        int n = values.length;
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
        double variance = squares / (n - 1) * widening.applyAsDouble(squares, neighbours) / n;
        return new MeanInterval(mean, StudentT.exceededBy(tail, n - 1.0) * Math.sqrt(variance));
    }
}
