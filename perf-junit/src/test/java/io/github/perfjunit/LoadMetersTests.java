// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.monitor.Monitor;
import io.github.perfjunit.monitor.Monitors;
import io.github.perfjunit.monitor.Watch;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/** Figures of a load in the registry of its test. */
class LoadMetersTests {

    private static final MeterRegistry SHARED = new SimpleMeterRegistry();
    private static final AtomicInteger DEPTH = new AtomicInteger();
    private static final AtomicReference<List<String>> SEEN = new AtomicReference<>(List.of());
    private static final AtomicReference<Double> WHILE_RUNNING = new AtomicReference<>(0.0);

    @TempDir
    Path output;

    static class ShopTestCases {

        final MeterRegistry registry = SHARED;

        @Watch
        final Monitor queue = Monitors.of("queue depth", "messages", DEPTH::incrementAndGet);

        @LoadTest(users = 2, duration = "1800ms")
        @Slo(errorRate = "100%", failedChecks = "100%")
        void visit(VirtualUser user) {
            user.step("nap", () -> LockSupport.parkNanos(1_000_000));
            if (user.iteration() % 4 == 0) {
                user.step("failing", () -> {
                    throw new IllegalStateException("no");
                });
            }
            user.count("orders", "type", "guest");
            user.trend("basket size", 7);
            user.check("has an id", user.iteration() % 2 == 0);
            WHILE_RUNNING.accumulateAndGet(
                    SHARED.find("loadtest.iterations").functionTimers().stream()
                            .mapToDouble(FunctionTimer::count)
                            .sum(),
                    Math::max);
        }

        @AfterLoad("visit")
        void seen(LoadResult result) {
            SEEN.set(SHARED.getMeters().stream()
                    .map(LoadMetersTests::text)
                    .sorted()
                    .toList());
            assertThat(SHARED.get("loadtest.monitor")
                            .tags("monitor", "queue depth", "unit", "messages")
                            .gauge()
                            .value())
                    .isPositive()
                    .isEqualTo(lastOf(result));
            FunctionTimer naps = SHARED.get("loadtest.requests")
                    .tags("request", "nap", "outcome", "ok")
                    .functionTimer();
            assertThat(naps.count()).isEqualTo((double) inAllPhases(result, "nap", Outcome.OK));
            assertThat(naps.totalTime(TimeUnit.MILLISECONDS)).isGreaterThanOrEqualTo(naps.count());
            assertThat(SHARED.get("loadtest.requests")
                            .tags("request", "failing", "outcome", "failed")
                            .functionTimer()
                            .count())
                    .isEqualTo((double) inAllPhases(result, "failing", Outcome.ERROR));
            assertThat(SHARED.get("loadtest.requests.percentile")
                            .tags("request", "nap", "phi", "0.5", "over", "measured")
                            .timeGauge()
                            .value(TimeUnit.NANOSECONDS))
                    .isEqualTo((double)
                            result.request("nap").latency().percentile(50).toNanos());
            assertThat(SHARED.get("loadtest.metric.orders").functionCounter().count())
                    .isEqualTo(result.data().metrics().stream()
                            .filter(metric -> metric.key().name().equals("orders"))
                            .mapToDouble(metric -> metric.sum())
                            .sum());
            assertThat(SHARED.get("loadtest.checks")
                            .tags("result", "failed")
                            .functionCounter()
                            .count())
                    .isEqualTo((double) result.data().checks().get(0).failed());
        }
    }

    private static double lastOf(LoadResult result) {
        AtomicReference<Double> last = new AtomicReference<>(0.0);
        result.monitorTimeline().forEach(sample -> last.set(sample.value()));
        return last.get();
    }

    private static long inAllPhases(LoadResult result, String request, Outcome outcome) {
        return result.data().series().stream()
                .filter(series -> series.key().request().equals(request))
                .mapToLong(series -> series.count(outcome))
                .sum();
    }

    private static String text(Meter meter) {
        return meter.getId().getName() + " "
                + meter.getId().getTags().stream()
                        .map(tag -> tag.getKey())
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void figures_ofALoad_areInTheRegistryUntilTheTestEnds() {
        WHILE_RUNNING.set(0.0);
        TestRun run = TestRun.of(ShopTestCases.class, output);

        run.assertPassed("visit");
        assertThat(WHILE_RUNNING.get()).isPositive();
        assertThat(new TreeSet<>(SEEN.get()))
                .containsExactly(
                        "loadtest.checks [check, result, scenario, test]",
                        "loadtest.dropped [scenario, test]",
                        "loadtest.due [scenario, test]",
                        "loadtest.iterations [outcome, scenario, test]",
                        "loadtest.iterations.interrupted [scenario, test]",
                        "loadtest.iterations.percentile [over, phi, scenario, test]",
                        "loadtest.late [scenario, test]",
                        "loadtest.metric.basket.size.percentile [metric, phi, scenario, test]",
                        "loadtest.metric.basket.size.sum [metric, scenario, test]",
                        "loadtest.metric.basket.size.values [metric, scenario, test]",
                        "loadtest.metric.orders [metric, scenario, test, type]",
                        "loadtest.monitor [monitor, test, unit]",
                        "loadtest.queued [scenario, test]",
                        "loadtest.requests [outcome, request, scenario, test]",
                        "loadtest.requests.interrupted [request, scenario, test]",
                        "loadtest.requests.percentile [over, phi, request, scenario, test]",
                        "loadtest.started [scenario, test]",
                        "loadtest.users [scenario, test]");
        assertThat(SHARED.getMeters()).isEmpty();
    }

    static class TwoTestCases {
        final MeterRegistry one = new SimpleMeterRegistry();
        final MeterRegistry other = new SimpleMeterRegistry();

        @LoadTest(users = 1, iterations = 1)
        void visit() {}
    }

    static class GlobalTestCases {
        @LoadTest(users = 1, iterations = 1)
        void visit() {}

        @AfterLoad("visit")
        void seen(LoadResult result, TestInfo info) {
            SEEN.set(Metrics.globalRegistry.getMeters().stream()
                    .map(LoadMetersTests::text)
                    .toList());
        }
    }

    @Test
    void severalRegistries_andNoChoice_areAMistake() {
        TestRun run = TestRun.of(TwoTestCases.class, output);

        assertThat(run.failure("visit"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining(
                        "TwoTestCases has 2 fields with a MeterRegistry (one, other) but the meters of a load"
                                + " go to one: keep one of them as a field, or put all of them into one CompositeMeterRegistry");
    }

    @Test
    void globalRegistry_isTaken_ifAnybodyListensToIt() {
        SEEN.set(List.of());
        TestRun.of(GlobalTestCases.class, output);
        assertThat(SEEN.get()).isEmpty();

        MeterRegistry listening = new SimpleMeterRegistry();
        Metrics.addRegistry(listening);
        try {
            TestRun.of(GlobalTestCases.class, output);
            assertThat(SEEN.get()).contains("loadtest.due [scenario, test]");
            assertThat(listening.getMeters()).isEmpty();
        } finally {
            Metrics.removeRegistry(listening);
        }
    }
}
