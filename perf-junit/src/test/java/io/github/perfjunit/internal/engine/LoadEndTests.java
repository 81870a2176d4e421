// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.load.Arrivals;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.Overflow;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ways in which a load ends: on time, early, or by force; nobody is left running and nothing uncounted. */
@Timeout(60)
class LoadEndTests {

    @Test
    void listenerThatFails_whileUsersRun_endsThemAll() throws Exception {
        LoadEngine engine = Engines.of(
                Engines.users(4, Duration.ofMinutes(10)),
                Duration.ofMinutes(10),
                ScenarioCode.of(user -> LockSupport.parkNanos(1_000_000)),
                interval -> {
                    throw new IllegalStateException("disk is full");
                });

        assertThatThrownBy(engine::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("disk is full");
        joinUsers();
    }

    @Test
    void signalThatFails_beforeTheStart_endsTheUsersThatWait() throws Exception {
        LoadEngine engine = Engines.of(
                Engines.users(4, Duration.ofMinutes(10)),
                Duration.ofMinutes(10),
                ScenarioCode.of(user -> {}),
                interval -> {});

        assertThatThrownBy(() -> engine.run(() -> {
                    throw new IllegalStateException("no controller");
                }))
                .hasMessage("no controller");
        joinUsers();
    }

    @Test
    void outOfMemory_beforeTheStart_endsTheLoadWithoutMeasuredTime() {
        LoadData data = Engines.of(
                        new LoadModel.Open(
                                List.of(new Segment(Duration.ofMinutes(10), 100, 100, Phase.MEASURE)),
                                50,
                                Overflow.QUEUE,
                                Arrivals.EVEN),
                        Duration.ofSeconds(20),
                        new ScenarioCode(
                                user -> {
                                    throw new OutOfMemoryError("pretended");
                                },
                                user -> {},
                                user -> {}),
                        interval -> {})
                .run();

        assertThat(data.stopReason()).isEqualTo("aborted by java.lang.OutOfMemoryError: pretended");
        assertThat(data.scenarios().get(0).started()).isZero();
        assertThat(data.scenarios().get(0).measuredMillis()).isZero();
    }

    @Test
    void failureBeforeTheStart_ofAnOpenModel_isListedAtTheStart() {
        LoadData data = Engines.of(
                        new LoadModel.Open(
                                List.of(new Segment(Duration.ofMillis(300), 10, 10, Phase.MEASURE)),
                                1,
                                Overflow.QUEUE,
                                Arrivals.EVEN),
                        Duration.ofSeconds(20),
                        new ScenarioCode(
                                user -> {
                                    throw new IllegalStateException("no account");
                                },
                                user -> {},
                                user -> {}),
                        interval -> {})
                .run();

        assertThat(data.errors()).singleElement().satisfies(error -> {
            assertThat(error.firstMillis()).isZero();
            assertThat(error.measured()).isEqualTo(1);
        });
        assertThat(data.scenarios().get(0).dropped()).isEqualTo(3);
    }

    @Test
    void snapshot_halfWay_tellsTheTimeSoFar() {
        AtomicReference<LoadEngine> engine = new AtomicReference<>();
        AtomicReference<LoadData> snapshot = new AtomicReference<>();
        engine.set(Engines.of(
                Engines.users(1, Duration.ofMinutes(10)),
                Duration.ofSeconds(20),
                ScenarioCode.of(user -> LockSupport.parkNanos(1_000_000)),
                interval -> {
                    if (snapshot.get() == null) {
                        snapshot.set(engine.get().data());
                        Thread.currentThread().interrupt();
                    }
                }));

        LoadData data = engine.get().run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(data.stopReason()).isEqualTo("interrupted");
        assertThat(snapshot.get().scenarios().get(0).measuredMillis())
                .isPositive()
                .isLessThanOrEqualTo(snapshot.get().elapsedMillis());
    }

    @Test
    void usersWithNothingMoreToDo_beforeTheEnd_stillMakeTheLoadLastAsPlanned() {
        LoadModel once = new LoadModel.Open(
                List.of(new Segment(Duration.ofMillis(500), 1, 1, Phase.MEASURE)), 1, Overflow.QUEUE, Arrivals.EVEN);
        LoadModel paced = new LoadModel.Closed(
                List.of(new Segment(Duration.ofMillis(500), 1, 1, Phase.MEASURE)), Duration.ofSeconds(5), null, null);

        for (LoadModel model : List.of(once, paced)) {
            LoadData data = Engines.run(model, user -> {});

            ScenarioSummary scenario = data.scenarios().get(0);
            assertThat(scenario.iterations()).containsEntry(Outcome.OK, 1L);
            assertThat(scenario.measuredMillis()).isEqualTo(500);
            assertThat(data.elapsedMillis()).isGreaterThanOrEqualTo(500);
        }
    }

    @Test
    void noMoreArrivals_beforeTheEnd_noUserIsAddedAnyMore() {
        LoadModel model = new LoadModel.Open(
                List.of(new Segment(Duration.ofMillis(500), 1, 1, Phase.MEASURE)), 50, Overflow.QUEUE, Arrivals.EVEN);

        assertThat(Engines.run(model, user -> {}).scenarios().get(0).users()).isLessThanOrEqualTo(2);
    }

    @Test
    void dataUsedUp_whileArrivalsAreDropped_keepsTheDropsInTheBooks() {
        LoadModel model = new LoadModel.Open(
                List.of(new Segment(Duration.ofMinutes(10), 500, 500, Phase.MEASURE)), 1, Overflow.DROP, Arrivals.EVEN);

        LoadData data = Engines.run(model, user -> {
            if (user.iteration() == 3) {
                throw new ScenarioEnd("used up");
            }
            LockSupport.parkNanos(30_000_000);
        });

        ScenarioSummary scenario = data.scenarios().get(0);
        assertThat(scenario.started()).isEqualTo(3);
        assertThat(scenario.dropped()).isPositive();
        assertThat(scenario.due()).isEqualTo(3 + scenario.dropped());
    }

    @Test
    void dataUsedUp_beforeTheIterationsAskedFor_isAPlannedEndWithoutRequestsAfterIt() {
        LoadData data = Engines.of(
                        Engines.iterations(4, 100),
                        Duration.ofSeconds(20),
                        new ScenarioCode(
                                user -> {},
                                user -> {
                                    if (user.iteration() == 2) {
                                        throw new ScenarioEnd("used up");
                                    }
                                    user.step("order", () -> {});
                                },
                                user -> user.step("log out", () -> {})),
                        interval -> {})
                .run();

        assertThat(data.scenarios().get(0).dropped()).isZero();
        assertThat(Engines.result(data).requestNames()).containsExactly("order");
    }

    @Test
    void usersThatIgnoreTheInterrupt_moreThanAreDescribed_areAllCounted() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try {
            LoadData data = Engines.of(
                            Engines.users(12, Duration.ofMillis(100)),
                            Duration.ZERO,
                            ScenarioCode.of(user -> awaitStubbornly(release)),
                            interval -> {})
                    .run();

            assertThat(data.generator().stuckUsers()).hasSize(10);
            assertThat(data.generator().problems())
                    .anyMatch(problem -> problem.startsWith("12 users ignored the interrupt"));
            assertThat(data.scenarios().get(0).iterations()).isEqualTo(Map.of(Outcome.ERROR, 12L));
            assertThat(data.errors()).singleElement().satisfies(error -> {
                assertThat(error.kind()).isEqualTo("no answer");
                assertThat(error.measured()).isEqualTo(12);
                assertThat(error.message())
                        .matches(
                                "the iteration ignored the interrupt, after 5\\.\\d s, when the end of the load cut it off");
            });
        } finally {
            release.countDown();
        }
        joinUsers();
    }

