// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report;

import io.github.perfjunit.internal.report.log.GaugeSample;
import io.github.perfjunit.internal.report.text.PlainText;
import io.github.perfjunit.internal.report.text.Reasons;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.MonitorSummary;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.spi.Monitor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Asks all monitors at the end of each interval; one that fails is noted once and spoils no other. Not thread-safe. */
final class MonitorSampling {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_UNIT = 20;

    private final List<Monitor> monitors;
    private final Consumer<String> notes;
    private final MonitorFigures figures = new MonitorFigures();
    private final Set<Monitor> failed = new HashSet<>();

    MonitorSampling(List<Monitor> monitors, Consumer<String> notes) {
        this.monitors = List.copyOf(monitors);
        this.notes = notes;
    }

    /** Returns the samples of an interval that has just ended; values that are no finite numbers are left out. */
    List<GaugeSample> sample(Interval interval) {
        List<GaugeSample> samples = new ArrayList<>();
        boolean measured = interval.phase() == Phase.MEASURE;
        for (Monitor monitor : monitors) {
            try {
                monitor.sample((name, unit, value) -> {
                    GaugeSample sample =
                            new GaugeSample(PlainText.of(name, LONGEST_NAME), PlainText.of(unit, LONGEST_UNIT), value);
                    if (Double.isFinite(value) && figures.add(sample, measured)) {
                        samples.add(sample);
                    }
                });
            } catch (RuntimeException | StackOverflowError | LinkageError e) {
                if (failed.add(monitor)) {
                    notes.accept("the monitor " + name(monitor) + " failed: " + Reasons.of(e));
                }
            }
        }
        return samples;
    }

    /** The class that a lambda stands in says more than the name that the JVM made up for it. */
    private static String name(Monitor monitor) {
        String name = monitor.getClass().getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : name.substring(0, lambda);
    }

    List<MonitorSummary> summaries() {
        return figures.summaries();
    }

    boolean hasTooMany() {
        return figures.hasTooMany();
    }
}
