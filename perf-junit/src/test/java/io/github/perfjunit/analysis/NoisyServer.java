// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/**
 * A server with realistic noise, second by second: two levels that wander, one fast and one slow, log-normal latencies
 * around 20 ms, and in 1.5 % of seconds a stall of up to 0.8 s in which every request waits.
 */
final class NoisyServer {

    private static final double[] NOISE = new double[1 << 16];

    static {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < NOISE.length; i++) {
            NOISE[i] = 0.5 * gauss(random);
        }
    }

    private static final double FAST_KEPT = 0.7;
    private static final double STALLS = 0.015;

    private final SplittableRandom random;
    private final int perSecond;
    private final double slowKept;
    private double fast;
    private double slow;
    private double stallFrom;
    private double stallTo = -1;

    NoisyServer(long seed, int perSecond, double slowSeconds) {
        random = new SplittableRandom(seed);
        this.perSecond = perSecond;
        slowKept = Math.exp(-1 / slowSeconds);
        fast = 0.06 * gauss(random);
        slow = 0.04 * gauss(random);
    }

    static double gauss(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** Adds the requests of the next second; shift is the natural logarithm of how much slower than usual it is. */
    void second(double shift, Latencies into) {
        fast = FAST_KEPT * fast + 0.06 * Math.sqrt(1 - FAST_KEPT * FAST_KEPT) * gauss(random);
        slow = slowKept * slow + 0.04 * Math.sqrt(1 - slowKept * slowKept) * gauss(random);
        stallFrom--;
        stallTo--;
        if (random.nextDouble() < STALLS) {
            stallFrom = random.nextDouble();
            stallTo = stallFrom + 0.1 + 0.7 * random.nextDouble();
        }
        double level = Math.log(20) + fast + slow + shift;
        long bits = 0;
        for (int i = 0; i < perSecond; i++) {
            bits = i % 4 == 0 ? random.nextLong() : bits >>> 16;
            double ln = level + NOISE[(int) (bits & 0xFFFF)];
            double arrived = (double) i / perSecond;
            boolean waits = arrived >= stallFrom && arrived < stallTo;
            into.add(waits ? Math.log(Math.exp(ln) + 1000 * (stallTo - arrived)) : ln);
        }
    }

    /** Returns a percentile, in natural logarithms of milliseconds, over many hours of usual work. */
    static double truth(double quantile) {
        return Usual.DAY.ln(quantile);
    }

    private static final class Usual {
        private static final Latencies DAY = new Latencies();

        static {
            NoisyServer server = new NoisyServer(1, 100, 60);
            for (int i = 0; i < 86_400; i++) {
                server.second(0, DAY);
            }
        }
    }

    /** Returns the percentiles of windows in natural logarithms; shift is a function of the second. */
    double[][] windows(int windows, int windowSeconds, IntToDoubleFunction shift, double... quantiles) {
        double[][] values = new double[quantiles.length][windows];
        Latencies window = new Latencies();
        for (int w = 0; w < windows; w++) {
            window.clear();
            for (int s = 0; s < windowSeconds; s++) {
                second(shift.applyAsDouble(w * windowSeconds + s), window);
            }
            for (int q = 0; q < quantiles.length; q++) {
                values[q][w] = window.ln(quantiles[q]);
            }
        }
        return values;
    }

    /** Latencies in classes of 0.4 %. */
    static final class Latencies {
        private static final double WIDTH = 0.004;
        private static final double LEAST = Math.log(0.5);
        private final int[] counts = new int[3000];
        private int from = counts.length;
        private int to = -1;
        private int count;

        void add(double ln) {
            int at = Math.min(Math.max((int) ((ln - LEAST) / WIDTH), 0), counts.length - 1);
            counts[at]++;
            count++;
            from = Math.min(from, at);
            to = Math.max(to, at);
        }

        void add(Latencies other) {
            for (int i = other.from; i <= other.to; i++) {
                counts[i] += other.counts[i];
            }
            count += other.count;
            from = Math.min(from, other.from);
            to = Math.max(to, other.to);
        }

        void clear() {
            Arrays.fill(counts, 0);
            count = 0;
            from = counts.length;
            to = -1;
        }

        int count() {
            return count;
        }

        int over(double ln) {
            int over = 0;
            for (int i = Math.max(from, (int) ((ln - LEAST) / WIDTH)); i <= to; i++) {
                over += counts[i];
            }
            return over;
        }

        double ln(double quantile) {
            long rank = Math.max(1, (long) Math.ceil(quantile * count));
            int at = from;
            for (long seen = counts[at]; seen < rank; seen += counts[at]) {
                at++;
            }
            return LEAST + (at + 0.5) * WIDTH;
        }
    }
}
