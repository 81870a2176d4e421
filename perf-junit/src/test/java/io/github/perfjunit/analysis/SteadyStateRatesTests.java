// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.perfjunit.analysis.NoisyServer.Latencies;
import io.github.perfjunit.analysis.SteadyState.State;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a warm-up is called over, and by how much the two minutes after it are still too slow. */
class SteadyStateRatesTests {

    private static final int TRIALS = 30;

    private static double median(List<Latencies> seconds) {
        Latencies all = new Latencies();
        seconds.forEach(all::add);
        return all.count() == 0 ? Double.NaN : Math.exp(all.ln(0.5));
    }

    private static IntToDoubleFunction truth(String name) {
        return switch (name) {
            case "steady" -> s -> 0;
            case "decay 10" -> s -> Math.log1p(2 * Math.exp(-s / 10.0));
            case "decay 30" -> s -> Math.log1p(2 * Math.exp(-s / 30.0));
            case "steps" -> s -> Math.log(s < 25 ? 2 : s < 70 ? 1.3 : 1);
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "steady, 100, 37, 0, 0, 0.1",
        "steady, 10, 73, 0.02, 0, 0.1",
        "decay 10, 100, 66, 0, 0.0, 0.2",
        "decay 30, 100, 180, 0.67, 0.2, 0.9",
        "steps, 100, 63, 0, 1.7, 4.5"
    })
    void warmUp_truth_isReleasedWhenAndAsItWasSimulated(
            String name, int perSecond, double stops, double notSettled, double bias, double worst) {
        IntToDoubleFunction truth = truth(name);
        double[] took = new double[TRIALS];
        double[] left = new double[TRIALS];
        int open = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            NoisyServer server = new NoisyServer(trial, perSecond, 60);
            SteadyState<Latencies> state =
                    new SteadyState<>(SteadyStateRatesTests::median, false, SteadyState.USUAL_CAP);
            State now = State.WARMING_UP;
            for (int second = 0; now == State.WARMING_UP; second++) {
                Latencies latencies = new Latencies();
                server.second(truth.applyAsDouble(second), latencies);
                now = state.accept(latencies, latencies.count(), 0);
            }
            int from = (int) state.took().toSeconds();
            took[trial] = from;
            open += now == State.NOT_SETTLED ? 1 : 0;
            // The bias is that of the truth, not of the noise: its mean over the two minutes measured.
            double sum = 0;
            for (int second = from; second < from + 120; second++) {
                sum += Math.expm1(truth.applyAsDouble(second));
            }
            left[trial] = 100 * sum / 120;
        }
        Arrays.sort(left);
        assertThat(Medians.of(took)).isCloseTo(stops, within(0.12 * stops));
        assertThat(open).isBetween(Margin.least(notSettled, TRIALS), Margin.most(Math.max(notSettled, 0.005), TRIALS));
        assertThat(Arrays.stream(left).average().orElseThrow()).isCloseTo(bias, within(0.2 + 0.4 * bias));
        assertThat(left[TRIALS * 95 / 100 - 1]).isLessThanOrEqualTo(worst);
    }
}
