// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.perfjunit.analysis.HiddenStalls.Stall;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiddenStallsTests {

    /** Length of the simulated runs. */
    private static final int MILLIS = 300_000;

    private static final Duration MEDIAN = Duration.ofMillis(8);

    @Test
    void accept_gapWithAllUsersWaiting_isAStall() {
        HiddenStalls stalls = new HiddenStalls();
        assertThat(stalls.accept(0, 0, 10, 50, 50, MEDIAN)).isEmpty();
        assertThat(stalls.accept(50, 0, 20, 50, 50, MEDIAN)).isEmpty();
        assertThat(stalls.accept(100, 0, 20, 40, 50, MEDIAN)).isEmpty();
        assertThat(stalls.accept(150, 0, 20, 50, 50, MEDIAN)).isEmpty();
        assertThat(stalls.accept(200, 0, 21, 50, 50, MEDIAN)).hasValue(new Stall(50, Duration.ofMillis(100), 50, 50));
        assertThat(stalls.count()).isEqualTo(1);
        assertThat(stalls.longest()).isEqualTo(Duration.ofMillis(100));
        assertThat(stalls.stalls()).hasSize(1);
        assertThat(HiddenStalls.isWorthTelling(120, 100)).isTrue();
        assertThat(HiddenStalls.isWorthTelling(119, 100)).isFalse();
    }

    @Test
    void accept_gapWithUsersWhoThink_isNone() {
        HiddenStalls stalls = new HiddenStalls();
        for (int i = 0; i < 20; i++) {
            assertThat(stalls.accept(i * 50L, 0, i < 10 ? 5 : 6, 39, 50, MEDIAN))
                    .isEmpty();
        }
        assertThat(stalls.end(MEDIAN)).isEmpty();
    }

    /** Ten times a median of 30 ms. */
    @Test
    void accept_gapOfAFewLatencies_isNone() {
        HiddenStalls stalls = new HiddenStalls();
        for (int i = 0; i < 7; i++) {
            stalls.accept(i * 50L, 0, 5, 50, 50, Duration.ofMillis(30));
        }
        assertThat(stalls.end(Duration.ofMillis(31))).isEmpty();
        for (int i = 0; i < 7; i++) {
            stalls.accept(i * 50L, 0, 5, 50, 50, Duration.ofMillis(30));
        }
        assertThat(stalls.end(Duration.ofMillis(30))).hasValue(new Stall(0, Duration.ofMillis(300), 50, 50));
        assertThat(stalls.end(Duration.ofMillis(30))).isEmpty();
    }

    @Test
    void accept_noUsers_isNoStall() {
        HiddenStalls stalls = new HiddenStalls();
        for (int i = 0; i < 100; i++) {
            stalls.accept(i * 50L, 0, 5, 0, 0, MEDIAN);
        }
        assertThat(stalls.end(MEDIAN)).isEmpty();
    }

    @Test
    void accept_fewUsers_mayAllBeSlowByChance() {
        HiddenStalls four = new HiddenStalls();
        HiddenStalls five = new HiddenStalls();
        for (int i = 0; i < 20; i++) {
            four.accept(i * 50L, 0, 5, 4, 4, MEDIAN);
            five.accept(i * 50L, 0, 5, 5, 5, MEDIAN);
        }
        assertThat(four.end(MEDIAN)).isEmpty();
        assertThat(five.end(MEDIAN)).isPresent();
    }

    /** The observer stood still for 420 of 500 ms; beside 600 ms of its own that is a part of the gap only. */
    @Test
    void accept_timeInWhichTheObserverStoodStill_isNoStall() {
        HiddenStalls stalls = new HiddenStalls();
        stalls.accept(0, 0, 5, 50, 50, MEDIAN);
        stalls.accept(450, 400, 5, 50, 50, MEDIAN);
        stalls.accept(500, 20, 5, 50, 50, MEDIAN);
        assertThat(stalls.accept(550, 0, 6, 50, 50, MEDIAN)).isEmpty();

        stalls.accept(1000, 400, 6, 50, 50, MEDIAN);
        for (long millis = 1050; millis < 1550; millis += 50) {
            stalls.accept(millis, 0, 6, 50, 50, MEDIAN);
        }
        assertThat(stalls.accept(1550, 0, 7, 50, 50, MEDIAN)).hasValue(new Stall(550, Duration.ofMillis(550), 50, 50));
    }

    @Test
    void accept_moreThanAThousand_areCounted() {
        HiddenStalls stalls = new HiddenStalls();
        for (int i = 0; i < 1100 * 4; i++) {
            stalls.accept(i * 50L, 0, i / 4, 50, 50, MEDIAN);
        }
        assertThat(stalls.count()).isEqualTo(1099);
        assertThat(stalls.stalls()).hasSize(1000);
    }

    @Test
    void isStalledSecond_slowRequestOfMostUsers_isOne() {
        assertThat(HiddenStalls.isStalledSecond(40, 50)).isTrue();
        assertThat(HiddenStalls.isStalledSecond(39, 50)).isFalse();
        assertThat(HiddenStalls.isStalledSecond(0, 0)).isFalse();
    }

    /** 90 of 10 ms and one of 100 ms with a cycle of 10 ms: 90, 80 ... 10 ms are added, a hundred in all. */
    @ParameterizedTest
    @CsvSource({"0.99, 90e6", "0.98, 80e6", "0.92, 20e6", "0.5, 10e6", "0.995, 100e6"})
    void corrected_oneStall_holdsWhatWasOmitted(double quantile, double nanos) {
        double[] values = {10e6, 100e6};
        assertThat(HiddenStalls.corrected(values, new long[] {90, 1}, Duration.ofMillis(10), quantile))
                .isCloseTo(nanos, within(1.0));
    }

    /** Against the samples written out one by one. */
    @Test
    void corrected_anyLatencies_isThatOfTheSamplesWrittenOut() {
        SplittableRandom random = new SplittableRandom(3);
        double[] values = new double[200];
        long[] counts = new long[200];
        double[] all = new double[100_000];
        int n = 0;
        for (int i = 0; i < 200; i++) {
            values[i] = Math.rint(1e6 * Math.exp(5 * random.nextDouble()));
            counts[i] = random.nextInt(4);
            for (int c = 0; c < counts[i]; c++) {
                all[n++] = values[i];
                for (double v = values[i] - 7e6; v >= 7e6; v -= 7e6) {
                    all[n++] = v;
                }
            }
        }
        double[] written = Arrays.copyOf(all, n);
        for (double quantile : new double[] {0.5, 0.9, 0.99}) {
            assertThat(HiddenStalls.corrected(values, counts, Duration.ofMillis(7), quantile))
                    .isCloseTo(Medians.quantile(quantile, written), within(1.0));
        }
    }

    @Test
    void corrected_nothingOrWrongInput_isNoNumberOrRefused() {
        assertThat(HiddenStalls.corrected(new double[0], new long[0], MEDIAN, 0.99))
                .isNaN();
        assertThat(HiddenStalls.corrected(new double[] {5}, new long[] {0}, MEDIAN, 0.99))
                .isNaN();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HiddenStalls.corrected(new double[1], new long[2], MEDIAN, 0.99))
                .withMessage("arrays had 1 and 2 classes but must have as many");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HiddenStalls.corrected(new double[1], new long[1], Duration.ZERO, 0.99))
                .withMessage("cycle and quantile were 0 ms and 0.99 but must be above zero, and between 0 and 1");
    }

    /**
     * 50 users, latency about 20 ms, and a stall of the whole system: it is found, and what is corrected is near what was
     * simulated for a steady arrival rate. Users who think for as long as the stall lasts hide nothing.
     */
    @ParameterizedTest
    @CsvSource({
        "0, 1000, 30000, 10, 745",
        "0, 5000, 300000, 1, 2044",
        "200, 2000, 60000, 5, 1446",
        "1000, 1000, 30000, 0, 0"
    })
    void closedModel_stalls_areFoundAndCorrected(int think, int stall, int every, int found, double open) {
        SplittableRandom random = new SplittableRandom(4);
        HiddenStalls stalls = new HiddenStalls();
        double[] latencies = new double[2_000_000];
        int n = 0;
        double[] ends = new double[50];
        double[] starts = new double[50];
        Arrays.setAll(starts, u -> think * random.nextDouble());
        Arrays.setAll(ends, u -> starts[u] + latency(random));
        for (int now = 0; now < MILLIS; now++) {
            boolean stalled = now % every >= every / 2 && now % every < every / 2 + stall;
            int inFlight = 0;
            for (int u = 0; u < 50; u++) {
                if (!stalled && ends[u] <= now) {
                    latencies[n++] = 1e6 * (now - starts[u]);
                    starts[u] = now + think * (0.5 + random.nextDouble());
                    ends[u] = starts[u] + latency(random);
                }
                inFlight += starts[u] <= now ? 1 : 0;
            }
            if (now % 50 == 0) {
                stalls.accept(now, 0, n, inFlight, 50, Duration.ofMillis(20));
            }
        }
        double[] all = Arrays.copyOf(latencies, n);
        Arrays.sort(all);
        long[] ones = new long[n];
        Arrays.fill(ones, 1);
        double recorded = Medians.quantile(0.99, all);
        double corrected = HiddenStalls.corrected(all, ones, Duration.ofMillis(20 + think), 0.99);
        assertThat(stalls.count() > 0 && HiddenStalls.isWorthTelling(corrected, recorded))
                .isEqualTo(found > 0);
        if (found > 0) {
            assertThat(stalls.count()).isEqualTo(found);
            assertThat(corrected / 1e6).isCloseTo(open, within(0.07 * open));
        }
    }

    private static double latency(SplittableRandom random) {
        return 20 * Math.exp(0.5 * NoisyServer.gauss(random));
    }
}
