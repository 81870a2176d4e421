// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.console;

import static io.github.perfjunit.internal.report.ExampleLoad.interval;
import static io.github.perfjunit.internal.report.ExampleLoad.series;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.internal.report.ExampleLoad;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.TestFigures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressLineTests {

    private static ProgressWindow window(double target) {
        return window(target, 400);
    }

    private static ProgressWindow window(double target, int iterations) {
        ProgressWindow window = new ProgressWindow(129_000);
        window.add(interval(
                129,
                Phase.MEASURE,
                target,
                series("GET /products", Phase.MEASURE, 398, 0, 2),
                ofKind(SeriesKind.ITERATION, iterations)));
        return window;
    }

    @Test
    void openLoad_showsRateAndTarget() {
        assertThat(new ProgressLine(ExampleLoad.open()).text(window(400), "▁▂▃▄▅▆▇█"))
                .isEqualTo("visit   2:10/10:00  measure     398/s of 400  users   66  p95  379 ms  p99  395 ms"
                        + "  err  0.5 %  ▅▆▇█")
                .hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void automaticWarmUp_hasNoEndThatIsKnown() {
        ScenarioPlan fixed = ExampleLoad.open().scenarios().get(0);
        LoadPlan plan = new LoadPlan(
                "visit",
                List.of(new ScenarioPlan(
                        "visit",
                        fixed.model(),
                        fixed.description(),
                        fixed.startAfter(),
                        fixed.thinkTime(),
                        true,
                        fixed.gracefulStop(),
                        "")),
                42,
                WorkerShare.WHOLE);

        assertThat(new ProgressLine(plan).text(window(0), "")).startsWith("visit  2:10  measure ");
    }

    @Test
    void iterationsOfSeveralRequests_haveATargetThatIsNotThatOfTheirRequests() {
        assertThat(new ProgressLine(ExampleLoad.open()).text(window(200, 200), ""))
                .isEqualTo("visit   2:10/10:00  measure     398/s  users   66  p95  379 ms  p99  395 ms  err  0.5 %");
    }

    @Test
    void openAndClosedScenarios_haveNoTargetInCommon() {
        List<ScenarioPlan> both = List.of(
                ExampleLoad.open().scenarios().get(0),
                ExampleLoad.closed().scenarios().get(0));
        LoadPlan plan = new LoadPlan("visit", both, 1, ExampleLoad.open().share());

        assertThat(new ProgressLine(plan).text(window(400), ""))
                .isEqualTo("visit   2:10/10:00  measure     398/s  users   66  p95  379 ms  p99  395 ms  err  0.5 %");
    }

    @Test
    void closedLoad_hasNoTarget() {
        assertThat(new ProgressLine(ExampleLoad.closed()).text(window(0), "▁▂▃▄▅▆▇█"))
                .isEqualTo("visit   2:10/10:00  measure     398/s  users   66  p95  379 ms  p99  395 ms"
                        + "  err  0.5 %  ▁▂▃▄▅▆▇█");
    }

    @Test
    void endByIterations_showsNoTotal() {
        LoadPlan plan = ExampleLoad.plan(new LoadModel.Closed(
                List.of(new Segment(Duration.ofHours(24), 5, 5, Phase.MEASURE)), null, 1_000L, null));

        assertThat(new ProgressLine(plan).text(window(0), "")).startsWith("visit  2:10  measure  ");
    }

    @ParameterizedTest
    @CsvSource({
        "CatalogLoadTest.visit, visit",
        "Outer.Inner.visit.2, visit.2",
        "trading v1.2, trading v1.2",
        "Name, Name",
        "Name., Name."
    })
    void name_isShownWithoutItsClass(String name, String shown) {
        LoadPlan plan = new LoadPlan(
                name, ExampleLoad.closed().scenarios(), 1, ExampleLoad.closed().share());

        assertThat(new ProgressLine(plan).text(window(0), "")).startsWith(shown + "   2:10/10:00  ");
    }

    @Test
    void noSamples_showsDashes() {
        ProgressWindow window = new ProgressWindow(0);
        window.add(interval(0, Phase.RAMP_UP, 0));

        assertThat(new ProgressLine(ExampleLoad.closed()).text(window, ""))
                .isEqualTo("visit   0:01/10:00  ramp-up       0/s  users   66  p95       -  p99       -  err    0 %");
    }

    @Test
    void longNameAndFigures_stayWithinHundredColumns() {
        LoadPlan plan = new LoadPlan(
                "T.a\u001bVeryLongMethodNameThatGoesOnAndOn",
                ExampleLoad.open().scenarios(),
                1,
                ExampleLoad.open().share());

        String line = new ProgressLine(plan).text(window(123_456), "▁▂▃▄▅▆▇█");

        assertThat(line)
                .hasSizeLessThanOrEqualTo(100)
                .startsWith("a?Ve...   2:10")
                .endsWith("  err  0.5 %");
    }

    private static Series ofKind(SeriesKind kind, int count) {
        return TestFigures.series(
                new Series.Key("visit", kind.name(), kind, Phase.MEASURE),
                Map.of(Outcome.OK, (long) count),
                ExampleLoad.latencies(count, 0),
                LatencySummary.EMPTY,
                ExampleLoad.latencies(count, 0),
                0,
                0);
    }

    @Test
    void iterations_standForRequestsThatAreNotMade_withoutStatementsAndSteps() {
        ProgressWindow window = new ProgressWindow(0);
        window.add(interval(
                0,
                Phase.MEASURE,
                0,
                ofKind(SeriesKind.ITERATION, 3),
                ofKind(SeriesKind.STATEMENT, 50),
                ofKind(SeriesKind.STEP, 7),
                ofKind(SeriesKind.CONNECT, 9)));

        assertThat(window.byRequest()).containsOnlyKeys("ITERATION");
        assertThat(window.all().count()).isEqualTo(3);
    }

    @Test
    void onceThereWasARequest_iterationsAreNoLongerShown() {
        ProgressWindow window = new ProgressWindow(0);
        window.add(interval(0, Phase.MEASURE, 0, ofKind(SeriesKind.ITERATION, 3)));
        window.add(interval(1, Phase.MEASURE, 0, ofKind(SeriesKind.ITERATION, 3), ofKind(SeriesKind.REQUEST, 5)));
        assertThat(window.byRequest()).containsOnlyKeys("REQUEST");

        ProgressWindow next = window.next();
        next.add(interval(2, Phase.MEASURE, 0, ofKind(SeriesKind.ITERATION, 3)));

        assertThat(next.byRequest()).isEmpty();
        assertThat(next.all().count()).isZero();
    }
}
