// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import java.util.Arrays;
import org.apiguardian.api.API;

/**
 * The mean of a figure over a run, with a 99 % interval that holds for values that depend on their neighbours: the run is
 * cut into twelve batches (Schmeiser 1982: few batches and Student's t), and the interval is widened by what correlation
 * is left between them.
 *
 * @param mean mean of the batches
 * @param halfWidth half of the length of the interval around it
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record BatchMean(double mean, double halfWidth) {

    /** The number of batches. */
    public static final int BATCHES = BatchInterval.BATCHES;

    /**
     * Returns the mean of twelve batches.
     *
     * @param batches the figure in each of twelve equal parts of the run, in order of time
     * @return their mean and its interval; of equal values one without length
     * @throws IllegalArgumentException if the number of batches is another, or one is no finite number
     */
    public static BatchMean of(double[] batches) {
        if (batches.length != BATCHES || !Arrays.stream(batches).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "batches were " + Arrays.toString(batches) + " but must be " + BATCHES + " finite numbers");
        }
        double mean = Arrays.stream(batches).sum() / BATCHES;
        double squares = 0;
        double neighbours = 0;
        double before = 0;
        for (double batch : batches) {
            double residual = batch - mean;
            squares += residual * residual;
            neighbours += residual * before;
            before = residual;
        }
        double freedom = BATCHES - 1.0;
        double half = StudentT.exceededBy(BatchInterval.TAIL, freedom)
                * Math.sqrt(squares / freedom * BatchInterval.widening(squares, neighbours) / BATCHES);
        return new BatchMean(mean, half);
    }
}
