// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.GeneratorHealth;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.PinnedThreads;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratorMergeTests {

    @Test
    void processors_ofSharesThatDoNotKnowThem_areLeftOut() {
        GeneratorHealth merged = merge(share(-1, -1, 0), share(0.4, 0.2, 300), share(0.8, -1, 700));

        assertThat(merged.machineCpu()).isEqualTo((0.4 + 0.8) / 2);
        assertThat(merged.processCpu()).isEqualTo(0.2);
        assertThat(merged.lostMillis()).isEqualTo(700);
    }

    @Test
    void processors_thatNoShareKnows_stayUnknown() {
        GeneratorHealth merged = merge(share(-1, -1, 0), share(-1, -1, 0));

        assertThat(merged.machineCpu()).isNegative();
        assertThat(merged.processCpu()).isNegative();
    }

    private static GeneratorHealth merge(LoadData... shares) {
        return LoadData.merge(List.of(shares)).generator();
    }

    private static LoadData share(double machine, double process, double lostMillis) {
        return new LoadData(
                Instant.EPOCH,
                1_000,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new GeneratorHealth(
                        machine,
                        process,
                        0,
                        0,
                        LatencySummary.EMPTY,
                        lostMillis,
                        PinnedThreads.UNWATCHED,
                        List.of(),
                        List.of()),
                "",
                0);
    }
}
