// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static io.github.perfjunit.load.Weighted.weight;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.VirtualUser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code of users throws checked exceptions through methods that declare none. */
class CheckedExceptionTests {

    private static final Queue<Throwable> SEEN = new ConcurrentLinkedQueue<>();

    @TempDir
    Path output;

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    static class ThrowingTestCases {

        // Compiles without a throws clause.
        @LoadTest(users = 1, iterations = 1)
        void steps(VirtualUser user) {
            keep(() -> user.step("read", () -> {
                throw new IOException("cut off");
            }));
            keep(() -> user.step("read text", () -> read()));
            keep(() -> user.pick(weight(1, () -> {
                throw new TimeoutException("too late");
            })));
            keep(() -> user.pickOnce(weight(1, () -> {
                throw new TimeoutException("too late");
            })));
        }

        @LoadTest(users = 1, iterations = 1)
        void failing(VirtualUser user) {
            user.pick(weight(1, () -> {
                throw new TimeoutException("too late");
            }));
        }

        private static String read() throws IOException {
            throw new IOException("cut off");
        }

        private static void keep(Runnable code) {
            try {
                code.run();
            } catch (Exception e) {
                SEEN.add(e);
            }
        }
    }

    @Test
    void checkedException_ofAnyTask_reachesTheCallerAsItIs() {
        TestRun run = TestRun.of(ThrowingTestCases.class, output);

        assertThat(SEEN)
                .extracting(Throwable::toString)
                .containsExactly(
                        "java.io.IOException: cut off",
                        "java.io.IOException: cut off",
                        "java.util.concurrent.TimeoutException: too late",
                        "java.util.concurrent.TimeoutException: too late");
        assertThat(SEEN).allSatisfy(e -> assertThat(e).hasNoCause());
        assertThat(run.failure("failing").getSuppressed())
                .extracting(Throwable::toString)
                .containsExactly("java.util.concurrent.TimeoutException: too late");
    }
}