    @Test
    void everyUser_ofAClosedModelWithoutRampUp_isSetUpBeforeTheFirstIteration() {
        AtomicInteger ready = new AtomicInteger();
        List<Integer> seen = new ArrayList<>();

        LoadData data = Engines.of(
                        Engines.iterations(8, 1),
                        Duration.ofSeconds(20),
                        new ScenarioCode(user -> ready.incrementAndGet(), user -> seen.add(ready.get()), user -> {}),
                        interval -> {})
                .run();

        assertThat(seen).containsExactly(8);
        assertThat(data.scenarios().get(0).started()).isEqualTo(1);
    }

    @Test
    void load_ofAnyKind_leavesNoThreadAndItsIntervalsSumUp() throws Exception {
        for (Overflow overflow : Overflow.values()) {
            for (Arrivals arrivals : Arrivals.values()) {
                List<Series> parts = new ArrayList<>();
                LoadModel model = new LoadModel.Open(
                        List.of(
                                new Segment(Duration.ofMillis(300), 0, 400, Phase.RAMP_UP),
                                new Segment(Duration.ofMillis(500), 400, 400, Phase.MEASURE),
                                new Segment(Duration.ofMillis(300), 400, 0, Phase.RAMP_DOWN)),
                        20,
                        overflow,
                        arrivals);
                LoadData data = Engines.of(
                                model,
                                Duration.ofMillis(50),
                                ScenarioCode.of(user -> {
                                    user.step("order", () -> {});
                                    LockSupport.parkNanos(user.random().nextInt(100) * 1_000_000L);
                                }),
                                interval -> parts.addAll(interval.series()))
                        .run();

                ScenarioSummary scenario = data.scenarios().get(0);
                assertThat(scenario.due()).isEqualTo(scenario.started() + scenario.dropped());
                assertThat(Series.merge(parts)).containsExactlyInAnyOrderElementsOf(data.series());
                assertThat(data.series().stream()
                                .filter(s -> s.key().request().equals("order"))
                                .mapToLong(s -> s.count(Outcome.OK))
                                .sum())
                        .isEqualTo(scenario.started());
                joinUsers();
            }
        }
    }

    private static void awaitStubbornly(CountDownLatch latch) {
        boolean released = false;
        while (!released) {
            try {
                latch.await();
                released = true;
            } catch (InterruptedException e) {
                released = latch.getCount() == 0;
            }
        }
    }

    /** Waits for the users' threads; those that never end make the test time out. */
    private static void joinUsers() throws InterruptedException {
        for (Thread thread : Engines.userThreads()) {
            thread.join();
        }
        assertThat(Engines.userThreads()).isEmpty();
    }
}
