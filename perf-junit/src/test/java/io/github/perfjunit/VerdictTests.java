// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.load.Overflow;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.slo.InvalidRunException;
import io.github.perfjunit.slo.SloViolation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What makes a load pass, fail or prove nothing. */
class VerdictTests {

    private static final String CLASS = "VerdictTests.";
    private static final AtomicInteger CALLS = new AtomicInteger();

    @TempDir
    Path output;

    @BeforeEach
    void forget() {
        CALLS.set(0);
    }

    static class ObjectivesTestCases {
        @LoadTest(users = 2, iterations = 250)
        @Slo(p95 = "1h", errorRate = "0%", throughput = "1/h")
        @Slo(request = "nap", p50 = "1h")
        void met(VirtualUser user) throws Exception {
            user.step("nap", () -> LockSupport.parkNanos(100_000));
        }

        @LoadTest(users = 1, iterations = 25)
        @Slo(p50 = "1ms", max = "1h")
        void missed(VirtualUser user) throws Exception {
            user.step("nap", () -> LockSupport.parkNanos(3_000_000));
        }

        @LoadTest(users = 1, iterations = 5)
        @Slo(request = "GET /cart", p50 = "1s")
        void unknown(VirtualUser user) throws Exception {
            user.step("GET /products", () -> {});
            user.step("POST /orders", () -> {});
        }

        @LoadTest(users = 1, iterations = 199)
        @Slo(p95 = "1h")
        void tooFew() {}

        @LoadTest(users = 1, iterations = 50)
        void anError(VirtualUser user) {
            if (user.iteration() == 7) {
                throw new IllegalStateException("basket 4711 is gone");
            }
        }

        @LoadTest(users = 1, iterations = 50)
        @Slo(errorRate = "2%")
        void allowedError(VirtualUser user) {
            if (user.iteration() == 7) {
                throw new IllegalStateException("basket 4711 is gone");
            }
        }

        @LoadTest(users = 1, iterations = 50)
        void check(VirtualUser user) {
            user.check("has an id", user.iteration() != 7);
        }

        @LoadTest(users = 1, iterations = 50)
        @Slo(failedChecks = "2%")
        void allowedCheck(VirtualUser user) {
            user.check("has an id", user.iteration() != 7);
        }
    }

    @Test
    void objectivesMet_load_passes() {
        TestRun run = TestRun.of(ObjectivesTestCases.class, output);

        run.assertPassed("met");
        run.assertPassed("allowedError");
        run.assertPassed("allowedCheck");
    }

    @Test
    void objectiveMissed_load_failsAndShowsThoseThatHeldToo() {
        Throwable failure = TestRun.of(ObjectivesTestCases.class, output).failure("missed");

        assertThat(failure).isInstanceOf(SloViolation.class);
        assertThat(TestRun.headline(failure))
                .matches(
                        "missed missed 1 of 3 SLOs: p50 [\\d.]+ ms, limit 1ms \\(1 user, 25 iterations within 10m; 25 requests\\)");
        assertThat(failure)
                .hasMessageContaining("MISSED")
                .hasMessageContaining("max")
                .hasMessageContaining("errors");
    }

    @Test
    void unknownRequest_load_failsWithThoseThatExist() {
        Throwable failure = TestRun.of(ObjectivesTestCases.class, output).failure("unknown");

        assertThat(failure).isInstanceOf(SloViolation.class);
        assertThat(failure.getMessage().lines().limit(5))
                .containsExactly(
                        "unknown has no verdict on 1 of 2 SLOs: p50 of GET /cart, no such request"
                                + " (1 user, 5 iterations within 10m; 10 requests)",
                        "",
                        "  SLO               limit  actual",
                        "  p50 of GET /cart  1s     -       no data  no such request; there are: GET /products,"
                                + " POST /orders",
                        "  errors            none   0       ok       10 samples");
    }

    @Test
    void tooFewSamples_load_failsAsInconclusive() {
        assertThat(TestRun.of(ObjectivesTestCases.class, output).failure("tooFew"))
                .isInstanceOf(SloViolation.class)
                .hasMessageContaining("needs at least 200 samples, has 199");
    }

    @Test
    void noObjective_oneError_failsTheLoad() {
        Throwable failure = TestRun.of(ObjectivesTestCases.class, output).failure("anError");

        assertThat(TestRun.headline(failure))
                .isEqualTo(
                        "anError missed 1 of 1 SLO: errors 1, none allowed (1 user, 50 iterations within 10m; 50 iterations)");
    }

    @Test
    void noObjective_oneFailedCheck_failsTheLoad() {
        Throwable failure = TestRun.of(ObjectivesTestCases.class, output).failure("check");

        assertThat(TestRun.headline(failure))
                .isEqualTo(
                        "check missed 1 of 2 SLOs: failed checks 1, none allowed (1 user, 50 iterations within 10m; 50 iterations)");
    }

