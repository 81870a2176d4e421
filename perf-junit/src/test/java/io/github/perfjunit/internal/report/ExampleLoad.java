// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report;

import io.github.perfjunit.internal.report.text.TestName;
import io.github.perfjunit.load.Arrivals;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.Overflow;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.CheckSummary;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.GeneratorHealth;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.MonitorSummary;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PinnedThreads;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.TestFigures;
import io.github.perfjunit.metrics.Timeline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A load of two requests with figures that can be worked out by hand; parts of it can be replaced. */
public final class ExampleLoad {

    public static final Instant START = Instant.parse("2026-11-20T23:14:02.250Z");
    public static final TestName TEST = new TestName("shop.CatalogLoadTest", "visit", "load", 1);

    public List<Series> series = new ArrayList<>(List.of(
            series("GET /products", Phase.MEASURE, 1_000, 0, 0),
            series("POST /orders", Phase.MEASURE, 100, 300, 5),
            series("GET /products", Phase.RAMP_UP, 200, 0, 1),
            TestFigures.series(
                    new Series.Key("visit", "connect", SeriesKind.CONNECT, Phase.RAMP_UP),
                    Map.of(Outcome.OK, 50L),
                    latencies(50, 2),
                    LatencySummary.EMPTY,
                    latencies(50, 2),
                    0,
                    0)));
    public List<ScenarioSummary> scenarios = new ArrayList<>(List.of(scenario("visit", false)));
    public List<ErrorSummary> errors = new ArrayList<>(List.of(
            error("POST /orders", "503", "expected 201 but was 503 Service Unavailable", 5, 5),
            error("GET /products", "timeout", "no answer within 10 s", 1, 0)));
    public List<CheckSummary> checks = new ArrayList<>(
            List.of(new CheckSummary("visit", "has an id", 88, 12), new CheckSummary("visit", "has a price", 100, 0)));
    public List<ObjectiveResult> objectives = new ArrayList<>();
    public GeneratorHealth generator =
            TestFigures.health(0.412, 0.35, 120, 30, latencies(100, 0), PinnedThreads.UNWATCHED, List.of(), List.of());
    public List<MonitorSummary> monitors = new ArrayList<>();
    public List<ResultSection> sections = new ArrayList<>();
    public String stopReason = "";
    public long namesOverCap;
    public List<String> firstNamesOverCap = List.of();

    public static LatencySummary latencies(int count, int offsetMillis) {
        return LatencySummary.ofNanos(LongStream.rangeClosed(1, count)
                .map(i -> (i + offsetMillis) * 1_000_000)
                .toArray());
    }

    /** Latencies of 1 + offset to count + offset milliseconds. */
    public static Series series(String request, Phase phase, int count, int offsetMillis, int failed) {
        LatencySummary ok = latencies(count, offsetMillis);
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        counts.put(Outcome.OK, (long) count);
        if (failed > 0) {
            counts.put(Outcome.STATUS, (long) failed);
        }
        return TestFigures.series(
                new Series.Key("visit", request, SeriesKind.REQUEST, phase),
                counts,
                ok,
                latencies(failed, 0),
                ok,
                count * 100L,
                count * 1_000L);
    }

    /** Adds iterations, steps with requests inside them, one of them named like a request, and requests that were cut off. */
    public void addStepsAndIterations() {
        series.add(ofKind(SeriesKind.STEP, "checkout", 40));
        series.add(ofKind(SeriesKind.STEP, "POST /orders", 7));
        series.add(ofKind(SeriesKind.ITERATION, "visit", 100));
        series.add(new Series(
                new Series.Key("visit", "GET /products", SeriesKind.REQUEST, Phase.MEASURE),
                Map.of(Outcome.INTERRUPTED, 3L),
                LatencySummary.EMPTY,
                LatencySummary.EMPTY,
                LatencySummary.EMPTY,
                LatencySummary.ofNanos(1_500_000_000, 20_000_000, 1_000_000_000),
                Map.of(),
                0,
                0));
        series = new ArrayList<>(Series.merge(series));
    }

