// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.spi.RequestRecorder;
import io.github.perfjunit.spi.UserResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When users begin, wait and end: a load lasts as long as its plan says, and measures no more than its iterations. */
@Timeout(60)
class LoadCourseTests {

    private static final UserBody NOTHING = user -> {};

    private final AtomicInteger tornDown = new AtomicInteger();

    @Test
    void usersThatThink_wakeAtTheEndAndAreTornDown() {
        ThinkTime minute = new ThinkTime(Duration.ofMinutes(1), Duration.ofMinutes(1));
        for (LoadModel model :
                List.of(Engines.users(4, Duration.ofMillis(300)), Engines.rate(20, Duration.ofMillis(300), 10))) {
            LoadData data = run(model, minute, new ScenarioCode(NOTHING, NOTHING, user -> tornDown.incrementAndGet()));

            assertThat(tornDown.getAndSet(0)).isEqualTo(data.scenarios().get(0).users());
            assertThat(data.elapsedMillis()).isLessThan(10_000);
            assertThat(data.scenarios().get(0).iterations()).containsOnlyKeys(Outcome.OK);
            assertThat(data.errors()).isEmpty();
        }
    }

    @Test
    void usersThatThink_inARampDown_endWhenTheyAreNoLongerPlanned() {
        ThinkTime minute = new ThinkTime(Duration.ofMinutes(1), Duration.ofMinutes(1));
        AtomicInteger before = new AtomicInteger();
        LoadModel model = new LoadModel.Closed(
                List.of(
                        new Segment(Duration.ofMillis(200), 2, 2, Phase.MEASURE),
                        new Segment(Duration.ofMillis(1_500), 1, 1, Phase.MEASURE)),
                null,
                null);

        LoadEngine engine = Engines.of(
                List.of(Engines.scenario("shop", model, Duration.ZERO, minute, Duration.ofSeconds(20))),
                Map.of("shop", ScenarioCode.of(NOTHING)),
                interval -> before.compareAndSet(0, interval.users()));
        engine.run();

        assertThat(before).hasValue(1);
    }

    @Test
    void usersThatWaitForTheirPace_wakeAtTheEndAndAreTornDown() {
        LoadModel model = new LoadModel.Closed(
                List.of(new Segment(Duration.ofMillis(300), 4, 4, Phase.MEASURE)), Duration.ofMinutes(1), null);

        LoadData data =
                run(model, ThinkTime.NONE, new ScenarioCode(NOTHING, NOTHING, user -> tornDown.incrementAndGet()));

        assertThat(tornDown).hasValue(4);
        assertThat(data.scenarios().get(0).iterations()).isEqualTo(Map.of(Outcome.OK, 4L));
        assertThat(data.scenarios().get(0).dropped()).isZero();
        assertThat(data.elapsedMillis()).isBetween(300L, 10_000L);
    }

    @Test
    void measuredTime_ofIterations_endsWithTheLastOfThem() {
        ThinkTime long5 = new ThinkTime(Duration.ofSeconds(5), Duration.ofSeconds(5));

        LoadData data = run(
                Engines.iterations(4, 4),
                long5,
                new ScenarioCode(NOTHING, user -> Thread.sleep(100), user -> Thread.sleep(1_200)));

        ScenarioSummary scenario = data.scenarios().get(0);
        assertThat(scenario.started()).isEqualTo(4);
        assertThat(scenario.measuredMillis()).isBetween(100L, 1_000L);
        assertThat(scenario.phaseMillis().get(Phase.GRACE)).isGreaterThanOrEqualTo(1_200);
        assertThat(data.elapsedMillis()).isLessThan(5_000);
    }

