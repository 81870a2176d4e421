// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.Arrivals;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.Overflow;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.Series;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.TestAbortedException;

/** Runs on the real clock, so it asserts counts, order and outcomes, never durations. */
@Timeout(60)
class LoadEngineTests {

    private final List<Interval> intervals = new ArrayList<>();
    private final AtomicReference<String> stopRequest = new AtomicReference<>();

    @Test
    void closedModel_untilTimeIsUp_everyUserLoopsInItsOwnThread() {
        Set<Integer> users = ConcurrentHashMap.newKeySet();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();

        LoadData data = run(closed(5, "400ms"), user -> {
            users.add(user.id());
            threads.add(Thread.currentThread());
            nap(2);
        });

        assertThat(users).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(threads).hasSize(5);
        ScenarioSummary scenario = data.scenarios().get(0);
        assertThat(scenario.users()).isEqualTo(5);
        assertThat(scenario.dropped()).isZero();
        assertThat(result(data).all().count()).isEqualTo(scenario.started()).isGreaterThan(20);
        assertThat(scenario.phaseMillis()).containsEntry(Phase.MEASURE, 400L);
    }

    @Test
    void intervals_ofAnyLoad_sumUpToTheTotals() {
        LoadData data = run(closed(8, "2300ms"), user -> {
            user.step("work", () -> nap(1));
            if (user.random().nextInt(10) == 0) {
                throw new IllegalStateException("number " + user.iteration());
            }
        });

        List<Series> summed = Series.merge(
                intervals.stream().flatMap(i -> i.series().stream()).toList());
        assertThat(summed).containsExactlyInAnyOrderElementsOf(data.series());
        assertThat(intervals.size()).isBetween(3, 4);
    }

    @Test
    void iterations_givenInNumber_runExactlyThatOften() {
        AtomicInteger ran = new AtomicInteger();
        LoadModel model = new LoadModel.Closed(List.of(hold("600s", 7)), null, 100L, null);

        LoadData data = run(model, user -> ran.incrementAndGet());

        assertThat(ran).hasValue(100);
        assertThat(data.scenarios().get(0).dropped()).isZero();
        assertThat(data.scenarios().get(0).due()).isEqualTo(100);
    }

    @Test
    void iterations_notStartedInTime_countAsDropped() {
        LoadModel model = new LoadModel.Closed(List.of(hold("200ms", 1)), null, 1_000_000L, null);

        LoadData data = run(model, user -> nap(20));

        ScenarioSummary scenario = data.scenarios().get(0);
        assertThat(scenario.dropped()).isEqualTo(1_000_000 - scenario.started()).isPositive();
    }

    @Test
    void openModel_freeUsers_runsEveryArrivalOnce() {
        LoadData data = run(open("200/s", 50, "1s", Overflow.QUEUE), user -> nap(3));

        ScenarioSummary scenario = data.scenarios().get(0);
        assertThat(scenario.due()).isEqualTo(200);
        assertThat(scenario.iterations()).containsEntry(Outcome.OK, 200L);
        assertThat(scenario.dropped()).isZero();
    }

    @Test
    void openModel_allUsersBusy_queueKeepsTheWaitInTheResponseTime() {
        LoadData data = run(open("50/s", 1, "1s", Overflow.QUEUE), user -> nap(40));

        ScenarioSummary scenario = data.scenarios().get(0);
        LoadResult result = result(data);
        assertThat(scenario.queued()).isPositive();
        assertThat(scenario.dropped()).isEqualTo(50 - scenario.started()).isPositive();
        assertThat(result.all().latency().max()).isGreaterThan(Duration.ofMillis(200));
        assertThat(result.all().serviceTime().percentile(50)).isLessThan(Duration.ofMillis(100));
    }

    @Test
    void openModel_allUsersBusy_dropNeverStartsLateOnes() {
        LoadData data = run(open("50/s", 1, "1s", Overflow.DROP), user -> nap(90));

        ScenarioSummary scenario = data.scenarios().get(0);
        assertThat(scenario.dropped()).isEqualTo(50 - scenario.started()).isPositive();
        assertThat(scenario.queued()).isZero();
    }

