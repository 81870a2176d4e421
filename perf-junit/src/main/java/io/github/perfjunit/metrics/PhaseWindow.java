// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A period that a scenario spent in one phase, in milliseconds since the start of the load.
 *
 * @param phase the phase
 * @param fromMillis when it began
 * @param toMillis when it ended, not before it began
 * @param label name of the part of the load, such as {@code step 3}; empty if it has none
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PhaseWindow(Phase phase, long fromMillis, long toMillis, String label) {

    /**
     * Takes a missing label for none, as earlier versions wrote it.
     *
     * @param phase the phase
     * @param fromMillis when it began
     * @param toMillis when it ended
     * @param label name of the part of the load; empty if it has none
     */
    public PhaseWindow {
        label = label == null ? "" : label;
    }

    /**
     * Makes a window without a label.
     *
     * @param phase the phase
     * @param fromMillis when it began
     * @param toMillis when it ended
     */
    public PhaseWindow(Phase phase, long fromMillis, long toMillis) {
        this(phase, fromMillis, toMillis, "");
    }

    /**
     * Returns the length of this window.
     *
     * @return milliseconds, zero or more
     */
    public long millis() {
        return toMillis - fromMillis;
    }

    /**
     * Joins windows that overlap or touch, whatever their phase.
     *
     * @param windows in any order
     * @param phase the phase of the result
     * @return the union, in order of time, without overlaps
     */
    public static List<PhaseWindow> union(Collection<PhaseWindow> windows, Phase phase) {
        List<PhaseWindow> sorted = new ArrayList<>(windows);
        sorted.sort(Comparator.comparingLong(PhaseWindow::fromMillis));
        List<PhaseWindow> joined = new ArrayList<>();
        for (PhaseWindow window : sorted) {
            PhaseWindow last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last == null || window.fromMillis > last.toMillis) {
                joined.add(new PhaseWindow(phase, window.fromMillis, window.toMillis));
            } else if (window.toMillis > last.toMillis) {
                joined.set(joined.size() - 1, new PhaseWindow(phase, last.fromMillis, window.toMillis));
            }
        }
        return joined;
    }

    /**
     * Adds up the lengths of windows that do not overlap.
     *
     * @param windows the windows, such as those of {@link #union}
     * @return the sum
     */
    public static Duration length(Collection<PhaseWindow> windows) {
        return Duration.ofMillis(windows.stream().mapToLong(PhaseWindow::millis).sum());
    }
}
