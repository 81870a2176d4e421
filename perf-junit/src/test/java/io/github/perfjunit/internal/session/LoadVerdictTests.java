// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.internal.config.PerfKeys;
import io.github.perfjunit.internal.config.Problems;
import io.github.perfjunit.internal.config.Settings;
import io.github.perfjunit.internal.report.text.Verdict;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.GeneratorHealth;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PhaseWindow;
import io.github.perfjunit.metrics.PinnedThreads;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.TestFigures;
import io.github.perfjunit.metrics.Timeline;
import io.github.perfjunit.slo.InvalidRunException;
import io.github.perfjunit.slo.Objective;
import io.github.perfjunit.slo.Objective.Metric;
import io.github.perfjunit.slo.Objectives;
import io.github.perfjunit.slo.SloViolation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is at fault: the target, the plan or the generator. */
class LoadVerdictTests {

    private static final Objective P95 = new Objective("", Metric.PERCENTILE, 95, 300, "300ms", null);

    private final List<Series> series = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> stuck = new ArrayList<>();
    private ScenarioSummary scenario = scenario(true, 20, 20, 1_000, 1_000, 0, 0, 0);
    private double lostMillis;
    private Enforcement enforcement = Enforcement.ENFORCE;
    private Map<String, String> keys = Map.of();

    private static ScenarioSummary scenario(
            boolean open, int users, int maxUsers, long due, long started, long dropped, long queued, long late) {
        return new ScenarioSummary(
                "visit",
                open ? "100/s, 10s" : "20 users, 10s",
                open,
                open,
                users,
                maxUsers,
                open ? 100 : 0,
                Map.of(Outcome.OK, started),
                due,
                dropped,
                queued,
                open ? 1_000 : 0,
                late,
                late * 20_000,
                61_000,
                List.of(new PhaseWindow(Phase.MEASURE, 0, 10_000)),
                Map.of());
    }

    private static LatencySummary times(int count, long millis) {
        long[] nanos = new long[count];
        Arrays.fill(nanos, millis * 1_000_000);
        return LatencySummary.ofNanos(nanos);
    }

    private void measured(int ok, long responseMillis, long serviceMillis, int failed) {
        for (SeriesKind kind : List.of(SeriesKind.REQUEST, SeriesKind.ITERATION)) {
            series.add(TestFigures.series(
                    new Series.Key("visit", kind == SeriesKind.REQUEST ? "GET /" : "visit", kind, Phase.MEASURE),
                    Map.of(Outcome.OK, (long) ok, Outcome.STATUS, (long) failed),
                    times(ok, responseMillis),
                    times(failed, 1),
                    times(ok, serviceMillis),
                    0,
                    0));
        }
    }

    private LoadVerdict verdict(Objective... objectives) {
        LoadData data = new LoadData(
                Instant.EPOCH,
                10_000,
                series,
                List.of(scenario),
                List.of(),
                List.of(),
                new GeneratorHealth(
                        0.9, 0.5, 0, 0, LatencySummary.EMPTY, lostMillis, PinnedThreads.UNWATCHED, stuck, problems),
                "",
                0);
        LoadResult result =
                new LoadResult("T.visit", data, Timeline.EMPTY, Path.of("target/perf/T.visit"), enforcement);
        Objectives.evaluate(result, List.of(objectives)).forEach(result.ledger()::add);
        Problems mistakes = new Problems("T.visit");
        PerfKeys read = PerfKeys.read(Settings.of(keys::get, key -> null, java.util.Set.of()), mistakes);
        return LoadVerdict.of(new LoadVerdict.Case(
                "visit", result, result.objectives(), List.of(), null, read, null, List.of(), false));
    }

    private static String message(LoadVerdict verdict) {
        Throwable failure = verdict.failure();
        return failure == null ? "" : failure.getMessage();
    }

    private static void assertEnds(LoadVerdict verdict, Verdict expected, @Nullable Class<? extends Throwable> type) {
        assertThat(verdict.verdict()).isEqualTo(expected);
        Throwable failure = verdict.failure();
        assertThat(failure == null ? null : failure.getClass()).isEqualTo(type);
    }

    private void lateStarts() {
        scenario = scenario(true, 20, 20, 1_000, 1_000, 0, 0, 70);
        problems.add("7 % of 1,000 starts of visit were late");
    }

