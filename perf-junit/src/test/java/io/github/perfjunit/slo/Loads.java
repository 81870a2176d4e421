// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.CheckSummary;
import io.github.perfjunit.metrics.CustomMetric;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.GeneratorHealth;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PinnedThreads;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.TestFigures;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Builds results of loads for tests: 100 s measured from 0:20 on, one scenario unless more are added. */
final class Loads {

    static final String SCENARIO = "browse";

    private final List<Series> series = new ArrayList<>();
    private final List<Interval> intervals = new ArrayList<>();
    private final List<ErrorSummary> errors = new ArrayList<>();
    private final List<CheckSummary> checks = new ArrayList<>();
    private final List<CustomMetric> metrics = new ArrayList<>();
    private final List<ScenarioSummary> scenarios = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private String stopReason = "";
    private List<String> overCap = List.of();
    private double lostMillis;

    /** A load with 1,000 iterations and no request yet. */
    static Loads load() {
        return new Loads()
                .scenario(SCENARIO, 1000, 0)
                .series(series(SeriesKind.ITERATION, "browse", Phase.MEASURE, 1000, 0, 100));
    }

    /** A load of which nothing is known. */
    static Loads nothing() {
        return new Loads().scenario(SCENARIO, 0, 0);
    }

    static Series request(String name, int ok, int failed, double millis) {
        return series(SeriesKind.REQUEST, name, Phase.MEASURE, ok, failed, millis);
    }

    static Series series(SeriesKind kind, String name, Phase phase, int ok, int failed, double millis) {
        return series(SCENARIO, kind, name, phase, ok, failed, millis);
    }

    static Series series(
            String scenario, SeriesKind kind, String name, Phase phase, int ok, int failed, double millis) {
        return TestFigures.series(
                new Series.Key(scenario, name, kind, phase),
                Map.of(Outcome.OK, (long) ok, Outcome.STATUS, (long) failed),
                latency(ok, millis),
                latency(failed, 1),
                latency(ok, millis / 2),
                0,
                0);
    }

    /** Requests that ended well, and others that the end of the load cut off after some time. */
    static Series cutOff(SeriesKind kind, String name, int ok, double millis, int interrupted, double after) {
        Series whole = series(kind, name, Phase.MEASURE, ok, 0, millis);
        return new Series(
                whole.key(),
                Map.of(Outcome.OK, (long) ok, Outcome.INTERRUPTED, (long) interrupted),
                whole.ok(),
                whole.failed(),
                whole.ok(),
                latency(interrupted, after),
                Map.of(Phase.MEASURE, (long) ok),
                0,
                0);
    }

    /** All values alike, so that every percentile, the mean and the maximum are this value to three digits. */
    static LatencySummary latency(int count, double millis) {
        long[] nanos = new long[count];
        Arrays.fill(nanos, Math.round(millis * 1e6));
        return LatencySummary.ofNanos(nanos);
    }

    static Interval second(long second, Phase phase, Series... series) {
        return TestFigures.interval(second * 1000, second * 1000 + 1000, phase, 10, 0, List.of(series));
    }

    Loads request(String name, int ok, double millis) {
        return series(request(name, ok, 0, millis));
    }

    Loads series(Series one) {
        series.add(one);
        return this;
    }

    Loads scenario(String name, long due, long dropped) {
        scenarios.add(TestFigures.scenario(
                name,
                "500 users, ramp-up 2m, 10m",
                true,
                true,
                500,
                Map.of(Outcome.OK, due - dropped),
                due,
                dropped,
                0,
                0,
                0,
                0,
                0,
                Map.of(Phase.RAMP_UP, 20_000L, Phase.MEASURE, 100_000L),
                20_000));
        return this;
    }

    Loads error(String request, String kind, String message, long measured, long firstMillis) {
        errors.add(new ErrorSummary(
                SCENARIO, request, kind, message, measured, measured, firstMillis, firstMillis + 1000, null));
        return this;
    }

    Loads metric(CustomMetric metric) {
        metrics.add(metric);
        return this;
    }

    Loads error(ErrorSummary error) {
        errors.add(error);
        return this;
    }

    Loads scenario(ScenarioSummary scenario) {
        scenarios.add(scenario);
        return this;
    }

    Loads withoutScenarios() {
        scenarios.clear();
        return this;
    }

    Loads lost(double millis) {
        lostMillis = millis;
        return this;
    }

    Loads check(String name, long passed, long failed) {
        checks.add(new CheckSummary(SCENARIO, name, passed, failed));
        return this;
    }

    Loads problem(String sentence) {
        problems.add(sentence);
        return this;
    }

    Loads stopped(String reason) {
        stopReason = reason;
        return this;
    }

    Loads interval(Interval interval) {
        intervals.add(interval);
        return this;
    }

    /** Adds what a body threw 50 times. */
    Loads thrown(String kind, String message, String frame) {
        errors.add(new ErrorSummary(
                SCENARIO, "(iteration)", kind, message, 50, 50, 1_000, 1_000, "x." + kind + "\n\tat " + frame + "\n"));
        return this;
    }

    /** Says that 1,202 requests had more names than are kept. */
    Loads overCap(String... names) {
        overCap = List.of(names);
        return this;
    }

    LoadResult result() {
        LoadData data = new LoadData(
                Instant.EPOCH,
                120_000,
                series,
                scenarios,
                errors,
                checks,
                new GeneratorHealth(
                        0.4, 0.3, 0, 0, LatencySummary.EMPTY, lostMillis, PinnedThreads.UNWATCHED, List.of(), problems),
                stopReason,
                overCap.isEmpty() ? 0 : 1_202,
                overCap,
                metrics);
        return new LoadResult(
                "CatalogLoadTest.browse", data, intervals::forEach, Path.of("target/perf/x"), Enforcement.ENFORCE);
    }
}