    @Test
    void closing_ofUsersThatHang_takesThemSideBySide() {
        LoadData data = Engines.of(
                        new LoadPlan(
                                "Engines",
                                List.of(Engines.scenario(
                                        "shop",
                                        Engines.users(8, Duration.ofMillis(200)),
                                        Duration.ZERO,
                                        Duration.ZERO)),
                                1,
                                WorkerShare.WHOLE),
                        Map.of("shop", ScenarioCode.of(user -> {
                            user.resource(Slow.class);
                            new CountDownLatch(1).await();
                        })),
                        List.of(new SlowToClose()),
                        interval -> {},
                        true)
                .run();

        assertThat(data.generator().stuckUsers()).isEmpty();
        assertThat(data.elapsedMillis()).isLessThan(4_000); // one after the other they take 8 s
    }

    @Test
    void setUpThatFails_inAnOpenLoad_isNotHammered() {
        AtomicInteger setUps = new AtomicInteger();

        LoadData data = run(
                Engines.rate(20, Duration.ofSeconds(1), 5_000),
                ThinkTime.NONE,
                new ScenarioCode(
                        user -> {
                            setUps.incrementAndGet();
                            throw new IllegalStateException("no account");
                        },
                        NOTHING,
                        NOTHING));

        assertThat(setUps.get()).isBetween(2, 5); // at 0, 100, 300 and 700 ms
        assertThat(data.scenarios().get(0).dropped()).isEqualTo(20);
    }

    @Test
    void openScenario_thatStartsLater_setsItsUsersUpShortlyBefore() {
        Queue<Long> setUps = new ConcurrentLinkedQueue<>();
        ScenarioPlan later = Engines.scenario(
                "later", Engines.rate(40, Duration.ofMillis(300), 10), Duration.ofSeconds(2), Duration.ofSeconds(10));
        long[] begun = {0};

        LoadData data = Engines.of(
                        List.of(later),
                        Map.of("later", new ScenarioCode(user -> setUps.add(System.nanoTime()), NOTHING, NOTHING)),
                        interval -> {})
                .run(() -> begun[0] = System.nanoTime());

        assertThat(setUps).isNotEmpty().allSatisfy(at -> assertThat((at - begun[0]) / 1_000_000)
                .isGreaterThanOrEqualTo(950));
        assertThat(data.scenarios().get(0).iterations()).isEqualTo(Map.of(Outcome.OK, 12L));
        assertThat(data.scenarios().get(0).windows(Phase.MEASURE).get(0).fromMillis())
                .isEqualTo(2_000);
    }

    @Test
    void paced_slowerThanTheirPace_whatNeverStartedIsDropped() {
        LoadModel model = new LoadModel.Closed(
                List.of(new Segment(Duration.ofSeconds(2), 4, 4, Phase.MEASURE)), Duration.ofMillis(100), null);

        List<ScenarioInterval> parts = new ArrayList<>();
        LoadData data = Engines.of(
                        model,
                        Duration.ofSeconds(20),
                        ScenarioCode.of(user -> Thread.sleep(150)),
                        interval -> parts.addAll(interval.scenarios()))
                .run();

        ScenarioSummary scenario = data.scenarios().get(0);
        assertThat(scenario.due()).isBetween(72L, 80L); // users begin a little later than the load
        assertThat(scenario.started()).isBetween(40L, 56L);
        assertThat(scenario.dropped()).isEqualTo(scenario.due() - scenario.started());
        assertThat(scenario.queued()).isEqualTo(scenario.started() - 4);
        assertThat(parts.stream().mapToLong(ScenarioInterval::due).sum()).isEqualTo(scenario.due());
        assertThat(parts.stream().mapToLong(ScenarioInterval::dropped).sum()).isEqualTo(scenario.dropped());
        assertThat(parts.stream().mapToLong(ScenarioInterval::queued).sum()).isEqualTo(scenario.queued());
    }

    @Test
    void paced_inTime_dropsNothing() {
        LoadModel model = new LoadModel.Closed(
                List.of(new Segment(Duration.ofSeconds(1), 4, 4, Phase.MEASURE)), Duration.ofMillis(100), null);

        LoadData data = run(model, ThinkTime.NONE, ScenarioCode.of(NOTHING));

        ScenarioSummary scenario = data.scenarios().get(0);
        assertThat(scenario.due()).isBetween(36L, 40L);
        assertThat(scenario.iterations()).isEqualTo(Map.of(Outcome.OK, scenario.due()));
        assertThat(scenario.dropped()).isZero();
    }

