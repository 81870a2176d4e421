// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacingTests {

    @Test
    void none_bytes_goOnAtOnce() {
        assertThat(Pacing.NONE.due(7, 3, 100)).isEqualTo(7);
    }

    @Test
    void late_withoutJitter_isLaterByTheDelay() {
        assertThat(new Pacing.Late(50, 0, 1).due(100, 0, 1)).isEqualTo(150);
    }

    @Test
    void late_withJitter_staysWithinItAndInOrder() {
        Pacing pacing = new Pacing.Late(1000, 400, 1);
        long previous = Long.MIN_VALUE / 2;
        boolean early = false;
        boolean late = false;
        for (long now = 0; now < 1_000_000; now += 1000) {
            long due = pacing.due(now, previous, 1);
            assertThat(due - now).isBetween(600L, 1400L);
            assertThat(due).isGreaterThanOrEqualTo(previous);
            early |= due - now < 700;
            late |= due - now > 1300;
            previous = due;
        }
        assertThat(early && late).isTrue();
        assertThat(pacing.due(2_000_000, 3_000_000, 1)).isEqualTo(3_000_000);
    }

    @Test
    void late_sameSeed_hasTheSameDelays() {
        Pacing one = new Pacing.Late(1000, 400, 5);
        Pacing other = new Pacing.Late(1000, 400, 5);
        for (int i = 0; i < 10; i++) {
            assertThat(one.due(i, 0, 1)).isEqualTo(other.due(i, 0, 1));
        }
    }

    @Test
    void narrow_bytes_goOneAfterAnother() {
        Pacing pacing = new Pacing.Narrow(1000, 0);
        assertThat(pacing.due(0, 0, 100)).isEqualTo(100_000_000);
        assertThat(pacing.due(0, 0, 50)).isEqualTo(150_000_000);
        assertThat(pacing.due(1_000_000_000, 0, 1)).isEqualTo(1_001_000_000); // what was not used is lost
    }

    @Test
    void narrow_piece_isAFiftiethOfASecond() {
        assertThat(new Pacing.Narrow(10_000, 0).piece()).isEqualTo(200);
        assertThat(new Pacing.Narrow(1, 0).piece()).isEqualTo(1);
        assertThat(new Pacing.Narrow(10_000_000_000L, 0).piece()).isEqualTo(65_536);
    }
}
