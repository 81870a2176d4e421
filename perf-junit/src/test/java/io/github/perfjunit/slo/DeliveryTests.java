// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import static io.github.perfjunit.slo.Loads.nothing;
import static io.github.perfjunit.slo.Loads.series;
import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PhaseWindow;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryTests {

    /** A scenario of 5 users for 5,000/s, whose iterations take 44 ms (half of what the series of Loads are given). */
    private static ScenarioSummary open(long due, long started, long dropped, long queued) {
        return scenario(true, 5, 5, 5000, due, started, dropped, queued);
    }

    private static ScenarioSummary scenario(
            boolean open, int users, int maxUsers, double rate, long due, long started, long dropped, long queued) {
        return new ScenarioSummary(
                Loads.SCENARIO,
                "5000/s, 10s",
                open,
                open,
                users,
                maxUsers,
                rate,
                Map.of(Outcome.OK, started),
                due,
                dropped,
                queued,
                0,
                0,
                0,
                0,
                List.of(new PhaseWindow(Phase.MEASURE, 0, 10_000)),
                Map.of());
    }

    private static LoadResult result(ScenarioSummary scenario) {
        return lost(scenario, 0);
    }

    private static LoadResult lost(ScenarioSummary scenario, double lostMillis) {
        return nothing()
                .withoutScenarios()
                .scenario(scenario)
                .series(series(SeriesKind.ITERATION, Loads.SCENARIO, Phase.MEASURE, 1000, 0, 88))
                .lost(lostMillis)
                .result();
    }

    @Test
    void dropsOfTooFewUsers_areToldWithTheirArithmetic() {
        Delivery delivery = new Delivery(result(open(50_000, 1_130, 48_870, 1_125)));

        assertThat(delivery.problems())
                .containsExactly("48,870 of 50,000 iterations of browse that were due never started: 5 users at 44 ms"
                        + " can do 114/s; 5,000/s needs about 220: set maxUsers = 220");
        assertThat(delivery.shortages())
                .containsExactly("users: 5 users at 44 ms can do 114/s; 5,000/s needs about 220: set maxUsers = 220");
        assertThat(delivery.otherShortages()).isEmpty();
        assertThat(delivery.line()).contains("load: 50,000 due, 1,130 started, 48,870 dropped, 1,125 queued");
    }

    @Test
    void queueOfTooFewUsers_isAShortageAndNoProblem() {
        Delivery delivery = new Delivery(result(open(1_000, 1_000, 0, 900)));

        assertThat(delivery.problems()).isEmpty();
        assertThat(delivery.shortages()).hasSize(1);
        assertThat(delivery.otherShortages()).hasSize(1);
        assertThat(delivery.line()).contains("load: 1,000 due, 1,000 started, 0 dropped, 900 queued");
    }

    @Test
    void dropsAlthoughUsersWouldDo_nameMaxUsersAlone() {
        Delivery delivery = new Delivery(result(scenario(true, 5, 5, 100, 1_000, 900, 100, 0)));

        assertThat(delivery.problems())
                .containsExactly("100 of 1,000 iterations of browse that were due never started, with 5 users:"
                        + " raise maxUsers");
        assertThat(delivery.shortages()).isEmpty();
    }

    @Test
    void dropsOfPacedUsers_namePacing() {
        assertThat(new Delivery(result(withoutRate(true, 3))).problems())
                .containsExactly(
                        "850 of 1,000 iterations of browse that were due never started: 3 users at 44 ms can do"
                                + " 68.2/s; 100/s were due: raise pacing");
        assertThat(new Delivery(result(withoutRate(true, 5))).problems())
                .containsExactly("850 of 1,000 iterations of browse that were due never started, with 5 users:"
                        + " raise pacing");
    }

    @Test
    void dropsOfIterations_nameTheDuration() {
        assertThat(new Delivery(result(withoutRate(false, 3))).problems())
                .containsExactly("850 of 1,000 iterations of browse that were due never started, with 3 users:"
                        + " raise duration");
    }

    private static ScenarioSummary withoutRate(boolean paced, int users) {
        return withoutRate(paced, users, 1_000, 150, 850);
    }

    private static ScenarioSummary paced(long due, long started, long dropped) {
        return withoutRate(true, 3, due, started, dropped);
    }

    private static ScenarioSummary withoutRate(boolean paced, int users, long due, long started, long dropped) {
        return new ScenarioSummary(
                Loads.SCENARIO,
                "3 users, pacing 1s",
                false,
                paced,
                users,
                users,
                0,
                Map.of(Outcome.OK, started),
                due,
                dropped,
                0,
                0,
                0,
                0,
                0,
                List.of(new PhaseWindow(Phase.MEASURE, 0, 10_000)),
                Map.of());
    }

    @Test
    void pacedUsers_whoseIterationsRan_wereNotHeldTooLong() {
        assertThat(new Delivery(lost(paced(1_000, 1_000, 0), 5_000)).problems()).isEmpty();
        assertThat(new Delivery(lost(paced(1_000, 969, 0), 5_000)).problems())
                .containsExactly("only 969 of 1,000 iterations of browse that were due ran (limit 97 %)");
    }

    @Test
    void usersThatCouldBeAdded_areNoShortage() {
        assertThat(new Delivery(result(scenario(true, 5, 500, 5000, 1_000, 1_000, 0, 3))).shortages())
                .isEmpty();
    }

    @Test
    void lessThanDue_withoutDrops_isNotDelivered() {
        assertThat(new Delivery(result(open(1_000, 970, 0, 0))).problems()).isEmpty();
        assertThat(new Delivery(result(open(1_000, 969, 0, 0))).problems())
                .containsExactly("only 969 of 1,000 iterations of browse that were due ran (limit 97 %)");
        assertThat(new Delivery(result(open(1_000, 900, 0, 900))).problems())
                .containsExactly(
                        "only 900 of 1,000 iterations of browse that were due ran (limit 97 %): 5 users at 44 ms"
                                + " can do 114/s; 5,000/s needs about 220: set maxUsers = 220");
    }

    @Test
    void drops_thatTheTestJudges_areItsOwnAffair() {
        LoadResult result = result(open(50_000, 1_130, 48_870, 0));
        assertThat(result).dropped().isLessThan(50_000);

        assertThat(new Delivery(result).problems()).isEmpty();
    }

    @Test
    void drops_ofACheckThatWasMissedAndCaught_areNotJudged() {
        LoadResult result = result(open(50_000, 1_130, 48_870, 0));
        assertThatThrownBy(() -> assertThat(result).dropped().isZero()).isInstanceOf(SloViolation.class);

        assertThat(new Delivery(result).problems()).hasSize(1);
    }

    @Test
    void closedUsers_heldForMoreThanATwentieth_wereNotDelivered() {
        ScenarioSummary closed = scenario(false, 5, 5, 0, 1_000, 1_000, 0, 0);

        assertThat(new Delivery(lost(closed, 500)).problems()).isEmpty();
        assertThat(new Delivery(lost(closed, 501)).problems())
                .containsExactly("users of a closed model were held by the generator for 501 ms of 10 s measured"
                        + " (limit 5 %)");
        assertThat(new Delivery(lost(closed, 20_000)).problems())
                .containsExactly("users of a closed model were held by the generator for 10 s of 10 s measured"
                        + " (limit 5 %)");
        assertThat(new Delivery(lost(open(1_000, 1_000, 0, 0), 5_000)).problems())
                .isEmpty();
        assertThat(new Delivery(result(closed)).line()).isEmpty();
    }

    /** How long users were held does not change what their iterations made the target do. */
    @Test
    void closedUsers_heldForLong_butJudgedByTheirWorkAlone_wereDelivered() {
        LoadResult result = lost(scenario(false, 5, 5, 0, 1_000, 1_000, 0, 0), 5_000);
        result.ledger().add(new WorkObjective(Work.STATEMENTS, 3, "3", "").judge(result));
        assertThat(new Delivery(result).problems()).isEmpty();

        assertThatThrownBy(() -> assertThat(result).p95().isLessThan(Duration.ofNanos(1)))
                .isInstanceOf(SloViolation.class);
        assertThat(new Delivery(result).problems()).hasSize(1);
    }
}
