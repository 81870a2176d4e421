// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One limit that a gauge of a monitor must keep in the measured time.
 *
 * @param gauge name of the gauge, such as {@code queue depth}
 * @param figure the figure it looks at
 * @param limit the limit, included, in the unit of the gauge
 * @param unit the unit that was written with the limit; empty if none was
 * @param limitText the limit as it was written, for messages
 * @param abort when a miss ends the load early; null to judge it only at the end
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record MonitorObjective(
        String gauge, Figure figure, double limit, String unit, String limitText, Objective.@Nullable Abort abort) {

    /** The figure of a gauge. */
    public enum Figure {
        /** The greatest value, at most the limit. */
        MAX("max"),
        /** The mean of the values, at most the limit. */
        MEAN("mean"),
        /** The least value, at least the limit. */
        MIN("min"),
        /** The last value, at most the limit. */
        LAST("last");

        private final String text;

        Figure(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        Operator operator() {
            return this == MIN ? Operator.AT_LEAST : Operator.AT_MOST;
        }
    }
}