    @Test
    void iterationsPerUser_eachUserRunsThemExactly() {
        Map<Integer, Integer> ran = new ConcurrentHashMap<>();

        LoadData data = run(each(50, 3, null), ThinkTime.NONE, ScenarioCode.of(user -> {
            ran.merge(user.id(), 1, Integer::sum);
            Thread.sleep(user.id() == 0 ? 50 : 1);
        }));

        assertThat(ran).hasSize(50).allSatisfy((user, times) -> assertThat(times)
                .isEqualTo(3));
        ScenarioSummary scenario = data.scenarios().get(0);
        assertThat(scenario.due()).isEqualTo(150);
        assertThat(scenario.dropped()).isZero();
        assertThat(scenario.measuredMillis()).isBetween(150L, 5_000L);
        assertThat(data.stopReason()).isEmpty();
    }

    @Test
    void iterationsPerUser_withAPaceAndAThinkTime_endWithTheLastOne() {
        ThinkTime minute = new ThinkTime(Duration.ofMinutes(1), Duration.ofMinutes(1));

        LoadData once = run(each(10, 1, null), minute, ScenarioCode.of(NOTHING));
        LoadData paced = run(each(4, 3, Duration.ofMillis(50)), ThinkTime.NONE, ScenarioCode.of(NOTHING));

        assertThat(once.scenarios().get(0).iterations()).isEqualTo(Map.of(Outcome.OK, 10L));
        assertThat(once.elapsedMillis()).isLessThan(10_000);
        assertThat(paced.scenarios().get(0).iterations()).isEqualTo(Map.of(Outcome.OK, 12L));
        assertThat(paced.scenarios().get(0).dropped()).isZero();
        assertThat(paced.scenarios().get(0).measuredMillis()).isBetween(100L, 5_000L);
    }

    @Test
    void iterationsPerUser_afterARampUp_countThoseThatAreMeasured() {
        LoadModel model = new LoadModel.Closed(
                List.of(
                        new Segment(Duration.ofMillis(300), 0, 3, Phase.RAMP_UP),
                        new Segment(Duration.ofMinutes(10), 3, 3, Phase.MEASURE)),
                null,
                null,
                2L);

        LoadData data = run(model, ThinkTime.NONE, ScenarioCode.of(user -> Thread.sleep(10)));

        assertThat(Engines.result(data).iterations().count()).isEqualTo(6);
        assertThat(data.scenarios().get(0).dropped()).isZero();
    }

    @Test
    void iterationsPerUser_thatTheTimeDoesNotSufficeFor_areDropped() {
        LoadModel model = new LoadModel.Closed(
                List.of(new Segment(Duration.ofMillis(300), 2, 2, Phase.MEASURE)), null, null, 1_000L);

        LoadData data = run(model, ThinkTime.NONE, ScenarioCode.of(user -> Thread.sleep(20)));

        ScenarioSummary scenario = data.scenarios().get(0);
        assertThat(scenario.due()).isEqualTo(2_000);
        assertThat(scenario.dropped()).isEqualTo(2_000 - scenario.started()).isPositive();
        assertThat(scenario.measuredMillis()).isEqualTo(300);
    }

    @Test
    void iterationsPerUser_ofAUserWhoseSetUpFails_areDroppedAndTheLoadEnds() {
        LoadData data = run(
                each(4, 2, null),
                ThinkTime.NONE,
                new ScenarioCode(
                        user -> {
                            if (user.id() == 1) {
                                throw new IllegalStateException("no account");
                            }
                        },
                        NOTHING,
                        NOTHING));

        ScenarioSummary scenario = data.scenarios().get(0);
        assertThat(scenario.iterations()).isEqualTo(Map.of(Outcome.OK, 6L));
        assertThat(scenario.dropped()).isEqualTo(2);
    }

