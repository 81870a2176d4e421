// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessorWatchTests {

    private final Deque<Double> ofMachine = new ArrayDeque<>();
    private final Deque<Double> ofProcess = new ArrayDeque<>();
    private long now = 17;

    private ProcessorWatch watch() {
        return new ProcessorWatch(
                new ProcessorWatch.Processors() {
                    @Override
                    public double ofMachine() {
                        return ofMachine.isEmpty() ? -1 : ofMachine.remove();
                    }

                    @Override
                    public double ofProcess() {
                        return ofProcess.isEmpty() ? -1 : ofProcess.remove();
                    }
                },
                () -> now);
    }

    @Test
    void machineAndProcess_areMeansOfTheirOwnReadings() {
        ofMachine.addAll(List.of(0.0, 0.9, 0.7));
        ofProcess.addAll(List.of(0.0, 0.2, 0.4));
        ProcessorWatch watch = watch();
        read(watch, 1_000, true);
        read(watch, 1_000, true);

        assertThat(watch.machine()).isEqualTo(0.8);
        assertThat(watch.process()).isCloseTo(0.3, offset(1e-9));
    }

    @Test
    void firstReading_andThoseOutsideTheMeasuredTime_doNotCount() {
        ofMachine.addAll(List.of(0.0, 0.1, 0.9, 0.2));
        ProcessorWatch watch = watch();
        read(watch, 1_000, false);
        read(watch, 1_000, true);
        read(watch, 1_000, false);

        assertThat(watch.machine()).isEqualTo(0.9);
    }

    @Test
    void readingsThatAreNotKnown_areLeftOut_andUnknownIsNotZero() {
        ofMachine.addAll(List.of(0.0, -1.0, 0.5));
        ProcessorWatch watch = watch();
        read(watch, 1_000, true);
        assertThat(watch.machine()).isNegative();
        read(watch, 1_000, true);

        assertThat(watch.machine()).isEqualTo(0.5);
        assertThat(watch.process()).isEqualTo(-1);
    }

    @Test
    void readingOfAMoment_saysNothing() {
        ofMachine.addAll(List.of(0.0, 0.0, 0.6, 0.0));
        ProcessorWatch watch = watch();
        read(watch, 199, true);
        assertThat(watch.machine()).isEqualTo(-1);
        read(watch, 200, true);
        read(watch, 3, true);

        assertThat(watch.machine()).isEqualTo(0.6);
    }

    private void read(ProcessorWatch watch, long millis, boolean counts) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
        watch.read(counts);
    }
}
