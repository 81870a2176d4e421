// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.github.perfjunit.analysis.Capacity.Verdict;
import io.github.perfjunit.analysis.CapacitySearch.Outcome;
import io.github.perfjunit.analysis.CapacitySearch.Probe;
import io.github.perfjunit.analysis.CapacitySearch.Purpose;
import io.github.perfjunit.analysis.CapacitySearch.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CapacitySearchTests {

    private static CapacitySearch run(Settings settings, Function<Probe, Outcome> system) {
        CapacitySearch search = CapacitySearch.of(settings);
        while (search.next().isPresent()) {
            search = search.told(system.apply(search.next().get()));
        }
        return search;
    }

    private static Outcome clear(double value) {
        return new Outcome(value, 0, "p95");
    }

    private static List<String> loads(Capacity capacity) {
        return capacity.probes().stream()
                .map(t -> t.probe().purpose() + " " + Math.round(t.probe().load() * 10) / 10.0)
                .toList();
    }

    /** A limit that is crossed steeply at 1,000: 50 % over at 1 % more load. */
    @Test
    void search_sharpLimit_stepsBisectsAndVerifies() {
        Capacity capacity = run(new Settings(400, 1e6, false), p -> clear(p.load() > 1000 ? 0.5 : -0.5))
                .result();

        assertThat(loads(capacity))
                .containsExactly(
                        "STEP 400.0",
                        "STEP 600.0",
                        "STEP 900.0",
                        "STEP 1350.0",
                        "CONFIRM 1350.0",
                        "CONFIRM 1350.0",
                        "BISECT 1102.3",
                        "BISECT 996.0",
                        "BISECT 1047.8",
                        "BISECT 1021.6",
                        "VERIFY 981.7");
        assertThat(capacity.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(capacity.load()).isCloseTo(981.7, within(0.1));
        assertThat(capacity.held()).isEqualTo(capacity.load());
        assertThat(capacity.missed()).isCloseTo(1021.6, within(0.1));
        assertThat(capacity.limit()).isEqualTo("p95");
        assertThat(capacity.probes().get(10).probe().length()).isEqualTo(4);
        assertThat(capacity.probes().get(10).probe().drainLoad()).isCloseTo(490.9, within(0.1));
    }

    @Test
    void search_valueOfAPowerLaw_movesToItsZero() {
        Capacity capacity = run(
                        new Settings(100, 1e6, false),
                        p -> clear(p.length() == 1 ? 2 * Math.log(p.load() / 1000) : -0.01))
                .result();

        assertThat(capacity.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(capacity.load()).isCloseTo(1000, within(0.01));
    }

    @Test
    void search_disturbedStep_goesOnWhenTheMeanOfTwoFreshProbesHolds() {
        List<Double> values = new ArrayList<>(List.of(-0.5, 0.8, -0.4, 0.3, -0.5));
        CapacitySearch search = CapacitySearch.of(new Settings(100, 1e6, false));
        for (double value : values) {
            search = search.told(clear(value));
        }
        // 0.8 was a miss, but the mean of -0.4 and 0.3 is none.
        assertThat(loads(search.result()))
                .containsExactly("STEP 100.0", "STEP 150.0", "CONFIRM 150.0", "CONFIRM 150.0", "STEP 225.0");
        assertThat(search.next()).hasValue(new Probe(337.5, 1, Purpose.STEP));
        assertThat(search.result().verdict()).isEqualTo(Verdict.UNFINISHED);
        assertThat(search.result().load()).isEqualTo(225);
        assertThat(search.result().missed()).isInfinite();
    }

    @Test
    void search_probeNearTheLimit_isRepeatedTwiceAtMost() {
        CapacitySearch search = CapacitySearch.of(new Settings(100, 1e6, false));
        for (double value : new double[] {-1, 1, 1, 1, -0.05, 0.04, -0.01}) {
            search = search.told(clear(value));
        }
        // 122.5 was probed three times, its median -0.01 is held; the next one lies between it and 150.
        assertThat(search.next()).hasValueSatisfying(p -> {
            assertThat(p.purpose()).isEqualTo(Purpose.BISECT);
            assertThat(p.load()).isCloseTo(135.54, within(0.01));
        });
        assertThat(search.result().held()).isCloseTo(122.47, within(0.01));
        assertThat(search.result().missed()).isEqualTo(150);
    }

    @Test
    void search_wholeUsers_endsAtNeighbours() {
        Capacity capacity = run(new Settings(1, 1000, true), p -> clear(p.load() > 7 ? 0.5 : -0.5))
                .result();

        assertThat(loads(capacity))
                .containsExactly(
                        "STEP 1.0",
                        "STEP 2.0",
                        "STEP 3.0",
                        "STEP 4.0",
                        "STEP 6.0",
                        "STEP 9.0",
                        "CONFIRM 9.0",
                        "CONFIRM 9.0",
                        "BISECT 7.0",
                        "BISECT 8.0",
                        "VERIFY 7.0");
        assertThat(capacity.load()).isEqualTo(7);
        assertThat(capacity.missed()).isEqualTo(8);
    }

    @Test
    void search_startBeyondTheCapacity_goesDown() {
        Capacity capacity = run(new Settings(800, 1e6, false), p -> clear(p.load() > 150 ? 1 : -1))
                .result();

        assertThat(loads(capacity)).startsWith("STEP 800.0", "CONFIRM 800.0", "CONFIRM 800.0", "STEP 400.0");
        assertThat(loads(capacity)).contains("STEP 200.0", "STEP 100.0", "BISECT 141.4");
        assertThat(capacity.load()).isBetween(140.0, 150.0);
    }

    @Test
    void search_nothingHeld_endsWithoutALoad() {
        Capacity whole =
                run(new Settings(4, 100, true), p -> Outcome.missed("errors")).result();
        assertThat(loads(whole))
                .containsExactly(
                        "STEP 4.0",
                        "CONFIRM 4.0",
                        "CONFIRM 4.0",
                        "STEP 2.0",
                        "CONFIRM 2.0",
                        "CONFIRM 2.0",
                        "STEP 1.0",
                        "CONFIRM 1.0",
                        "CONFIRM 1.0");
        assertThat(whole.verdict()).isEqualTo(Verdict.NONE);
        assertThat(whole.load()).isZero();
        assertThat(whole.missed()).isEqualTo(1);
        assertThat(whole.limit()).isEqualTo("errors");
        assertThat(run(new Settings(4, 100, false), p -> Outcome.missed("errors"))
                        .result()
                        .verdict())
                .isEqualTo(Verdict.NONE);
    }

    @Test
    void search_largestLoadHeld_isALeastCapacity() {
        Capacity capacity = run(new Settings(100, 200, false), p -> clear(-1)).result();

        assertThat(loads(capacity)).containsExactly("STEP 100.0", "STEP 150.0", "STEP 200.0", "VERIFY 200.0");
        assertThat(capacity.verdict()).isEqualTo(Verdict.AT_LEAST);
        assertThat(capacity.load()).isEqualTo(200);
        assertThat(capacity.missed()).isInfinite();
        assertThat(capacity.limit()).isEmpty();
    }

    @Test
    void search_longHoldsAlwaysMissed_isNotVerified() {
        Capacity capacity = run(
                        new Settings(100, 200, false),
                        p -> p.purpose() == Purpose.VERIFY ? Outcome.missed("errors") : clear(-1))
                .result();

        assertThat(loads(capacity))
                .containsExactly(
                        "STEP 100.0",
                        "STEP 150.0",
                        "STEP 200.0",
                        "VERIFY 200.0",
                        "VERIFY 194.0",
                        "VERIFY 188.2",
                        "VERIFY 182.5",
                        "VERIFY 177.1",
                        "VERIFY 171.7",
                        "VERIFY 166.6");
        assertThat(capacity.verdict()).isEqualTo(Verdict.NOT_VERIFIED);
        assertThat(capacity.load()).isEqualTo(200);
    }

    @Test
    void search_limitsWithoutADistance_areBisectedAllTheSame() {
        Capacity capacity = run(
                        new Settings(50, 1e6, false), p -> p.load() > 100 ? Outcome.missed("errors") : clear(-0.5))
                .result();

        assertThat(capacity.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(capacity.load()).isBetween(95.0, 100.0);
        assertThat(capacity.limit()).isEqualTo("errors");
    }

    @Test
    void told_afterTheEnd_isRefused() {
        CapacitySearch ended = run(new Settings(1, 1, true), p -> clear(-1));
        assertThatIllegalStateException().isThrownBy(() -> ended.told(clear(0))).withMessage("the search has ended");
    }

    @Test
    void outcome_ofAPercentile_hasTheScatterOfItsParts() {
        // ln 2 apart: standard deviation of (0, ln 2, 0, ln 2) is 0.4002, its error a half.
        Outcome outcome = Outcome.of(300, 200, new double[] {1, 2, 1, 2, 0}, "p95");
        assertThat(outcome.value()).isCloseTo(Math.log(1.5), within(1e-12));
        assertThat(outcome.noise()).isCloseTo(0.2001, within(1e-4));
        assertThat(outcome.isMiss()).isTrue();
        assertThat(Outcome.of(200, 200, new double[0], "p95")).isEqualTo(new Outcome(0, 0, "p95"));
        assertThat(Outcome.of(0, 200, new double[0], "p95").isMiss()).isFalse();
    }

    @Test
    void settings_wrong_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Settings(0, 10, false))
                .withMessage("start was 0.0 but must be above zero and at most the largest load, 10.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Settings(11, 10, false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Settings(1.5, 10, true))
                .withMessage("start and most were 1.5 and 10.0 but must be whole numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Outcome(Double.NaN, 0, "p95"))
                .withMessage("value and noise were NaN and 0.0 but must be a number, and zero or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Outcome.of(1, 0, new double[0], "p95"))
                .withMessage("most was 0.0 but must be above zero");
    }

    @Test
    void theilSen_aWildPoint_doesNotMoveTheLine() {
        TheilSen line = TheilSen.fit(new double[] {0, 1, 2, 3, 4}, new double[] {1, 3, 5, 70, 9});
        assertThat(line).isEqualTo(new TheilSen(2, 1));
        assertThat(TheilSen.fit(new double[] {1, 1}, new double[] {2, 4})).isEqualTo(new TheilSen(0, 3));
    }
}
