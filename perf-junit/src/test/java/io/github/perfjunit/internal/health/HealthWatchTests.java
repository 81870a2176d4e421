// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthWatchTests {

    @ParameterizedTest
    @CsvSource({
        // asleep, collecting, of; lost
        "0, 0, 1000, 0",
        "0, 100, 1000, 0",
        "0, 101, 1000, 101",
        "0, 750, 1000, 750",
        "60, 100, 1000, 60",
        "60, 750, 1000, 750",
        "800, 750, 1000, 800",
        "0, 0, 0, 0",
    })
    void lostTime_isTheLongerOfSleepAndManyCollections(double asleep, double collecting, double of, double lost) {
        assertThat(HealthWatch.lost(asleep, collecting, of)).isEqualTo(lost);
    }
}
