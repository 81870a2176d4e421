// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What bodies throw is counted once each time, in the phase of the work that it ended. */
@Timeout(60)
class FailureCountTests {

    private final IllegalStateException shared = new IllegalStateException("the same one each time");

    /** HotSpot does the same with exceptions that it throws often. */
    @Test
    void sameThrowable_inEachIteration_countsEachTime() {
        LoadData data = Engines.run(Engines.iterations(1, 50), user -> {
            user.step("work", () -> {});
            throw shared;
        });

        assertThat(data.errors())
                .extracting(ErrorSummary::request, ErrorSummary::measured)
                .containsExactly(tuple("(iteration)", 50L));
        Measurements all = Engines.result(data).all();
        assertThat(all.failures()).isZero();
        assertThat(all.bodyFailures()).isEqualTo(50);
        assertThat(all.bodyFailureRate()).isEqualTo(1);
    }

    @Test
    void sameThrowable_outOfStepsSideBySide_countsForEach() {
        LoadData data = Engines.run(Engines.iterations(1, 10), user -> {
            for (String name : List.of("first", "second")) {
                try {
                    user.step(name, () -> {
                        throw shared;
                    });
                } catch (IllegalStateException e) {
                    assertThat(e).isSameAs(shared);
                }
            }
        });

        assertThat(data.errors())
                .extracting(ErrorSummary::request, ErrorSummary::measured)
                .containsExactlyInAnyOrder(tuple("first", 10L), tuple("second", 10L));
    }

    @Test
    void throwable_outOfNestedSteps_isListedOnceWhereItWasThrown() {
        LoadData data = Engines.run(
                Engines.iterations(1, 10),
                user -> user.step(
                        "outer",
                        () -> user.step("inner", () -> {
                            throw shared;
                        })));

        assertThat(data.errors())
                .extracting(ErrorSummary::request, ErrorSummary::measured)
                .containsExactly(tuple("inner", 10L));
        assertThat(Engines.result(data).request("outer").failures()).isEqualTo(10);
        assertThat(Engines.result(data).all().errorRate()).isEqualTo(1);
    }

    @Test
    void bodyThatFails_afterTheEndOfTheMeasuredTime_countsAsMeasured() {
        CountDownLatch over = new CountDownLatch(1);
        LoadData data = Engines.of(
                        Engines.users(1, Duration.ofMillis(200)),
                        Duration.ofSeconds(20),
                        ScenarioCode.of(user -> {
                            user.step("order", () -> {});
                            over.await();
                            user.check("is complete", false);
                            throw new AssertionError("lost");
                        }),
                        interval -> over.countDown())
                .run();

        assertThat(data.errors()).extracting(ErrorSummary::measured).containsExactly(1L);
        assertThat(data.checks()).singleElement().satisfies(check -> assertThat(check.failed())
                .isEqualTo(1));
        assertThat(Engines.result(data).all().failures()).isZero();
        assertThat(Engines.result(data).all().bodyFailures()).isEqualTo(1);
    }

    @Test
    void requestThatFails_inTheNextPhase_isListedInItsOwn() {
        AtomicBoolean measuring = new AtomicBoolean();
        LoadModel model = new LoadModel.Closed(
                List.of(
                        new Segment(Duration.ofMillis(200), 1, 1, Phase.WARM_UP),
                        new Segment(Duration.ofMillis(1_200), 1, 1, Phase.MEASURE)),
                null,
                null,
                null);
        LoadData data = Engines.of(
                        model,
                        Duration.ofSeconds(20),
                        ScenarioCode.of(user -> {
                            if (user.iteration() == 0) {
                                user.step("order", () -> {
                                    while (!measuring.get()) {
                                        Thread.onSpinWait();
                                    }
                                    throw new IllegalStateException("lost");
                                });
                            }
                        }),
                        interval -> measuring.set(true))
                .run();

        assertThat(data.errors())
                .extracting(ErrorSummary::count, ErrorSummary::measured)
                .containsExactly(tuple(1L, 0L));
    }

    @Test
    void throwable_whoseMessageFails_failsItsIterationAlone() {
        LoadData data = Engines.run(Engines.iterations(2, 20), user -> {
            throw new Mute();
        });

        assertThat(data.stopReason()).isEmpty();
        assertThat(data.errors())
                .extracting(ErrorSummary::message, ErrorSummary::count)
                .containsExactly(tuple("Mute, whose message failed with UnsupportedOperationException", 20L));
    }

    @Test
    void interrupt_ofTheBodyItself_reachesNeitherTheNextIterationNorTheOutcome() {
        LoadData data = Engines.of(
                        Engines.iterations(2, 20),
                        Duration.ofSeconds(20),
                        new ScenarioCode(
                                user -> Thread.currentThread().interrupt(),
                                user -> {
                                    assertThat(Thread.currentThread().isInterrupted())
                                            .isFalse();
                                    Thread.currentThread().interrupt();
                                },
                                user -> {}),
                        interval -> {})
                .run();

        assertThat(data.scenarios().get(0).iterations())
                .containsOnlyKeys(Outcome.OK)
                .containsEntry(Outcome.OK, 20L);
    }

    private static final class Mute extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException();
        }
    }
}