    @Test
    void iterationsPerUser_inShares_addUp() {
        Map<Integer, Integer> ran = new ConcurrentHashMap<>();
        LoadPlan whole = new LoadPlan(
                "Engines",
                List.of(Engines.scenario("shop", each(5, 2, null), Duration.ZERO, Duration.ofSeconds(10))),
                1,
                WorkerShare.WHOLE);

        for (int index = 0; index < 3; index++) {
            Engines.of(
                            whole.withShare(new WorkerShare(index, 3)),
                            Map.of("shop", ScenarioCode.of(user -> ran.merge(user.id(), 1, Integer::sum))),
                            interval -> {})
                    .run();
        }

        assertThat(ran).isEqualTo(Map.of(0, 2, 1, 2, 2, 2, 3, 2, 4, 2));
    }

    @Test
    void iterationsTogether_thatTheTimeDoesNotSufficeFor_startNoMoreAfterTheEnd() {
        AtomicInteger begun = new AtomicInteger();
        LoadModel model =
                new LoadModel.Closed(List.of(new Segment(Duration.ofMillis(300), 4, 4, Phase.MEASURE)), null, 1_000L);

        LoadData data = run(model, ThinkTime.NONE, ScenarioCode.of(user -> {
            begun.incrementAndGet();
            Thread.sleep(20);
        }));

        ScenarioSummary scenario = data.scenarios().get(0);
        assertThat(scenario.due()).isEqualTo(1_000);
        assertThat(scenario.started()).isEqualTo(begun.get()).isLessThan(100);
        assertThat(scenario.dropped()).isEqualTo(1_000 - begun.get());
    }

    @Test
    void everythingInterrupted_noIterationEnded() {
        LoadData data = Engines.of(
                        Engines.users(20, Duration.ofMillis(100)),
                        Duration.ZERO,
                        ScenarioCode.of(user -> new CountDownLatch(1).await()),
                        interval -> {})
                .run();

        assertThat(data.scenarios().get(0).iterations()).isEqualTo(Map.of(Outcome.INTERRUPTED, 20L));
        assertThat(Engines.result(data).all().count()).isZero();
        assertThat(Engines.result(data).iterations().cutOff().count()).isEqualTo(20);
        assertThat(data.errors()).isEmpty();
    }

    @Test
    void start_isWhenTheUsersStart_notWhenTheyAreSetUp() {
        Instant[] ready = {Instant.EPOCH};

        LoadData data = Engines.of(
                        Engines.iterations(2, 2),
                        Duration.ZERO,
                        new ScenarioCode(user -> Thread.sleep(300), NOTHING, NOTHING),
                        interval -> {})
                .run(() -> ready[0] = Instant.now());

        assertThat(data.start()).isAfterOrEqualTo(ready[0]);
    }

    private static LoadModel each(int users, long iterations, @Nullable Duration pacing) {
        return new LoadModel.Closed(
                List.of(new Segment(Duration.ofMinutes(10), users, users, Phase.MEASURE)), pacing, null, iterations);
    }

    private static LoadData run(LoadModel model, ThinkTime thinkTime, ScenarioCode code) {
        return Engines.of(
                        List.of(Engines.scenario("shop", model, Duration.ZERO, thinkTime, Duration.ofSeconds(20))),
                        Map.of("shop", code),
                        interval -> {})
                .run();
    }

    /** Something that takes a second to close. */
    private record Slow() {}

    private static final class SlowToClose implements UserResource<Slow> {

        @Override
        public Class<Slow> type() {
            return Slow.class;
        }

        @Override
        public Pool<Slow> prepare(ScenarioPlan plan) {
            return new Pool<>() {
                @Override
                public Slow open(VirtualUser user, RequestRecorder recorder) {
                    return new Slow();
                }

                @Override
                public void close(Slow object) {
                    long until = System.nanoTime() + Duration.ofSeconds(1).toNanos();
                    while (System.nanoTime() < until) {
                        LockSupport.parkNanos(10_000_000);
                    }
                }

                @Override
                public void close() {}
            };
        }
    }
}
