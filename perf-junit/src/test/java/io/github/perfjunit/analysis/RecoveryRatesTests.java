// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.analysis.Recovery.Verdict;
import io.github.perfjunit.analysis.Recovery.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** How often the decision is right on a server with realistic noise. */
class RecoveryRatesTests {

    private static final int TRIALS = 150;
    private static final int BASE = 60;
    private static final int SPIKE = 20;
    private static final int AFTER = 180;

    private long seed;

    /** Simulates windows; level is the natural logarithm of how much slower than usual a second is. */
    private List<Window> simulate(int perSecond, int windowSeconds, IntToDoubleFunction level) {
        seed++;
        double[] p95 = new NoisyServer(seed, perSecond, 60)
                .windows((BASE + SPIKE + AFTER) / windowSeconds, windowSeconds, level, 0.95)[0];
        return Arrays.stream(p95)
                .mapToObj(ln -> new Window((long) perSecond * windowSeconds, 0, 1e6 * Math.exp(ln)))
                .toList();
    }

    private Recovery judge(int perSecond, IntToDoubleFunction level) {
        int seconds = (int) Recovery.windowLength(perSecond).toSeconds();
        List<Window> all = simulate(perSecond, seconds, level);
        int begin = BASE / seconds;
        int end = (BASE + SPIKE) / seconds;
        return Recovery.judge(
                all.subList(0, begin),
                all.subList(begin, end),
                all.subList(end, all.size()),
                Recovery.windowLength(perSecond),
                2);
    }

    private List<Recovery> trials(int perSecond, IntToDoubleFunction level) {
        List<Recovery> trials = new ArrayList<>();
        for (int i = 0; i < TRIALS; i++) {
            trials.add(judge(perSecond, level));
        }
        return trials;
    }

    private static long[] errors(List<Recovery> trials, long truth) {
        return trials.stream()
                .filter(r -> r.verdict() == Verdict.RECOVERED)
                .mapToLong(r -> r.after().toSeconds() - truth)
                .sorted()
                .toArray();
    }

    private static double slow(int second, int from, int to, double times) {
        return second >= from && second < to ? Math.log(times) : 0;
    }

    @Test
    void judge_noisyServers_isRightAboutAsOftenAsWasSimulated() {
        int end = BASE + SPIKE;
        IntToDoubleFunction base = s -> slow(s, BASE, end, 5);
        IntToDoubleFunction backlog = s -> slow(s, BASE, end + 20, 5);
        IntToDoubleFunction relapse = s -> slow(s, BASE, end, 5) + slow(s, end + 10, end + 20, 5);
        IntToDoubleFunction never = s -> slow(s, BASE, end, 5) + slow(s, end, end + AFTER, 2.6);

        assertRecovered(trials(100, base), 0, 0);
        assertRecovered(trials(100, backlog), 20, 1);
        assertRecovered(trials(100, relapse), 20, 1);
        assertRecovered(trials(10, backlog), 20, 2);
        assertThat(trials(100, never))
                .filteredOn(r -> r.verdict() == Verdict.RECOVERED)
                .hasSizeLessThanOrEqualTo(TRIALS * 2 / 100);
    }

    /** Median without error, 95 % within 8 s, and hardly ever missed. */
    private static void assertRecovered(List<Recovery> trials, long truth, long medianError) {
        long[] errors = errors(trials, truth);
        assertThat(errors).hasSizeGreaterThanOrEqualTo(TRIALS * 95 / 100);
        assertThat(errors[errors.length / 2]).isBetween(0L, medianError);
        assertThat(errors[(int) (errors.length * 0.95)]).isLessThanOrEqualTo(8);
        assertThat(errors[(int) (errors.length * 0.05)]).isGreaterThanOrEqualTo(-3);
    }
}
