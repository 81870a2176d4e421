// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.analysis.Capacity;
import io.github.perfjunit.analysis.Recovery;
import io.github.perfjunit.internal.kind.SimulatedLoad.Second;
import io.github.perfjunit.internal.kind.SimulatedLoad.Server;
import io.github.perfjunit.internal.kind.SimulatedLoad.Settings;
import io.github.perfjunit.kind.CapacityReport;
import io.github.perfjunit.kind.LoadStep;
import io.github.perfjunit.kind.SoakFigure;
import io.github.perfjunit.kind.SoakReport;
import io.github.perfjunit.kind.SpikeReport;
import io.github.perfjunit.kind.StressReport;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.monitor.WatchedJvm;
import io.github.perfjunit.slo.Objective;
import io.github.perfjunit.slo.Objective.Metric;
import io.github.perfjunit.spi.KindVerdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The kinds against servers that are formulas: what they find, and what must not be found. */
class KindSimulationTests {

    private static final Objective P95 = new Objective("", Metric.PERCENTILE, 95, 300, null);

    private final SimulatedLoad played = new SimulatedLoad();

    private static StressLoad stress() {
        return Objects.requireNonNull(
                StressLoad.read(new Settings(10, P95), new StressLoad.Texts("60", "10", "20s", "5s", "60s", "")));
    }

    private static CapacityLoad capacity(String atLeast) {
        return Objects.requireNonNull(
                CapacityLoad.read(new Settings(10, P95), new CapacityLoad.Texts("400", atLeast, "30s", "5s", "40m")));
    }

    private static SpikeLoad spike() {
        return Objects.requireNonNull(
                SpikeLoad.read(new Settings(10, P95), new SpikeLoad.Texts("100", "20s", "30s", "5s", "90s", "", "")));
    }

    private static List<State> states(KindVerdict verdict) {
        return verdict.verdicts().stream().map(ObjectiveResult::state).toList();
    }

    private static StressReport report(KindVerdict verdict) {
        return (StressReport) verdict.sections().get(0);
    }

    /** Slow above a number of users, and for some seconds after it. */
    private static Server breakingAbove(double users, int slowSecondsAfter) {
        int[] slow = {0};
        return (level, second) -> {
            slow[0] = level > users ? slowSecondsAfter : Math.max(0, slow[0] - 1);
            return level > users || slow[0] > 0 ? Second.of(50, 2000) : Second.of((int) (10 * level), 50);
        };
    }

    @Test
    void stress_serverThatBreaks_fallsBackAndRecovers() {
        KindVerdict verdict = played.play(stress(), breakingAbove(35, 5));

        assertThat(played.labels()).containsExactly("step 1", "step 2", "step 3", "step 4", "recovery");
        assertThat(report(verdict).breakingPoint()).isEqualTo("between 30 users (held) and 40 users (missed)");
        assertThat(report(verdict).steps().get(3).reason())
                .startsWith("p95 of all requests was 1.99 s, limit 300 ms: missed (over the limit in ");
        Recovery recovery = Objects.requireNonNull(report(verdict).recovery());
        assertThat(recovery.verdict()).isEqualTo(Recovery.Verdict.RECOVERED);
        assertThat(recovery.after().toSeconds()).isBetween(4L, 6L);
        assertThat(states(verdict)).containsOnly(State.MET);
        assertThat(verdict.invalid()).isEmpty();
    }

    @Test
    void stress_serverThatStaysBroken_fails() {
        KindVerdict verdict = played.play(stress(), breakingAbove(35, 10_000));

        assertThat(states(verdict)).containsExactly(State.MET, State.MISSED);
        assertThat(verdict.verdicts().get(1).note()).isEqualTo("not recovered within the 60 s observed");
    }

    @Test
    void stress_serverThatBearsAll_ends() {
        KindVerdict verdict = played.play(stress(), (level, second) -> Second.of(100, 50));

        assertThat(report(verdict).breakingPoint()).isEqualTo("not reached: 60 users were held");
        assertThat(report(verdict).recovery()).isNull();
        assertThat(states(verdict)).containsExactly(State.MET);
    }

    @Test
    void stress_serverThatIsBrokenFromTheStart_fails() {
        KindVerdict verdict = played.play(stress(), (level, second) -> Second.of(100, 500));

        assertThat(played.labels()).containsExactly("step 1");
        assertThat(states(verdict)).containsExactly(State.MISSED);
        assertThat(verdict.verdicts().get(0).note()).startsWith("p95 of all requests was 497 ms, limit 300 ms");
    }

