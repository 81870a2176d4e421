// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.health;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Mean load of the processors in the measured time: that of the machine, caused by any process, and that of this JVM.
 * Unknown values stay unknown. For one thread; other threads may read the figures.
 */
final class ProcessorWatch {

    /** A reading covers the time since the last one; a shorter time than this is not meaningful. */
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** Readings from 0 to 1 for the time since the last one; negative if not known. */
    interface Processors {

        double ofMachine();

        double ofProcess();
    }

    private final Processors processors;
    private final LongSupplier clock;
    private final ShareMean machine = new ShareMean();
    private final ShareMean process = new ShareMean();
    private long last;

    /** Begins to watch. The first reading covers no time and is discarded. */
    ProcessorWatch(Processors processors, LongSupplier clock) {
        this.processors = processors;
        this.clock = clock;
        read(false);
    }

    /**
     * Takes a reading.
     *
     * @param counts true if the time since the last one is measured
     */
    void read(boolean counts) {
        double ofMachine = processors.ofMachine();
        double ofProcess = processors.ofProcess();
        long now = clock.getAsLong();
        if (counts && now - last >= SHORTEST_NANOS) {
            machine.add(ofMachine);
            process.add(ofProcess);
        }
        last = now;
    }

    double machine() {
        return machine.value();
    }

    double process() {
        return process.value();
    }

    /** Mean of shares, of which those below zero are not known. */
    private static final class ShareMean {
        private double sum;
        private int count;

        synchronized void add(double share) {
            if (share >= 0) {
                sum += share;
                count++;
            }
        }

        synchronized double value() {
            return count == 0 ? -1 : sum / count;
        }
    }
}
