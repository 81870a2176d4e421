// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import static io.github.perfjunit.slo.Loads.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.MonitorSummary;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.slo.MonitorObjective.Figure;
import io.github.perfjunit.slo.Objective.Abort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Limits of gauges: 100 s are measured from 0:20 on. */
class MonitorWatchTests {

    private static final String DEPTH = "queue depth";

    private static LoadResult load(MonitorSummary... monitors) {
        LoadResult plain = Loads.load().request("GET /", 1000, 5).result();
        return new LoadResult(
                plain.name(),
                plain.data(),
                plain.timeline(),
                Path.of("out"),
                Enforcement.ENFORCE,
                List.of(monitors),
                List.of());
    }

    private static MonitorSummary depth(long samples) {
        return new MonitorSummary(DEPTH, "", samples, 2, 3.5, 1200, 7);
    }

    private static MonitorObjective objective(Figure figure, double limit, String unit) {
        return new MonitorObjective(DEPTH, figure, limit, unit, limit + unit, null);
    }

    private static ObjectiveResult judge(LoadResult result, MonitorObjective objective) {
        return new MonitorWatch(List.of()).judge(result, List.of(objective)).get(0);
    }

    private static State state(Figure figure, double limit) {
        return judge(load(depth(100)), objective(figure, limit, "")).state();
    }

    @Test
    void limit_ofEachFigure_isIncluded() {
        assertThat(state(Figure.MAX, 1200)).isEqualTo(State.MET);
        assertThat(state(Figure.MAX, 1199)).isEqualTo(State.MISSED);
        assertThat(state(Figure.MEAN, 3.5)).isEqualTo(State.MET);
        assertThat(state(Figure.MEAN, 3.4)).isEqualTo(State.MISSED);
        assertThat(state(Figure.MIN, 2)).isEqualTo(State.MET);
        assertThat(state(Figure.MIN, 2.1)).isEqualTo(State.MISSED);
        assertThat(state(Figure.LAST, 7)).isEqualTo(State.MET);
        assertThat(state(Figure.LAST, 6)).isEqualTo(State.MISSED);
    }

    @Test
    void gaugeWithoutValues_isNeverGreen() {
        double none = Double.NaN;
        MonitorSummary silent = new MonitorSummary(DEPTH, "", 0, none, none, none, none);

        assertThat(judge(load(silent), objective(Figure.MAX, 1e9, "")))
                .returns(State.NO_DATA, ObjectiveResult::state)
                .returns("it had no value in the measured time", ObjectiveResult::note);
        assertThat(judge(load(), objective(Figure.MAX, 1e9, "")))
                .returns(State.NO_DATA, ObjectiveResult::state)
                .returns("no such monitor; there are: none", ObjectiveResult::note);
        assertThat(judge(load(new MonitorSummary("queue", "", 9, 1, 1, 1, 1)), objective(Figure.MAX, 1e9, "")))
                .returns("no such monitor; there are: queue", ObjectiveResult::note);
    }

    @Test
    void gaugeWithValuesInHalfOfTheSeconds_isJudged_withFewerNot() {
        assertThat(judge(load(depth(50)), objective(Figure.MAX, 1e9, ""))).returns(State.MET, ObjectiveResult::state);
        assertThat(judge(load(depth(49)), objective(Figure.MAX, 1e9, "")))
                .returns(State.INCONCLUSIVE, ObjectiveResult::state)
                .returns(
                        "it had a value in 49 of 100 measured seconds, and half of them are needed",
                        ObjectiveResult::note);
    }

    @Test
    void limitInAnotherUnit_isNeverGreen() {
        assertThat(judge(load(depth(100)), objective(Figure.MAX, 1e9, "MiB")))
                .returns(State.INCONCLUSIVE, ObjectiveResult::state)
                .returns("the limit has the unit 'MiB' but the monitor has none", ObjectiveResult::note);
    }

    @Test
    void check_thatPassesOrFails_isRecordedWithItsFigure() {
        LoadResult result = load(depth(100), new MonitorSummary("lag", "ms", 100, 0.5, 1.25, 3, 2));

        PerfAssertions.assertThat(result)
                .monitor("lag")
                .max()
                .isLessThan(3.1)
                .min()
                .isGreaterThanOrEqualTo(0.5);
        assertThatThrownBy(() ->
                        PerfAssertions.assertThat(result).monitor(DEPTH).max().isLessThan(1000))
                .isInstanceOf(SloViolation.class)
                .hasMessage("max of monitor queue depth is 1,200, limit < 1,000 (100 samples)");
        assertThatThrownBy(() ->
                        PerfAssertions.assertThat(result).monitor(DEPTH).mean().isLessThanOrEqualTo(3))
                .hasMessage("mean of monitor queue depth is 3.5, limit <= 3 (100 samples)");
        assertThatThrownBy(() ->
                        PerfAssertions.assertThat(result).monitor("lag").last().isGreaterThan(2))
                .hasMessage("last of monitor lag is 2 ms, limit > 2 ms (100 samples)");
        assertThatThrownBy(() ->
                        PerfAssertions.assertThat(result).monitor("queue").max().isLessThan(1000))
                .hasMessage("max of monitor queue has no data: no such monitor; there are: lag, queue depth");
        assertThat(result.objectives())
                .extracting(ObjectiveResult::state)
                .containsExactly(State.MET, State.MET, State.MISSED, State.MISSED, State.MISSED, State.NO_DATA);
    }