    @Test
    void reportedObjectives_misses_passAndErrorsFail() {
        TestRun run = TestRun.of(ObjectivesTestCases.class, output, "perf.slo=report");

        for (String method : new String[] {"met", "missed", "unknown", "tooFew", "allowedError", "check"}) {
            run.assertPassed(method);
        }
        assertThat(run.failure("anError")).isInstanceOf(SloViolation.class);
        assertThat(run.results(CLASS + "ObjectivesTestCases.missed").toString())
                .contains("objectives are reported, only errors fail the test (perf.slo=report)");
    }

    @Test
    void scaledDown_misses_passAndErrorsFail() {
        TestRun run = TestRun.of(ObjectivesTestCases.class, output, "perf.scale=0.5");

        run.assertPassed("missed");
        assertThat(run.failure("anError")).isInstanceOf(SloViolation.class);
        assertNotJudged(run, "missed");
        assertNotJudged(run, "met");
        assertThat(run.printed()).contains(" NOT JUDGED ").doesNotContain("PASSED");
    }

    /** Loads as short as these are invalid where something else has the processor for a moment. */
    private static void assertNotJudged(TestRun run, String method) {
        assertThat(run.results(CLASS + "ObjectivesTestCases." + method)
                        .at("/verdict")
                        .asText())
                .isIn("NOT_JUDGED", "INVALID");
    }

    @Test
    void objectivesOff_load_passesWhateverWasMissed() {
        TestRun run = TestRun.of(ObjectivesTestCases.class, output, "perf.slo=off");

        for (String method : new String[] {"missed", "unknown", "tooFew", "anError", "check"}) {
            run.assertPassed(method);
            assertNotJudged(run, method);
        }
    }

    @Test
    void bodyWithoutRequests_saysSo_onItsFirstLineAndInItsResults() {
        TestRun run = TestRun.of(ObjectivesTestCases.class, output);

        String note = "no request was made in 50 iterations";
        assertThat(run.printed()).containsPattern("PASSED [^\n]*\n +note +" + note);
        assertThat(run.results(CLASS + "ObjectivesTestCases.allowedCheck")
                        .at("/notes")
                        .toString())
                .contains(note);
        assertThat(run.failure("anError")).hasMessageContaining("\n  " + note);
    }

    static class HangingTestCases {
        private static final AtomicInteger CALL = new AtomicInteger();

        @LoadTest(users = 3, duration = "1500ms", gracefulStop = "100ms")
        @Slo(max = "500ms", errorRate = "100%")
        void hang(VirtualUser user) throws Exception {
            user.step("call", () -> Thread.sleep(CALL.incrementAndGet() > 60 ? 60_000 : 5));
        }

        @LoadTest(users = 3, duration = "500ms", gracefulStop = "100ms")
        @Slo(max = "500ms", errorRate = "100%")
        void never(VirtualUser user) throws Exception {
            user.step("call", () -> Thread.sleep(60_000));
        }
    }

    @Test
    void workThatNeverCameBack_countsAsOverItsLimit() {
        HangingTestCases.CALL.set(0);
        TestRun run = TestRun.of(HangingTestCases.class, output);

        assertThat(TestRun.headline(run.failure("hang")))
                .matches("hang missed 1 of 2 SLOs: max 1\\.\\d+ s, limit 500ms .*");
        assertThat(run.failure("hang")).hasMessageContaining("3 requests were cut off after up to 1.");
        assertThat(run.failure("never")).isInstanceOf(SloViolation.class);
    }

    static class AbortTestCases {
        @LoadTest(users = 1, duration = "20s")
        @Slo(mean = "1ms", abort = true, over = "1s")
        void slow(VirtualUser user) throws Exception {
            user.step("nap", () -> LockSupport.parkNanos(20_000_000));
        }
    }

    @Test
    void missedAbortObjective_load_endsEarlyWithItsReason() {
        TestRun run = TestRun.of(AbortTestCases.class, output);

        assertThat(run.failure("slow"))
                .isInstanceOf(SloViolation.class)
                .hasMessageContaining("stopped early: ")
                .hasMessageContaining("mean");
        assertThat(run.results().at("/verdict").asText()).isEqualToIgnoringCase("aborted");
        assertThat(run.results().at("/measuredMs").asLong(0)).isLessThan(15_000);
    }

    @Test
    void reportedAbortObjective_load_goesOnToItsEnd() {
        TestRun run = TestRun.of(AbortTestCases.class, output, "perf.slo=report", "perf.duration=2500ms");

        run.assertPassed("slow");
    }

    static class DroppedTestCases {
        @LoadTest(arrivalRate = "200/s", maxUsers = 1, overflow = Overflow.DROP, duration = "200ms")
        void dropping() {
            LockSupport.parkNanos(20_000_000);
        }

        @LoadTest(arrivalRate = "200/s", maxUsers = 1, overflow = Overflow.DROP, duration = "200ms")
        @Slo(dropped = "100%")
        void allowed() {
            LockSupport.parkNanos(20_000_000);
        }

