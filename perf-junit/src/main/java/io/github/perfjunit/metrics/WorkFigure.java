// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.util.List;
import org.apiguardian.api.API;

/**
 * How much of one kind of work an iteration made.
 *
 * @param work the kind of work
 * @param perIteration all of it in the measured time, divided by the iterations that ended well; NaN if it is not known
 * @param spread how far the figure may be from what another run of the same load finds, in its unit: half of a 99 %
 *     interval from twelve parts of the measured time, and what iterations under way at its ends may add. A load that is
 *     too short to be cut into twelve leaves it NaN for what the JVM counts; what clients record is exact all the same
 * @param total all of it in the measured time; NaN if it is not known
 * @param batches the figure in each of those parts, in order of time; empty if there are none
 * @param missing why it is not known; empty if it is
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record WorkFigure(
        Work work, double perIteration, double spread, double total, List<Double> batches, String missing) {

    /**
     * Copies the list.
     *
     * @param work the kind of work
     * @param perIteration work of an iteration; NaN if it is not known
     * @param spread how far the figure may be from that of another run; NaN if that is not known
     * @param total all work; NaN if it is not known
     * @param batches the figure in each part
     * @param missing why it is not known; empty if it is
     */
    public WorkFigure {
        batches = List.copyOf(batches);
    }

    /**
     * Makes a figure that is not known.
     *
     * @param work the kind of work
     * @param why the reason and what to do, without a full stop
     * @return the figure
     */
    public static WorkFigure missing(Work work, String why) {
        return new WorkFigure(work, Double.NaN, Double.NaN, Double.NaN, List.of(), why);
    }

    /**
     * Returns whether there is a figure.
     *
     * @return false if {@link #missing()} says why not
     */
    public boolean isKnown() {
        return missing.isEmpty();
    }
}
