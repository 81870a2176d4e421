// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.MonitorSample;
import io.github.perfjunit.metrics.Phase;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Follows one load while it runs, for displays, meters and the like. Methods are called in this order: {@link #begun},
 * {@link #phase}, {@link #interval} and {@link #monitored} again and again, then either {@link #ended} or {@link #stopped}.
 *
 * <p>Each listener has a thread of its own, so a slow one delays neither the load nor another listener. Up to 60
 * intervals wait for it; further ones are dropped, as are values of monitors. A note of the result counts missed
 * intervals and failures; after 10 failures in a row its intervals are dropped as well. At the end of the load it has 2 seconds to take what
 * waits, then its thread is interrupted.
 *
 * <p>Listeners are called in the JVM that judges the load, wherever the users run, and in no worker.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface LoadListener {

    /**
     * Returns the name by which notes refer to this listener.
     *
     * @return one or a few words, such as {@code live page}; empty by default
     */
    default String name() {
        return "";
    }

    /**
     * Called when the load's time begins; not if an executor runs the load in another JVM.
     *
     * @param load the load
     */
    default void begun(RunningLoad load) {}

    /**
     * Called before an interval that ended in another phase than the one before it, and before the first interval.
     *
     * @param phase the phase of the load at the end of that interval
     * @param millis end of that interval, in milliseconds since the start of the load
     */
    default void phase(Phase phase, long millis) {}

    /**
     * Called about once a second, in order of time.
     *
     * @param interval the second that has ended
     */
    default void interval(Interval interval) {}

    /**
     * Called with the values that a monitor of this load gave at the end of a second, whoever added the monitor; after
     * that second's {@link #interval}, and before {@link #ended}. A value that is missing, because the monitor did not
     * answer in time or has none now, is left out.
     *
     * @param samples the values of one monitor, all of the same second; at least one
     */
    default void monitored(List<MonitorSample> samples) {}

    /**
     * Called once when all users have ended, also after dropped intervals.
     *
     * @param data the figures; their {@link LoadData#stopReason()} is empty unless the load ended early
     */
    default void ended(LoadData data) {}

    /**
     * Called instead of {@link #ended} if the load failed and left no figures.
     *
     * @param reason the failure in one line
     */
    default void stopped(String reason) {}
}
