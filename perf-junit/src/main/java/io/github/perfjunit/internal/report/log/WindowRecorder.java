// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.log;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.report.StoredWindows;
import io.github.perfjunit.report.StoredWindows.Window;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the percentiles of the measured time by window, second by second: for each name no more than {@value
 * StoredWindows#MOST} rows, whatever the length of the load or its rate. Not thread-safe.
 */
final class WindowRecorder {

    private static final Set<SeriesKind> KINDS = EnumSet.of(SeriesKind.REQUEST, SeriesKind.STEP, SeriesKind.ITERATION);
    private static final long SHORTEST_MILLIS = 2_000;
    private static final long USUAL_MILLIS = 10_000;
    private static final int FEWEST = 20;
    private static final int OF_LONG_LOADS = 50;
    private static final MathContext DIGITS = new MathContext(4);

    private final Map<Name, Course> courses = new LinkedHashMap<>();
    private long beganMillis = -1;
    private long fromMillis;
    private long toMillis;
    private int windows;

    private record Name(SeriesKind kind, String request) {}

    /** The windows of one name, the last of them open. */
    private static final class Course {

        private final List<Window> closed = new ArrayList<>();
        private final LatencySummary.Builder ok = new LatencySummary.Builder();
        private long count;
        private long errors;

        void add(Series series) {
            ok.add(series.ok());
            errors += series.failures();
            count += series.count(Outcome.OK) + series.failures();
        }

        void close(long from, long to) {
            if (count > 0) {
                closed.add(window(from, to));
                ok.take();
                count = 0;
                errors = 0;
            }
        }

        List<Window> windows(long from, long to) {
            List<Window> all = new ArrayList<>(closed);
            if (count > 0) {
                all.add(window(from, to));
            }
            return all;
        }

        private Window window(long from, long to) {
            LatencySummary latency = ok.copy();
            return new Window(from, to, count, errors, millis(latency, 50), millis(latency, 95), millis(latency, 99));
        }

        private static double millis(LatencySummary latency, double percentile) {
            return latency.isEmpty()
                    ? Double.NaN
                    : BigDecimal.valueOf(latency.percentile(percentile).toNanos(), 6)
                            .round(DIGITS)
                            .doubleValue();
        }
    }

    void add(Interval interval) {
        boolean measured = false;
        for (Series series : interval.series()) {
            if (series.key().phase() == Phase.MEASURE
                    && KINDS.contains(series.key().kind())) {
                measured = true;
                begin(interval.fromMillis());
                courses.computeIfAbsent(
                                new Name(series.key().kind(), series.key().request()), name -> new Course())
                        .add(series);
            }
        }
        if (beganMillis < 0) {
            return;
        }
        if (measured) {
            toMillis = interval.toMillis();
        }
        if (interval.toMillis() - fromMillis >= length() && windows < StoredWindows.MOST - 1) {
            courses.values().forEach(course -> course.close(fromMillis, interval.toMillis()));
            fromMillis = interval.toMillis();
            windows++;
        }
    }

    private void begin(long millis) {
        if (beganMillis < 0) {
            beganMillis = millis;
            fromMillis = millis;
        }
    }

    /** Short windows in a short load, to have enough of them; longer ones in a long load, to limit their number. */
    private long length() {
        long elapsed = fromMillis - beganMillis;
        long some = Math.max(SHORTEST_MILLIS, Math.min(USUAL_MILLIS, elapsed / FEWEST));
        return Math.max(some, elapsed / OF_LONG_LOADS);
    }

    /** Returns the windows so far, the last one up to the last interval in which a sample ended. */
    List<StoredWindows> windows() {
        return courses.entrySet().stream()
                .map(course -> new StoredWindows(
                        course.getKey().request(),
                        course.getKey().kind(),
                        course.getValue().windows(fromMillis, toMillis)))
                .toList();
    }
}