    @Test
    void stress_stepInWhichNothingEnds_isMissed() {
        KindVerdict verdict =
                played.play(stress(), (level, second) -> level > 20 ? Second.of(0, 1) : Second.of(100, 50));

        assertThat(report(verdict).breakingPoint()).isEqualTo("between 20 users (held) and 30 users (missed)");
        assertThat(report(verdict).steps().get(2).reason()).isEqualTo("nothing ended in its 22 s");
    }

    @Test
    void stress_nothingEndsAtAll_fails() {
        KindVerdict verdict = played.play(stress(), (level, second) -> Second.of(0, 1));

        assertThat(states(verdict)).containsExactly(State.MISSED, State.NO_DATA);
    }

    @Test
    void stress_oneError_missesAStepWithoutALimitForErrors() {
        KindVerdict verdict = played.play(
                stress(), (level, second) -> new Second(100, 50, level == 30 && second % 20 == 0 ? 1 : 0, 0));

        assertThat(report(verdict).breakingPoint()).isEqualTo("between 20 users (held) and 30 users (missed)");
        assertThat(report(verdict).steps().get(2).reason()).startsWith("error rate of all requests was ");
    }

    @Test
    void stress_fewerUsersThanAskedFor_isNoStepThatHeld() {
        KindVerdict verdict = played.play(stress(), (level, second) -> Second.of(100, 50), 0.5);

        assertThat(states(verdict)).containsExactly(State.MISSED);
        assertThat(verdict.verdicts().get(0).note()).isEqualTo("only 5 of 10 users took part");
    }

    @Test
    void stress_slowOnlyWhileTheGeneratorDidNotRun_isInvalidAndNotMissed() {
        KindVerdict verdict = played.play(
                stress(), (level, second) -> second % 3 != 0 ? new Second(100, 900, 0, 700) : Second.of(100, 50));

        assertThat(report(verdict).steps().get(0).state()).isEqualTo(LoadStep.State.INVALID);
        assertThat(verdict.invalid()).hasSize(1);
        assertThat(states(verdict)).containsExactly(State.INCONCLUSIVE);
    }

    @Test
    void stress_generatorUnfitInALaterStep_leavesWhatWasHeld() {
        KindVerdict verdict = played.play(
                stress(), (level, second) -> level >= 30 ? new Second(100, 50, 0, 400) : Second.of(100, 50));

        assertThat(report(verdict).breakingPoint())
                .isEqualTo("not known: 30 users gave no verdict, 20 users were held");
        assertThat(verdict.invalid()).isEmpty();
        assertThat(states(verdict)).containsExactly(State.MET);
    }

    @Test
    void stress_stallsAlone_breakNothing() {
        KindVerdict verdict =
                played.play(stress(), (level, second) -> second % 11 == 0 ? Second.of(100, 800) : Second.of(100, 50));

        assertThat(report(verdict).breakingPoint()).isEqualTo("not reached: 60 users were held");
    }

    @Test
    void spike_serverWithABacklog_recovers() {
        KindVerdict verdict = played.play(spike(), breakingAbove(50, 12));

        assertThat(played.labels()).containsExactly("base", "spike", "after");
        SpikeReport report = (SpikeReport) verdict.sections().get(0);
        Recovery recovery = Objects.requireNonNull(report.recovery());
        assertThat(recovery.after().toSeconds()).isBetween(11L, 13L);
        assertThat(report.spike().p95().toMillis()).isBetween(1980L, 2020L);
        assertThat(states(verdict)).containsOnly(State.MET);
    }

    @Test
    void spike_baseThatMissesItsObjectives_hasNoRecovery() {
        KindVerdict verdict = played.play(spike(), (level, second) -> Second.of(100, 500));

        assertThat(((SpikeReport) verdict.sections().get(0)).recovery()).isNull();
        assertThat(states(verdict)).containsExactly(State.MISSED, State.MET);
    }

    @Test
    void spike_nothingEndsWithinIt_fails() {
        KindVerdict verdict =
                played.play(spike(), (level, second) -> level > 50 ? Second.of(0, 1) : Second.of(100, 50));

        assertThat(states(verdict)).contains(State.NO_DATA);
        assertThat(verdict.verdicts().get(1).note()).isEqualTo("nothing ended within the spike");
    }