    private static MonitorWatch watch(Figure figure, double limit, int after, int holdsFor) {
        Abort abort = new Abort(Duration.ofSeconds(10), Duration.ofSeconds(after), Duration.ofSeconds(holdsFor));
        return new MonitorWatch(List.of(new MonitorObjective(DEPTH, figure, limit, "", "1000", abort)));
    }

    /** Feeds a value a second from 20 s on; NaN for none. Returns the end of the second that gave a reason, or -1. */
    private static long feed(MonitorWatch watch, Phase phase, IntToDoubleFunction values) {
        for (int second = 20; second < 80; second++) {
            double value = values.applyAsDouble(second);
            if (!Double.isNaN(value)) {
                watch.accept(second(second, phase), DEPTH, "", value);
                watch.accept(second(second, phase), "another", "", 1e9);
            }
            if (watch.reason() != null) {
                return second + 1L;
            }
        }
        return -1;
    }

    @Test
    void valuesBeyondTheLimit_overTheWholeWindow_endTheLoad() {
        MonitorWatch watch = watch(Figure.MAX, 1000, 0, 0);

        assertThat(feed(watch, Phase.MEASURE, second -> 1000 + second)).isEqualTo(30);
        assertThat(watch.reason()).isEqualTo("monitor queue depth was at least 1,020 over the last 10 s, limit 1000");
    }

    @Test
    void reasonOfEachFigure_saysWhatWasSeen() {
        MonitorWatch mean = watch(Figure.MEAN, 1000, 0, 0);
        feed(mean, Phase.MEASURE, second -> second % 2 == 0 ? 0 : 3000);
        MonitorWatch min = watch(Figure.MIN, 1000, 0, 0);
        feed(min, Phase.MEASURE, second -> 2);

        assertThat(mean.reason()).isEqualTo("mean of monitor queue depth was 1,500 over the last 10 s, limit 1000");
        assertThat(min.reason()).isEqualTo("monitor queue depth was at most 2 over the last 10 s, limit >= 1000");
    }

    @Test
    void oneValueWithinTheLimit_endsTheMiss() {
        assertThat(feed(watch(Figure.MAX, 1000, 0, 0), Phase.MEASURE, second -> second % 9 == 0 ? 1000 : 2000))
                .isEqualTo(-1);
    }

    @Test
    void monitorThatAnswersSeldom_endsNoLoad() {
        assertThat(feed(watch(Figure.MAX, 1000, 0, 0), Phase.MEASURE, second -> second % 3 == 0 ? 2000 : Double.NaN))
                .isEqualTo(-1);
        assertThat(feed(watch(Figure.MAX, 1000, 0, 0), Phase.MEASURE, second -> second % 2 == 0 ? 2000 : Double.NaN))
                .isPositive();
    }

    @Test
    void times_afterAndHoldsFor_areWaited() {
        assertThat(feed(watch(Figure.MAX, 1000, 30, 0), Phase.MEASURE, second -> 2000))
                .isEqualTo(50);
        assertThat(feed(watch(Figure.MAX, 1000, 0, 5), Phase.MEASURE, second -> 2000))
                .isEqualTo(35);
    }

    @Test
    void values_outsideTheMeasuredTime_doNotCount() {
        for (Phase phase : List.of(Phase.RAMP_UP, Phase.WARM_UP, Phase.RAMP_DOWN, Phase.GRACE)) {
            assertThat(feed(watch(Figure.MAX, 1000, 0, 0), phase, second -> 2000))
                    .isEqualTo(-1);
        }
    }

    @Test
    void limitThatEndedTheLoad_isMissed_whateverItsFigureOverTheWholeTime() {
        MonitorWatch watch = watch(Figure.MAX, 1300, 0, 0);
        feed(watch, Phase.MEASURE, second -> 2000);
        MonitorObjective objective = new MonitorObjective(
                DEPTH, Figure.MAX, 1300, "", "1000", new Abort(Duration.ofSeconds(10), Duration.ZERO, Duration.ZERO));

        assertThat(watch.judge(load(depth(100)), List.of(objective)).get(0))
                .returns(State.MISSED, ObjectiveResult::state)
                .returns(
                        "monitor queue depth was at least 2,000 over the last 10 s, limit 1000", ObjectiveResult::note);
    }
}
