// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.kind.StressReport;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.slo.PerfAssertions;
import io.github.perfjunit.slo.SloViolation;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kinds of load in fluent form. */
class FluentKindTests {

    private static final AtomicInteger CALLS = new AtomicInteger();

    @TempDir
    Path output;

    @BeforeEach
    void forget() {
        CALLS.set(0);
    }

    static class StressTestCases {

        @PerfTest
        @Slo(p95 = "10s", errorRate = "60%")
        void held(LoadBuilder load) {
            LoadResult result = load.users(1)
                    .stress(s -> s.upTo("2").hold("10s").settle("0s").recovery("10s"))
                    .run(user -> user.step("nap", () -> {
                        LockSupport.parkNanos(2_000_000);
                        if (CALLS.incrementAndGet() % 10 == 0) {
                            throw new IllegalStateException("no");
                        }
                    }));
            PerfAssertions.assertThat(result).breakingPoint().users().isGreaterThanOrEqualTo(1);
            assertThat(result.section(StressReport.class).orElseThrow().steps()).hasSize(1);
        }

        @PerfTest
        @Slo(p95 = "1ms", errorRate = "0%")
        void missed(LoadBuilder load) {
            load.users(1)
                    .stress(s -> s.upTo("2").hold("10s").settle("0s").recovery("10s"))
                    .run(user -> user.step("nap", () -> LockSupport.parkNanos(20_000_000)));
        }
    }

    /** Errors that the limit of the kind allows need no assertion of their own. */
    @Test
    void stress_thatIsHeld_passesWithItsReport() {
        TestRun run = TestRun.ofMethod(StressTestCases.class, "held", output, "perf.maxDuration=14s");

        run.assertPassed("held");
        assertThat(run.results().get("verdict").asText()).isEqualTo("PASSED");
        assertThat(run.results().get("sections").get("stress")).isNotNull();
    }

    @Test
    @Tag("minutes")
    void stress_thatIsBrokenAtItsFirstStep_fails() {
        TestRun run = TestRun.ofMethod(StressTestCases.class, "missed", output);

        assertThat(run.failure("missed")).isInstanceOf(SloViolation.class).hasMessageNotContaining("1 sample");
        assertThat(run.results().get("verdict").asText()).isEqualTo("FAILED");
    }

    static class SmokeTestCases {

        @PerfTest
        @Slo(p95 = "300ms")
        void all(LoadBuilder load) {
            load.users(10).stress(s -> s.upTo("40")).run(user -> CALLS.incrementAndGet());
            load.users(10).spike(s -> s.spike("40")).run(user -> CALLS.incrementAndGet());
            load.users(10).capacity(s -> s.upTo("40")).run(user -> CALLS.incrementAndGet());
            load.users(10)
                    .duration("1h")
                    .soak(s -> s.tolerance("5%").forceGc(false))
                    .run(user -> CALLS.incrementAndGet());
        }
    }

    @Test
    void kinds_inSmokeMode_runTheirCodeOnce() {
        TestRun.of(SmokeTestCases.class, output, "perf.mode=smoke").assertPassed("all");

        assertThat(CALLS).hasValue(4);
    }

    static class MistakenTestCases {

        @PerfTest
        @Slo(throughput = "10/s")
        @SuppressWarnings("NullAway") // that is the mistake
        void stress(LoadBuilder load) {
            load.users(10)
                    .rampUp("10s")
                    .stress(s -> s.upTo("5").hold("1s").recoverWithin(null))
                    .run(user -> {});
        }

        @PerfTest
        void capacity(LoadBuilder load) {
            load.arrivalRate("10/s").capacity(c -> c.atLeast("20/s")).run(user -> {});
        }

        @PerfTest
        void soak(LoadBuilder load) {
            load.users(1)
                    .duration("20s")
                    .iterations(5)
                    .soak(s -> s.tolerance("0%"))
                    .run(user -> {});
        }

        @PerfTest
        void spike(LoadBuilder load) {
            load.spike(s -> s.spike("100")).run(user -> {});
        }

        @PerfTest
        void blind(LoadBuilder load) {
            load.users(1).duration("1h").soak(s -> s.forceGc(true)).run(user -> {});
        }

        @PerfTest
        void several(LoadBuilder load) {
            load.stress(s -> s.upTo("10"))
                    .scenario("one", s -> s.users(1).duration("1s").run(user -> {}))
                    .start();
        }

        @PerfTest
        void two(LoadBuilder load) {
            load.stress(s -> s.upTo("10")).spike(s -> s.spike("20"));
        }

        @PerfTest
        void notRun(LoadBuilder load) {
            load.users(1).stress(s -> s.upTo("10"));
        }
    }

    private void assertMistakes(String method, String message) {
        assertThat(TestRun.ofMethod(MistakenTestCases.class, method, output).failure(method))
                .hasMessage(message.strip());
    }

    @Test
    void mistakes_ofAStress_areAllReported() {
        assertMistakes("stress", """
                5 configuration errors in MistakenTestCases.stress:
                  - load.rampUp is set, but load.stress has no such setting
                  - load.stress.recoverWithin was null but must have a value
                  - load.stress.upTo was '5' but must be above 10 users, the first step
                  - load.stress.hold was '1s' but must be at least 10s
                  - @Slo limits throughput of all requests but beside load.stress it must limit percentiles, shares within \
                a time and errors alone, by which each part of the load is judged
                """);
    }

    @Test
    void mistakes_ofACapacity_areAllReported() {
        assertMistakes("capacity", """
                2 configuration errors in MistakenTestCases.capacity:
                  - load.capacity.upTo was '' but must be set
                  - load.capacity has no limit for a percentile or a share within a time but must have one, such as \
                @Slo(p95 = "300ms"): it is searched how much load keeps it
                """);
    }

    @Test
    void mistakes_ofASoak_areAllReported() {
        assertMistakes("soak", """
                3 configuration errors in MistakenTestCases.soak:
                  - load.iterations is set, but load.soak has no such setting
                  - load.duration was '20s' but must be at least 36s, because a drift is judged by twelve parts; @LoadTest \
                may be shorter
                  - load.soak.tolerance was '0%' but must be above 0%
                """);
    }

    @Test
    void spike_withoutALoad_isAMistake() {
        assertMistakes("spike", """
                1 configuration error in MistakenTestCases.spike:
                  - load sets no load but must set users or arrivalRate
                """);
    }

    @Test
    void soak_withoutAJvmToCollect_isAMistake() {
        assertMistakes("blind", """
                load.soak.forceGc was 'true' but no JVM is watched that could be asked
                    Hint: add @Watch(jvm = true) if the target runs in this JVM, or @Watch(jmx = "host:port")
                """);
    }

    @Test
    void kind_ofSeveralPopulationsOrBesideAnother_isAMistake() {
        assertMistakes(
                "several",
                "start() was called after load.stress, but only a load of one population can be of this kind; call"
                        + " run(...)");
        assertMistakes("two", "load.spike was called after load.stress, but a load is of one kind");
    }

    @Test
    void kind_thatIsNotRun_fails() {
        assertMistakes(
                "notRun",
                "MistakenTestCases.notRun ran no load: call run(...) or start() on the LoadBuilder (set up: users,"
                        + " load.stress)");
    }
}