    @Test
    void bodyThrows_anything_failsTheIterationAndGoesOn() {
        LoadModel model = new LoadModel.Closed(List.of(hold("600s", 1)), null, 6L, null);

        LoadData data = run(model, user -> {
            switch ((int) user.iteration()) {
                case 0 -> throw new IllegalStateException("order 17 is lost");
                case 1 -> throw new IllegalStateException("order 18 is lost");
                case 2 -> throw new AssertionError("total was 3");
                case 3 -> throw new TestAbortedException("no stock");
                case 4 -> throw new StackOverflowError();
                default -> nap(1);
            }
        });

        assertThat(data.scenarios().get(0).iterations())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(Outcome.OK, 1L, Outcome.ERROR, 3L, Outcome.CHECK, 1L, Outcome.SKIPPED, 1L));
        assertThat(data.errors())
                .extracting(e -> e.kind() + " " + e.message() + " " + e.count())
                .containsExactlyInAnyOrder(
                        "IllegalStateException order 17 is lost 2",
                        "AssertionError total was 3 1",
                        "StackOverflowError StackOverflowError 1");
        assertThat(data.stopReason()).isEmpty();
    }

    @Test
    void outOfMemory_inABody_endsTheLoad() {
        LoadData data = run(closed(4, "60s"), user -> {
            if (user.id() == 2) {
                throw new OutOfMemoryError("pretended");
            }
            nap(1);
        });

        assertThat(data.stopReason()).isEqualTo("aborted by java.lang.OutOfMemoryError: pretended");
    }

    @Test
    void end_iterationStillRunning_isInterruptedAndInNoLatency() {
        LoadPlan plan = plan(closed(3, "100ms"), Duration.ofMillis(50));
        CountDownLatch never = new CountDownLatch(1);

        LoadData data = run(plan, ScenarioCode.of(user -> never.await()));

        assertThat(data.scenarios().get(0).iterations()).containsExactlyEntriesOf(Map.of(Outcome.INTERRUPTED, 3L));
        assertThat(result(data).all().count()).isZero();
        assertThat(data.errors()).isEmpty();
        assertThat(data.generator().stuckUsers()).isEmpty();
    }

    @Test
    void stopRequested_whileRunning_endsTheLoadEarly() {
        stopRequest.set("p99 missed");

        LoadData data = run(closed(2, "60s"), user -> nap(1));

        assertThat(data.stopReason()).isEqualTo("p99 missed");
        assertThat(data.elapsedMillis()).isLessThan(50_000);
    }

    @Test
    void callerInterrupted_whileRunning_keepsWhatWasMeasured() {
        Thread caller = Thread.currentThread();

        LoadData data = run(closed(2, "60s"), user -> {
            nap(1);
            if (user.iteration() == 20) {
                caller.interrupt();
            }
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(data.stopReason()).isEqualTo("interrupted");
        assertThat(result(data).all().count()).isPositive();
    }

    @Test
    void setUpAndTearDown_ofEachUser_runOnceAndAreNotMeasured() {
        AtomicInteger before = new AtomicInteger();
        AtomicInteger after = new AtomicInteger();

        LoadData data = run(
                plan(closed(4, "200ms"), Duration.ofSeconds(30)),
                new ScenarioCode(
                        user -> user.step("login", before::incrementAndGet),
                        user -> user.step("work", () -> nap(1)),
                        user -> user.step("logout", after::incrementAndGet)));

        assertThat(before).hasValue(4);
        assertThat(after).hasValue(4);
        assertThat(result(data).requestNames()).containsExactly("work");
    }

    @Test
    void setUp_thatThrows_isAnErrorOfTheLoad() {
        LoadData data = run(
                plan(closed(3, "200ms"), Duration.ofSeconds(30)),
                new ScenarioCode(
                        user -> {
                            if (user.id() == 1) {
                                throw new IllegalStateException("no such account");
                            }
                        },
                        user -> nap(1),
                        user -> {}));

        assertThat(data.errors())
                .extracting(e -> e.message() + " " + e.measured())
                .containsExactly("before user: no such account 1");
    }

    @Test
    void shares_ofOnePlan_runEveryUserOnce() {
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        LoadPlan whole = plan(closed(7, "100ms"), Duration.ofSeconds(30));

        for (int index = 0; index < 3; index++) {
            run(whole.withShare(new WorkerShare(index, 3)), ScenarioCode.of(user -> {
                seen.add(user.id());
                nap(1);
            }));
        }

        assertThat(seen).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
    }

    private LoadData run(LoadModel model, UserBody body) {
        return run(plan(model, Duration.ofSeconds(30)), ScenarioCode.of(body));
    }

    private LoadData run(LoadPlan plan, ScenarioCode code) {
        return new LoadEngine(
                        plan,
                        new LoadEngine.Environment(
                                Map.of("shop", code),
                                List.of(),
                                UserThreads.of(UserThreads.Mode.AUTO),
                                getClass().getClassLoader(),
                                intervals::add,
                                stopRequest::get,
                                load -> {},
                                true))
                .run();
    }

    private static LoadPlan plan(LoadModel model, Duration gracefulStop) {
        ScenarioPlan scenario =
                new ScenarioPlan("shop", model, "some load", Duration.ZERO, ThinkTime.NONE, false, gracefulStop, "");
        return new LoadPlan("LoadEngineTests", List.of(scenario), 1, WorkerShare.WHOLE);
    }

    private static LoadModel closed(int users, String duration) {
        return new LoadModel.Closed(List.of(hold(duration, users)), null, null, null);
    }

    private static LoadModel open(String rate, int maxUsers, String duration, Overflow overflow) {
        double perSecond = Double.parseDouble(rate.replace("/s", ""));
        return new LoadModel.Open(List.of(hold(duration, perSecond)), maxUsers, overflow, Arrivals.EVEN);
    }

    private static Segment hold(String duration, double level) {
        String number = duration.replaceAll("[^0-9]", "");
        Duration length = duration.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(number))
                : Duration.ofSeconds(Long.parseLong(number));
        return new Segment(length, level, level, Phase.MEASURE);
    }

    private static LoadResult result(LoadData data) {
        return new LoadResult("LoadEngineTests", data, each -> {}, Path.of("."), Enforcement.ENFORCE);
    }

    private static void nap(long millis) {
        LockSupport.parkNanos(millis * 1_000_000);
    }
}
