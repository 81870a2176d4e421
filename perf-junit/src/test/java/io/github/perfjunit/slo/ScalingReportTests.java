// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static io.github.perfjunit.slo.PerfAssertions.percent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.perfjunit.analysis.Capacity;
import io.github.perfjunit.kind.CapacityReport;
import io.github.perfjunit.kind.LoadStep;
import io.github.perfjunit.kind.ScalingReport;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.TestFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Results of one load against several numbers of replicas: figures, their intervals, refusals and checks. */
class ScalingReportTests {

    private static Loads load(boolean open, String model, int perSecond, long queued) {
        return load(open, open, model, perSecond, queued, 40);
    }

    private static Loads load(boolean open, boolean paced, String model, int perSecond, long queued, int waiting) {
        return Loads.nothing()
                .withoutScenarios()
                .scenario(TestFigures.scenario(
                        Loads.SCENARIO,
                        model,
                        open,
                        paced,
                        40,
                        Map.of(Outcome.OK, 100L * perSecond),
                        100L * perSecond,
                        0,
                        queued,
                        0,
                        0,
                        0,
                        0,
                        Map.of(Phase.RAMP_UP, 20_000L, Phase.MEASURE, 100_000L),
                        20_000))
                .request("GET /", 100 * perSecond, 1_000.0 * waiting / perSecond);
    }

    /** A closed load whose seconds differ by a share, and whose first second is outside the measured time. */
    private static LoadResult closed(int perSecond, double scatter, int seconds) {
        Loads load = load(false, "40 users, 100s", perSecond, 0)
                .interval(Loads.second(0, Phase.RAMP_UP, Loads.request("GET /", 1, 0, 20)));
        for (int i = 0; i < seconds; i++) {
            int ok = (int) Math.round(perSecond * (1 + (i % 2 == 0 ? scatter : -scatter)));
            load.interval(Loads.second(20 + i, Phase.MEASURE, Loads.request("GET /", ok, 0, 20)));
        }
        return load.result();
    }

    private static ScalingReport threeSizes(double scatter, int seconds) {
        return ScalingReport.of(Map.of(
                1, closed(100, scatter, seconds), 3, closed(250, scatter, seconds), 5, closed(350, scatter, seconds)));
    }

    @Test
    void figures_haveTheirIntervals() {
        ScalingReport report = threeSizes(0.02, 10);

        assertThat(report.points()).extracting(point -> point.replicas()).containsExactly(1, 3, 5);
        assertThat(report.at(3).speedUp().value()).isCloseTo(2.5, within(1e-9));
        assertThat(report.at(3).efficiency().value()).isCloseTo(0.8333, within(1e-4));
        assertThat(report.at(3).serialFraction().value()).isCloseTo(0.1, within(1e-9));
        assertThat(report.at(3).efficiency().low()).isCloseTo(0.8333 * 0.979, within(2e-3));
        assertThat(report.at(3).efficiency().high()).isCloseTo(0.8333 * 1.021, within(2e-3));
        assertThat(report.at(3).serialFraction().low()).isLessThan(0.1);
        assertThat(report.at(3).serialFraction().high()).isGreaterThan(0.1);
        assertThat(report.at(1).serialFraction().value()).isNaN();
        assertThat(report.notes()).isEmpty();
    }

    @Test
    void text_isATable() {
        assertThat(threeSizes(0, 10).text()).isEqualTo("""
                replicas   ok/s     p95  errors             speed-up                efficiency        serial fraction
                       1  100/s  400 ms     0 %  1.00 (1.00 to 1.00)  100.0 % (100.0 to 100.0)                      -
                       3  250/s  160 ms     0 %  2.50 (2.50 to 2.50)     83.3 % (83.3 to 83.3)  10.0 % (10.0 to 10.0)
                       5  350/s  114 ms     0 %  3.50 (3.50 to 3.50)     70.0 % (70.0 to 70.0)  10.7 % (10.7 to 10.7)
                """);
    }

    @Test
    void efficiency_clearlyAboveItsLimit_passesAndIsRecordedWithItsReplicas() {
        ScalingReport report = threeSizes(0.02, 10);

        assertThat(report)
                .efficiencyAt(3)
                .isGreaterThan(percent(80))
                .efficiencyAt(5)
                .isGreaterThan(percent(60));
        assertThat(report).serialFractionAt(3).isLessThan(percent(15));

        assertThat(report.result(3).objectives())
                .extracting(ObjectiveResult::state)
                .containsExactly(ObjectiveResult.State.MET, ObjectiveResult.State.MET);
    }

