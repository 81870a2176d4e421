// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the end of a load cuts off: what would never have ended is an error, what was being worked on is not. */
@Timeout(60)
class CutOffTests {

    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
    private static final Duration THREE_SECONDS = Duration.ofSeconds(3);
    private static final UserBody NOTHING = user -> {};

    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicInteger hanging = new AtomicInteger();
    private volatile long begun;

    @Test
    void targetThatHangs_fromSomeTimeOn_isAnErrorAndALowerBound() {
        LoadData data = run(Engines.users(3, TWO_SECONDS), Duration.ZERO, user -> user.step("order", this::hangLater));

        assertThat(listed(data)).containsExactly("order no answer 3 of 3");
        Measurements order = Engines.result(data).request("order");
        assertThat(order.failures()).isEqualTo(3);
        assertThat(order.cutOff().count()).isEqualTo(3);
        assertThat(order.cutOff().min()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(order.cutOff().longerThan(Duration.ofSeconds(1)).count()).isEqualTo(3);
        assertThat(data.scenarios().get(0).iterations()).containsEntry(Outcome.ERROR, 3L);
        assertThat(data.scenarios().get(0).iterations()).doesNotContainKey(Outcome.INTERRUPTED);
    }

    @Test
    void targetThatHangs_requestsSentInTheLastMoment_areErrorsToo() {
        LoadData data =
                run(Engines.rate(20, THREE_SECONDS, 100), Duration.ZERO, user -> user.step("order", this::hangLater));

        long unanswered = Engines.result(data).request("order").failures();
        assertThat(unanswered).isPositive().isEqualTo(hanging.get());
        assertThat(listed(data)).containsExactly("order no answer " + unanswered + " of " + unanswered);
        assertThat(data.scenarios().get(0).iterations()).doesNotContainKey(Outcome.INTERRUPTED);
    }

    @Test
    void targetThatGoesOnAnswering_whatIsCutOff_isNoError() {
        LoadData data = run(
                Engines.rate(100, TWO_SECONDS, 200),
                Duration.ofMillis(200),
                user -> user.step("order", () -> Thread.sleep(400)));

        Measurements order = Engines.result(data).request("order");
        long interrupted = order.count(Outcome.INTERRUPTED);
        assertThat(data.errors()).isEmpty();
        assertThat(interrupted).isBetween(15L, 60L);
        assertThat(order.count(Outcome.OK)).isEqualTo(200 - interrupted);
        assertThat(order.cutOff().count()).isEqualTo(interrupted);
        assertThat(order.cutOff().max()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void throughput_ofATargetThatDoesFiveASecond_isWhatEnded() {
        Semaphore one = new Semaphore(1, true);

        LoadData data = run(
                Engines.users(20, TWO_SECONDS),
                Duration.ofSeconds(20),
                user -> user.step("order", () -> {
                    one.acquire();
                    try {
                        Thread.sleep(200);
                    } finally {
                        one.release();
                    }
                }));

        LoadResult result = Engines.result(data);
        assertThat(result.all().count(Outcome.OK)).isBetween(25L, 30L); // began while measured, and ended after
        assertThat(result.all().okEnded()).isBetween(8L, 10L);
        assertThat(result.all().throughput()).isBetween(4.0, 5.0);
    }

    @Test
    void oneOfTwoRequestsHangs_theOtherGoesOn_onlyTheOneIsUnanswered() {
        LoadData data = run(Engines.users(4, TWO_SECONDS), Duration.ZERO, user -> {
            if (user.id() == 0) {
                user.step("report", this::hangLater);
            } else {
                user.step("order", () -> Thread.sleep(20));
            }
        });

        assertThat(listed(data)).containsExactly("report no answer 1 of 1");
        assertThat(Engines.result(data).request("order").failures()).isZero();
    }

    @Test
    void requestThatIsSeldomSent_underWayForAMoment_isNoError() {
        LoadData data = run(Engines.users(4, TWO_SECONDS), Duration.ZERO, user -> {
            if (user.id() == 0) {
                user.step("report", () -> Thread.sleep(user.iteration() == 0 ? 5 : 5_000));
                Thread.sleep(1_600);
            } else {
                user.step("order", () -> Thread.sleep(20));
            }
        });

        assertThat(data.errors()).isEmpty();
        assertThat(Engines.result(data).request("report").count(Outcome.INTERRUPTED))
                .isEqualTo(1);
    }

    @Test
    void singleUser_thatSeldomSends_underWayForAMoment_isNoError() {
        LoadData data = run(Engines.users(1, TWO_SECONDS), Duration.ZERO, user -> {
            user.step("report", () -> Thread.sleep(user.iteration() == 0 ? 5 : 5_000));
            Thread.sleep(1_600);
        });

        assertThat(data.errors()).isEmpty();
        assertThat(data.scenarios().get(0).iterations()).containsEntry(Outcome.INTERRUPTED, 1L);
    }

    @Test
    void bodyThatHangs_outsideARequest_isAnErrorOfTheIteration() {
        LoadData data = run(Engines.users(3, TWO_SECONDS), Duration.ZERO, user -> hangLater());

        assertThat(listed(data)).containsExactly("(iteration) no answer 3 of 3");
        assertThat(Engines.result(data).iterations().failures()).isEqualTo(3);
    }

    @Test
    void bodyThatTriesAgain_afterTheInterrupt_isCountedOnce() {
        LoadData data = run(Engines.users(3, TWO_SECONDS), Duration.ZERO, user -> {
            for (int tries = 0; tries < 1_000; tries++) {
                try {
                    user.step("order", this::hangLater);
                } catch (Exception e) { // an InterruptedException, which no signature names
                    assertThat(e).isInstanceOf(InterruptedException.class);
                    Thread.currentThread().interrupt();
                }
            }
        });

        assertThat(listed(data)).containsExactly("order no answer 3 of 3");
        assertThat(data.series()).allSatisfy(series -> assertThat(series.count(Outcome.INTERRUPTED))
                .isZero());
    }

    @Test
    void setUpThatHangs_ofAUserThatBeginsLater_isAnErrorOfTheLoad() {
        LoadModel ramp = new LoadModel.Closed(
                List.of(
                        new Segment(Duration.ofMillis(300), 0, 3, Phase.RAMP_UP),
                        new Segment(Duration.ofMillis(1_500), 3, 3, Phase.MEASURE)),
                null,
                null);

        LoadData data = run(ramp, Duration.ZERO, new ScenarioCode(hangs(2), user -> Thread.sleep(5), NOTHING));

        assertThat(listed(data)).containsExactly("(user) no answer 1 of 1");
        assertThat(data.errors().get(0).message()).matches("before user: had not ended after 1\\.\\d+ s");
    }

    @Test
    void tearDownThatHangs_isAnErrorOfTheLoad() {
        LoadData data = run(
                Engines.users(3, Duration.ofMillis(300)),
                Duration.ofMillis(1_200),
                new ScenarioCode(NOTHING, user -> Thread.sleep(5), hangs(1)));

        assertThat(listed(data)).containsExactly("(user) no answer 1 of 1");
        assertThat(data.errors().get(0).message()).matches("after user: had not ended after 1\\.\\d+ s");
    }

    private UserBody hangs(int id) {
        return user -> {
            if (user.id() == id) {
                never.await();
            }
        };
    }

    /** Takes a moment, and for ever from half a second on. */
    private void hangLater() throws InterruptedException {
        if (System.nanoTime() - begun > TimeUnit.MILLISECONDS.toNanos(500)) {
            hanging.incrementAndGet();
            never.await();
        }
        Thread.sleep(20);
    }

    private LoadData run(LoadModel model, Duration gracefulStop, UserBody body) {
        return run(model, gracefulStop, ScenarioCode.of(body));
    }

    private LoadData run(LoadModel model, Duration gracefulStop, ScenarioCode code) {
        begun = System.nanoTime();
        return Engines.of(model, gracefulStop, code, interval -> {}).run();
    }

    private static List<String> listed(LoadData data) {
        return data.errors().stream().map(CutOffTests::text).toList();
    }

    private static String text(ErrorSummary error) {
        return error.request() + " " + error.kind() + " " + error.measured() + " of " + error.count();
    }
}
