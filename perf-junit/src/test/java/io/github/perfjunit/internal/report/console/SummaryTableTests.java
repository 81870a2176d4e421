// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.console;

import static io.github.perfjunit.internal.report.ExampleLoad.objective;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.internal.report.ExampleLoad;
import io.github.perfjunit.internal.report.text.TestName;
import io.github.perfjunit.internal.report.text.Verdict;
import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.GeneratorHealth;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PhaseWindow;
import io.github.perfjunit.metrics.PinnedThreads;
import io.github.perfjunit.metrics.ResultTable;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.TestFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTableTests {

    private static final String CLOSED_NOTE = """
               note        closed model: users slow down with the target, so a stall shows in few samples;
                           arrivalRate or pacing shows it in full
            """;

    private static final String REPORT = "target/perf/report.html";

    private final ExampleLoad load = new ExampleLoad();

    private String text(Verdict verdict, String... notes) {
        return SummaryTable.text(ExampleLoad.TEST, load.result(), verdict, List.of(notes), REPORT, Glyphs.UNICODE);
    }

    @Test
    void missedObjectives_eachOnItsLine_heldOnesFolded() {
        load.objectives.add(objective("POST /orders", "p99", 350, 402, 372_000L));
        load.objectives.add(objective("all requests", "error rate", 0, 0.45, null));
        load.objectives.add(objective("all requests", "p95", 1000, 910, null));
        load.objectives.add(objective("GET /products", "p95", 1200, 950, null));

        assertThat(text(Verdict.FAILED, "scaled 0.2")).isEqualTo("""
                        ── CatalogLoadTest.visit · load · measured 10:00 of 12:30 ──────────────────────────────── FAILED ──
                           ✗ p99 of POST /orders         402 ms  limit 350 ms  14.9 % past, first at 6:12
                           ✗ error rate of all requests  0.45 %  limit 0 %     none allowed
                           ✓ p95 of all requests, p95 of GET /products: 9 to 21 % to spare

                           request        count    rate  err %     p50     p95     p99   p99.9     max
                           all requests   1,105  1.83/s   0.45  450 ms  945 ms  989 ms  999 ms     1 s
                           POST /orders     105  0.17/s   4.76  350 ms  395 ms  399 ms  400 ms  400 ms
                           GET /products  1,000  1.67/s      0  500 ms  950 ms  990 ms  999 ms     1 s

                           errors      5  503  POST /orders: expected 201 but was 503 Service Unavailable
                                       1 (0 while measuring)  timeout  GET /products: no answer within 10 s
                           checks      12 of 100 failed: has an id
                           iterations  500 users, ramp-up 2m, 10m; 1,100 iterations ok, 5 failed, 2 interrupted
                           connects    50 in all phases, p95 50 ms
                           generator   CPU 41.2 % (this JVM 35 %), late starts 0 %, dropped 0, GC 120 ms, hiccup p99 99 ms
                        """ + CLOSED_NOTE + """
                           note        scaled 0.2
                           report      target/perf/report.html
                        """);
    }

    @Test
    void openLoadThatPassed_inAscii_hasNoClosedNote() {
        load.objectives.add(objective("all requests", "p95", 1000, 910, null));
        load.scenarios.set(0, ExampleLoad.scenario("visit", true));
        load.errors.clear();
        load.checks.clear();
        load.series.removeIf(
                s -> s.key().kind() == SeriesKind.CONNECT || s.key().request().equals("POST /orders"));

        assertThat(SummaryTable.text(ExampleLoad.TEST, load.result(), Verdict.PASSED, List.of(), REPORT, Glyphs.ASCII))
                .isEqualTo("""
                        -- CatalogLoadTest.visit - load - measured 10:00 of 12:30 -------------------------------- PASSED --
                           warning     7 of 2,000 iterations of visit that were due never started, with 500 users: raise
                                       maxUsers
                           PASS p95 of all requests: 9 % to spare

                           request        count    rate  err %     p50     p95     p99   p99.9  max
                           all requests   1,000  1.67/s      0  500 ms  950 ms  990 ms  999 ms  1 s
                           GET /products  1,000  1.67/s      0  500 ms  950 ms  990 ms  999 ms  1 s

                           iterations  200/s, 10m; 1,100 iterations ok, 5 failed, 2 interrupted, 11 queued, 7 dropped
                           generator   CPU 41.2 % (this JVM 35 %), late starts 0.15 %, queued 11, dropped 7, GC 120 ms,
                                       hiccup p99 99 ms
                           report      target/perf/report.html
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "132 | ''| virtual threads were pinned 132 times, 4.1 s in all, first at com.acme.Dao.find(Dao.java:42):"
                        + " other users could not run meanwhile; use a ReentrantLock where it waits inside synchronized,"
                        + " Java 24 or later, or perf.threads=platform",
                "1 | Native frame on stack | virtual threads were pinned once, 4.1 s in all, first at"
                        + " com.acme.Dao.find(Dao.java:42): other users could not run meanwhile; Native frame on stack; avoid waiting there,"
                        + " or perf.threads=platform"
            })
    void pinnedThreads_areToldInPlainWords(long count, String reason, String sentence) {
        load.generator = TestFigures.health(
                0.5,
                0.5,
                0,
                0,
                LatencySummary.EMPTY,
                new PinnedThreads(
                        true,
                        count,
                        4_100,
                        90,
                        List.of(new PinnedThreads.Place("com.acme.Dao.find(Dao.java:42)", reason, count))),
                List.of(),
                List.of());

        assertThat(text(Verdict.PASSED).replaceAll("\\s+", " ")).contains(" " + sentence + " ");
    }

    @Test
    void invalidRun_saysWhyAboveTheFigures() {
        load.generator = TestFigures.health(
                -1,
                -1,
                0,
                0,
                LatencySummary.EMPTY,
                PinnedThreads.UNWATCHED,
                List.of("stack of user 7"),
                List.of("12 % of iterations started late", "CPU was at 97 %"));
        load.stopReason = "p99 of all requests was 2 s over 10 s";
        load.series.clear();
        load.errors.clear();
        load.checks.clear();
        load.objectives.add(TestFigures.verdict(
                "GET /cart",
                "p95",
                "<=",
                300,
                Double.NaN,
                "ms",
                ObjectiveResult.State.NO_DATA,
                0,
                null,
                "no such request; there are: GET /products"));
        load.objectives.add(TestFigures.verdict(
                "all requests", "throughput", ">=", 400, 360, "/s", ObjectiveResult.State.MISSED, 10, 5_000L, ""));

        assertThat(text(Verdict.INVALID)).isEqualTo("""
                        ── CatalogLoadTest.visit · load · measured 10:00 of 12:30 ─────────────────────────────── INVALID ──
                           stopped     p99 of all requests was 2 s over 10 s
                           invalid     12 % of iterations started late
                                       CPU was at 97 %
                           ✗ p95 of GET /cart                -  limit 300 ms  no data
                               no such request; there are: GET /products
                           ✗ throughput of all requests  360/s  limit 400/s   10 % short, first at 0:05

                           no iteration ended in the measured phase

                           iterations  500 users, ramp-up 2m, 10m; 1,100 iterations ok, 5 failed, 2 interrupted
                           generator   CPU unknown, late starts 0 %, dropped 0, GC 0 ms
                                       1 user did not end when interrupted; stacks in results.json
                           report      target/perf/report.html
                        """);
    }

    @Test
    void serviceTime_moreThanATenthShorter_hasARow() {
        load.series.clear();
        load.series.add(TestFigures.series(
                new Series.Key("visit", "GET /products", SeriesKind.REQUEST, Phase.MEASURE),
                Map.of(Outcome.OK, 100L),
                ExampleLoad.latencies(100, 100),
                LatencySummary.EMPTY,
                ExampleLoad.latencies(100, 0),
                0,
                0));

        assertThat(text(Verdict.PASSED)).contains("""
                           request         count    rate  err %     p50     p95     p99   p99.9     max
                           all requests      100  0.17/s      0  150 ms  195 ms  199 ms  200 ms  200 ms
                             service time                         50 ms   95 ms   99 ms  100 ms  100 ms
                           GET /products     100  0.17/s      0  150 ms  195 ms  199 ms  200 ms  200 ms
                             service time                         50 ms   95 ms   99 ms  100 ms  100 ms
                        """);
    }

    @Test
    void stepsAndIterations_haveRowsOfTheirOwn_soThatRequestsAddUp() {
        load.addStepsAndIterations();

        assertThat(text(Verdict.PASSED)).contains("""
                           request              count     rate  err %     p50     p95     p99   p99.9     max
                           all requests         1,105   1.83/s   0.45  450 ms  945 ms  989 ms  999 ms     1 s
                           GET /products        1,000   1.67/s      0  500 ms  950 ms  990 ms  999 ms     1 s
                           POST /orders           105   0.17/s   4.76  350 ms  395 ms  399 ms  400 ms  400 ms
                           checkout (step)         40  0.067/s      0   20 ms   38 ms   40 ms   40 ms   40 ms
                           POST /orders (step)      7  0.012/s      0    4 ms    7 ms    7 ms    7 ms    7 ms
                           (iteration)            100   0.17/s      0   50 ms   95 ms   99 ms  100 ms  100 ms
                        """).contains("""
                                       1 (0 while measuring)  timeout  GET /products: no answer within 10 s
                           cut off     3 requests at the end of the load, after up to 1.5 s
                        """);
    }

    @Test
    void nothingEnded_saysHowMuchWasCutOff() {
        load.addStepsAndIterations();
        load.series.removeIf(series ->
                !series.key().request().equals("GET /products") || series.key().phase() != Phase.MEASURE);
        Series cutOff = load.series.get(0);
        load.series.set(
                0,
                new Series(
                        cutOff.key(),
                        Map.of(Outcome.INTERRUPTED, 3L),
                        LatencySummary.EMPTY,
                        LatencySummary.EMPTY,
                        LatencySummary.EMPTY,
                        cutOff.cutOff(),
                        Map.of(),
                        0,
                        0));

        assertThat(text(Verdict.FAILED))
                .contains("   no request ended in the measured phase; 3 requests had not ended when the load did\n");
    }

    @Test
    void scenariosOneAfterTheOther_measuredTimeIsTheirUnion() {
        load.scenarios.clear();
        load.scenarios.add(TestFigures.scenario(
                "one", "m", false, false, 1, Map.of(), 0, 0, 0, 0, 0, 0, 0, Map.of(Phase.MEASURE, 300_000L), 0));
        load.scenarios.add(TestFigures.scenario(
                "two", "m", false, false, 1, Map.of(), 0, 0, 0, 0, 0, 0, 0, Map.of(Phase.MEASURE, 300_000L), 240_000));

        assertThat(text(Verdict.PASSED)).contains(" measured 9:00 of 12:30 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.58 | 0.31 | 3_000 | CPU 58 % (this JVM 31 %), late starts",
                "-1 | 0.31 | 3_001 | CPU unknown (this JVM 31 %), lost 3 s (0.5 %), late starts",
                "0.58 | -1 | 30_000 | CPU 58 %, lost 30 s (5 %), late starts",
                "NaN | NaN | 0 | CPU unknown, late starts"
            })
    void generator_tellsMachineAndJvmApart_andLostTimeThatMatters(
            double machine, double process, String lost, String text) {
        load.generator = new GeneratorHealth(
                machine,
                process,
                0,
                0,
                LatencySummary.EMPTY,
                Double.parseDouble(lost.replace("_", "")),
                PinnedThreads.UNWATCHED,
                List.of(),
                List.of());

        assertThat(text(Verdict.PASSED)).contains("   generator   " + text);
    }

    @Test
    void longLine_isNotBrokenBetweenANumberAndItsUnit() {
        String xs = "x".repeat(75);
        String ys = "y".repeat(77);

        assertThat(text(Verdict.PASSED, xs + " after 250 ms, which is long; " + ys + " at 99.5 % of it")
                        .lines())
                .contains(
                        "   note        " + xs + " after",
                        "               250 ms, which is long;",
                        "               " + ys + " at",
                        "               99.5 % of it");
    }

    @Test
    void moreThanTenRequests_slowestShown_othersCounted() {
        load.series.clear();
        for (int i = 1; i <= 13; i++) {
            load.series.add(ExampleLoad.series("GET /" + i, Phase.MEASURE, 10 * i, 0, 0));
        }

        assertThat(text(Verdict.PASSED))
                .contains("GET /13")
                .doesNotContain("GET /3 ")
                .contains("   ... 3 more in results.json\n");
    }

    @Test
    void severalScenarios_haveALineEach() {
        load.scenarios.add(ExampleLoad.scenario("night", true));

        assertThat(text(Verdict.PASSED)).contains("""
                           scenarios   visit: 500 users, ramp-up 2m, 10m; 1,100 iterations ok, 5 failed, 2 interrupted; p95
                                       945 ms, p99 989 ms
                                       night: 200/s, 10m; 1,100 iterations ok, 5 failed, 2 interrupted, 11 queued, 7 dropped
                        """);
    }

    @Test
    void notJudged_isNoPass() {
        assertThat(text(Verdict.NOT_JUDGED)).contains(" NOT JUDGED ──\n").doesNotContain("PASSED");
    }

    @Test
    void unfitGenerator_whosePassStands_isAWarning() {
        load.generator = TestFigures.health(
                0.9,
                0.5,
                0,
                0,
                LatencySummary.EMPTY,
                PinnedThreads.UNWATCHED,
                List.of(),
                List.of("7 % of the starts were late"));

        assertThat(text(Verdict.PASSED)).contains(" PASSED ──\n   warning     7 % of the starts were late\n");
    }

    @Test
    void loadWithoutRequests_saysSoInItsFirstLine() {
        load.series.clear();
        load.series.add(TestFigures.series(
                new Series.Key("visit", "visit", SeriesKind.ITERATION, Phase.MEASURE),
                Map.of(Outcome.OK, 100L),
                ExampleLoad.latencies(100, 100),
                LatencySummary.EMPTY,
                ExampleLoad.latencies(100, 100),
                0,
                0));

        assertThat(text(Verdict.PASSED)).contains("""
                         PASSED ──
                           note        no request was made in 100 iterations: the times are those of the method itself; send
                                       requests with http..., or time calls with user.step(...)
                        """.stripLeading()).contains("""
                           request         count    rate  err %     p50     p95     p99   p99.9     max
                           all iterations    100  0.17/s      0  150 ms  195 ms  199 ms  200 ms  200 ms
                           visit             100  0.17/s      0  150 ms  195 ms  199 ms  200 ms  200 ms
                        """);
    }

    @Test
    void iterationsOfAllPhases_areMarked_becauseTheRowsCountWhatWasMeasured() {
        load.addStepsAndIterations();
        load.series.add(TestFigures.series(
                new Series.Key("visit", "visit", SeriesKind.ITERATION, Phase.RAMP_UP),
                Map.of(Outcome.OK, 1_000L),
                ExampleLoad.latencies(1_000, 0),
                LatencySummary.EMPTY,
                ExampleLoad.latencies(1_000, 0),
                0,
                0));

        assertThat(text(Verdict.PASSED)).contains("""
                           iterations  500 users, ramp-up 2m, 10m; in all phases 1,100 iterations ok, 5 failed, 2
                                       interrupted
                        """);
    }

    @Test
    void tooFewUsers_areToldOnce() {
        load.scenarios.set(
                0,
                new ScenarioSummary(
                        "visit",
                        "200/s, 10m",
                        true,
                        false,
                        500,
                        500,
                        200,
                        Map.of(Outcome.OK, 1_993L),
                        2_000,
                        7,
                        0,
                        0,
                        0,
                        0,
                        0,
                        List.of(new PhaseWindow(Phase.MEASURE, 0, 600_000)),
                        Map.of()));
        load.series.add(TestFigures.series(
                new Series.Key("visit", "visit", SeriesKind.ITERATION, Phase.MEASURE),
                Map.of(Outcome.OK, 1L),
                LatencySummary.ofNanos(5_000_000_000L),
                LatencySummary.EMPTY,
                LatencySummary.ofNanos(5_000_000_000L),
                0,
                0));

        assertThat(text(Verdict.INVALID)).containsOnlyOnce("set maxUsers = 1000");
    }

    @Test
    void nothingEndedWell_isNoReasonToSpeakOfStalls() {
        load.series.clear();

        assertThat(text(Verdict.ABORTED)).doesNotContain("closed model");
    }

    @Test
    void smoke_saysThatItProvesNothing() {
        assertThat(text(Verdict.SMOKE))
                .contains(" SMOKE ──\n   smoke       one user, one iteration: the body as a functional test,"
                        + " no verdict on performance\n")
                .doesNotContain("closed model");
    }

    @Test
    void hostileNames_areShortenedAndHarmless() {
        String evil = "\u001b[31mGET\r\n/\u202Eevil\u0000" + "x".repeat(5_000);
        load.series.add(ExampleLoad.series(evil, Phase.MEASURE, 2_000, 0, 0));
        load.errors.add(ExampleLoad.error(evil, "\u0007", evil, 9, 9));
        load.objectives.add(objective(evil, "p99", 1, 2, 1_000L));
        load.stopReason = evil;
        TestName name = new TestName("a." + evil, "m", "load", 1);

        String text = SummaryTable.text(name, load.result(), Verdict.FAILED, List.of(evil), REPORT, Glyphs.ASCII);

        assertThat(text).matches("[ -~\n]*").contains("   ?[31mGET  /?evil?xxxxx");
        assertThat(text.lines()).allMatch(line -> line.length() <= 100).hasSizeLessThan(60);
    }

    @Test
    void manyMissedObjectives_areCounted_tooFewSamplesAreSaid() {
        for (int i = 0; i < 21; i++) {
            load.objectives.add(TestFigures.verdict(
                    "all requests",
                    "p99.9",
                    "<",
                    300,
                    120,
                    "ms",
                    ObjectiveResult.State.INCONCLUSIVE,
                    1_100,
                    null,
                    "needs 10,000"));
        }

        assertThat(text(Verdict.FAILED)).contains("""
                           ✗ p99.9 of all requests  120 ms  limit below 300 ms  too few samples to tell (1,100)
                               needs 10,000
                           ... 1 more missed
                        """);
    }

    @Test
    void manyHeldObjectives_takeTwoLines() {
        for (int i = 0; i < 12; i++) {
            load.objectives.add(objective("GET /products/" + i, "p95", 1000, 910, null));
        }

        assertThat(text(Verdict.PASSED)).contains("""
                           ✓ p95 of GET /products/0, p95 of GET /products/1, p95 of GET /products/2,
                             p95 of GET /products/3, p95 of GET /products/4, p95 of GET /products/5, ... 6 more
                        """);
    }

    @Test
    void sections_areTablesOfFewHarmlessRows() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            rows.add(List.of("select " + i + "\u001b[31m\n", i + " ms"));
        }
        List<String> advice = List.of("a longer\r\nqueue " + "would be better ".repeat(7));
        load.sections.add(ExampleLoad.section(
                Map.of(),
                new ResultTable("queues", List.of("statement", "p95"), rows),
                new ResultTable("none", List.of("statement"), List.of()),
                new ResultTable("advice for all", List.of(), List.of(advice, List.of("nothing else")))));

        assertThat(text(Verdict.PASSED)).contains("""
                           statement          p95
                           select 1?[31m     1 ms
                           select 2?[31m     2 ms
                           select 3?[31m     3 ms
                           select 4?[31m     4 ms
                           select 5?[31m     5 ms
                           select 6?[31m     6 ms
                           select 7?[31m     7 ms
                           select 8?[31m     8 ms
                           select 9?[31m     9 ms
                           select 10?[31m   10 ms
                           ... 2 more in results.json

                           advice f... a longer  queue would be better would be better would be better would be better would
                                       be better would be better would be better
                                       nothing else

                        """);
    }

    @Test
    void sectionWhoseTablesFail_isNamedAndTheOthersAreShown() {
        load.sections.add(ExampleLoad.section(() -> "jdbc", Map::of, () -> {
            throw new IllegalStateException("no pool");
        }));
        load.sections.add(ExampleLoad.section(
                () -> {
                    throw new IllegalStateException("no name");
                },
                Map::of,
                () -> {
                    throw new NoClassDefFoundError("com/acme/Driver");
                }));
        load.sections.add(ExampleLoad.section(
                Map.of(), new ResultTable("queues", List.of("queue", "p95"), List.of(List.of("mail", "1 ms")))));

        assertThat(text(Verdict.PASSED)).contains("""
                           note        the tables of the section 'jdbc' could not be shown: IllegalStateException: no pool

                           note        the tables of the section 'ExampleSection' could not be shown: NoClassDefFoundError:
                                       com/acme/Driver

                           queue   p95
                           mail   1 ms

                        """);
    }

    @Test
    void errorOfTheUsersCode_endsInItsLine() {
        load.errors.clear();
        load.errors.add(new ErrorSummary(
                "visit",
                "(iteration)",
                "NullPointerException",
                "Cannot invoke because it is null " + "and so on ".repeat(40),
                7,
                7,
                1,
                2,
                "java.lang.NullPointerException: x\n\tat com.acme.MissTest.visit(MissTest.java:39)"));

        assertThat(text(Verdict.FAILED)).containsPattern("and so[a-z ]*\\.\\.\\. at MissTest\\.java:39\n");
    }

    @Test
    void errorThatIsTooLong_keepsItsSqlState() {
        load.errors.clear();
        load.errors.add(new ErrorSummary(
                "visit",
                "insert into " + "very_".repeat(20) + "long values (?)",
                "constraint",
                "unique constraint violated, as so often before and ever after (SQLState 23505, table paid)",
                7,
                7,
                1,
                2,
                "java.sql.SQLException: x\n\tat com.acme.MissTest.visit(MissTest.java:39)"));

        assertThat(text(Verdict.FAILED).replaceAll("\\s+", " "))
                .containsPattern("insert into very_.*: unique.*\\.\\.\\. \\(SQLState 23505\\) at MissTest\\.java:39");
    }

    @Test
    void namesOverTheCap_areCountedAndTheFirstOfThemTold() {
        load.namesOverCap = 202;
        load.firstNamesOverCap = List.of("GET /products/498", "GET /a\u001b");

        assertThat(text(Verdict.PASSED)).contains("""
                           note        too many request names: 202 requests counted as (other), the first of them GET
                                       /products/498, GET /a?; name requests by template, not by URL
                        """);
    }
}
