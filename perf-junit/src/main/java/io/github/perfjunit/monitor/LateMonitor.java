// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A monitor whose values are known only after the load, such as those of a service that publishes them some minutes later.
 *
 * <p>Its {@link #sample samples} beside the load name its gauges, with NaN for a value; the first one, before the load, may
 * find out that the values could not be read. When the load has ended {@link #conclude} is called once, on a thread of its
 * own, before objectives are judged. All late monitors of a load are waited for together.
 *
 * <p>Such a gauge is an objective as others are, but can end no load, and is not among the monitors that move with latency.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface LateMonitor extends Monitor {

    /**
     * Returns how long the values are waited for at most. The thread of {@link #conclude} is interrupted 10 s after that.
     *
     * @return the time from the end of the load, such as 3 minutes
     */
    Duration longestWait();

    /**
     * Gives the values of the time of the load. Those that were given count even if it throws, which a note tells.
     *
     * @param start when the load began
     * @param end when it had ended
     * @param gauges gets the values
     * @return a sentence each on what is missing, for readers of the figures, without a full stop; none if nothing is
     * @throws Exception if values cannot be read
     */
    List<String> conclude(Instant start, Instant end, LateGauges gauges) throws Exception;

    /** Gets values that hold for a time. */
    @FunctionalInterface
    interface LateGauges {

        /**
         * Adds a value, which stands for each whole second of its time. It counts as measured only if all of its time lies
         * in {@link io.github.perfjunit.metrics.Phase#MEASURE}, because part of it would belong to something else.
         *
         * @param name name of the gauge
         * @param unit its unit; empty for counts
         * @param from beginning of the time for which the value holds; for one gauge not before the end of the value
         *     before it
         * @param to its end
         * @param value the value; one that is no finite number is left out
         */
        void gauge(String name, String unit, Instant from, Instant to, double value);
    }
}
