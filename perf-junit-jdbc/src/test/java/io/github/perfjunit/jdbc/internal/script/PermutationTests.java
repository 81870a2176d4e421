// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationTests {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 7, 8, 9, 100, 1023, 1024, 1025, 100_000})
    void of_everyNumberOfASize_reachesEachOnce(long size) {
        for (long seed = 0; seed < 5; seed++) {
            long order = seed;
            assertThat(LongStream.range(0, size)
                            .map(number -> Permutation.of(number, size, order))
                            .sorted()
                            .toArray())
                    .isEqualTo(LongStream.range(0, size).toArray());
        }
    }

    @Test
    void of_neighbors_goFarApart() {
        double apart = LongStream.range(1, 1000)
                .map(number -> Math.abs(Permutation.of(number, 100_000, 0) - Permutation.of(number - 1, 100_000, 0)))
                .average()
                .orElseThrow();

        // Two random numbers are a third of the range apart on average.
        assertThat(apart).isBetween(20_000.0, 45_000.0);
    }

    @Test
    void of_theFirstOnes_areScattered() {
        long[] tenths = new long[10];
        LongStream.range(0, 1000).forEach(number -> tenths[(int) (Permutation.of(number, 100_000, 0) / 10_000)]++);

        assertThat(LongStream.of(tenths).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(50L, 170L));
    }

    @Test
    void of_theLargestSize_staysInside() {
        assertThat(Permutation.of(Long.MAX_VALUE - 1, Long.MAX_VALUE, 3)).isBetween(0L, Long.MAX_VALUE - 1);
    }
}
