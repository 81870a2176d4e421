// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.report.log.GaugeSample;
import io.github.perfjunit.internal.report.text.PlainText;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.monitor.Monitor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * Asks one monitor for a sample at the end of each interval. An answer that takes more than a second belongs to another
 * second and is left out. Thread-safe.
 */
final class MonitorCalls implements ObserverCalls {

    /**
     * Maximum number of samples that may wait for a monitor; the last interval of a load may end right after the one
     * before it.
     */
    static final int ROOM = 2;

    private static final long IN_TIME = TimeUnit.SECONDS.toNanos(1);
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_UNIT = 20;

    private final Monitor monitor;
    private final BiConsumer<Interval, List<GaugeSample>> samples;
    private final LongSupplier clock;
    private final Calls calls = new Calls();

    /**
     * Creates the calls without a sample.
     *
     * @param samples receives samples that were in time, with their interval
     * @param clock in nanoseconds
     */
    MonitorCalls(Monitor monitor, BiConsumer<Interval, List<GaugeSample>> samples, LongSupplier clock) {
        this.monitor = monitor;
        this.samples = samples;
        this.clock = clock;
    }

    @Override
    public void interval(Interval interval, Queue queue) {
        if (calls.due()) {
            long asked = clock.getAsLong();
            queue.offer(() -> sample(interval, asked), ROOM);
        }
    }

    private void sample(Interval interval, long asked) {
        if (!isWanted(asked)) {
            return;
        }
        Answer answer = new Answer();
        try {
            monitor.sample(answer);
            if (give(interval, asked, answer)) {
                calls.answered();
            }
        } catch (Throwable e) { // an extension must not end this thread
            give(interval, asked, answer);
            calls.failed(e);
        }
    }

    private boolean give(Interval interval, long asked, Answer answer) {
        List<GaugeSample> given = answer.close();
        if (isWanted(asked)) {
            samples.accept(interval, given);
            return true;
        }
        return false;
    }

    private boolean isWanted(long asked) {
        return clock.getAsLong() - asked <= IN_TIME && calls.isOpen();
    }

    @Override
    public List<String> end() {
        Calls.Count count = calls.close();
        String all = " of " + FigureFormat.count(count.due(), "time");
        List<String> sentences = new ArrayList<>();
        if (count.missed() > 0) {
            sentences.add("answered late, or not at all, " + FigureFormat.count(count.missed()) + all
                    + "; these samples are missing");
        }
        if (count.failed() > 0) {
            sentences.add("failed " + FigureFormat.count(count.failed()) + all + ", first with " + count.first()
                    + (count.givenUp()
                            ? ", and was asked no more after " + Calls.MOST_FAILURES_IN_A_ROW + " failures in a row"
                            : "")
                    + "; these samples are missing");
        }
        return sentences;
    }

    /** The values of one sample; those that come after it has ended are left out. */
    private static final class Answer implements Monitor.Gauges {

        private final List<GaugeSample> given = new ArrayList<>();
        private boolean closed;

        @Override
        public synchronized void gauge(String name, String unit, double value) {
            if (!closed) {
                given.add(new GaugeSample(PlainText.of(name, LONGEST_NAME), PlainText.of(unit, LONGEST_UNIT), value));
            }
        }

        synchronized List<GaugeSample> close() {
            closed = true;
            return List.copyOf(given);
        }
    }
}
