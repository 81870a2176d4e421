// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.internal.engine.UserThreads;
import io.github.perfjunit.metrics.PinnedThreads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class PinningWatchTests {

    /** What waits in a class initializer is pinned in every version so far. */
    private static final class Slow {
        static final long SINCE = wait25Millis();

        private static long wait25Millis() {
            long until = System.nanoTime() + Duration.ofMillis(25).toNanos();
            while (System.nanoTime() < until) {
                LockSupport.parkNanos(until - System.nanoTime());
            }
            return until;
        }
    }

    @Test
    void platformThreads_areNotWatched() {
        try (PinningWatch watch = PinningWatch.of(false, "perf-")) {
            watch.begin(at -> true);

            assertThat(watch.end()).isEqualTo(PinnedThreads.UNWATCHED);
        }
    }

    @Test
    void watchThatNeverBegan_sawNothing() {
        try (PinningWatch watch = PinningWatch.of(true, "perf-")) {
            assertThat(watch.end()).isEqualTo(PinnedThreads.UNWATCHED);
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void userThatWaitsInClassInitializer_isSeenWithItsPlace() throws Exception {
        UserThreads threads = UserThreads.of(UserThreads.Mode.VIRTUAL);
        try (PinningRecording recording = PinningRecording.start("perf-")) {
            Thread user = threads.unstarted(
                    "perf-shop-0", () -> assertThat(Slow.SINCE).isNotZero());
            user.start();
            user.join();

            PinnedThreads pinned = recording.read(at -> true);

            assertThat(pinned.watched()).isTrue();
            assertThat(pinned.count()).isEqualTo(1);
            assertThat(pinned.totalMillis()).isGreaterThanOrEqualTo(24);
            assertThat(pinned.longestMillis()).isEqualTo(pinned.totalMillis());
            // A test of ours is "ours": so the place is that of the innermost frame.
            assertThat(pinned.places()).singleElement().satisfies(place -> assertThat(place.frame())
                    .startsWith("java.lang.VirtualThread."));
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void watch_endedAtOnce_sawNothing() {
        try (PinningWatch watch = PinningWatch.of(true, "perf-")) {
            watch.begin(at -> true);
            watch.begin(at -> true);

            assertThat(watch.end()).isEqualTo(new PinnedThreads(true, 0, 0, 0, List.of()));
        }
    }
}
