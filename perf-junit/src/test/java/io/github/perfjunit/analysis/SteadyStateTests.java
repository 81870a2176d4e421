// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.perfjunit.analysis.SteadyState.State;
import java.time.Duration;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class SteadyStateTests {

    /** The latencies of a second are its median; those of several, the median of medians. */
    private static double median(List<Double> seconds) {
        return Medians.of(seconds.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static SteadyState<Double> run(
            boolean closed, IntToDoubleFunction p50, IntToLongFunction completions, IntToDoubleFunction compiling) {
        SteadyState<Double> state = new SteadyState<>(SteadyStateTests::median, closed, SteadyState.USUAL_CAP);
        for (int second = 0; second < 1000; second++) {
            State now = state.accept(
                    p50.applyAsDouble(second), completions.applyAsLong(second), compiling.applyAsDouble(second));
            if (now != State.WARMING_UP) {
                return state;
            }
        }
        throw new AssertionError("never ended");
    }

    private static State stateOf(SteadyState<Double> ended) {
        return ended.accept(1.0, 1, 0);
    }

    @Test
    void steadySystem_isSettledAfter32Seconds() {
        SteadyState<Double> state = run(false, s -> 20, s -> 100, s -> 0);
        assertThat(state.took()).isEqualTo(Duration.ofSeconds(32));
        assertThat(stateOf(state)).isEqualTo(State.SETTLED);
        assertThat(state.moved()).isZero();
    }

    /** At 5/s a window of 200 samples is 40 s long, three of them 120 s. */
    @Test
    void lowRate_needsLongerWindows() {
        assertThat(run(false, s -> 20, s -> 5, s -> 0).took()).isEqualTo(Duration.ofSeconds(122));
    }

    /** The median of the first of three windows of 10 s is that of after the step from second 46 on. */
    @Test
    void stepAt20Seconds_isSettledWhenTheFirstWindowIsBehindIt() {
        assertThat(run(false, s -> s < 20 ? 30 : 20, s -> 100, s -> 0).took()).isEqualTo(Duration.ofSeconds(48));
    }

    @Test
    void systemThatNeverSettles_endsAtTheCapAndTellsHowFarItMoved() {
        SteadyState<Double> state = run(false, s -> 20 * Math.pow(1.0065, s), s -> 100, s -> 0);
        assertThat(stateOf(state)).isEqualTo(State.NOT_SETTLED);
        assertThat(state.took()).isEqualTo(Duration.ofMinutes(3));
        // Windows of 36 s: 72 s from the first to the last.
        assertThat(state.moved()).isCloseTo(Math.pow(1.0065, 72) - 1, within(1e-9));
    }

    @Test
    void closedModel_throughputMustAgreeToo() {
        assertThat(stateOf(run(false, s -> 20, s -> 100 + 2 * s, s -> 0))).isEqualTo(State.SETTLED);
        assertThat(stateOf(run(true, s -> 20, s -> 100 + 2 * s, s -> 0))).isEqualTo(State.NOT_SETTLED);
        assertThat(run(true, s -> 20, s -> 100, s -> 0).took()).isEqualTo(Duration.ofSeconds(32));
    }

    @Test
    void compiler_delaysBy30SecondsAtMost() {
        assertThat(run(false, s -> 20, s -> 100, s -> s < 40 ? 0.5 : 0).took()).isEqualTo(Duration.ofSeconds(41));
        assertThat(run(false, s -> 20, s -> 100, s -> 0.5).took()).isEqualTo(Duration.ofSeconds(62));
        assertThat(run(false, s -> 20, s -> 100, s -> 0.02).took()).isEqualTo(Duration.ofSeconds(32));
    }

    @Test
    void nothingMeasured_isNotSettled() {
        SteadyState<Double> state = run(false, s -> Double.NaN, s -> 0, s -> 0);
        assertThat(stateOf(state)).isEqualTo(State.NOT_SETTLED);
        assertThat(state.moved()).isNaN();
        assertThat(stateOf(run(false, s -> 0, s -> 100, s -> 0))).isEqualTo(State.NOT_SETTLED);
    }

    @Test
    void shortCap_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SteadyState<>(SteadyStateTests::median, false, Duration.ofSeconds(59)))
                .withMessage("cap was 59000 ms but must be at least 60 s");
    }
}
