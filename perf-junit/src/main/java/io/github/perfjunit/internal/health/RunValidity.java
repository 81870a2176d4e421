// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.health;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.ScenarioSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the generator kept its schedule. The limits are ours: generous enough for a shared CI machine, and far below
 * what would let a starved generator look like a fast target.
 */
public final class RunValidity {

    /** Share of late starts, in percent, above which a run is invalid. */
    static final double MAX_LATE_PERCENT = 5;
    /** Share of the measured time in collection pauses, in percent, above which a run is invalid. */
    static final double MAX_GC_PERCENT = 10;
    /** Collection pauses, in milliseconds, below which none is held against a run, however short it was. */
    static final long MIN_GC_MILLIS = 100;
    /** Lateness of a sleeping thread, at p99, above which a run is invalid. */
    static final Duration MAX_HICCUP = Duration.ofMillis(100);

    private RunValidity() {}

    public static List<String> problems(List<ScenarioSummary> scenarios, long gcMillis, LatencySummary hiccups) {
        List<String> problems = new ArrayList<>();
        long measured = 0;
        for (ScenarioSummary scenario : scenarios) {
            measured = Math.max(measured, scenario.measuredMillis());
            if (scenario.latePercent() > MAX_LATE_PERCENT) {
                problems.add(FigureFormat.percent(scenario.latePercent()) + " of "
                        + FigureFormat.count(scenario.timedStarts(), "start") + " of "
                        + scenario.name() + " were more than " + ScenarioSummary.LATE_MILLIS
                        + " ms late though a user was free, the worst by "
                        + FigureFormat.millis(scenario.worstLateMicros() / 1_000.0) + " (limit "
                        + FigureFormat.percent(MAX_LATE_PERCENT) + ")");
            }
        }
        if (gcMillis >= MIN_GC_MILLIS && gcMillis > measured * MAX_GC_PERCENT / 100) {
            problems.add("garbage collection stopped the generator for " + FigureFormat.millis((double) gcMillis)
                    + " of " + FigureFormat.millis((double) measured) + " measured (limit "
                    + FigureFormat.percent(MAX_GC_PERCENT) + ")");
        }
        if (hiccups.percentile(99).compareTo(MAX_HICCUP) > 0) {
            problems.add("threads woke up to " + FigureFormat.duration(hiccups.percentile(99)) + " late at p99 (limit "
                    + FigureFormat.duration(MAX_HICCUP) + "): the machine is overloaded");
        }
        return problems;
    }
}
