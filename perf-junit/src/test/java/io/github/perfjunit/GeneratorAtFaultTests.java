// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static io.github.perfjunit.slo.PerfAssertions.percent;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.slo.InvalidRunException;
import io.github.perfjunit.slo.SloViolation;
import io.github.perfjunit.spi.MadeUpExecutor;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of passes and misses of a generator that was late, from the figures to the end of the test. */
class GeneratorAtFaultTests {

    private static final String CLASS = "GeneratorAtFaultTests.";

    @TempDir
    Path output;

    @BeforeEach
    void reset() {
        MadeUpExecutor.reset();
    }

    static class LoadTestCases {
        @LoadTest(arrivalRate = "100/s", duration = "10s")
        @Slo(p95 = "300ms")
        void annotated() {}

        @LoadTest(arrivalRate = "100/s", duration = "10s")
        void checked() {}

        @AfterLoad("checked")
        void margins(LoadResult result) {
            assertThat(result).p95().isLessThan(ofMillis(300));
        }

        @PerfTest
        void fluent(LoadBuilder load) {
            LoadResult result = load.arrivalRate("100/s").duration("10s").run(user -> {});
            assertThat(result).p95().isLessThan(ofMillis(300));
        }

        @PerfTest
        void unchecked(LoadBuilder load) {
            LoadResult result = load.arrivalRate("100/s").duration("10s").run(user -> {});
            assertThat(result).errorRate().isLessThan(percent(100));
        }
    }

    private TestRun run(String... more) {
        String[] keys = new String[more.length + 1];
        System.arraycopy(more, 0, keys, 1, more.length);
        keys[0] = "perf.executor=made-up";
        return TestRun.of(LoadTestCases.class, output, keys);
    }

    private static String verdict(TestRun run, String method) {
        return run.results(CLASS + "LoadTestCases." + method).at("/verdict").asText();
    }

    @Test
    void lateGenerator_whoseLoadMetItsObjectives_passesWithAWarning() {
        MadeUpExecutor.late = 70;
        MadeUpExecutor.lostMillis = 3_000;
        TestRun run = run("perf.invalid=fail");

        for (String method : new String[] {"annotated", "checked", "fluent", "unchecked"}) {
            run.assertPassed(method);
            assertThat(verdict(run, method)).isEqualTo("PASSED");
        }
        assertThat(run.printed()).containsPattern(" PASSED [^\\n]*\n   warning     the generator was late\n");
    }

    @Test
    void missThatTheGeneratorExplains_isInvalid_howeverItWasAsked() {
        MadeUpExecutor.late = 70;
        MadeUpExecutor.responseMillis = 400;
        TestRun run = run("perf.invalid=fail");

        for (String method : new String[] {"annotated", "checked", "fluent"}) {
            assertThat(run.failure(method))
                    .isInstanceOf(InvalidRunException.class)
                    .hasMessageStartingWith(method + " is not a valid run: its generator explains what it missed\n\n"
                            + "  - the generator was late\n  - p95 400 ms, limit ")
                    .hasMessageContaining(": 20 ms in service time\n");
            assertThat(verdict(run, method)).isEqualTo("INVALID");
        }
        Throwable missed = run.failure("fluent").getSuppressed()[0];
        assertThat(missed)
                .isInstanceOf(SloViolation.class)
                .hasMessage("p95 of all requests is 400 ms, limit < 300 ms (1,000 requests, first missed at 0:00)");
        run.assertPassed("unchecked");
    }

    @Test
    void missOfAFitGenerator_orBesideErrors_isAMiss() {
        MadeUpExecutor.responseMillis = 400;
        assertMissed(run("perf.invalid=fail"));

        MadeUpExecutor.late = 70;
        MadeUpExecutor.failed = 1;
        assertMissed(run("perf.invalid=fail"));

        MadeUpExecutor.failed = 0;
        assertMissed(run("perf.invalid=warn"));
    }

    private static void assertMissed(TestRun run) {
        for (String method : new String[] {"annotated", "checked", "fluent"}) {
            assertThat(run.failure(method)).isInstanceOf(SloViolation.class);
            assertThat(verdict(run, method)).isEqualTo("FAILED");
        }
    }

    @Test
    void closedUsersThatTheGeneratorHeld_areInvalid() {
        MadeUpExecutor.open = false;
        MadeUpExecutor.lostMillis = 7_900;
        TestRun run = run("perf.invalid=fail");

        assertThat(run.failure("annotated"))
                .isInstanceOf(InvalidRunException.class)
                .hasMessageContaining("held by the generator for 7.9 s of 10 s measured");
        assertThat(run.results(CLASS + "LoadTestCases.annotated").at("/notes").toString())
                .contains("held by the generator for 7.9 s of 10 s measured");
        assertThat(verdict(run, "unchecked")).isEqualTo("INVALID");
    }
}
