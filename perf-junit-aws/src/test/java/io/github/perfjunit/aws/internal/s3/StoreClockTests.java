// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreClockTests {

    private static final long WAY_MILLIS = 15;

    private long millis = 1_700_000_000_300L;

    private final StoreClock clock = new StoreClock() {
        @Override
        long millis() {
            return millis;
        }

        @Override
        void sleep(long time) {
            millis += time;
        }
    };

    private String date(long ahead) {
        millis += WAY_MILLIS;
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.ofEpochMilli(millis + ahead).atZone(ZoneOffset.UTC));
        millis += WAY_MILLIS;
        return date;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 250, -250, 730, 5_000, -86_400_000})
    void offset_wholeSecondsAreTold_foundWithinAQuarterOfASecond(long ahead) throws IOException {
        assertThat(clock.offset(() -> date(ahead)))
                .isBetween(Duration.ofMillis(ahead - 250), Duration.ofMillis(ahead + 250));
    }

    @Test
    void offset_clockIsSetMeanwhile_foundByWhatWasToldSince() throws IOException {
        long[] ahead = {0, 0, 0, 60_000, 60_000, 60_000};
        int[] next = {0};

        assertThat(clock.offset(() -> date(ahead[next[0]++])))
                .isBetween(Duration.ofSeconds(59), Duration.ofSeconds(61));
    }

    @Test
    void offset_noDate_fails() {
        assertThatIOException()
                .isThrownBy(() -> clock.offset(() -> "noon"))
                .withMessage("S3 told its time as 'noon', which is no date");
    }
}