    @Test
    void spike_lessLoadThanAskedFor_isInvalid() {
        KindVerdict verdict = played.play(spike(), (level, second) -> Second.of(100, 50), 0.9);

        assertThat(verdict.invalid()).containsExactly("only 90 of 100 users took part in spike");
    }

    private static final Objective SHARE = new Objective("", Metric.WITHIN, 0, 95, "95%", null, Duration.ofMillis(300));

    /** Only the share limits failures then. */
    private static final Objective ANY_ERRORS = new Objective("", Metric.ERROR_RATE, 0, 100, null);

    private static StressLoad stressByShare() {
        return Objects.requireNonNull(StressLoad.read(
                new Settings(10, SHARE, ANY_ERRORS), new StressLoad.Texts("60", "10", "20s", "5s", "60s", "")));
    }

    @Test
    void stress_shareWithinATime_breaksWhereThePercentileDoes() {
        KindVerdict verdict = played.play(stressByShare(), breakingAbove(35, 5));

        assertThat(report(verdict).breakingPoint()).isEqualTo("between 30 users (held) and 40 users (missed)");
        assertThat(report(verdict).steps().get(3).reason())
                .startsWith("share of all requests within 300 ms was 0 %, limit 95%: missed (over the limit in ");
        assertThat(states(verdict)).containsOnly(State.MET);
    }

    /** A percentile of what ended well would be met. */
    @Test
    void stress_fastFailures_areOutsideOfTheTime() {
        KindVerdict verdict = played.play(
                stressByShare(), (level, second) -> level > 20 ? new Second(90, 50, 10, 0) : new Second(97, 50, 3, 0));

        assertThat(report(verdict).breakingPoint()).isEqualTo("between 20 users (held) and 30 users (missed)");
        assertThat(report(verdict).steps().get(2).reason())
                .startsWith("share of all requests within 300 ms was 90 %, limit 95%: missed");
    }

    @Test
    void stress_shareMissedOnlyWhileTheGeneratorDidNotRun_isInvalid() {
        KindVerdict verdict = played.play(
                stressByShare(),
                (level, second) -> second % 3 != 0 ? new Second(100, 900, 0, 700) : Second.of(100, 50));

        assertThat(report(verdict).steps().get(0).state()).isEqualTo(LoadStep.State.INVALID);
    }

    @Test
    void stress_nothingEndsWithinTheTime_fails() {
        KindVerdict verdict = played.play(stressByShare(), (level, second) -> new Second(0, 50, 100, 0));

        assertThat(states(verdict)).contains(State.MISSED);
        assertThat(report(verdict).steps().get(0).state()).isEqualTo(LoadStep.State.MISSED);
    }

    @Test
    void stress_tooFewRequestsForTheShare_areUnclear() {
        KindVerdict verdict = played.play(stressByShare(), (level, second) -> Second.of(second % 4 == 0 ? 1 : 0, 50));

        assertThat(states(verdict)).containsExactly(State.INCONCLUSIVE);
    }

    @Test
    void capacity_ofAShareWithinATime_isThatOfThePercentile() {
        CapacityLoad load = Objects.requireNonNull(
                CapacityLoad.read(new Settings(10, SHARE), new CapacityLoad.Texts("400", "", "30s", "5s", "40m")));
        KindVerdict verdict = played.play(load, (level, second) -> pool(level));

        CapacityReport report = (CapacityReport) verdict.sections().get(0);
        assertThat(report.found().verdict()).isEqualTo(Capacity.Verdict.VERIFIED);
        assertThat(report.found().load()).isBetween(108.0, 132.0);
        assertThat(report.limitText()).isEqualTo("limited by share of all requests within 300 ms");
    }

    /** Too many failures leave the share of the rest no time that it could keep. */
    @Test
    void capacity_failuresBeyondTheShare_boundIt() {
        CapacityLoad load = Objects.requireNonNull(CapacityLoad.read(
                new Settings(10, SHARE, ANY_ERRORS), new CapacityLoad.Texts("400", "", "30s", "5s", "40m")));
        KindVerdict verdict =
                played.play(load, (level, second) -> level > 120 ? new Second(80, 50, 20, 0) : Second.of(100, 50));

        CapacityReport report = (CapacityReport) verdict.sections().get(0);
        assertThat(report.found().verdict()).isEqualTo(Capacity.Verdict.VERIFIED);
        assertThat(report.found().load()).isBetween(108.0, 120.0);
    }

