// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SetUpBackOffTests {

    private final SetUpBackOff backOff = new SetUpBackOff();

    @Test
    void nothingFailed_asManyAsAreWanted() {
        backOff.started();

        assertThat(backOff.allowed(7, 0)).isEqualTo(7);
    }

    @Test
    void afterAFailure_oneAtATimeAfterAPause() {
        fail(0);

        assertThat(backOff.allowed(7, millis(99))).isZero();
        assertThat(backOff.allowed(7, millis(100))).isEqualTo(1);
        assertThat(backOff.allowed(0, millis(100))).isZero();
        backOff.started();
        assertThat(backOff.allowed(7, millis(500))).isZero();
    }

    @Test
    void aMinuteOfFailures_takesFewTries() {
        int tries = 0;
        for (long now = 0; now < millis(60_000); now += millis(5)) {
            if (backOff.allowed(1_000, now) > 0) {
                tries++;
                fail(now);
            }
        }

        assertThat(tries).isEqualTo(17);
    }

    @Test
    void aSuccess_endsThePauses() {
        fail(0);
        fail(0);
        backOff.started();
        backOff.ended(true, millis(1));

        assertThat(backOff.allowed(7, millis(1))).isEqualTo(7);
    }

    private void fail(long now) {
        backOff.started();
        backOff.ended(false, now);
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
