// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.internal.config.PerfKeys;
import io.github.perfjunit.internal.engine.ScenarioCode;
import io.github.perfjunit.internal.session.LocalLoad;
import io.github.perfjunit.internal.session.Preparation;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.spi.RemoteSettings;
import io.github.perfjunit.spi.RemoteWorkers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hundred workers in this JVM, each with the real engine and the real road. */
@Timeout(120)
class ManyWorkersTests {

    private static final int WORKERS = 100;
    private static final int ITERATIONS = 5_000;

    private final MemoryStore store = new MemoryStore();
    private final AtomicLong counted = new AtomicLong();
    private final List<Interval> intervals = new ArrayList<>();
    private final Map<Integer, LoadData> shares = new ConcurrentHashMap<>();

    @Test
    void hundredWorkers_notOneSampleIsLost() {
        LoadPlan plan = plan();
        InThreads workers = new InThreads(plan);
        RemoteRun run = new RemoteRun(
                new RemoteJob(
                        plan,
                        "id",
                        List.of(),
                        Map.of(),
                        intervals::add,
                        () -> null,
                        List::of,
                        (i, gauges) -> {},
                        line -> {}),
                store,
                workers,
                RemoteSettings.NEAR);

        LoadData data = run.run();

        assertThat(data.stopReason()).isEmpty();
        assertThat(counted).hasValue(ITERATIONS);
        assertThat(requests(data.series())).isEqualTo(ITERATIONS);
        assertThat(requests(intervals.stream().flatMap(i -> i.series().stream()).toList()))
                .isEqualTo(ITERATIONS);
        assertThat(data.scenarios().get(0).users()).isEqualTo(200);
        assertThat(run.section().workers()).hasSize(WORKERS).allSatisfy(worker -> assertThat(worker.samples())
                .isPositive());
        assertThat(data.series())
                .containsExactlyInAnyOrderElementsOf(Series.merge(shares.values().stream()
                        .flatMap(s -> s.series().stream())
                        .toList()));
    }

    private static long requests(List<Series> series) {
        return series.stream()
                .filter(s -> s.key().kind() == SeriesKind.REQUEST)
                .mapToLong(s ->
                        s.counts().values().stream().mapToLong(Long::longValue).sum())
                .sum();
    }

    private static LoadPlan plan() {
        LoadModel model = new LoadModel.Closed(
                List.of(new Segment(Duration.ofMinutes(1), 200, 200, Phase.MEASURE)), null, (long) ITERATIONS, null);
        ScenarioPlan scenario = new ScenarioPlan(
                "visit", model, "200 users", Duration.ZERO, ThinkTime.NONE, false, Duration.ofSeconds(5), "");
        return new LoadPlan("Many.visit", List.of(scenario), 1, WorkerShare.WHOLE);
    }

    private final class InThreads implements RemoteWorkers {

        private final LoadPlan plan;
        private final List<Thread> threads = new ArrayList<>();

        InThreads(LoadPlan plan) {
            this.plan = plan;
        }

        @Override
        public int count() {
            return WORKERS;
        }

        @Override
        public void start() {
            for (int i = 0; i < WORKERS; i++) {
                int worker = i;
                Thread thread = new Thread(() -> run(worker), "worker-" + worker);
                threads.add(thread);
                thread.start();
            }
        }

        private void run(int worker) {
            try {
                TaskMessage task = WorkerRoad.task(store);
                LoadPlan share = plan.withShare(new WorkerShare(worker, task.workers()));
                LocalLoad load = new LocalLoad(
                        share,
                        Map.of(
                                "visit",
                                new ScenarioCode(
                                        user -> {}, user -> user.step("visit", counted::incrementAndGet), user -> {})),
                        List.of(),
                        PerfKeys.Threads.AUTO,
                        false,
                        PerfKeys.FailFast.OFF,
                        ManyWorkersTests.class.getClassLoader(),
                        running -> {},
                        Preparation.NONE);
                try (WorkerRoad road = new WorkerRoad(store, worker, task)) {
                    road.open(share, () -> null);
                    LoadData data = load.run(
                            share, road::interval, road::stopRequested, road::changes, () -> road.awaitStart(share));
                    shares.put(worker, data);
                    road.done(data, List.of(), List.of());
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public @Nullable String ended(int worker) {
            return threads.get(worker).isAlive() ? null : "thread ended";
        }

        @Override
        public String log(int worker) {
            return "";
        }

        @Override
        public void end(int worker) {
            threads.get(worker).interrupt();
        }
    }
}
