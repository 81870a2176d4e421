// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencySummaryTests {

    private static final Duration LIMIT = Duration.ofMillis(300);

    /** The bucket of 300 ms is from 299.892736 ms to 300.154879 ms. */
    @ParameterizedTest
    @CsvSource({
        "299000000 299500000 300000000, 3, 0", // the longest is exact
        "300000000 300000001 300200000, 1, 1", // the second one is in the bucket of the limit; the shortest is exact
        "300000001 300000001, 0, 2", // the shortest is beyond
        "299892735 300000000 300154880, 1, 1",
        "299892735 299892736 300000000 300154879 300154880, 1, 1",
        "1 2, 2, 0",
        "3600000000000 1, 1, 1"
    })
    void counts_onBothSidesOfALimit_leaveOutWhatIsNotKnown(String nanos, long within, long longer) {
        LatencySummary times = LatencySummary.ofNanos(
                Arrays.stream(nanos.split(" ")).mapToLong(Long::parseLong).toArray());

        assertThat(times.countUpTo(LIMIT)).isEqualTo(within);
        assertThat(times.countLongerThan(LIMIT)).isEqualTo(longer);
    }

    @Test
    void counts_neverClaimMoreThanIsTrue_norMissMoreThanABucket() {
        Random random = new Random(11);
        for (int run = 0; run < 200; run++) {
            long[] nanos = random.longs(500, 0, 2_000_000).toArray();
            LatencySummary times = LatencySummary.ofNanos(nanos);
            Duration limit = Duration.ofNanos(random.nextInt(2_100_000));
            long exact = LongStream.of(nanos).filter(n -> n <= limit.toNanos()).count();
            long width = LatencySummary.resolution(limit).toNanos() + 1_024;
            long near = LongStream.of(nanos)
                    .filter(n -> Math.abs(n - limit.toNanos()) <= width)
                    .count();

            assertThat(times.countUpTo(limit)).isBetween(exact - near, exact);
            assertThat(times.countLongerThan(limit)).isBetween(500 - exact - near, 500 - exact);
        }
    }

    @Test
    void counts_ofNothing_areZero() {
        assertThat(LatencySummary.EMPTY.countUpTo(LIMIT)).isZero();
        assertThat(LatencySummary.EMPTY.countLongerThan(LIMIT)).isZero();
    }
}
