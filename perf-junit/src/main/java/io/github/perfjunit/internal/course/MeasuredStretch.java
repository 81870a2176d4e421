// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.course;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioInterval;
import java.util.List;
import java.util.Optional;

/** Finds the measured time of a load, if the load was the same all along. Not thread-safe. */
final class MeasuredStretch {

    private List<Double> levels = List.of();
    private long fromMillis = -1;
    private long toMillis;
    private boolean varies;

    void accept(Interval interval) {
        if (interval.phase() != Phase.MEASURE) {
            return;
        }
        List<Double> now =
                interval.scenarios().stream().map(MeasuredStretch::level).toList();
        if (fromMillis < 0) {
            fromMillis = interval.fromMillis();
            levels = now;
        }
        varies |= interval.fromMillis() > toMillis && toMillis > 0; // measured in parts
        varies |= !now.equals(levels);
        toMillis = interval.toMillis();
    }

    /** An open model takes as many users as it needs; what was asked for is its rate. */
    private static double level(ScenarioInterval scenario) {
        return scenario.targetPerSecond() > 0 ? scenario.targetPerSecond() : scenario.users();
    }

    Optional<Frame> frame(long widthMillis) {
        return fromMillis < 0 || varies ? Optional.empty() : Optional.of(new Frame(fromMillis, toMillis, widthMillis));
    }
}
