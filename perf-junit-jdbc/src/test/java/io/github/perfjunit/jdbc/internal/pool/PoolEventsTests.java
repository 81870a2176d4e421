// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PoolEventsTests {

    private static final long MILLI = 1_000_000;

    private final AtomicLong now = new AtomicLong();
    private final PoolEvents events =
            new PoolEvents(nanos -> nanos >= 1_000 * MILLI && nanos < 2_000 * MILLI, now::get, () -> 250, () -> false);

    private void timedOutAt(long millis) {
        now.set(millis * MILLI);
        events.timedOut();
    }

    /** As the probe counts them, which knows when they began. */
    @Test
    void timedOut_attemptsThatBeganInTheMeasuredTime_areCounted() {
        timedOutAt(1_249);
        timedOutAt(1_250);
        timedOutAt(2_249);
        timedOutAt(2_250);

        assertThat(events.timeouts.sum()).isEqualTo(2);
        assertThat(events.timeoutsNotFull.sum()).isEqualTo(2);
    }
}
