// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.replication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LagReadingTests {

    private static long millis(long millis) {
        return millis * 1_000_000;
    }

    private final LagReading reading = new LagReading(millis(1_000), millis(1_001));

    @Test
    void replica_thatHasItWhenItIsAsked_isBehindByTheTimeOfTheQuestions() {
        assertThat(reading.took(millis(1_002))).isEqualTo(millis(2));
        assertThat(reading.isSure(millis(1_002))).isTrue();
        assertThat(reading.atLeast()).isZero();
    }

    @Test
    void replica_thatWasAskedInVain_isBehindByTheTimeUntilItHadIt() {
        reading.behind(millis(1_100));
        reading.behind(millis(1_190));

        assertThat(reading.atLeast()).isEqualTo(millis(189));
        assertThat(reading.took(millis(1_201))).isEqualTo(millis(201));
    }

    /** The replica may have had it all the time: nobody asked. */
    @Test
    void machine_thatWasHeldUpBeforeTheQuestion_makesNoLag() {
        assertThat(reading.isSure(millis(1_400))).isFalse();
        assertThat(reading.took(millis(1_400))).isZero();
    }

    @Test
    void machine_thatWasHeldUpAfterAQuestionInVain_leavesTheLowerBound() {
        reading.behind(millis(1_101));

        assertThat(reading.isSure(millis(1_500))).isFalse();
        assertThat(reading.took(millis(1_500))).isEqualTo(millis(100));
    }

    /** One part in ten of a long lag is no matter. */
    @Test
    void longLag_isSureWithinATenth() {
        reading.behind(millis(3_001));

        assertThat(reading.isSure(millis(3_100))).isTrue();
        assertThat(reading.took(millis(3_100))).isEqualTo(millis(2_100));
        assertThat(reading.isSure(millis(3_300))).isFalse();
    }
}
