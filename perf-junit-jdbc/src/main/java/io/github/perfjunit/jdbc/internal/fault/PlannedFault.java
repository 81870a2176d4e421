// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import io.github.perfjunit.jdbc.report.FaultType;
import io.github.perfjunit.metrics.FigureFormat;
import java.time.Duration;

/**
 * A fault whose settings are right.
 *
 * @param type what breaks
 * @param at when, from the start of the measured time
 * @param duration for how long, zero for a moment
 * @param delay how much later answers arrive; zero for all but {@link FaultType#LATENCY}
 * @param jitter how far the delay varies, at most by itself
 * @param bytesPerSecond what connections carry; zero for all but {@link FaultType#BANDWIDTH}
 */
public record PlannedFault(
        FaultType type, Duration at, Duration duration, Duration delay, Duration jitter, long bytesPerSecond) {

    /** Makes a fault that needs no more than its times. */
    static PlannedFault of(FaultType type, Duration at, Duration duration) {
        return new PlannedFault(type, at, duration, Duration.ZERO, Duration.ZERO, 0);
    }

    Duration end() {
        return at.plus(duration);
    }

    /** Returns the fault for readers, such as {@code black hole at 10 s for 3 s}. */
    @Override
    public String toString() {
        String what =
                switch (type) {
                    case LATENCY ->
                        "latency of " + FigureFormat.duration(delay)
                                + (jitter.isZero() ? "" : " +/- " + FigureFormat.duration(jitter));
                    case BANDWIDTH -> "bandwidth of " + FigureFormat.count(bytesPerSecond) + " bytes/s";
                    default -> type.label();
                };
        String at = what + " at " + FigureFormat.duration(this.at);
        return duration.isZero() ? at : at + " for " + FigureFormat.duration(duration);
    }
}
