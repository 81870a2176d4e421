// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.meters;

import io.github.perfjunit.metrics.CheckSummary;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.MonitorSample;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.spi.LoadListener;
import io.github.perfjunit.spi.RunningLoad;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Meters {@code loadtest.*} of one load, written once a second from its intervals and at its end from its totals; the users
 * never touch them. They stay in their registry until {@link #close()}. The listener's methods come from one thread.
 */
final class LoadMeters implements LoadListener, AutoCloseable {

    static final double[] PERCENTILES = {50, 95, 99};

    private final MeterSet meters;
    // Micrometer keeps what its meters read by weak references, these maps keep it alive.
    private final Map<Series.Key, SeriesMeters> series = new HashMap<>();
    private final Map<String, ScenarioMeters> scenarios = new HashMap<>();
    private final Map<CheckKey, CheckMeters> checks = new HashMap<>();
    private final MetricMeters metrics;
    private final MonitorMeters monitors;
    private @Nullable RunningLoad running;
    private boolean closed;

    private record CheckKey(String scenario, String name) {}

    private static final class ScenarioMeters {
        private volatile long users;
        private volatile long due;
        private volatile long started;
        private volatile long late;
        private volatile long queued;
        private volatile long dropped;

        synchronized void add(ScenarioInterval interval) {
            users = interval.users();
            due += interval.due();
            started += interval.started();
            late += interval.late();
            queued += interval.queued();
            dropped += interval.dropped();
        }
    }

    private static final class CheckMeters {
        private volatile long passed;
        private volatile long failed;
    }

    /**
     * Prepares the meters of a load.
     *
     * @param test class and method, the value of their tag {@code test}
     */
    LoadMeters(MeterRegistry registry, String test) {
        this.meters = new MeterSet(registry, test);
        this.metrics = new MetricMeters(meters);
        this.monitors = new MonitorMeters(meters);
    }

    @Override
    public String name() {
        return "Micrometer";
    }

    @Override
    public synchronized void begun(RunningLoad load) {
        running = load;
    }

    @Override
    public synchronized void interval(Interval interval) {
        if (closed) {
            return;
        }
        series.values().forEach(SeriesMeters::nextSecond);
        monitors.nextSecond();
        interval.series().forEach(each -> of(each.key()).add(each));
        interval.scenarios().forEach(this::add);
        RunningLoad load = running;
        if (load != null) {
            load.checks().forEach(this::set);
            metrics.set(load.metrics());
        }
    }

    @Override
    public synchronized void monitored(List<MonitorSample> samples) {
        if (!closed) {
            monitors.set(samples);
        }
    }

    /** Sets the totals, with what intervals that were missed held. */
    @Override
    public synchronized void ended(LoadData data) {
        if (closed) {
            return;
        }
        series.values().forEach(SeriesMeters::reset);
        data.series().forEach(each -> of(each.key()).add(each));
        series.values().forEach(SeriesMeters::nextSecond);
        scenarios.values().forEach(scenario -> scenario.users = 0);
        data.checks().forEach(this::set);
        metrics.set(data.metrics());
    }

    /** One meter for all phases. */
    private SeriesMeters of(Series.Key key) {
        return series.computeIfAbsent(
                new Series.Key(key.scenario(), key.request(), key.kind(), Phase.MEASURE), this::make);
    }

    private SeriesMeters make(Series.Key key) {
        SeriesMeters sums = new SeriesMeters();
        String name =
                switch (key.kind()) {
                    case REQUEST -> "loadtest.requests";
                    case STEP -> "loadtest.steps";
                    case STATEMENT -> "loadtest.statements";
                    case CONNECT -> "loadtest.connects";
                    case ITERATION -> "loadtest.iterations";
                };
        Tags tags = meters.scenario(key.scenario());
        tags = switch (key.kind()) {
            case ITERATION -> tags;
            case STATEMENT -> tags.and("statement", key.request());
            default -> tags.and("request", key.request());
        };
        meters.timer(name, tags.and("outcome", "ok"), sums, SeriesMeters::ok, SeriesMeters::okNanos);
        meters.timer(name, tags.and("outcome", "failed"), sums, SeriesMeters::failed, SeriesMeters::failedNanos);
        meters.counter(name + ".interrupted", tags, sums, SeriesMeters::interrupted);
        for (double percentile : PERCENTILES) {
            String phi = String.valueOf(percentile / 100);
            for (boolean second : new boolean[] {true, false}) {
                meters.time(
                        name + ".percentile",
                        tags.and("phi", phi, "over", second ? "second" : "measured"),
                        sums,
                        read -> read.percentile(second, percentile));
            }
        }
        return sums;
    }

    private void add(ScenarioInterval interval) {
        ScenarioMeters sums = scenarios.computeIfAbsent(interval.name(), this::make);
        sums.add(interval);
    }

    private ScenarioMeters make(String scenario) {
        ScenarioMeters sums = new ScenarioMeters();
        Tags tags = meters.scenario(scenario);
        meters.gauge("loadtest.users", tags, sums, read -> read.users);
        meters.counter("loadtest.due", tags, sums, read -> read.due);
        meters.counter("loadtest.started", tags, sums, read -> read.started);
        meters.counter("loadtest.late", tags, sums, read -> read.late);
        meters.counter("loadtest.queued", tags, sums, read -> read.queued);
        meters.counter("loadtest.dropped", tags, sums, read -> read.dropped);
        return sums;
    }

    private void set(CheckSummary check) {
        CheckMeters counts = checks.computeIfAbsent(new CheckKey(check.scenario(), check.name()), key -> {
            CheckMeters read = new CheckMeters();
            Tags tags = meters.scenario(key.scenario).and("check", key.name);
            meters.counter("loadtest.checks", tags.and("result", "passed"), read, each -> each.passed);
            meters.counter("loadtest.checks", tags.and("result", "failed"), read, each -> each.failed);
            return read;
        });
        counts.passed = check.passed();
        counts.failed = check.failed();
    }

    /** Takes all meters out of their registry; may be called again. */
    @Override
    public synchronized void close() {
        closed = true;
        meters.remove();
    }
}
