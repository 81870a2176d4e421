// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.LoadBuilder;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that run in parallel do so beside each other, never beside a load. */
class ParallelExecutionTests {

    private static final AtomicInteger PLAIN = new AtomicInteger();
    private static final AtomicInteger LOADS = new AtomicInteger();
    private static final AtomicBoolean OVERLAP = new AtomicBoolean();

    @TempDir
    Path output;

    private static void plain() {
        PLAIN.incrementAndGet();
        for (int i = 0; i < 10; i++) {
            LockSupport.parkNanos(1_000_000);
            OVERLAP.compareAndSet(false, LOADS.get() != 0);
        }
        PLAIN.decrementAndGet();
    }

    private static void inLoad() {
        OVERLAP.compareAndSet(false, PLAIN.get() != 0 || LOADS.get() != 1);
        LockSupport.parkNanos(1_000_000);
    }

    static class MixedTestCases {
        @Nested
        class Plain {
            @RepeatedTest(20)
            void one() {
                plain();
            }
        }

        @Nested
        class OtherPlain {
            @RepeatedTest(20)
            void two() {
                plain();
            }
        }

        @Nested
        class Loads {
            @BeforeEach
            void begin() {
                LOADS.incrementAndGet();
            }

            @AfterEach
            void end() {
                LOADS.decrementAndGet();
            }

            @LoadTest(users = 2, duration = "60ms")
            void annotated() {
                inLoad();
            }

            @PerfTest
            void fluent(LoadBuilder load) {
                load.users(2).duration("60ms").run(user -> inLoad());
            }

            @RepeatedTest(2)
            @Load(users = 2, duration = "60ms")
            void repeated() {
                inLoad();
            }
        }

        @Nested
        @Load(users = 2, duration = "60ms")
        class LoadedClass {
            @BeforeEach
            void begin() {
                LOADS.incrementAndGet();
            }

            @AfterEach
            void end() {
                LOADS.decrementAndGet();
            }

            @Test
            void ofClass() {
                inLoad();
            }
        }
    }

    @Test
    void parallelMode_plainTest_neverOverlapsLoad() {
        TestRun run = TestRun.of(
                MixedTestCases.class,
                output,
                "junit.jupiter.execution.parallel.enabled=true",
                "junit.jupiter.execution.parallel.mode.default=concurrent",
                "junit.jupiter.execution.parallel.config.strategy=fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism=4");

        for (String method : new String[] {"one", "two", "annotated", "fluent", "repeated", "ofClass"}) {
            run.assertPassed(method);
        }
        assertThat(OVERLAP).isFalse();
    }
}