    @Test
    void spike_baseBelowTheShare_isMissed() {
        SpikeLoad load = Objects.requireNonNull(
                SpikeLoad.read(new Settings(10, SHARE), new SpikeLoad.Texts("100", "20s", "30s", "5s", "90s", "", "")));
        KindVerdict verdict = played.play(load, (level, second) -> Second.of(100, level > 50 ? 50 : 500));

        assertThat(verdict.verdicts().get(0).state()).isEqualTo(State.MISSED);
        assertThat(verdict.verdicts().get(0).note()).startsWith("share of all requests within 300 ms was 0 %");
    }

    /** A server with a pool: 40 at once, 100 ms each; more users wait in a queue. */
    private static Second pool(double users) {
        return Second.of((int) Math.min(10 * users, 400), 100 * Math.max(1, users / 40));
    }

    @Test
    void capacity_serverWithAPool_isFoundWithinTenPercent() {
        KindVerdict verdict = played.play(capacity(""), (level, second) -> pool(level));

        CapacityReport report = (CapacityReport) verdict.sections().get(0);
        assertThat(report.found().verdict()).isEqualTo(Capacity.Verdict.VERIFIED);
        assertThat(report.found().load()).isBetween(108.0, 132.0); // p95 is 300 ms at 120 users
        assertThat(report.limitText()).isEqualTo("limited by p95 of all requests");
        assertThat(report.verified().orElseThrow().throughput()).isBetween(390.0, 410.0);
        assertThat(states(verdict)).containsExactly(State.MET);
        assertThat(played.seconds()).isLessThan(40 * 60);
    }

    @Test
    void capacity_lessThanAskedFor_isMissed() {
        KindVerdict verdict = played.play(capacity("200"), (level, second) -> pool(level));

        assertThat(states(verdict)).containsExactly(State.MISSED);
        assertThat(verdict.verdicts().get(0).limit()).isEqualTo(200);
    }

    @Test
    void capacity_serverThatBearsAll_isAtLeastTheHighestLoad() {
        KindVerdict verdict = played.play(capacity("400"), (level, second) -> Second.of(500, 50));

        assertThat(((CapacityReport) verdict.sections().get(0)).summary())
                .isEqualTo("400 users at least, the highest load that was tried, verified");
        assertThat(states(verdict)).containsExactly(State.MET);
    }

    @Test
    void capacity_serverThatAnswersNothing_hasNone() {
        KindVerdict verdict = played.play(capacity(""), (level, second) -> Second.of(0, 1));

        assertThat(states(verdict)).containsExactly(State.MISSED, State.NO_DATA);
    }

    @Test
    void capacity_tooFewRequests_isInconclusive() {
        KindVerdict verdict = played.play(capacity(""), (level, second) -> Second.of(second % 10 == 0 ? 1 : 0, 50));

        assertThat(states(verdict)).containsExactly(State.INCONCLUSIVE);
    }

    @Test
    void capacity_tooLittleTime_isInconclusive() {
        CapacityLoad load = Objects.requireNonNull(
                CapacityLoad.read(new Settings(10, P95), new CapacityLoad.Texts("400", "", "30s", "5s", "3M")));

        KindVerdict verdict = played.play(load, (level, second) -> pool(level));

        assertThat(states(verdict)).containsExactly(State.INCONCLUSIVE);
        assertThat(((CapacityReport) verdict.sections().get(0)).summary())
                .isEqualTo("33 users were held once; the search was not over within 180 s");
    }

    private static SoakLoad soak() {
        return SoakLoad.read(new Settings(10, P95), new SoakLoad.Texts("3600s", "", "", false));
    }

    private static List<Segment> steady(int seconds) {
        return List.of(
                new Segment(Duration.ofSeconds(5), 0, 10, Phase.RAMP_UP),
                Segment.hold(Duration.ofSeconds(10), 10, Phase.WARM_UP, ""),
                Segment.hold(Duration.ofSeconds(seconds), 10, Phase.MEASURE, ""));
    }

    private static SoakReport soaked(KindVerdict verdict) {
        return (SoakReport) verdict.sections().get(0);
    }

    /** A closed loop of ten users whose requests take some time, give or take two per cent. */
    private static Second loop(double millis, int second) {
        double now = millis * (1 + 0.02 * Math.sin(second * second));
        return Second.of((int) Math.round(10_000 / now), now);
    }

    private static Second slower(int second, double atTheEnd, int seconds) {
        return loop(200 * (1 + (atTheEnd - 1) * second / seconds), second);
    }

