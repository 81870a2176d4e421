// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.internal.metrics.CheckTable;
import io.github.perfjunit.internal.metrics.ErrorTable;
import io.github.perfjunit.internal.metrics.MetricTable;
import io.github.perfjunit.internal.metrics.SampleRecorder;
import io.github.perfjunit.internal.metrics.SeriesNames;
import io.github.perfjunit.internal.schedule.ArrivalSchedule;
import io.github.perfjunit.internal.schedule.UserSchedule;
import io.github.perfjunit.load.Arrivals;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.Overflow;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioSummary;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What users do when an automatic warm-up is cut short. */
@Timeout(30)
class WarmUpCutTests {

    private final SeriesNames names = new SeriesNames();
    private final SampleRecorder samples = new SampleRecorder(names);
    private final CountDownLatch warm = new CountDownLatch(20);

    @ParameterizedTest
    @EnumSource
    void arrivals_afterTheCut_areThoseOfTheMeasuredPlan(Arrivals arrivals) throws Exception {
        List<Segment> segments = PhaseClock.withAutoWarmUp(List.of(
                new Segment(Duration.ofMillis(100), 0, 200, Phase.RAMP_UP),
                new Segment(Duration.ofMillis(500), 200, 200, Phase.MEASURE),
                new Segment(Duration.ofMillis(500), 200, 0, Phase.RAMP_DOWN)));
        ArrivalSchedule schedule = ArrivalSchedule.of(segments, arrivals, 7);
        LoadModel.Open model = new LoadModel.Open(segments, 500, Overflow.DROP, arrivals);
        long measured = schedule.countUntil(millis(180_600)) - schedule.countUntil(millis(180_100));
        long rampDown = schedule.countUntil(millis(181_100)) - schedule.countUntil(millis(180_600));

        ScenarioRun run = new OpenRun(plan(model), model, schedule, code(user -> warm.countDown()), context(segments));
        ScenarioSummary summary = runAndCut(run);

        assertThat(summary.dropped()).isZero();
        assertThat(summary.due()).isEqualTo(summary.started());
        assertThat(summary.phaseMillis()).containsEntry(Phase.MEASURE, 500L).containsEntry(Phase.RAMP_DOWN, 500L);
        assertThat(count(Phase.MEASURE)).isEqualTo(measured);
        assertThat(count(Phase.RAMP_DOWN)).isEqualTo(rampDown);
        // The three minutes that were cut out had 36,000 arrivals; a machine that stalls for a second asks for 200
        // users.
        assertThat(summary.users()).isLessThan(500);
    }

    @Test
    void users_thatBeginAfterTheCut_beginAsMuchEarlier() throws Exception {
        List<Segment> segments = PhaseClock.withAutoWarmUp(List.of(
                new Segment(Duration.ofMillis(200), 2, 2, Phase.MEASURE),
                new Segment(Duration.ofMillis(300), 5, 5, Phase.MEASURE),
                new Segment(Duration.ofMillis(200), 1, 1, Phase.MEASURE)));
        LoadModel.Closed model = new LoadModel.Closed(segments, null, null, null);
        Set<Integer> users = ConcurrentHashMap.newKeySet();

        ScenarioRun run = new ClosedRun(
                plan(model),
                model,
                UserSchedule.of(segments),
                code(user -> {
                    users.add(user.id());
                    warm.countDown();
                    LockSupport.parkNanos(1_000_000);
                }),
                context(segments));
        ScenarioSummary summary = runAndCut(run);

        assertThat(users).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(summary.phaseMillis()).containsEntry(Phase.MEASURE, 700L);
    }

    private ScenarioSummary runAndCut(ScenarioRun run) throws InterruptedException {
        run.launch();
        long start = System.nanoTime();
        run.begin(start);
        run.open();
        warm.await();
        long now = System.nanoTime();
        assertThat(run.isWarmingUp(now)).isTrue();
        run.cutWarmUp(now);
        assertThat(run.end.awaitFinish(TimeUnit.SECONDS.toNanos(20))).isTrue();
        samples.takeInterval();
        return run.summary(start);
    }

    private long count(Phase phase) {
        return samples.totals().stream()
                .filter(series -> series.key().phase() == phase)
                .mapToLong(series -> series.ok().count())
                .sum();
    }

    private static ScenarioCode code(UserBody body) {
        return ScenarioCode.of(body);
    }

    private static ScenarioPlan plan(LoadModel model) {
        return new ScenarioPlan("shop", model, "some load", Duration.ZERO, ThinkTime.NONE, true, Duration.ZERO, "");
    }

    private ScenarioRun.Context context(List<Segment> segments) {
        PhaseClock clock = new PhaseClock(segments);
        ScenarioPlan plan = plan(new LoadModel.Closed(segments, null, null, null));
        return new ScenarioRun.Context(
                UserThreads.of(UserThreads.Mode.PLATFORM),
                new UserResources(List.of(), plan),
                new ScenarioRecorder(
                        "shop",
                        clock,
                        samples,
                        names,
                        new ErrorTable(),
                        new CheckTable(),
                        new MetricTable(),
                        AlikeFailures.off()),
                clock,
                WorkerShare.WHOLE,
                0,
                1,
                getClass().getClassLoader(),
                failure -> {
                    throw new AssertionError(failure);
                });
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