    @Test
    void efficiency_clearlyBelowItsLimit_fails() {
        assertThatThrownBy(() -> assertThat(threeSizes(0, 10)).efficiencyAt(5).isGreaterThan(percent(80)))
                .isInstanceOf(SloViolation.class)
                .hasMessage("efficiency of 5 replicas is 70 %, limit > 80 %");
    }

    @Test
    void efficiency_whoseIntervalHoldsTheLimit_isInconclusive() {
        assertThatThrownBy(() -> assertThat(threeSizes(0.1, 10)).efficiencyAt(3).isGreaterThan(percent(80)))
                .isInstanceOf(SloViolation.class)
                .hasMessageMatching("efficiency of 3 replicas is inconclusive: it is from 7\\d\\.\\d % to 9\\d\\.\\d %,"
                        + " measure longer \\(measured 83\\.3 %, limit > 80 %\\)");
    }

    @Test
    void efficiency_ofThreeSeconds_isInconclusive() {
        ScalingReport report = threeSizes(0, 3);

        assertThatThrownBy(() -> assertThat(report).efficiencyAt(3).isGreaterThan(percent(10)))
                .isInstanceOf(SloViolation.class)
                .hasMessage(
                        "efficiency of 3 replicas is inconclusive: too little was measured to tell how far it may be"
                                + " wrong (measured 83.3 %, limit > 10 %)");
        assertThat(report.notes())
                .contains("with 3 replicas too little was measured to tell how far the figures may be wrong");
    }

    @Test
    void notes_sayWhatMayHaveSpoiltTheFigures() {
        LoadResult unfit = load(false, "40 users, 100s", 105, 0)
                .problem("threads woke up late")
                .result();

        assertThat(ScalingReport.of(Map.of(1, closed(100, 0, 10), 2, unfit)).notes())
                .containsExactly(
                        "with 2 replicas the generator was not fit: threads woke up late",
                        "with 2 replicas hardly more was carried than with one: see that the load is large enough and"
                                + " reaches all replicas",
                        "with 2 replicas too little was measured to tell how far the figures may be wrong");
    }

