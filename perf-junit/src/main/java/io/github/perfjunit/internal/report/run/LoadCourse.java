// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.run;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A load over its time, in parts of equal length: at most 600 of them, however long the load.
 *
 * @param widthMillis length of the times whose percentiles the parts have
 * @param parts the parts in order of time
 */
public record LoadCourse(long widthMillis, List<Part> parts) {

    /** Levels of latency, each the square root of two times the one before; the first begins at a microsecond. */
    private static final int LEVELS = 64;

    private static final int MOST = 600;

    /** A shorter interval, at the end of a load, would have a rate by chance. */
    private static final long SHORTEST_MILLIS = 500;

    private static final long[] WIDTHS = {
        1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 300, 600, 900, 1_200, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400
    };

    /**
     * One part of the time.
     *
     * @param fromMillis its start
     * @param toMillis its end
     * @param count samples that ended in it, well or in failure
     * @param failures how many failed, by outcome
     * @param users active users at its end
     * @param target target rate at its end
     * @param p50 median of the samples that ended well, in milliseconds; NaN if there is none
     * @param p95 their 95th percentile
     * @param p99 their 99th percentile
     * @param max the longest
     * @param levels how many of them there are on each level of latency that has any
     */
    public record Part(
            long fromMillis,
            long toMillis,
            long count,
            Map<Outcome, Long> failures,
            int users,
            double target,
            double p50,
            double p95,
            double p99,
            double max,
            Map<Integer, Long> levels) {

        private Part and(Part next) {
            Map<Outcome, Long> failed = new EnumMap<>(Outcome.class);
            failed.putAll(failures);
            next.failures.forEach((outcome, number) -> failed.merge(outcome, number, Long::sum));
            Map<Integer, Long> sums = new TreeMap<>(levels);
            next.levels.forEach((level, number) -> sums.merge(level, number, Long::sum));
            return new Part(
                    fromMillis,
                    next.toMillis,
                    count + next.count,
                    failed,
                    Math.max(users, next.users),
                    Math.max(target, next.target),
                    higher(p50, next.p50),
                    higher(p95, next.p95),
                    higher(p99, next.p99),
                    higher(max, next.max),
                    sums);
        }

        private static double higher(double a, double b) {
            return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
        }

        /** Returns the length of the part. */
        public long millis() {
            return toMillis - fromMillis;
        }

        /** Returns the rate of so many of its samples. */
        public double perSecond(long number) {
            return 1e3 * number / Math.max(1, toMillis - fromMillis);
        }
    }

    /** Reads a timeline once. */
    public static LoadCourse of(Timeline timeline, long elapsedMillis, SeriesKind kind) {
        long width = 1_000 * WIDTHS[WIDTHS.length - 1];
        for (int i = WIDTHS.length - 1; i >= 0; i--) {
            if (elapsedMillis <= 1_000 * WIDTHS[i] * MOST) {
                width = 1_000 * WIDTHS[i];
            }
        }
        Collector collector = new Collector(width, kind);
        timeline.forEach(collector::add);
        collector.close();
        return new LoadCourse(width, List.copyOf(collector.parts));
    }

    /**
     * Returns the course with fewer points. Of parts that become one the percentiles are the highest, because percentiles
     * cannot be averaged; counts are added up.
     */
    public LoadCourse atMost(int most) {
        int group = (parts.size() + most - 1) / most;
        if (group <= 1) {
            return this;
        }
        List<Part> fewer = new ArrayList<>();
        for (int i = 0; i < parts.size(); i += group) {
            fewer.add(parts.subList(i, Math.min(parts.size(), i + group)).stream()
                    .reduce(Part::and)
                    .orElseThrow());
        }
        return new LoadCourse(widthMillis, List.copyOf(fewer));
    }

    private static final class Collector {

        private final List<Part> parts = new ArrayList<>();
        private final long width;
        private final SeriesKind kind;
        private final LatencySummary.Builder ok = new LatencySummary.Builder();
        private Map<Outcome, Long> failures = new EnumMap<>(Outcome.class);
        private long current = -1;
        private long count;
        private long fromMillis = -1;
        private long toMillis;
        private int users;
        private double target;

        Collector(long width, SeriesKind kind) {
            this.width = width;
            this.kind = kind;
        }

        void add(Interval interval) {
            long cell = (interval.fromMillis() + interval.toMillis()) / 2 / width;
            boolean rest = interval.millis() < SHORTEST_MILLIS && fromMillis >= 0;
            if (cell != current && !rest) {
                close();
                current = cell;
            }
            if (fromMillis < 0) {
                fromMillis = interval.fromMillis();
            }
            toMillis = interval.toMillis();
            users = interval.users();
            target = interval.targetPerSecond();
            for (Series series : interval.series()) {
                if (series.key().kind() == kind) {
                    ok.add(series.ok());
                    count += series.count(Outcome.OK) + series.failures();
                    series.counts().forEach((outcome, number) -> {
                        if (outcome.isFailure()) {
                            failures.merge(outcome, number, Long::sum);
                        }
                    });
                }
            }
        }

        void close() {
            if (fromMillis < 0) {
                return;
            }
            LatencySummary latency = ok.take();
            parts.add(new Part(
                    fromMillis,
                    toMillis,
                    count,
                    failures,
                    users,
                    target,
                    millis(latency, 50),
                    millis(latency, 95),
                    millis(latency, 99),
                    latency.isEmpty() ? Double.NaN : latency.max().toNanos() / 1e6,
                    levels(latency)));
            failures = new EnumMap<>(Outcome.class);
            count = 0;
            fromMillis = -1;
        }

        private static double millis(LatencySummary latency, double percentile) {
            return latency.isEmpty()
                    ? Double.NaN
                    : latency.percentile(percentile).toNanos() / 1e6;
        }

        private static Map<Integer, Long> levels(LatencySummary latency) {
            Map<Integer, Long> levels = new TreeMap<>();
            for (Map.Entry<Duration, Long> each : latency.counts().entrySet()) {
                double micros = Math.max(1, each.getKey().toNanos() / 1e3);
                int level = (int) Math.floor(2 * Math.log(micros) / Math.log(2) + 1e-9);
                levels.merge(Math.min(LEVELS - 1, level), each.getValue(), Long::sum);
            }
            return levels;
        }
    }
}