    @Test
    void pass_ofALateGeneratorThatDelivered_stands() {
        lateStarts();
        lostMillis = 4_000;
        measured(1_000, 100, 20, 0);

        assertEnds(verdict(P95), Verdict.PASSED, null);
    }

    @Test
    void pass_ofALoadThatWasNotDelivered_isInvalid() {
        scenario = scenario(true, 20, 20, 1_000, 960, 0, 0, 0);
        measured(960, 100, 20, 0);

        LoadVerdict verdict = verdict(P95);

        assertEnds(verdict, Verdict.INVALID, InvalidRunException.class);
        assertThat(message(verdict)).isEqualTo("""
                visit is not a valid run: the load asked for was not delivered, so its figures prove nothing

                  - only 960 of 1,000 iterations of visit that were due ran (limit 97 %)

                  Hint: ask for less load, or give the generator more processors, memory or workers; \
                perf.invalid=warn judges the run all the same.
                  report: target/perf/report.html""");
    }

    @Test
    void tooFewSamples_ofAGeneratorThatStartedLate_areInvalid() {
        scenario = scenario(true, 20, 20, 1_000, 100, 0, 0, 70);
        measured(100, 20, 20, 0);

        LoadVerdict verdict = verdict(P95);

        assertEnds(verdict, Verdict.INVALID, InvalidRunException.class);
        assertThat(message(verdict))
                .contains("p95 20 ms, limit 300ms: the generator started 100 of 1,000 iterations that were due");
    }

    @Test
    void tooFewSamples_ofAGeneratorThatWasFit_haveNoVerdict() {
        scenario = scenario(true, 20, 20, 100, 100, 0, 0, 0);
        measured(100, 20, 20, 0);

        assertEnds(verdict(P95), Verdict.FAILED, SloViolation.class);
    }

    @Test
    void tooFewSamples_ofAPlanThatIsTooSmall_areNoFaultOfALateGenerator() {
        scenario = scenario(true, 20, 20, 100, 100, 0, 0, 70);
        measured(100, 20, 20, 0);

        assertEnds(verdict(P95), Verdict.FAILED, SloViolation.class);
    }

    @Test
    void pass_withDrops_isAFaultOfThePlan() {
        scenario = scenario(true, 2, 2, 1_000, 600, 400, 0, 0);
        measured(600, 40, 40, 0);

        LoadVerdict verdict = verdict(P95);

        assertEnds(verdict, Verdict.INVALID, InvalidRunException.class);
        assertThat(message(verdict)).isEqualTo("""
                visit is not a valid run: the load asked for was not delivered, so its figures prove nothing

                  - 400 of 1,000 iterations of visit that were due never started: 2 users at 40 ms can do 50/s; \
                100/s needs about 4: set maxUsers = 4

                  load: 1,000 due, 600 started, 400 dropped, 0 queued
                  Hint: set maxUsers to what the rate needs, or allow drops by @Slo(dropped = "1%") or \
                assertThat(result).dropped(); perf.invalid=warn judges the run all the same.
                  report: target/perf/report.html""");
    }

    @Test
    void pass_withDropsThatAreJudged_stands() {
        scenario = scenario(true, 2, 2, 1_000, 600, 400, 0, 0);
        measured(600, 40, 40, 0);

        assertEnds(verdict(P95, new Objective("", Metric.DROPPED, 0, 50, null)), Verdict.PASSED, null);
    }

    @Test
    void pass_ofClosedUsersThatTheGeneratorHeld_isInvalid() {
        scenario = scenario(false, 20, 20, 1_000, 1_000, 0, 0, 0);
        measured(1_000, 100, 100, 0);
        lostMillis = 7_900;

        LoadVerdict verdict = verdict(P95);

        assertEnds(verdict, Verdict.INVALID, InvalidRunException.class);
        assertThat(message(verdict))
                .contains("  - users of a closed model were held by the generator for 7.9 s of 10 s measured"
                        + " (limit 5 %)\n");
    }

