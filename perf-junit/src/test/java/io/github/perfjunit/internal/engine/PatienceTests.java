// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PatienceTests {

    private final Patience patience = new Patience();

    @Test
    void nothingEndedSoFar_isOverAfterASecond() {
        assertThat(patience.isOver(millis(999))).isFalse();
        assertThat(patience.isOver(millis(1_000))).isTrue();
    }

    @Test
    void longOnes_areWaitedForTenTimesTheirMean() {
        patience.ended(millis(400));
        patience.ended(millis(600));

        assertThat(patience.isOver(millis(4_999))).isFalse();
        assertThat(patience.isOver(millis(5_000))).isTrue();
    }

    @Test
    void oneSlowFirst_doesNotHideOneThatHangs() {
        patience.ended(millis(500));
        for (int i = 0; i < 9; i++) {
            patience.ended(millis(10));
        }

        assertThat(patience.isOver(millis(1_000))).isTrue();
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
