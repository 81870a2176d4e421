// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.LoadData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UserThreadsTests {

    /** A system that has three threads to give. */
    private static UserThreads three() {
        AtomicInteger given = new AtomicInteger();
        return UserThreads.from(task -> given.incrementAndGet() <= 3
                ? new Thread(task)
                : new Thread(task) {
                    @Override
                    public synchronized void start() {
                        throw new OutOfMemoryError(
                                "unable to create native thread: possibly out of memory or process/resource limits reached");
                    }
                });
    }

    @Test
    void systemThatRefusesThreads_load_endsAndSaysWhatToDo() {
        ScenarioPlan scenario = new ScenarioPlan(
                "shop",
                Engines.users(5, Duration.ofMinutes(10)),
                "some load",
                Duration.ZERO,
                ThinkTime.NONE,
                false,
                Duration.ofSeconds(20),
                "");
        AtomicInteger iterations = new AtomicInteger();

        LoadData data = new LoadEngine(
                        new LoadPlan("Engines", List.of(scenario), 1, WorkerShare.WHOLE),
                        new LoadEngine.Environment(
                                Map.of("shop", ScenarioCode.of(user -> iterations.incrementAndGet())),
                                List.of(),
                                three(),
                                getClass().getClassLoader(),
                                interval -> {},
                                () -> null,
                                load -> {},
                                true))
                .run();

        assertThat(data.stopReason())
                .isEqualTo("aborted by java.lang.IllegalStateException: could not start user 4 of shop: the system"
                        + " refused another thread; raise its limit (ulimit -u, pids of the container), take fewer"
                        + " users, or Java 21 or later, whose virtual threads it does not count");
        assertThat(iterations).hasValue(0);
    }

    @Test
    void otherFailure_isToldAsItIs() {
        assertThat(UserThreads.reason(new OutOfMemoryError("Java heap space")))
                .isEqualTo("java.lang.OutOfMemoryError: Java heap space");
        assertThat(UserThreads.reason(new OutOfMemoryError())).isEqualTo("java.lang.OutOfMemoryError");
    }

    @Test
    void threads_ofAnyKind_areNamedAndHoldUpNoJvm() {
        for (UserThreads.Mode mode : List.of(UserThreads.Mode.AUTO, UserThreads.Mode.PLATFORM)) {
            Thread thread = UserThreads.of(mode).unstarted("perf-shop-1", () -> {});

            assertThat(thread.getName()).isEqualTo("perf-shop-1");
            assertThat(thread.isDaemon()).isTrue();
        }
    }
}
