// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.kind;

import io.github.perfjunit.analysis.BoundedSeries;
import io.github.perfjunit.analysis.Growth;
import io.github.perfjunit.kind.SoakFigure;
import io.github.perfjunit.kind.SoakFigure.Verdict;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.MonitorSample;
import io.github.perfjunit.metrics.MonitorTimeline;
import io.github.perfjunit.monitor.JvmGauge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether what a JVM or a pool holds grows over a run: the heap after each old collection, and counts. Other gauges may go
 * up for good reasons, and are not judged. Its memory does not grow with the run. Not thread-safe.
 */
final class SoakMonitors {

    static final String MEBIBYTES = "MiB";

    private static final int MOST_POINTS = 400;
    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final List<String> COUNTS = List.of("pool.total", "pool.active");

    /** The heap of one JVM after its old collections. */
    private static final class Heap {

        private final List<double[]> points = new ArrayList<>();
        private int every = 1;
        private int skipped;
        private double live = Double.NaN;
        private double collections = Double.NaN;

        void collections(double hours, double now) {
            if (now > collections && Double.isFinite(live)) {
                add(hours);
            }
            collections = now;
        }

        private void add(double hours) {
            skipped++;
            if (skipped < every) {
                return;
            }
            skipped = 0;
            points.add(new double[] {hours, live});
            if (points.size() >= MOST_POINTS) {
                for (int i = points.size() - 1; i > 0; i -= 2) {
                    points.remove(i);
                }
                every *= 2;
            }
        }

        Growth judge() {
            return Growth.ofLiveSet(column(0), column(1));
        }

        private double[] column(int index) {
            return points.stream().mapToDouble(point -> point[index]).toArray();
        }
    }

    private final long fromMillis;
    private final long toMillis;
    private final Map<String, Heap> heaps = new LinkedHashMap<>();
    private final Map<String, BoundedSeries> counts = new LinkedHashMap<>();

    private SoakMonitors(long fromMillis, long toMillis) {
        this.fromMillis = fromMillis;
        this.toMillis = toMillis;
    }

    /**
     * Reads the gauges.
     *
     * @param fromMillis beginning of the measured time
     * @param toMillis its end
     */
    static SoakMonitors of(MonitorTimeline timeline, long fromMillis, long toMillis) {
        SoakMonitors read = new SoakMonitors(fromMillis, toMillis);
        timeline.forEach(read::add);
        return read;
    }

    private void add(MonitorSample sample) {
        if (sample.millis() > toMillis + 1000) {
            return;
        }
        String name = sample.name();
        if (JvmGauge.HEAP_LIVE.isMeantBy(name)) {
            heap(name, JvmGauge.HEAP_LIVE).live = sample.value();
        } else if (JvmGauge.OLD_COLLECTIONS.isMeantBy(name)) {
            Heap heap = heap(name, JvmGauge.OLD_COLLECTIONS);
            if (sample.millis() >= fromMillis) {
                heap.collections(sample.millis() / MILLIS_PER_HOUR, sample.value());
            } else {
                heap.collections = sample.value();
            }
        } else if (sample.millis() >= fromMillis && isCount(name)) {
            counts.computeIfAbsent(name, each -> new BoundedSeries(Math::min)).add(sample.value());
        }
    }

    private Heap heap(String gauge, JvmGauge kind) {
        String jvm = gauge.substring(0, gauge.length() - kind.of("").length());
        return heaps.computeIfAbsent(jvm, each -> new Heap());
    }

    private static boolean isCount(String name) {
        return JvmGauge.THREADS.isMeantBy(name)
                || JvmGauge.DESCRIPTORS.isMeantBy(name)
                || COUNTS.stream().anyMatch(count -> name.equals(count) || name.endsWith("." + count));
    }

    /** Returns the JVMs whose heap grew and did not level off, by the names of their monitors. */
    List<String> grown() {
        return heaps.entrySet().stream()
                .filter(heap -> heap.getValue().judge().verdict() == Growth.Verdict.GROWING)
                .map(Map.Entry::getKey)
                .toList();
    }

    List<SoakFigure> figures() {
        List<SoakFigure> figures = new ArrayList<>();
        heaps.forEach((jvm, heap) -> {
            Growth growth = heap.judge();
            String few =
                    FigureFormat.count(growth.points(), "old collection") + " seen, " + Growth.LEAST_POINTS + " needed";
            figures.add(figure("heap of " + jvm + " after old collections", growth, MEBIBYTES, few));
        });
        counts.forEach((name, values) -> figures.add(
                figure(name, Growth.ofCount(values.values()), "", "twelve parts of the run must have a value")));
        return figures;
    }

    private SoakFigure figure(String name, Growth growth, String unit, String few) {
        double hours = (toMillis - fromMillis) / MILLIS_PER_HOUR;
        String grew = "grew by " + FigureFormat.count(Math.round(growth.growth())) + (unit.isEmpty() ? "" : " " + unit);
        return switch (growth.verdict()) {
            case LEVEL -> figure(name, Verdict.STABLE, growth, unit, hours, "");
            case FILLING -> figure(name, Verdict.STILL_FILLING, growth, unit, hours, grew + ", less and less");
            case GROWING -> figure(name, Verdict.DRIFTING, growth, unit, hours, grew + " and had not levelled off");
            case TOO_SHORT -> figure(name, Verdict.TOO_SHORT_TO_TELL, growth, unit, hours, few);
        };
    }

    private static SoakFigure figure(
            String name, Verdict verdict, Growth growth, String unit, double hours, String remark) {
        return new SoakFigure(
                name,
                verdict,
                growth.growth(),
                Double.NaN,
                Double.NaN,
                hours * 6 < 1 ? Double.NaN : growth.growth() / hours,
                Double.NaN,
                unit,
                remark);
    }
}
