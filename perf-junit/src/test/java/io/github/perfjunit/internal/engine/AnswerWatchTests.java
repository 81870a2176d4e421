// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.LatencySummary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AnswerWatchTests {

    private static final long NOW = millis(100_000);

    private final NamedSeries order = new NamedSeries(1);
    private final NamedSeries report = new NamedSeries(2);
    private final NamedSeries iterations = new NamedSeries(3);
    private final Map<Integer, LatencySummary> answers = new HashMap<>();
    private final AnswerWatch watch = new AnswerWatch();

    @Test
    void targetThatStopped_anyRequestIsUnanswered() {
        answered(order, 20, 1_000);

        interrupt(1_000);

        assertThat(watch.isUnanswered(order, millis(3))).isTrue();
        assertThat(watch.isUnanswered(report, 0)).isTrue();
    }

    @Test
    void silence_shorterThanASecond_saysNothing() {
        answered(order, 20, 999);

        interrupt(999);

        assertThat(watch.isUnanswered(order, millis(999))).isFalse();
    }

    @Test
    void silence_shorterThanTenTimesTheP99_saysNothing() {
        answered(order, 2_000, 15_000);

        interrupt(15_000);

        assertThat(watch.isUnanswered(order, millis(15_000))).isFalse();
        assertThat(watch.isUnanswered(order, millis(30_000))).isTrue();
    }

    @Test
    void slowFirstAnswerAmongFew_doesNotHideATargetThatHangs() {
        answered(order, 300, 3_000);
        for (int i = 0; i < 18; i++) {
            answered(order, 20, 2_500);
        }

        interrupt(2_500);

        assertThat(watch.isUnanswered(order, millis(2_500))).isTrue();
    }

    @Test
    void slowAnswersAmongMany_countAsTheyDo() {
        for (int i = 0; i < 200; i++) {
            answered(order, i % 50 == 0 ? 300 : 20, 2_500);
        }

        interrupt(2_500);

        assertThat(watch.isUnanswered(order, millis(2_500))).isFalse();
    }

    @Test
    void oneNameStopped_onlyThoseThatWaitedThatLongAreUnanswered() {
        answered(order, 20, 5);
        answered(report, 20, 5_000);

        interrupt(4_000);

        assertThat(watch.isUnanswered(order, millis(4_000))).isFalse();
        assertThat(watch.isUnanswered(report, millis(999))).isFalse();
        assertThat(watch.isUnanswered(report, millis(1_000))).isTrue();
    }

    @Test
    void nothingWasUnderWay_silenceSaysNothing() {
        answered(order, 20, 60_000);

        interrupt(50);

        assertThat(watch.isUnanswered(order, millis(50))).isFalse();
    }

    @Test
    void nameThatWasNeverAnswered_isHeldAgainstAllOthers() {
        answered(order, 200, 5);

        interrupt(1_999);

        assertThat(watch.isUnanswered(report, millis(1_900))).isFalse();
        assertThat(watch.isUnanswered(report, millis(2_100))).isTrue();
    }

    @Test
    void iteration_isHeldAgainstOthersOnceTheyHaveEnded() {
        interrupt(0);
        assertThat(watch.hasStopped(iterations, millis(60_000))).isFalse();

        answered(iterations, 20, 2_000);
        interrupt(0);
        assertThat(watch.hasStopped(iterations, millis(999))).isFalse();
        assertThat(watch.hasStopped(iterations, millis(1_000))).isTrue();
    }

    /** Has a name answered in some time, the last time a while ago. */
    private void answered(NamedSeries name, long took, long agoMillis) {
        LatencySummary.Builder times = new LatencySummary.Builder();
        times.record(millis(took));
        answers.merge(name.number(), times.copy(), (all, one) -> LatencySummary.merge(List.of(all, one)));
        name.ended(NOW - millis(agoMillis));
    }

    private void interrupt(long longestWaitMillis) {
        watch.usersAreInterrupted(
                NOW,
                millis(longestWaitMillis),
                List.of(order, report),
                List.of(iterations),
                numbers -> LatencySummary.merge(numbers.stream()
                        .map(number -> answers.getOrDefault(number, LatencySummary.EMPTY))
                        .toList()));
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