        @PerfTest
        void fluent(LoadBuilder load) {
            LoadResult result = load.arrivalRate("200/s")
                    .maxUsers(1)
                    .overflow(Overflow.DROP)
                    .duration("200ms")
                    .run(user -> LockSupport.parkNanos(20_000_000));
            assertThat(result).dropped().isLessThan(1_000);
        }
    }

    @Test
    void droppedIterations_load_isInvalidUnlessAllowed() {
        TestRun run = TestRun.of(DroppedTestCases.class, output, "perf.invalid=fail");

        assertThat(run.failure("dropping"))
                .isInstanceOf(InvalidRunException.class)
                .hasMessageMatching(
                        "(?s)dropping is not a valid run: the load asked for was not delivered, so its figures prove"
                                + " nothing\n\n  - \\d+ of 40 iterations of dropping that were due never started: 1 user at"
                                + " [\\d.]+ ms can do [\\d.]+/s; 200/s needs about (\\d+): set maxUsers = \\1\n.*"
                                + "\n  load: 40 due, \\d+ started, \\d+ dropped, 0 queued\n.*"
                                + "\n  Hint: set maxUsers to what the rate needs, or allow drops by @Slo\\(dropped = \"1%\"\\)"
                                + " or assertThat\\(result\\)\\.dropped\\(\\);"
                                + " perf\\.invalid=warn judges the run all the same\\.\n.*");
        assertThat(run.failure("dropping").getStackTrace()).hasSize(2);
        assertThat(run.results(CLASS + "DroppedTestCases.dropping")
                        .at("/verdict")
                        .asText())
                .isEqualToIgnoringCase("invalid");
        for (String method : new String[] {"allowed", "fluent"}) {
            assertThat(run.ends(method)).allSatisfy(end -> assertThat(
                            end.getThrowable().map(Throwable::getMessage).orElse(""))
                    .doesNotContain("never started"));
        }
    }

    @Test
    void droppedIterationsWithWarning_load_passes() {
        TestRun run = TestRun.of(DroppedTestCases.class, output, "perf.invalid=warn");

        run.assertPassed("dropping");
        assertThat(run.results(CLASS + "DroppedTestCases.dropping")
                        .at("/verdict")
                        .asText())
                .isEqualToIgnoringCase("invalid");
    }

    static class AfterLoadTestCases {
        @LoadTest(users = 1, iterations = 10)
        void visit() {}

        @LoadTest(users = 1, iterations = 25)
        @Slo(p50 = "1ms")
        void slow() {
            LockSupport.parkNanos(3_000_000);
        }

        @LoadTest(users = 1, iterations = 10)
        void broken() {}

        @LoadTest(users = 1, iterations = 10)
        void fine() {}

        @AfterLoad({"visit", "slow"})
        void margins(LoadResult result) {
            assertThat(result).count().isLessThan(5);
        }

        @AfterLoad("broken")
        void breaks(LoadResult result) throws IOException {
            throw new IOException("no margins file");
        }

        @AfterLoad
        void always(LoadResult result) {
            CALLS.incrementAndGet();
            assertThat(result).mean().isLessThan(Duration.ofHours(1));
        }
    }

    @Test
    void assertionAfterLoad_test_failsWithIt() {
        TestRun run = TestRun.of(AfterLoadTestCases.class, output);

        run.assertPassed("fine");
        assertThat(run.failure("visit")).isInstanceOf(AssertionError.class);
        assertThat(TestRun.headline(run.failure("visit")))
                .isEqualTo("count of all requests is 10, limit < 5 (10 iterations)");
        assertThat(CALLS).hasValue(4);
        assertThat(run.results(CLASS + "AfterLoadTestCases.visit")
                        .at("/verdict")
                        .asText())
                .isEqualToIgnoringCase("failed");
        assertThat(run.results(CLASS + "AfterLoadTestCases.visit").toString()).contains("\"count\"");
    }

    @Test
    void assertionAfterLoadThatMissedItsSlo_test_failsWithBoth() {
        Throwable failure = TestRun.of(AfterLoadTestCases.class, output).failure("slow");

        assertThat(failure).isInstanceOf(SloViolation.class).hasMessageStartingWith("slow missed 1 of 2 SLOs: p50 ");
        assertThat(failure.getSuppressed()).singleElement().satisfies(margins -> assertThat(
                        margins.getStackTrace()[0].getMethodName())
                .isEqualTo("margins"));
    }

    @Test
    void checkedExceptionAfterLoad_test_failsWithItAndResultsAreWritten() {
        TestRun run = TestRun.of(AfterLoadTestCases.class, output);

        assertThat(run.failure("broken")).isInstanceOf(IOException.class).hasMessage("no margins file");
        assertThat(run.results(CLASS + "AfterLoadTestCases.broken")
                        .at("/verdict")
                        .asText())
                .isEqualToIgnoringCase("failed");
    }
}
