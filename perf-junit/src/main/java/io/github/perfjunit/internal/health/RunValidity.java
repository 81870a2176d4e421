// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.health;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.GeneratorHealth;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PhaseWindow;
import io.github.perfjunit.metrics.ScenarioSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides whether the generator was fit to keep its schedule. The limits are generous enough for a shared CI machine,
 * and far below the point at which a starved generator would look like a fast target.
 */
public final class RunValidity {

    /** Share of late starts, in percent, above which a generator is not fit. */
    static final double MAX_LATE_PERCENT = 5;
    /** Share of the measured time in collection pauses, in percent, above which a generator is not fit. */
    static final double MAX_GC_PERCENT = 10;
    /** Collection pauses, in milliseconds, below which a generator is fit, however short the run. */
    static final long MIN_GC_MILLIS = 100;
    /** Lateness of a sleeping thread, at p99, above which a generator is not fit. */
    static final Duration MAX_HICCUP = Duration.ofMillis(100);

    /** Share of the measured time that the generator did not get to run, in percent, above which it is not fit. */
    static final double MAX_LOST_PERCENT = 5;

    /** Lost time, in milliseconds, below which a generator is fit, however short the run. */
    static final double MIN_LOST_MILLIS = 100;

    private RunValidity() {}

    /** Returns why a generator was not fit; the misses and the delivered load decide whether that matters. */
    public static List<String> problems(LoadData data) {
        GeneratorHealth health = data.generator();
        return problems(data.scenarios(), health.gcMillis(), health.hiccups(), health.lostMillis());
    }

    /** Returns the same for figures that are still being collected. */
    public static List<String> problems(
            List<ScenarioSummary> scenarios, long gcMillis, LatencySummary hiccups, double lostMillis) {
        List<String> problems = new ArrayList<>();
        long measured = PhaseWindow.length(PhaseWindow.union(
                        scenarios.stream()
                                .flatMap(scenario -> scenario.windows(Phase.MEASURE).stream())
                                .toList(),
                        Phase.MEASURE))
                .toMillis();
        for (ScenarioSummary scenario : scenarios) {
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
        if (lostMillis >= MIN_LOST_MILLIS && lostMillis > measured * MAX_LOST_PERCENT / 100) {
            problems.add("the generator did not get to run for " + FigureFormat.millis(lostMillis) + " of "
                    + FigureFormat.millis((double) measured) + " measured (limit "
                    + FigureFormat.percent(MAX_LOST_PERCENT) + ")");
        }
        return problems;
    }
}