    private static void assertRefused(Map<Integer, LoadResult> results, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScalingReport.of(results))
                .withMessage(message);
    }

    @Test
    void results_thatCannotBeCompared_areRefused() {
        LoadResult one = closed(100, 0, 10);

        assertRefused(
                Map.of(2, one, 3, one),
                "replicas were [2, 3] but must include one replica, which the others are compared with");
        assertRefused(
                Map.of(1, one, 2, load(false, "80 users, 100s", 200, 0).result()),
                "the load with 2 replicas was 80 users, 100s but must be the same for all, 40 users, 100s");
        assertRefused(
                Map.of(
                        1,
                        one,
                        2,
                        load(false, "40 users, 100s", 200, 0)
                                .stopped("interrupted")
                                .result()),
                "the load with 2 replicas was cut off, so its throughput says nothing: interrupted");
        assertRefused(
                Map.of(
                        1,
                        load(true, "200/s, 100s", 100, 5_000).result(),
                        2,
                        load(true, "200/s, 100s", 200, 0).result()),
                "the target kept up with the rate or pace of browse with 2 replicas, so the load set the throughput and"
                        + " not the replicas: take users, or a rate above what all replicas carry");
    }

    @Test
    void usersThatHardlyWait_areNoted_andThoseThatKeepTheirPaceRefused() {
        LoadResult one = closed(100, 0, 10);
        LoadResult idle = load(false, false, "40 users, 100s", 200, 0, 12).result();
        LoadResult paced = load(false, true, "40 users, 100s", 200, 0, 40).result();

        assertThat(ScalingReport.of(Map.of(1, one, 2, idle)).notes())
                .contains(
                        "with 2 replicas users waited for answers only 30 % of their time, so they may be too few to show"
                                + " what the replicas carry");
        assertRefused(
                Map.of(1, one, 2, paced),
                "the target kept up with the rate or pace of browse with 2 replicas, so the load set the throughput and"
                        + " not the replicas: take users, or a rate above what all replicas carry");
    }

    private static LoadResult capacity(Capacity.Verdict verdict, double users, double missed, double throughput) {
        LoadStep probe =
                new LoadStep("probe 1", users, 30, LoadStep.State.HELD, "", throughput, Duration.ofMillis(50), 0);
        Capacity found = new Capacity(verdict, users, users, missed, "p95 of all requests", List.of());
        return load(false, "capacity between 1 user and 100 users", 100, 0)
                .result()
                .with(List.of(CapacityReport.of(false, found, List.of(probe), "")));
    }

    @Test
    void capacities_areComparedByWhatWasVerified() {
        ScalingReport report = ScalingReport.of(Map.of(
                1, capacity(Capacity.Verdict.VERIFIED, 20, 21, 200),
                2, capacity(Capacity.Verdict.VERIFIED, 40, 42, 380)));

        assertThat(report.at(2).efficiency().value()).isCloseTo(0.95, within(1e-9));
        assertThat(report.at(2).efficiency().low()).isCloseTo(0.95 * (1 - 0.0707), within(1e-4));
        assertThat(report).efficiencyAt(2).isGreaterThan(percent(85));
        assertRefused(
                Map.of(
                        1, capacity(Capacity.Verdict.VERIFIED, 20, 21, 200),
                        2, capacity(Capacity.Verdict.UNFINISHED, 40, 42, 380)),
                "no capacity was verified with 2 replicas: 40 users were held once, 42 users were missed");
    }

    @Test
    void instancesFor_staysWithinWhatWasMeasured() {
        ScalingReport report = threeSizes(0, 10);

        assertThat(report.instancesFor(70).orElseThrow()).isEqualTo(1);
        assertThat(report.instancesFor(240).orElseThrow()).isEqualTo(5);
        assertThat(report.instancesFor(500).number()).isEmpty();
        assertThat(report.instancesFor(500).reason())
                .isEqualTo("8 replicas would be needed but at most 5 were measured: measure with 8; the law of"
                        + " scalability does not tell either: only 3 different loads were measured, 6 are needed, 8 are"
                        + " better");
        assertThatIllegalStateException()
                .isThrownBy(() -> report.instancesFor(500).orElseThrow())
                .withMessageStartingWith("the number of instances is not known: 8 replicas would be needed");
    }

    /** By the law with 5 % serial work and a little crosstalk. */
    @Test
    void instancesFor_withEightNumbersOfReplicas_goesALittleBeyondThemByTheLaw() {
        Map<Integer, LoadResult> results = new TreeMap<>();
        for (int n : List.of(1, 2, 3, 4, 6, 8, 12, 16)) {
            double share = n / (1 + 0.05 * (n - 1) + 0.0005 * n * (n - 1));
            results.put(n, closed((int) Math.round(1_000 * share), 0, 10));
        }
        ScalingReport report = ScalingReport.of(results);
        double largest = report.at(16).throughput();

        assertThat(report.instancesFor(0.72 * largest).orElseThrow()).isBetween(17, 20);
        assertThat(report.instancesFor(5 * largest).number()).isEmpty();
    }

    @Test
    void instancesFor_ofOneCapacity_isOneOrRefused() {
        CapacityReport report = capacity(Capacity.Verdict.VERIFIED, 40, 42, 400)
                .section(CapacityReport.class)
                .orElseThrow();

        assertThat(report.instancesFor(28).orElseThrow()).isEqualTo(1);
        assertThat(report.instancesFor(100).reason())
                .isEqualTo(
                        "100 users would need 4 instances at 70 % of 40 users each if nothing were lost between them,"
                                + " but 1 was measured: run the test with 4 and give all results to ScalingReport.of");
        assertThat(capacity(Capacity.Verdict.NONE, 0, 10, 0)
                        .section(CapacityReport.class)
                        .orElseThrow()
                        .instancesFor(1)
                        .reason())
                .isEqualTo("no capacity was verified: even the smallest load was missed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report.instancesFor(Double.NaN))
                .withMessage("load was NaN but must be zero or more");
    }

    private static CapacityReport probes(double serial, double crosstalk, int... users) {
        List<LoadStep> probes = new ArrayList<>();
        for (int n : users) {
            double throughput = 100 * n / (1 + serial * (n - 1) + crosstalk * n * (n - 1));
            probes.add(new LoadStep("probe", n, 30, LoadStep.State.HELD, "", throughput, Duration.ofMillis(50), 0));
        }
        Capacity found = new Capacity(Capacity.Verdict.AT_LEAST, 40, 40, Double.POSITIVE_INFINITY, "", List.of());
        return CapacityReport.of(false, found, probes, "");
    }

    @Test
    void lawOfScalability_standsInTheReportOfACapacity_orWhyNot() {
        CapacityReport law = probes(0.05, 0.001, 1, 2, 4, 8, 12, 16, 24, 32, 40);

        assertThat(law.tables().get(0).rows()).anySatisfy(row -> assertThat(row.get(0))
                .startsWith("law of scalability: 5.0 % serial, 0.100 % for each pair, peak at 31 users"));
        assertThat(law.data().get("scalability").toString()).contains("peak=");
        assertThat(probes(0.05, 0.001, 10, 15, 20).tables().get(0).rows())
                .contains(List.of(
                        "law of scalability: not used, only 3 different loads were measured, 6 are needed, 8 are"
                                + " better"));
    }
}
