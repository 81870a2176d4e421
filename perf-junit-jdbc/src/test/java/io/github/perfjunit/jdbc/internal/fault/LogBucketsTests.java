// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogBucketsTests {

    @ParameterizedTest
    @CsvSource({
        "-1, 0",
        "0, 0",
        "8191, 0",
        "8192, 0",
        "9215, 0",
        "9216, 1",
        "16383, 7",
        "16384, 8",
        "137438953471, 191",
        "137438953472, 191",
        "9223372036854775807, 191"
    })
    void index_duration_isItsBucket(long nanos, int index) {
        assertThat(LogBuckets.index(nanos)).isEqualTo(index);
    }

    @ParameterizedTest
    @ValueSource(longs = {10_000, 123_456, 1_000_000, 20_000_000, 3_000_000_000L, 100_000_000_000L})
    void percentile_oneDuration_isWithinAnEighthOfIt(long nanos) {
        long[] counts = new long[LogBuckets.COUNT];
        counts[LogBuckets.index(nanos)] = 1;
        assertThat(LogBuckets.percentile(counts, 0.95)).isCloseTo((double) nanos, within(nanos / 8.0));
    }

    @Test
    void percentile_evenDurations_isInterpolated() {
        long[] counts = new long[LogBuckets.COUNT];
        for (int i = 1; i <= 10_000; i++) {
            counts[LogBuckets.index(i * 10_000L)]++;
        }
        assertThat(LogBuckets.percentile(counts, 0.95)).isCloseTo(95e6, within(0.5e6));
        assertThat(LogBuckets.percentile(counts, 0.5)).isCloseTo(50e6, within(0.5e6));
    }

    @Test
    void percentile_nothing_isZero() {
        assertThat(LogBuckets.percentile(new long[LogBuckets.COUNT], 0.95)).isZero();
    }
}
