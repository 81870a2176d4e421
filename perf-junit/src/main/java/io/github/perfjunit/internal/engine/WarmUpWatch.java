// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

/**
 * Decides when an automatic warm-up is over: when for {@value #SECONDS} seconds in a row the compilers used little time
 * and the number of iterations per second stayed near its mean.
 */
final class WarmUpWatch {

    static final int SECONDS = 5;
    private static final double MAX_COMPILE_SHARE = 0.05;
    private static final double MAX_SPREAD = 0.10;

    private final double[] throughput = new double[SECONDS];
    private int seconds;
    private int calm;

    /**
     * Takes one second's figures.
     *
     * @param iterations iterations that ended in it
     * @param compileMillis time that compilers used in it
     * @return true if the warm-up is over
     */
    boolean settled(long iterations, long compileMillis) {
        throughput[seconds++ % SECONDS] = iterations;
        calm = compileMillis <= 1_000 * MAX_COMPILE_SHARE ? calm + 1 : 0;
        return calm >= SECONDS && seconds >= SECONDS && isSteady();
    }

    private boolean isSteady() {
        double sum = 0;
        for (double value : throughput) {
            sum += value;
        }
        double mean = sum / SECONDS;
        for (double value : throughput) {
            if (Math.abs(value - mean) > MAX_SPREAD * mean) {
                return false;
            }
        }
        return mean > 0;
    }
}
