// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LostTimeTests {

    private final AtomicLong waited = new AtomicLong();
    private final AtomicInteger readings = new AtomicInteger();

    private long read() {
        readings.incrementAndGet();
        return waited.get();
    }

    @ParameterizedTest
    @CsvSource({
        "4, 0, 0", // a moment
        "75, 0, 75", // stopped
        "30, 0, 30",
        "8, 2, 6",
        "45, 45, 0", // the machine was busy
        "51, 51, 51",
        "80, 20, 60", // both: the wait is a short one
        "140, 60, 140",
        "6, 2, 0",
        "20, 500, 0", // waits of naps before this one
    })
    void nap_thatEndsLate_countsByItsReason(long lateMillis, long waitedMillis, double lost) {
        LostTime time = new LostTime(this::read);
        waited.addAndGet(nanos(waitedMillis));

        time.napped(nanos(lateMillis));

        assertThat(time.takeMillis()).isEqualTo(lost);
        assertThat(time.takeMillis()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"4, 0", "50, 0", "51, 51", "75, 75"})
    void nap_whereTheSystemDoesNotTell_countsIfItIsLong(long lateMillis, double lost) {
        LostTime time = new LostTime(LostTime.QueueClock.NONE);

        time.napped(nanos(lateMillis));

        assertThat(time.takeMillis()).isEqualTo(lost);
    }

    @Test
    void shortWaits_ofManyNaps_doNotHideAStop() {
        LostTime time = new LostTime(this::read);
        for (int nap = 0; nap < 1_000; nap++) {
            waited.addAndGet(nanos(4));
            time.napped(nanos(4));
        }

        time.napped(nanos(75));

        assertThat(time.takeMillis()).isBetween(35.0, 75.0);
        assertThat(readings.get()).isLessThanOrEqualTo(102);
    }

    @Test
    void clockOfThisThread_onLinux_onlyGrows() {
        try (LostTime.QueueClock clock = LinuxQueueClock.open()) {
            long first = clock.waitedNanos();

            assertThat(clock.waitedNanos()).isGreaterThanOrEqualTo(first);
        }
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    void naps_thatEndLate_addUpForWhateverReason() {
        LostTime time = new LostTime(this::read);
        for (long millis : new long[] {4, 8, 40, 60}) {
            waited.addAndGet(nanos(millis));
            time.napped(nanos(millis));
        }

        assertThat(time.takeMillis()).isEqualTo(60);
        assertThat(time.lateMillis()).isEqualTo(108);
    }
}
