// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How much a series changed over a run, with an interval that holds for values that depend on each other: the run is cut
 * into twelve batches (Schmeiser 1982: few batches and Student's t), and the interval is widened by what correlation is
 * left between neighbours.
 *
 * @param change estimated change
 * @param low lower end of the interval
 * @param high its upper end
 */
record BatchInterval(double change, double low, double high) {

    static final int BATCHES = 12;

    /** Probability of each tail of a 99 % interval. */
    static final double TAIL = 0.005;

    private static final double MOST_CORRELATION = 0.8;

    /** What is compared. */
    enum Contrast {
        /** The end of the run with its beginning, by the slope over all batches. */
        SLOPE {
            @Override
            double weight(int batch) {
                return batch - (BATCHES - 1) / 2.0;
            }

            @Override
            double change(double estimate) {
                return estimate * (BATCHES - 1);
            }
        },
        /** The second half with the first. */
        STEP {
            @Override
            double weight(int batch) {
                return batch < BATCHES / 2 ? -1 : 1;
            }

            @Override
            double change(double estimate) {
                return 2 * estimate;
            }
        };

        abstract double weight(int batch);

        abstract double change(double estimate);
    }

    /** Returns the interval by the medians of the batches, which stalls do not move. */
    static Optional<BatchInterval> ofMedians(double[] values, Contrast contrast, double tail) {
        return of(values, contrast, tail, Medians::of);
    }

    /** Returns the interval by the means of the batches, for shares that are mostly zero. */
    static Optional<BatchInterval> ofMeans(double[] values, Contrast contrast, double tail) {
        return of(values, contrast, tail, batch -> Arrays.stream(batch).sum() / batch.length);
    }

    /**
     * @param values one a window of equal length, in order of time; NaN for a window without a value
     * @return empty if a batch has no value
     */
    private static Optional<BatchInterval> of(
            double[] values, Contrast contrast, double tail, ToDoubleFunction<double[]> statistic) {
        double[] batches = batches(values, statistic);
        if (Arrays.stream(batches).anyMatch(Double::isNaN)) {
            return Optional.empty();
        }
        double mean = Arrays.stream(batches).sum() / BATCHES;
        double squares = 0;
        double product = 0;
        for (int b = 0; b < BATCHES; b++) {
            squares += contrast.weight(b) * contrast.weight(b);
            product += contrast.weight(b) * batches[b];
        }
        double estimate = product / squares;
        double left = 0;
        double neighbours = 0;
        double before = 0;
        for (int b = 0; b < BATCHES; b++) {
            double residual = batches[b] - mean - estimate * contrast.weight(b);
            left += residual * residual;
            neighbours += residual * before;
            before = residual;
        }
        double half = StudentT.exceededBy(tail, BATCHES - 2.0)
                * Math.sqrt(left / (BATCHES - 2) * widening(left, neighbours) / squares);
        return Optional.of(new BatchInterval(
                contrast.change(estimate), contrast.change(estimate - half), contrast.change(estimate + half)));
    }

    /** Correlation of neighbours, which a fitted trend pulls down by about (2 + 4r)/n (van Giersbergen 2005). */
    static double widening(double squares, double neighbours) {
        double correlation = squares == 0 ? 0 : neighbours / squares;
        double corrected = Math.min(Math.max((BATCHES * correlation + 2) / (BATCHES - 4), 0), MOST_CORRELATION);
        return (1 + corrected) / (1 - corrected);
    }

    /** Returns the figure of each of twelve parts of equal length; NaN for one without values. */
    static double[] batches(double[] values, ToDoubleFunction<double[]> statistic) {
        double[] batches = new double[BATCHES];
        for (int b = 0; b < BATCHES; b++) {
            int from = (int) ((long) b * values.length / BATCHES);
            int to = (int) ((b + 1L) * values.length / BATCHES);
            double[] batch = Arrays.stream(values, from, to)
                    .filter(v -> !Double.isNaN(v))
                    .toArray();
            batches[b] = batch.length == 0 ? Double.NaN : statistic.applyAsDouble(batch);
        }
        return batches;
    }

    double halfWidth() {
        return (high - low) / 2;
    }
}
