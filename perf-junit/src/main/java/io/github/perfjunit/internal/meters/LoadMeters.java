// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.meters;

import io.github.perfjunit.metrics.CheckSummary;
import io.github.perfjunit.metrics.CustomMetric;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.spi.LoadListener;
import io.github.perfjunit.spi.RunningLoad;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Meters {@code loadtest.*} of one load, written once a second from its intervals and at its end from its totals; the users
 * never touch them. They stay in their registry until {@link #close()}. The listener's methods come from one thread.
 */
final class LoadMeters implements LoadListener, AutoCloseable {

    private static final double[] PERCENTILES = {50, 95, 99};

    private final MeterRegistry registry;
    private final Tags test;
    private final List<Meter> made = new ArrayList<>();
    // Micrometer keeps what its meters read by weak references, these maps keep it alive.
    private final Map<Series.Key, SeriesMeters> series = new HashMap<>();
    private final Map<String, ScenarioMeters> scenarios = new HashMap<>();
    private final Map<CheckKey, CheckMeters> checks = new HashMap<>();
    private final Map<CustomMetric.Key, CustomMeters> metrics = new LinkedHashMap<>();
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

    private static final class CustomMeters {
        private volatile CustomMetric metric;

        CustomMeters(CustomMetric metric) {
            this.metric = metric;
        }
    }

    /**
     * Prepares the meters of a load.
     *
     * @param test class and method, the value of their tag {@code test}
     */
    LoadMeters(MeterRegistry registry, String test) {
        this.registry = registry;
        this.test = Tags.of("test", test);
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
        interval.series().forEach(each -> of(each.key()).add(each));
        interval.scenarios().forEach(this::add);
        RunningLoad load = running;
        if (load != null) {
            load.checks().forEach(this::set);
            set(load.metrics());
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
        set(data.metrics());
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
        Tags tags = scenario(key.scenario());
        tags = switch (key.kind()) {
            case ITERATION -> tags;
            case STATEMENT -> tags.and("statement", key.request());
            default -> tags.and("request", key.request());
        };
        timer(name, tags.and("outcome", "ok"), sums, SeriesMeters::ok, SeriesMeters::okNanos);
        timer(name, tags.and("outcome", "failed"), sums, SeriesMeters::failed, SeriesMeters::failedNanos);
        counter(name + ".interrupted", tags, sums, SeriesMeters::interrupted);
        for (double percentile : PERCENTILES) {
            String phi = String.valueOf(percentile / 100);
            for (boolean second : new boolean[] {true, false}) {
                made.add(TimeGauge.builder(
                                name + ".percentile",
                                sums,
                                TimeUnit.NANOSECONDS,
                                read -> read.percentile(second, percentile))
                        .tags(tags.and("phi", phi, "over", second ? "second" : "measured"))
                        .register(registry));
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
        Tags tags = scenario(scenario);
        gauge("loadtest.users", tags, sums, read -> read.users);
        counter("loadtest.due", tags, sums, read -> read.due);
        counter("loadtest.started", tags, sums, read -> read.started);
        counter("loadtest.late", tags, sums, read -> read.late);
        counter("loadtest.queued", tags, sums, read -> read.queued);
        counter("loadtest.dropped", tags, sums, read -> read.dropped);
        return sums;
    }

    private void set(CheckSummary check) {
        CheckMeters counts = checks.computeIfAbsent(new CheckKey(check.scenario(), check.name()), key -> {
            CheckMeters read = new CheckMeters();
            Tags tags = scenario(key.scenario).and("check", key.name);
            counter("loadtest.checks", tags.and("result", "passed"), read, each -> each.passed);
            counter("loadtest.checks", tags.and("result", "failed"), read, each -> each.failed);
            return read;
        });
        counts.passed = check.passed();
        counts.failed = check.failed();
    }

    /** Metrics of all phases are one meter. */
    private void set(List<CustomMetric> all) {
        Map<CustomMetric.Key, CustomMetric> sums = new LinkedHashMap<>();
        for (CustomMetric metric : all) {
            CustomMetric.Key key = metric.key();
            sums.merge(
                    new CustomMetric.Key(key.scenario(), key.name(), key.tags(), key.kind(), Phase.MEASURE),
                    metric,
                    CustomMetric::plus);
        }
        sums.forEach((key, metric) -> metrics.computeIfAbsent(key, k -> make(k, metric)).metric = metric);
    }

    private CustomMeters make(CustomMetric.Key key, CustomMetric first) {
        CustomMeters read = new CustomMeters(first);
        String name = "loadtest.metric." + key.name().toLowerCase(Locale.ROOT).replace(' ', '.');
        Tags tags = scenario(key.scenario());
        for (Map.Entry<String, String> tag : key.tags().entrySet()) {
            tags = tags.and(tag.getKey(), tag.getValue());
        }
        switch (key.kind()) {
            case COUNT -> counter(name, tags, read, each -> each.metric.sum());
            case GAUGE -> gauge(name, tags, read, each -> each.metric.last());
            case RATE -> {
                counter(name, tags.and("value", "true"), read, each -> each.metric.sum());
                counter(name, tags.and("value", "false"), read, each -> each.metric.values() - each.metric.sum());
            }
            case TREND -> {
                counter(name + ".values", tags, read, each -> each.metric.values());
                counter(name + ".sum", tags, read, each -> each.metric.sum());
                for (double percentile : PERCENTILES) {
                    gauge(
                            name + ".percentile",
                            tags.and("phi", String.valueOf(percentile / 100)),
                            read,
                            each -> each.metric.percentile(percentile));
                }
            }
        }
        return read;
    }

    private Tags scenario(String name) {
        return test.and("scenario", name);
    }

    private <T> void timer(String name, Tags tags, T read, ToLongFunction<T> count, ToDoubleFunction<T> nanos) {
        made.add(FunctionTimer.builder(name, read, count, nanos, TimeUnit.NANOSECONDS)
                .tags(tags)
                .register(registry));
    }

    private <T> void counter(String name, Tags tags, T read, ToDoubleFunction<T> count) {
        made.add(FunctionCounter.builder(name, read, count).tags(tags).register(registry));
    }

    private <T> void gauge(String name, Tags tags, T read, ToDoubleFunction<T> value) {
        made.add(Gauge.builder(name, read, value).tags(tags).register(registry));
    }

    /** Takes all meters out of their registry; may be called again. */
    @Override
    public synchronized void close() {
        closed = true;
        made.forEach(registry::remove);
        made.clear();
    }
}