    @Test
    void pass_withUsersThatIgnoredTheInterrupt_isInvalid() {
        measured(1_000, 100, 100, 0);
        stuck.add("user 7 at Shop.java:1");
        problems.add("1 user ignored the interrupt at the end of the load; the first is user 7 at Shop.java:1");

        LoadVerdict verdict = verdict(P95);

        assertEnds(verdict, Verdict.INVALID, InvalidRunException.class);
        assertThat(message(verdict))
                .startsWith("visit is not a valid run: the generator had 1 problem, so its figures prove nothing\n");
    }

    @Test
    void miss_thatTheGeneratorExplains_isInvalid() {
        lateStarts();
        measured(1_000, 400, 20, 0);

        LoadVerdict verdict = verdict(P95);

        assertEnds(verdict, Verdict.INVALID, InvalidRunException.class);
        assertThat(message(verdict)).isEqualTo("""
                visit is not a valid run: its generator explains what it missed

                  - 7 % of 1,000 starts of visit were late
                  - p95 400 ms, limit 300ms: 20 ms in service time

                  Hint: ask for less load, or give the generator more processors, memory or workers; \
                perf.invalid=warn judges the run all the same.
                  report: target/perf/report.html""");
    }

    @Test
    void miss_ofAFitGenerator_isAMiss() {
        measured(1_000, 400, 20, 0);

        assertEnds(verdict(P95), Verdict.FAILED, SloViolation.class);
    }

    @Test
    void miss_inServiceTimeToo_isAMiss_whoeverWasUnfit() {
        lateStarts();
        measured(1_000, 400, 380, 0);

        LoadVerdict verdict = verdict(P95);

        assertEnds(verdict, Verdict.FAILED, SloViolation.class);
        assertThat(message(verdict)).isEqualTo("""
                visit missed 1 of 2 SLOs: p95 400 ms, limit 300ms (100/s, 10s; 1,000 requests)

                  SLO     limit  actual
                  p95     300ms  400 ms  MISSED  1,000 samples
                  errors  none   0       ok      1,000 samples

                  generator: 7 % of 1,000 starts of visit were late
                  report: target/perf/report.html""");
    }

    @Test
    void errors_areNeverExplained() {
        lateStarts();
        measured(1_000, 400, 20, 1);

        assertEnds(verdict(P95), Verdict.FAILED, SloViolation.class);
    }

    @Test
    void explainedMiss_withWarning_isJudgedAllTheSame() {
        keys = Map.of("perf.invalid", "warn");
        lateStarts();
        measured(1_000, 400, 20, 0);

        assertEnds(verdict(P95), Verdict.FAILED, SloViolation.class);
    }

    @Test
    void undelivered_withWarning_isShownAsInvalidAndPasses() {
        keys = Map.of("perf.invalid", "warn");
        scenario = scenario(true, 20, 20, 1_000, 960, 0, 0, 0);
        measured(960, 100, 20, 0);

        assertEnds(verdict(P95), Verdict.INVALID, null);
    }

    @Test
    void missOfTooFewUsers_isToldWithItsArithmetic() {
        scenario = scenario(true, 2, 2, 1_000, 1_000, 0, 990, 0);
        measured(1_000, 4_000, 40, 0);

        assertThat(message(verdict(P95))).isEqualTo("""
                visit missed 1 of 2 SLOs: p95 4 s, limit 300ms (100/s, 10s; 1,000 requests)

                  SLO     limit  actual
                  p95     300ms  4 s     MISSED  1,000 samples
                  errors  none   0       ok      1,000 samples

                  load: 1,000 due, 1,000 started, 0 dropped, 990 queued
                  users: 2 users at 40 ms can do 50/s; 100/s needs about 4: set maxUsers = 4
                  report: target/perf/report.html""");
    }

    @Test
    void reported_orOff_isNotJudged_unlessItFails() {
        measured(1_000, 400, 400, 0);
        enforcement = Enforcement.REPORT;
        assertEnds(verdict(P95), Verdict.NOT_JUDGED, null);
        enforcement = Enforcement.OFF;
        assertEnds(verdict(P95), Verdict.NOT_JUDGED, null);
        assertThat(Verdict.NOT_JUDGED.words()).isEqualTo("NOT JUDGED");

        measured(1_000, 400, 400, 1);
        enforcement = Enforcement.REPORT;
        assertEnds(verdict(P95), Verdict.FAILED, SloViolation.class);
    }
}
