// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.perfjunit.analysis.Persistence.Verdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersistenceTests {

    private static long[] every(int seconds, long value) {
        return LongStream.generate(() -> value).limit(seconds).toArray();
    }

    /** So many seconds with one value, the others with another. */
    private static long[] first(int seconds, long value, int all, long other) {
        long[] values = every(all, other);
        Arrays.fill(values, 0, seconds, value);
        return values;
    }

    private static Persistence p95(long[] over, int plannedSeconds) {
        return Persistence.judge(over, every(over.length, 100), 0.05, plannedSeconds);
    }

    @Test
    void judge_fewBeyondInEverySecond_isHeld() {
        Persistence held = p95(every(30, 2), 30);

        // se is that of independent requests at the limit, halved, or of 2 %: sqrt(0.02 * 0.98 / 3000) = 0.002556.
        assertThat(held.verdict()).isEqualTo(Verdict.HELD);
        assertThat(held.share()).isEqualTo(0.02);
        assertThat(held.high()).isCloseTo(0.02 + 2.8214 * 0.002556, within(1e-5));
        assertThat(held.low()).isCloseTo(0.02 - 2.8214 * 0.002556, within(1e-5));
        assertThat(held.windows()).isEqualTo(10);
        assertThat(held.windowsOver()).isZero();
        assertThat(held.text()).isEqualTo("held");
    }

    @Test
    void judge_manyBeyondInEverySecond_isMissed() {
        Persistence missed = p95(every(30, 6), 30);

        assertThat(missed.verdict()).isEqualTo(Verdict.MISSED);
        assertThat(missed.text()).isEqualTo("missed (over the limit in 10 of 10 windows)");
    }

    @Test
    void judge_twoStallsInAMinute_isHeldInBursts() {
        Persistence bursts = p95(first(8, 60, 60, 0), 60);

        assertThat(bursts.share()).isEqualTo(0.08);
        assertThat(bursts.verdict()).isEqualTo(Verdict.HELD_IN_BURSTS);
        assertThat(bursts.text()).isEqualTo("held, in bursts over the limit (2 of 12 windows)");
    }

    /** Four of ten windows beyond: neither persistent nor mere bursts, until the step has lasted three times as long. */
    @ParameterizedTest
    @CsvSource({"30, LENGTHEN", "60, LENGTHEN", "90, HELD_IN_BURSTS"})
    void judge_inDoubt_isLengthenedToThreeTimes(int seconds, Verdict verdict) {
        assertThat(p95(first(seconds * 4 / 10, 20, seconds, 0), 30).verdict()).isEqualTo(verdict);
    }

    @Test
    void judge_halfOfTheWindowsBeyondAtTheLast_isMissed() {
        assertThat(p95(first(45, 12, 90, 0), 30).verdict()).isEqualTo(Verdict.MISSED);
    }

    /** Half of the windows and the whole interval beyond: 50 blocks' difference is too wide, 6 % against 4 % is not. */
    @Test
    void judge_intervalBeyondTheLimit_missesWithHalfOfTheWindows() {
        long[] total = every(60, 10_000);
        long[] over = new long[60];
        for (int i = 0; i < 60; i++) {
            over[i] = i / 5 % 2 == 0 ? 560 : 480;
        }
        assertThat(Persistence.judge(over, total, 0.05, 60).verdict()).isEqualTo(Verdict.MISSED);
    }

    @Test
    void judge_serviceThatFallsSilent_isMissed() {
        long[] total = first(20, 50, 60, 0);
        assertThat(Persistence.judge(every(60, 0), total, 0.05, 60).verdict()).isEqualTo(Verdict.MISSED);
        assertThat(Persistence.judge(every(60, 0), total, 0, 60).verdict()).isEqualTo(Verdict.MISSED);
    }

    @Test
    void judge_windowsEmptyAtALowRate_areNotBeyond() {
        long[] total = new long[180];
        for (int i = 0; i < 180; i += 2) {
            total[i] = i % 10 < 6 ? 1 : 0;
        }
        // 54 requests are fewer than the 72 that p95 needs, 108 are enough.
        assertThat(Persistence.judge(every(180, 0), total, 0.05, 60).verdict()).isEqualTo(Verdict.TOO_FEW);
        long[] twice = Arrays.stream(total).map(t -> 2 * t).toArray();
        assertThat(Persistence.judge(every(180, 0), twice, 0.05, 60).verdict()).isEqualTo(Verdict.HELD);
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 71, TOO_FEW",
        "0.05, 72, HELD",
        "0.01, 367, TOO_FEW",
        "0.01, 368, HELD",
        "0.001, 3687, TOO_FEW",
        "0.001, 3688, HELD",
        "0, 1, HELD"
    })
    void judge_fewRequests_needEnoughForTheLimit(double allowed, long requests, Verdict verdict) {
        long[] total = new long[90];
        for (int i = 0; i < requests; i++) {
            total[i % 90]++;
        }
        assertThat(Persistence.judge(every(90, 0), total, allowed, 30).verdict())
                .isEqualTo(verdict);
    }

    @Test
    void judge_fewRequestsInAFirstLook_isLengthened() {
        assertThat(Persistence.judge(every(30, 0), every(30, 1), 0.05, 30).verdict())
                .isEqualTo(Verdict.LENGTHEN);
    }

    @Test
    void judge_noErrorAllowed_missesWithOne() {
        long[] errors = every(30, 0);
        assertThat(Persistence.judge(errors, every(30, 100), 0, 30).verdict()).isEqualTo(Verdict.HELD);
        errors[29] = 1;
        Persistence missed = Persistence.judge(errors, every(30, 100), 0, 30);
        assertThat(missed.verdict()).isEqualTo(Verdict.MISSED);
        assertThat(missed.text()).isEqualTo("missed");
    }

    @Test
    void judge_nothingAtAll_isTooFew() {
        assertThat(Persistence.judge(new long[0], new long[0], 0.05, 30))
                .isEqualTo(new Persistence(Verdict.TOO_FEW, 0, 0, 1, 0, 0));
        assertThat(Persistence.judge(every(30, 0), every(30, 0), 0.05, 30).verdict())
                .isEqualTo(Verdict.LENGTHEN);
        assertThat(Persistence.judge(every(90, 0), every(90, 0), 0.05, 30).text())
                .isEqualTo("too few requests to tell");
    }

    @Test
    void judge_wrongInput_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Persistence.judge(every(2, 0), every(3, 0), 0.05, 30))
                .withMessage("arrays had 2 and 3 seconds but must have as many");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Persistence.judge(every(2, 4), every(2, 3), 0.05, 30))
                .withMessage("over was 4 in second 0 but must be from 0 to total, 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Persistence.judge(every(2, 0), every(2, 0), 1, 30))
                .withMessage("allowed was 1.0 but must be from 0 to below 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Persistence.judge(every(2, 0), every(2, 0), 0.05, 0))
                .withMessage("plannedSeconds was 0 but must be above zero");
    }

    @Test
    void judgeDelivery_halfOfTheWindowsUnderdone_isMissed() {
        assertThat(Persistence.judgeDelivery(first(30, 94, 60, 100), every(60, 100))
                        .verdict())
                .isEqualTo(Verdict.MISSED);
        assertThat(Persistence.judgeDelivery(first(25, 0, 60, 100), every(60, 100))
                        .verdict())
                .isEqualTo(Verdict.HELD);
        assertThat(Persistence.judgeDelivery(every(60, 95), every(60, 100)))
                .isEqualTo(new Persistence(Verdict.HELD, 1 - 0.95, 1 - 0.95, 1 - 0.95, 0, 12));
        assertThat(Persistence.judgeDelivery(every(60, 0), every(60, 0)).verdict())
                .isEqualTo(Verdict.TOO_FEW);
    }

    @Test
    void worst_severalLimits_isTheFirstOfTheWorst() {
        Persistence held = p95(every(30, 2), 30);
        Persistence first = p95(every(30, 6), 30);
        Persistence second = p95(every(30, 7), 30);
        Persistence doubt = p95(first(12, 20, 30, 0), 30);
        assertThat(Persistence.worst(List.of(held, doubt, first, second))).isSameAs(first);
        assertThat(Persistence.worst(List.of(held, doubt))).isSameAs(doubt);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Persistence.worst(List.of()))
                .withMessage("limits were none but must be at least one");
    }

    @Test
    void settleTime_ofAStep_isTwiceTheP99Before() {
        assertThat(Persistence.settleTime(Duration.ZERO)).isEqualTo(Duration.ofSeconds(5));
        assertThat(Persistence.settleTime(Duration.ofMillis(2501))).isEqualTo(Duration.ofMillis(5002));
    }

    @Test
    void abort_persistentMiss_endsAfterTheWindowAndFiveEvaluations() {
        AbortRule rule = new AbortRule(0.05);
        for (int second = 1; second <= 13; second++) {
            assertThat(rule.accept(10, 100)).isFalse();
        }
        assertThat(rule.accept(10, 100)).isTrue();
        assertThat(rule.accept(0, 0)).isTrue();
    }

    @Test
    void abort_stallsOrALittleTooMuch_doNotEnd() {
        AbortRule stalls = new AbortRule(0.05);
        AbortRule little = new AbortRule(0.05);
        AbortRule silent = new AbortRule(0.05);
        AbortRule noneAllowed = new AbortRule(0);
        for (int second = 1; second <= 100; second++) {
            assertThat(stalls.accept(second % 10 < 3 ? 100 : 0, 100)).isFalse();
            assertThat(little.accept(9, 100)).isFalse();
            assertThat(silent.accept(0, 0)).isFalse();
            assertThat(noneAllowed.accept(0, 100)).isFalse();
        }
    }

    @Test
    void abort_wrongInput_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AbortRule(1))
                .withMessage("allowed was 1.0 but must be from 0 to below 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AbortRule(0.05, 0, 5))
                .withMessage("windowSeconds and evaluations were 0 and 5 but must be above zero");
    }
}
