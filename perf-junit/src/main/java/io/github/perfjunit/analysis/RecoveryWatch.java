// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import io.github.perfjunit.analysis.Recovery.Base;
import io.github.perfjunit.analysis.Recovery.Window;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Whether a system is back at its base, while the load runs: ten good windows in a row. It decides when the next probe may
 * begin; the recovery time is found after the run by {@link Recovery}, which needs no such wait. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RecoveryWatch {

    private static final int GOOD_WINDOWS = 10;

    private final Base base;
    private final double limit;
    private int good;

    /**
     * Creates a watch.
     *
     * @param before windows up to the disturbance, in order of time
     * @param window length of each window
     * @param limit how many times the base a window's p95 may be, such as 2
     * @throws IllegalArgumentException if fewer than five windows with successes are a base
     */
    public RecoveryWatch(List<Window> before, Duration window, double limit) {
        base = Base.of(before, window);
        if (base.windows() < Recovery.LEAST_WINDOWS) {
            throw new IllegalArgumentException(Recovery.noBase(base, window));
        }
        this.limit = limit;
    }

    /**
     * Takes the next window.
     *
     * @param window what ended in it
     * @return true if it and the nine before it are good
     */
    public boolean accept(Window window) {
        good = base.isBad(window, limit) ? 0 : good + 1;
        return good >= GOOD_WINDOWS;
    }
}