    private static Series ofKind(SeriesKind kind, String name, int count) {
        return TestFigures.series(
                new Series.Key("visit", name, kind, Phase.MEASURE),
                Map.of(Outcome.OK, (long) count),
                latencies(count, 0),
                LatencySummary.EMPTY,
                latencies(count, 0),
                0,
                0);
    }

    public static ErrorSummary error(String request, String kind, String message, long count, long measured) {
        return new ErrorSummary("visit", request, kind, message, count, measured, 372_000, 580_000, "at Shop.java:1");
    }

    public static ScenarioSummary scenario(String name, boolean open) {
        return TestFigures.scenario(
                name,
                open ? "200/s, 10m" : "500 users, ramp-up 2m, 10m",
                open,
                open,
                500,
                Map.of(Outcome.OK, 1_100L, Outcome.STATUS, 5L, Outcome.INTERRUPTED, 2L),
                2_000,
                open ? 7 : 0,
                open ? 11 : 0,
                open ? 2_000 : 0,
                open ? 3 : 0,
                open ? 500_000 : 0,
                12_345,
                Map.of(Phase.RAMP_UP, 120_000L, Phase.MEASURE, 600_000L, Phase.GRACE, 30_000L),
                120_000);
    }

    public static ObjectiveResult objective(
            String subject, String metric, double limit, double value, @Nullable Long firstMissed) {
        return TestFigures.verdict(
                subject,
                metric,
                "<=",
                limit,
                value,
                metric.startsWith("p") ? "ms" : "%",
                value <= limit ? ObjectiveResult.State.MET : ObjectiveResult.State.MISSED,
                1_100,
                firstMissed,
                "");
    }

    /** What an extension might add. */
    public static ResultSection section(Map<String, ?> data, ResultTable... tables) {
        return section(() -> "queue", () -> data, () -> List.of(tables));
    }

    /** What an extension might add that has mistakes. */
    public static ResultSection section(
            Supplier<String> name, Supplier<Map<String, ?>> data, Supplier<List<ResultTable>> tables) {
        return new ExampleSection(name, data, tables);
    }

    private record ExampleSection(
            Supplier<String> nameOf, Supplier<Map<String, ?>> dataOf, Supplier<List<ResultTable>> tablesOf)
            implements ResultSection {

        @Override
        public String name() {
            return nameOf.get();
        }

        @Override
        public Map<String, ?> data() {
            return dataOf.get();
        }

        @Override
        public List<ResultTable> tables() {
            return tablesOf.get();
        }
    }

    public LoadData data() {
        return new LoadData(
                START,
                750_000,
                series,
                scenarios,
                errors,
                checks,
                generator,
                stopReason,
                namesOverCap,
                firstNamesOverCap,
                List.of());
    }

    public LoadResult result() {
        return result(Path.of("target/perf/CatalogLoadTest.visit"));
    }

    public LoadResult result(Path directory) {
        LoadResult result = new LoadResult(
                "CatalogLoadTest.visit", data(), Timeline.EMPTY, directory, Enforcement.ENFORCE, monitors, sections);
        objectives.forEach(result.ledger()::add);
        return result;
    }

    public static LoadPlan closed() {
        return plan(new LoadModel.Closed(segments(500), null, null, null));
    }

    public static LoadPlan open() {
        return plan(new LoadModel.Open(segments(400), 500, Overflow.QUEUE, Arrivals.EVEN));
    }

    private static List<Segment> segments(double level) {
        return List.of(
                new Segment(Duration.ofMinutes(2), 0, level, Phase.RAMP_UP),
                new Segment(Duration.ofMinutes(8), level, level, Phase.MEASURE));
    }

    public static LoadPlan plan(LoadModel model) {
        return new LoadPlan(
                "CatalogLoadTest.visit",
                List.of(new ScenarioPlan(
                        "visit",
                        model,
                        "500 users, ramp-up 2m, 10m",
                        Duration.ZERO,
                        ThinkTime.NONE,
                        false,
                        Duration.ofSeconds(30),
                        "")),
                42,
                WorkerShare.WHOLE);
    }

    public static Interval interval(int second, Phase phase, double target, Series... series) {
        return TestFigures.interval(second * 1_000L, (second + 1) * 1_000L, phase, 66, target, List.of(series));
    }
}