    @Test
    void soak_serverThatBecomesSlower_drifts() {
        KindVerdict verdict = played.play(soak(), steady(1800), (level, second) -> slower(second, 1.4, 1800));

        assertThat(soaked(verdict).summary())
                .isEqualTo("drifting over 30:00: p50 of all requests, p95 of all requests, throughput");
        assertThat(verdict.verdicts())
                .filteredOn(objective -> !objective.met())
                .extracting(objective -> objective.metric() + " of " + objective.subject())
                .containsExactly("rise of p50 of all requests", "rise of p95 of all requests", "fall of throughput");
        assertThat(verdict.verdicts().get(0).value()).isBetween(35.0, 45.0);
        assertThat(verdict.verdicts().get(0).limit()).isEqualTo(10);
        assertThat(verdict.verdicts().get(3).limit()).isEqualTo(9.09);
        assertThat(verdict.invalid()).isEmpty();
        assertThat(soaked(verdict).remarks()).isEmpty();
    }

    @Test
    void soak_serverThatStaysAsItIs_isStable() {
        KindVerdict verdict = played.play(soak(), steady(1800), (level, second) -> loop(200, second));

        assertThat(soaked(verdict).summary()).isEqualTo("stable over 30:00");
        assertThat(states(verdict)).containsExactly(State.MET, State.MET, State.MET, State.MET);
    }

    @Test
    void soak_ofEightHours_isJudgedByTheSameRules() {
        KindVerdict verdict = played.play(soak(), steady(8 * 3600), (level, second) -> slower(second, 1.3, 8 * 3600));

        assertThat(soaked(verdict).summary()).startsWith("drifting over 8:00:00: p50 of all requests");
        assertThat(verdict.verdicts().get(0).value()).isBetween(26.0, 34.0);
    }

    @Test
    void soak_serverThatBecomesFaster_doesNotFail() {
        KindVerdict verdict = played.play(soak(), steady(1800), (level, second) -> slower(second, 0.6, 1800));

        assertThat(states(verdict)).containsOnly(State.MET);
        assertThat(soaked(verdict).figures().get(0).remark()).isEqualTo("it changed for the better");
    }

    @Test
    void soak_errorsThatBecomeMore_drift() {
        KindVerdict verdict = played.play(
                soak(), steady(1800), (level, second) -> new Second(100, 50, second % 100 < second / 30 ? 1 : 0, 0));

        assertThat(soaked(verdict).summary()).isEqualTo("drifting over 30:00: share of errors");
        assertThat(verdict.verdicts().get(2).limitText()).isEqualTo("0.1 %");
        assertThat(verdict.verdicts().get(2).state()).isEqualTo(State.MISSED);
    }

    @Test
    void soak_requestWithALimitForItsTime_isJudgedByItself() {
        Objective own = new Objective("GET /", Metric.PERCENTILE, 99, 300, null);
        SoakLoad load = SoakLoad.read(new Settings(10, P95, own), new SoakLoad.Texts("3600s", "", "5s", false));

        KindVerdict verdict = played.play(load, steady(1800), (level, second) -> loop(200, second));

        assertThat(soaked(verdict).figures())
                .extracting(SoakFigure::name)
                .containsExactly(
                        "p50 of all requests",
                        "p95 of all requests",
                        "p50 of GET /",
                        "p95 of GET /",
                        "share of errors"); // with pacing, the rate is prescribed
    }

    @Test
    void soak_slowOnlyWhileTheGeneratorDidNotRun_isInvalidAndDoesNotDrift() {
        KindVerdict verdict = played.play(soak(), steady(1800), (level, second) -> {
            double lost = second % 3 == 0 ? 0 : 200 + 400.0 * second / 1800;
            return new Second(100, 50 + lost, 0, lost);
        });

        assertThat(verdict.invalid())
                .contains(
                        "p50 of all requests drifted, but not without the seconds in which the generator did not run");
        assertThat(states(verdict)).doesNotContain(State.MISSED);
    }

    @Test
    void soak_doesLessOnlyWhileTheGeneratorDidNotRun_isInvalidAndDoesNotDrift() {
        KindVerdict verdict = played.play(soak(), steady(1800), (level, second) -> {
            double lost = 500.0 * second / 1800;
            return new Second((int) Math.round(1000 - lost), 50, 0, lost);
        });

        assertThat(verdict.invalid())
                .containsExactly("throughput drifted, but not over the time in which the generator ran");
        assertThat(states(verdict)).doesNotContain(State.MISSED);
    }

