// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SilenceTests {

    private final Silence silence = new Silence(10_000, 0);

    @Test
    void messageThatChanges_isNoSilence() {
        for (int second = 1; second <= 60; second++) {
            silence.read("sign " + second / 5, seconds(second));
            assertThat(silence.isOver()).isFalse();
        }
    }

    @Test
    void messageThatStays_isSilenceAfterTheLimit() {
        silence.read("sign", seconds(1));
        silence.read("sign", seconds(11));
        assertThat(silence.isOver()).isFalse();

        silence.read("sign", seconds(12));

        assertThat(silence.isOver()).isTrue();
    }

    @Test
    void messageThatNeverCame_isSilenceAfterTheLimit() {
        silence.read(null, seconds(9));
        assertThat(silence.isOver()).isFalse();

        silence.read(null, seconds(11));

        assertThat(silence.isOver()).isTrue();
    }

    @Test
    void timeInWhichItCouldNotBeRead_doesNotCount() {
        silence.read("sign", seconds(1));
        for (int second = 2; second <= 600; second++) {
            silence.unreadable();
        }
        silence.read("sign", seconds(601));
        assertThat(silence.isOver()).isFalse();

        silence.read("sign", seconds(612));

        assertThat(silence.isOver()).isTrue();
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
