// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.internal.report.ExampleLoad;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.metrics.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker whose controller is the test; on the real clock, without any statement about how long something takes. */
@Timeout(60)
class WorkerRoadTests {

    private static final LoadPlan PLAN = ExampleLoad.closed();

    private final MemoryStore store = new MemoryStore();

    @Test
    void start_isAwaitedByTheStoresClock() throws Exception {
        store.offset = Duration.ofHours(-3);
        try (WorkerRoad road = road(60_000)) {
            road.open(PLAN, () -> null);
            Thread controller = new Thread(() -> {
                until(() -> store.messages.containsKey("ready/00004"));
                long now = System.currentTimeMillis() + store.offset.toMillis();
                store.messages.put("start", Wire.plain(Long.toString(now + 300)));
            });
            controller.start();

            road.awaitStart(PLAN);

            ReadyMessage ready = Wire.record(store.messages.get("ready/00004"), ReadyMessage.class);
            assertThat(ready.plan()).isEqualTo(PlanText.of(PLAN));
            assertThat(ready.clockOffsetMillis()).isEqualTo(-10_800_000);
            long start = Long.parseLong(Wire.plain(store.messages.get("start"))) - store.offset.toMillis();
            assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(start);
            controller.join();
        }
    }

    @Test
    void controllerThatIsSilent_endsTheLoad() {
        store.messages.put("beat", Wire.plain("1"));
        try (WorkerRoad road = road(200)) {
            road.open(PLAN, () -> null);

            until(() -> road.stopRequested() != null);

            assertThat(road.stopRequested()).isEqualTo("the controller has given no sign of life for 200 ms");
        }
    }

    @Test
    void storeThatCannotBeRead_doesNotEndTheLoad() {
        store.messages.put("beat", Wire.plain("1"));
        try (WorkerRoad road = road(200)) {
            store.failing = true;
            road.open(PLAN, () -> null);
            until(() -> store.refused.get() >= 60); // one each 10 ms: three times the silence that ends a load

            assertThat(road.stopRequested()).isNull();
        }
    }

    @Test
    void stop_isPassedOnWithItsReason() throws Exception {
        try (WorkerRoad road = road(60_000)) {
            road.open(PLAN, () -> null);
            store.put("stop", Wire.record(new StopMessage("another worker was lost", false)));

            until(() -> road.stopRequested() != null);

            assertThat(road.stopRequested()).isEqualTo("another worker was lost");
        }
    }

    @Test
    void stopAtOnce_interruptsTheLoad() throws Exception {
        try (WorkerRoad road = road(60_000)) {
            road.open(PLAN, () -> null);
            store.put("stop", Wire.record(new StopMessage("interrupted", true)));

            until(() -> road.stopRequested() == null && Thread.currentThread().isInterrupted());

            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void intervals_arriveWholeAlthoughTheStoreFailsForAWhile() {
        try (WorkerRoad road = road(60_000)) {
            road.open(PLAN, () -> null);
            store.failing = true;
            for (int second = 0; second < 50; second++) {
                road.interval(ExampleLoad.interval(second, Phase.MEASURE, 0));
            }
            store.failing = false;

            until(() -> count() == 50);
        }
    }

    private int count() {
        return store.messages.entrySet().stream()
                .filter(message -> message.getKey().startsWith("part/"))
                .mapToInt(message ->
                        PartMessage.read(message.getValue()).intervals().size())
                .sum();
    }

    @Test
    void taskOfAnotherVersion_isToldByBothVersions() throws IOException {
        assertThatThrownBy(() -> WorkerRoad.task(store))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no task: no controller has left one in this store");

        store.put("task", Wire.record(task(1_000, "0.9.1")));

        assertThatThrownBy(() -> WorkerRoad.task(store))
                .isInstanceOf(IOException.class)
                .hasMessage("this worker has perf-junit unknown but its controller has 0.9.1: give both the same class"
                        + " path");
    }

    private WorkerRoad road(long silenceMillis) {
        return new WorkerRoad(store, 4, task(silenceMillis, Library.version()));
    }

    private static TaskMessage task(long silenceMillis, String version) {
        return new TaskMessage(
                Library.PROTOCOL,
                version,
                "[engine:junit-jupiter]",
                0,
                List.of(),
                5,
                PlanText.of(PLAN),
                Map.of(),
                10,
                20,
                silenceMillis,
                60_000);
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
