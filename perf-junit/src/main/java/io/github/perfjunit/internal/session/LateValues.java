// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.report.log.GaugeSample;
import io.github.perfjunit.internal.report.text.PlainText;
import io.github.perfjunit.internal.report.text.Reasons;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PhaseWindow;
import io.github.perfjunit.monitor.LateMonitor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The values of gauges that are known only after the load, second by second. */
final class LateValues {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_UNIT = 20;
    private static final int LONGEST_NOTE = 300;
    private static final int MOST_NOTES = 20;
    private static final long SECOND = 1000;
    private static final Duration BEYOND = Duration.ofSeconds(10);

    /** Takes the value of one gauge for the second that ends at a time. */
    @FunctionalInterface
    interface Sink {

        void accept(long toMillis, Phase phase, GaugeSample sample);
    }

    private final Instant start;
    private final long elapsedMillis;
    private final List<PhaseWindow> windows;
    private final List<PhaseWindow> measured;
    private final Sink sink;
    private final Set<String> names = Collections.synchronizedSet(new TreeSet<>());

    /**
     * Creates values of one load.
     *
     * @param sink gets them, from one thread at a time
     */
    LateValues(LoadData data, Sink sink) {
        this.start = data.start();
        this.elapsedMillis = data.elapsedMillis();
        this.windows = data.scenarios().stream()
                .flatMap(scenario -> scenario.windows().stream())
                .toList();
        this.measured = PhaseWindow.union(
                windows.stream()
                        .filter(window -> window.phase() == Phase.MEASURE)
                        .toList(),
                Phase.MEASURE);
        this.sink = sink;
    }

    /** Returns whether a gauge had a late value. */
    boolean has(String gauge) {
        return names.contains(gauge);
    }

    /** Asks all monitors, and returns notes. */
    List<String> ask(Map<String, LateMonitor> monitors) {
        Map<String, Asked> asked = new LinkedHashMap<>();
        monitors.forEach((who, monitor) -> asked.put(who, new Asked(who, monitor)));
        List<String> notes = new ArrayList<>();
        asked.forEach((who, each) -> each.await().forEach(sentence -> notes.add(who + " " + sentence)));
        return notes;
    }

    /** One monitor, and the thread that asks it. */
    private final class Asked {

        private final LateMonitor monitor;
        private final FutureTask<List<String>> task;
        private final Thread thread;
        private final Map<String, Long> lastMillis = new HashMap<>();
        private final long begun = System.nanoTime();
        private boolean closed;

        Asked(String who, LateMonitor monitor) {
            this.monitor = monitor;
            Instant end = start.plusMillis(elapsedMillis);
            this.task = new FutureTask<>(() -> List.copyOf(monitor.conclude(start, end, this::gauge)));
            this.thread = new Thread(task, "perf " + PlainText.of(who, LONGEST_NAME));
            thread.setDaemon(true);
            thread.start();
        }

        List<String> await() {
            try {
                Duration longest = monitor.longestWait().plus(BEYOND);
                long left = longest.toNanos() - (System.nanoTime() - begun);
                return task.get(Math.max(0, left), TimeUnit.NANOSECONDS).stream()
                        .limit(MOST_NOTES)
                        .map(note -> PlainText.of(note, LONGEST_NOTE))
                        .toList();
            } catch (TimeoutException e) {
                return List.of("gave no end to its values within "
                        + Math.max(0, monitor.longestWait().toSeconds()) + " s after the load; some may be missing");
            } catch (ExecutionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                return List.of("failed after the load with " + Reasons.of(cause) + "; some of its values are missing");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return List.of("was not waited for, because the test was interrupted; its values are missing");
            } finally {
                close();
                thread.interrupt();
            }
        }

        private synchronized void close() {
            closed = true;
        }

        private synchronized void gauge(String name, String unit, Instant from, Instant to, double value) {
            if (closed) {
                return;
            }
            GaugeSample sample =
                    new GaugeSample(PlainText.of(name, LONGEST_NAME), PlainText.of(unit, LONGEST_UNIT), value);
            if (!sample.hasValue() || !to.isAfter(from)) {
                return;
            }
            long fromMillis = Math.max(0, Duration.between(start, from).toMillis());
            long toMillis = Math.min(elapsedMillis, Duration.between(start, to).toMillis());
            boolean whole = isMeasured(
                    Duration.between(start, from).toMillis(),
                    Duration.between(start, to).toMillis());
            Phase phase = whole ? Phase.MEASURE : otherPhase(fromMillis, toMillis);
            long first = Math.max(roundedUp(fromMillis) + SECOND, lastMillis.getOrDefault(sample.name(), 0L) + SECOND);
            for (long end = first; end <= toMillis; end += SECOND) {
                give(end, phase, sample);
            }
        }

        private void give(long end, Phase phase, GaugeSample sample) {
            lastMillis.put(sample.name(), end);
            names.add(sample.name());
            synchronized (LateValues.this) {
                sink.accept(end, phase, sample);
            }
        }
    }

    private static long roundedUp(long millis) {
        return (millis + SECOND - 1) / SECOND * SECOND;
    }

    private boolean isMeasured(long fromMillis, long toMillis) {
        return measured.stream().anyMatch(window -> window.fromMillis() <= fromMillis && toMillis <= window.toMillis());
    }

    /** A value that is measured in part belongs to the other part. */
    private Phase otherPhase(long fromMillis, long toMillis) {
        return windows.stream()
                .filter(window -> window.phase() != Phase.MEASURE)
                .filter(window -> window.fromMillis() < toMillis && fromMillis < window.toMillis())
                .map(PhaseWindow::phase)
                .findFirst()
                .orElse(Phase.GRACE);
    }
}
