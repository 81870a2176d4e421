// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report;

import io.github.perfjunit.internal.report.text.TestName;
import io.github.perfjunit.internal.report.text.Verdict;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.ErrorSummary;
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
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.TestFigures;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A load whose files are written as a real one's are: a fifth of the time warm-up, then measured, and a stall in the middle
 * third of which requests are ten times slower and some fail. Parts of it can be replaced.
 */
public final class StoredExample {

    public String testClass = "shop.CatalogLoadTest";
    public String method = "visit";
    public String kind = "load";
    public String runId = "run-1";
    public Instant start = ExampleLoad.START;
    public int seconds = 60;
    public int intervalSeconds = 1;
    public int perSecond = 20;
    public List<String> names = List.of("GET /products", "POST /orders");
    public Verdict verdict = Verdict.FAILED;
    public List<ObjectiveResult> objectives = new ArrayList<>(List.of(
            ExampleLoad.objective("POST /orders", "p99", 350, 402, 24_000L),
            ExampleLoad.objective(LoadResult.ALL_REQUESTS, "p95", 250, 113, null)));
    public List<ErrorSummary> errors = new ArrayList<>(
            List.of(ExampleLoad.error("POST /orders", "503", "expected 201 but was 503 Service Unavailable", 5, 5)));
    public List<ResultSection> sections = new ArrayList<>();
    public List<MonitorSummary> monitors = new ArrayList<>();
    public List<String> problems = List.of();
    public List<String> reasons = List.of();
    public List<String> notes = List.of();

    /** Writes the files. */
    public Path write(Path output) {
        ResultDirectory directory = ResultDirectory.open(
                output,
                new ResultDirectory.Header(
                        new TestName(testClass, method, kind, 1), runId, ExampleLoad.closed(), start),
                () -> null,
                false);
        Map<Series.Key, List<Series>> all = new HashMap<>();
        for (int second = 0; second < seconds; second += intervalSeconds) {
            List<Series> series = series(second);
            series.forEach(each ->
                    all.computeIfAbsent(each.key(), key -> new ArrayList<>()).add(each));
            directory.accept(interval(second, series));
            if (second % 1_000 == 0) {
                all.replaceAll((key, parts) -> new ArrayList<>(Series.merge(parts)));
            }
        }
        List<Series> totals = all.values().stream()
                .flatMap(parts -> Series.merge(parts).stream())
                .toList();
        LoadResult result = new LoadResult(
                method, data(totals), directory.timeline(), directory.path(), Enforcement.ENFORCE, monitors, sections);
        objectives.forEach(result.ledger()::add);
        directory.because(reasons);
        directory.finish(result, verdict, notes);
        return directory.path();
    }

    private Interval interval(int second, List<Series> series) {
        return TestFigures.interval(second * 1_000L, (second + intervalSeconds) * 1_000L, phase(second), 8, 0, series);
    }

    private Phase phase(int second) {
        return second < seconds / 5 ? Phase.WARM_UP : Phase.MEASURE;
    }

    private List<Series> series(int second) {
        boolean stalled = second >= seconds * 2 / 5 && second < seconds * 3 / 5;
        List<Series> series = new ArrayList<>();
        for (int n = 0; n < names.size(); n++) {
            long[] nanos = new long[perSecond];
            for (int i = 0; i < perSecond; i++) {
                nanos[i] = (10 + n + i) * 1_000_000L * (stalled ? 10 : 1);
            }
            LatencySummary ok = LatencySummary.ofNanos(nanos);
            boolean fails = stalled && n == 1;
            series.add(TestFigures.series(
                    new Series.Key("visit", names.get(n), SeriesKind.REQUEST, phase(second)),
                    fails
                            ? Map.of(Outcome.OK, (long) perSecond, Outcome.STATUS, 1L)
                            : Map.of(Outcome.OK, (long) perSecond),
                    ok,
                    fails ? LatencySummary.ofNanos(5_000_000) : LatencySummary.EMPTY,
                    ok,
                    100,
                    1_000));
        }
        return series;
    }

    private LoadData data(List<Series> totals) {
        long warmUp = seconds / 5 * 1_000L;
        Map<Phase, Long> phases = Map.of(Phase.WARM_UP, warmUp, Phase.MEASURE, seconds * 1_000L - warmUp);
        return new LoadData(
                start,
                Duration.ofSeconds(seconds).toMillis(),
                totals,
                List.of(TestFigures.scenario(
                        "visit",
                        "8 users, 48s",
                        false,
                        false,
                        8,
                        Map.of(Outcome.OK, 1L),
                        1,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        phases,
                        warmUp)),
                errors,
                List.of(),
                TestFigures.health(
                        0.412,
                        0.35,
                        120,
                        30,
                        LatencySummary.ofNanos(2_000_000),
                        PinnedThreads.UNWATCHED,
                        List.of(),
                        problems),
                "",
                0);
    }
}
