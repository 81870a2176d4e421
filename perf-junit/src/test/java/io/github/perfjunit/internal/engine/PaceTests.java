// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTests {

    /** 20 users, pacing 1 s, service 1.5 s, 30 s: 600 fell due, 400 started, 380 of them late, and 200 never did. */
    @Test
    void service_longerThanThePace_queuesAllButTheFirstAndMissesTheRest() {
        assertThat(run("1s", "1500ms", "30s")).isEqualTo(new Course(30, 20, 19, 10));
    }

    @ParameterizedTest
    @CsvSource({
        "1s, 500ms, 30s, 30, 30, 0, 0",
        "1s, 1s, 30s, 30, 30, 29, 0",
        "1s, 40s, 30s, 30, 1, 0, 29",
        "40s, 1s, 30s, 1, 1, 0, 0",
        "7s, 1s, 30s, 5, 5, 0, 0",
        "10s, 15s, 30s, 3, 2, 1, 1",
    })
    void dueIsStartedAndMissed(
            String pace, String service, String length, long due, long started, long queued, long missed) {
        assertThat(run(pace, service, length)).isEqualTo(new Course(due, started, queued, missed));
    }

    @Test
    void withoutAPace_isDueAtOnceAndMissesNothing() {
        Pace pace = new Pace(0, 5);
        pace.next(70);

        assertThat(pace.due()).isEqualTo(70);
        assertThat(pace.isBehind(70)).isFalse();
        assertThat(pace.missed(1_000)).isZero();
    }

    private record Course(long due, long started, long queued, long missed) {}

    /** What a user does, on a clock that only its own waits and iterations move. */
    private static Course run(String pacing, String service, String length) {
        long begin = 17;
        long limit = begin + nanos(length);
        Pace pace = new Pace(nanos(pacing), begin);
        long now = begin;
        long started = 0;
        long queued = 0;
        while (Math.max(now, pace.due()) < limit) {
            if (started > 0 && pace.isBehind(now)) {
                queued++;
            }
            now = Math.max(now, pace.due()) + nanos(service);
            started++;
            pace.next(now);
        }
        long missed = pace.missed(limit);
        return new Course(started + missed, started, queued, missed);
    }

    private static long nanos(String text) {
        return text.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(text.replace("ms", ""))).toNanos()
                : Duration.ofSeconds(Long.parseLong(text.replace("s", ""))).toNanos();
    }
}
