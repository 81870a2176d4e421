// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.analysis.CapacitySearch.Outcome;
import io.github.perfjunit.analysis.CapacitySearch.Settings;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How near the search comes to a known capacity, with noisy probes of which one in twenty is disturbed. */
class CapacitySearchRatesTests {

    private static final int TRIALS = 300;
    private static final double CAPACITY = 100;

    @ParameterizedTest
    @CsvSource({
        "steep, 0.1, 0.99, 1.0, 0, 18",
        "gentle, 0.05, 0.96, 1.0, 0, 22",
        "gentle, 0.1, 0.84, 1.0, 0.003, 24",
        "gentle, 0.2, 0.69, 0.96, 0.031, 27"
    })
    void search_noisyProbes_isAsNearAsWasSimulated(
            String server, double noise, double within5, double within10, double above5, double probes) {
        DoubleUnaryOperator value = server.equals("steep")
                ? load -> Math.log(answer(load) / answer(CAPACITY))
                : load -> 1.5 * Math.log(load / CAPACITY);
        SplittableRandom random = new SplittableRandom(11);
        int near5 = 0;
        int near10 = 0;
        int above = 0;
        int made = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            Capacity found = search(value, noise, random);
            double ratio = found.load() / CAPACITY;
            near5 += Math.abs(ratio - 1) <= 0.05 ? 1 : 0;
            near10 += Math.abs(ratio - 1) <= 0.1 ? 1 : 0;
            above += ratio > 1.05 ? 1 : 0;
            made += found.probes().stream().mapToInt(t -> t.probe().length()).sum();
        }
        assertThat(near5).isGreaterThanOrEqualTo(Margin.least(within5, TRIALS));
        assertThat(near10).isGreaterThanOrEqualTo(Margin.least(Math.min(within10, 0.995), TRIALS));
        assertThat(above).isLessThanOrEqualTo(Margin.most(Math.max(above5, 0.001), TRIALS));
        assertThat((double) made / TRIALS).isBetween(probes * 0.7, probes * 1.25);
    }

    /** Like a queue with eight servers, which are all busy at a load of 105. */
    private static double answer(double load) {
        double busy = Math.min(load / 105, 0.999);
        return 1 + Math.pow(busy, 8) / (8 * (1 - busy)) * 3;
    }

    private static Capacity search(DoubleUnaryOperator value, double noise, SplittableRandom random) {
        double start = CAPACITY * (0.1 + 0.2 * random.nextDouble());
        CapacitySearch search = CapacitySearch.of(new Settings(start, 1e6, false));
        while (search.next().isPresent()) {
            CapacitySearch.Probe probe = search.next().get();
            double disturbed = random.nextDouble() < 0.05 ? -0.5 * Math.log(1 - random.nextDouble()) : 0;
            double scatter = noise / Math.sqrt(probe.length()) * NoisyServer.gauss(random);
            search = search.told(new Outcome(value.applyAsDouble(probe.load()) + scatter + disturbed, noise, "p95"));
        }
        return search.result();
    }
}
