// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.metrics.GeneratorHealth;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PhaseWindow;
import io.github.perfjunit.metrics.PinnedThreads;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.TestFigures;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs nothing, and returns figures of 1,000 requests in 10 s by a generator that was late as often as a test wants. */
public final class MadeUpExecutor implements LoadExecutor {

    /** Response time of all requests; each took 20 ms of service. */
    public static volatile long responseMillis = 20;

    /** How many of 1,000 starts were late. */
    public static volatile long late;

    /** How many requests failed. */
    public static volatile long failed;

    /** How long the generator did not get to run. */
    public static volatile double lostMillis;

    /** Whether starts were due at some time. */
    public static volatile boolean open = true;

    /** A generator that was fit, and a target that answers in 20 ms. */
    public static void reset() {
        responseMillis = 20;
        late = 0;
        failed = 0;
        lostMillis = 0;
        open = true;
    }

    @Override
    public String name() {
        return "made-up";
    }

    @Override
    public LoadData execute(LoadJob job) {
        String scenario = job.plan().scenarios().get(0).name();
        List<Series> series = List.of(
                series(scenario, "GET /", SeriesKind.REQUEST), series(scenario, scenario, SeriesKind.ITERATION));
        job.intervals().accept(TestFigures.interval(0, 10_000, Phase.MEASURE, 1, 0, series));
        ScenarioSummary summary = new ScenarioSummary(
                scenario,
                "100/s, 10s",
                open,
                open,
                5,
                10,
                open ? 100 : 0,
                Map.of(Outcome.OK, 1_000L),
                1_000,
                0,
                0,
                open ? 1_000 : 0,
                late,
                late * 300_000,
                400_000,
                List.of(new PhaseWindow(Phase.MEASURE, 0, 10_000)),
                Map.of());
        GeneratorHealth health = new GeneratorHealth(
                0.9,
                0.5,
                0,
                0,
                LatencySummary.EMPTY,
                lostMillis,
                PinnedThreads.UNWATCHED,
                List.of(),
                late == 0 ? List.of() : List.of("the generator was late"));
        return new LoadData(Instant.EPOCH, 10_000, series, List.of(summary), List.of(), List.of(), health, "", 0);
    }

    private static Series series(String scenario, String name, SeriesKind kind) {
        return TestFigures.series(
                new Series.Key(scenario, name, kind, Phase.MEASURE),
                Map.of(Outcome.OK, 1_000L, Outcome.STATUS, failed),
                times(1_000, responseMillis),
                times((int) failed, 1),
                times(1_000, 20),
                0,
                0);
    }

    private static LatencySummary times(int count, long millis) {
        long[] nanos = new long[count];
        Arrays.fill(nanos, millis * 1_000_000);
        return LatencySummary.ofNanos(nanos);
    }
}
