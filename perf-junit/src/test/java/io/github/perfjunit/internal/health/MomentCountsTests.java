// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MomentCountsTests {

    private static final long MILLI = 1_000_000;
    private static final long START = 5_000;

    private final MomentCounts counts = new MomentCounts(START);

    @Test
    void until_eventsInAnyOrder_areCountedToTheMillisecond() {
        counts.add(START + 7 * MILLI);
        counts.add(START + 2 * MILLI);
        counts.add(START - MILLI);

        assertThat(counts.until(START)).isZero();
        assertThat(counts.until(START + 2 * MILLI)).isEqualTo(1);
        assertThat(counts.until(START + 6 * MILLI)).isEqualTo(1);
        assertThat(counts.until(START + 7 * MILLI)).isEqualTo(2);
    }

    @Test
    void until_hours_keepsEveryEvent_andAboutTheTime() {
        long tenHours = 36_000_000 * MILLI;
        for (long at = 0; at < tenHours; at += tenHours / 10_000) {
            counts.add(START + at);
        }

        assertThat(counts.until(START + tenHours)).isEqualTo(10_000);
        assertThat(counts.until(START + tenHours / 2)).isBetween(5_000L, 5_002L);
    }
}