    @Test
    void soak_doesLessThanTheLostTimeExplains_drifts() {
        KindVerdict verdict = played.play(
                soak(),
                steady(1800),
                (level, second) -> new Second((int) Math.round(1000 - 600.0 * second / 1800), 50, 0, second % 7 * 10));

        assertThat(verdict.invalid()).isEmpty();
        assertThat(soaked(verdict).summary()).isEqualTo("drifting over 30:00: throughput");
    }

    @Test
    void soak_tooShort_fails_nothing() {
        KindVerdict verdict = played.play(soak(), steady(36), (level, second) -> slower(second, 1.3, 36));

        assertThat(states(verdict)).doesNotContain(State.MISSED);
        assertThat(soaked(verdict).verdict()).isEqualTo(SoakFigure.Verdict.TOO_SHORT_TO_TELL);
        assertThat(soaked(verdict).remarks())
                .containsExactly("so short a run tells only changes of 70.7 % and more; from 30 min on 10 % count");
    }

    @Test
    void soak_tooFewRequests_haveNoVerdict() {
        KindVerdict verdict = played.play(soak(), steady(120), (level, second) -> Second.of(5, 200));

        assertThat(soaked(verdict).figures().get(1).remark())
                .isEqualTo("too few requests: 200 in each twelfth of the run are needed");
    }

    @Test
    void soak_nothingEnds_isNotStable() {
        KindVerdict verdict = played.play(soak(), steady(1800), (level, second) -> Second.of(0, 1));

        assertThat(verdict.verdicts()).isEmpty();
        assertThat(soaked(verdict).figures())
                .extracting(SoakFigure::verdict)
                .containsOnly(SoakFigure.Verdict.TOO_SHORT_TO_TELL);
    }

    @Test
    void soak_cutShort_tellsWhatItSaw() {
        SoakLoad load = soak();
        played.begin(load, steady(1800), 1000, (level, second) -> slower(second, 3, 1800));

        SoakReport report = (SoakReport) load.found().get(0);
        assertThat(report.summary()).startsWith("drifting over 16:25: p50 of all requests");
        assertThat(report.remarks()).startsWith("it was cut short");
    }

    @Test
    void soak_beforeItIsMeasured_hasFoundNothing() {
        SoakLoad load = soak();
        load.arrange(steady(1800));

        assertThat(((SoakReport) load.found().get(0)).verdict()).isEqualTo(SoakFigure.Verdict.TOO_SHORT_TO_TELL);
    }

    /** A JVM that counts what it is asked for. */
    private static final class AskedJvm implements WatchedJvm {

        private int collections;
        private long leaked;

        @Override
        public String name() {
            return "orders";
        }

        @Override
        public void sample(Gauges gauges) {}

        @Override
        public void collect() {
            collections++;
        }

        @Override
        public Map<String, Long> classHistogram() {
            leaked += 10 << 20;
            return Map.of("com.example.Entry", leaked, "byte[]", 5L);
        }
    }

    @Test
    void soak_forcedCollections_areAskedForOutsideOfWhatIsMeasured() {
        SoakLoad load = SoakLoad.read(new Settings(10, P95), new SoakLoad.Texts("600s", "", "", true));
        AskedJvm jvm = new AskedJvm();
        load.watched(List.of(jvm));

        KindVerdict verdict = played.play(load, steady(600), (level, second) -> loop(200, second));

        assertThat(jvm.collections).isEqualTo(12);
        assertThat(played.labels()).hasSize(12).containsOnly("collection");
        assertThat(played.seconds()).isEqualTo(615);
        assertThat(soaked(verdict).remarks())
                .contains("5 s around each of 12 collections of the whole heap that was asked for are in no figure");
    }

    @Test
    void soak_heapThatGrows_namesTheClasses() {
        AskedJvm jvm = new AskedJvm();
        SoakHeaps heaps = new SoakHeaps();
        heaps.watch(List.of(jvm));
        heaps.unmeasured("", Phase.WARM_UP, false);

        assertThat(heaps.grown(List.of("orders"))).containsExactly("com.example.Entry +10.00 MiB in orders");
        assertThat(heaps.grown(List.of())).isEmpty();
    }

    @Test
    void soak_heapThatGrowsWithoutAWarmUp_saysWhatIsMissing() {
        SoakHeaps heaps = new SoakHeaps();
        heaps.watch(List.of(new AskedJvm()));

        assertThat(heaps.grown(List.of("orders")))
                .containsExactly(
                        "the classes of orders that grew are not known: set warmUp, at the beginning of which they"
                                + " are counted");
    }
}
