// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.slo.MonitorObjective;
import io.github.perfjunit.slo.Objective;
import io.github.perfjunit.slo.Objective.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * From {@code @Slo} as it was written to objectives.
 */
public final class SloReader {

    private static final Duration DEFAULT_OVER = Duration.ofSeconds(10);
    private static final Duration SHORTEST_OVER = Duration.ofSeconds(1);

    private final FieldReader fields;

    /**
     * Reads with the settings of a run.
     *
     * @param settings values of placeholders
     * @param problems collects the mistakes
     */
    public SloReader(Settings settings, Problems problems) {
        this.fields = new FieldReader(new Placeholders(settings), problems);
    }

    /**
     * Reads one {@code @Slo}.
     *
     * @param raw what was written
     * @return one objective for each limit, in the order of its attributes; those with mistakes are left out, and the
     *     mistakes are in the problems
     */
    public List<Objective> read(RawSlo raw) {
        Field metric = fields.field(raw.place + ".metric", raw.metric);
        if (metric.isSet()) {
            return readMetric(raw, metric);
        }
        Objective.Abort abort = abort(raw);
        Field request = fields.field(raw.place + ".request", raw.request);
        Field scenario = fields.field(raw.place + ".scenario", raw.scenario);
        if (request.isSet() && scenario.isSet()) {
            fields.problems()
                    .add(
                            scenario.place() + " was " + BadValueException.quote(scenario.text())
                                    + " but must not be set together with request",
                            "give the requests of that scenario a name of their own, or write assertThat(result)...");
        }
        LimitsReader limits = new LimitsReader(raw, request.isSet() ? request : scenario, request, abort);
        limits.percentiles(SloReader::millis);
        limits.limit("max", raw.max, Metric.MAX, SloReader::millis);
        limits.limit("mean", raw.mean, Metric.MEAN, SloReader::millis);
        limits.share();
        limits.limit("errorRate", raw.errorRate, Metric.ERROR_RATE, Percentages::parse);
        limits.limit("throughput", raw.throughput, Metric.THROUGHPUT, Rates::parsePositive);
        limits.limitOfWhole("dropped", raw.dropped, Metric.DROPPED);
        limits.limitOfWhole("failedChecks", raw.failedChecks, Metric.FAILED_CHECKS);
        limits.ofMonitors("min", raw.min, ", or metric");
        limits.ofMonitors("last", raw.last, "");
        if (!limits.any) {
            fields.problems().add(raw.place + " sets no limit but must set at least one, such as p95 or errorRate");
        }
        return limits.objectives.stream()
                .map(objective -> objective.inScenario(scenario.text().strip()))
                .toList();
    }

    /**
     * Reads one {@code @Slo} about a gauge of a monitor.
     *
     * @param raw what was written
     * @return one objective for each limit; those with mistakes are left out, and the mistakes are in the problems
     */
    public List<MonitorObjective> readMonitor(RawSlo raw) {
        return new MonitorSloReader(fields, raw).read(abort(raw));
    }

    private List<Objective> readMetric(RawSlo raw, Field metric) {
        LimitsReader limits = new LimitsReader(raw, metric, metric, null);
        limits.percentiles(Numbers::decimal);
        limits.limit("min", raw.min, Metric.MIN, Numbers::decimal);
        limits.limit("max", raw.max, Metric.MAX, Numbers::decimal);
        limits.limit("mean", raw.mean, Metric.MEAN, Numbers::decimal);
        limits.limit("share", raw.share, Metric.WITHIN, SloReader::share);
        limits.limit("throughput", raw.throughput, Metric.THROUGHPUT, Rates::parsePositive);
        if (!limits.any) {
            fields.problems()
                    .add(raw.place + " sets no limit of metric " + BadValueException.quote(metric.text())
                            + " but must set at least one, such as p95, min, max, share or throughput");
        }
        Map<String, String> others = new LinkedHashMap<>();
        others.put("request", raw.request);
        others.put("scenario", raw.scenario);
        others.put("within", raw.within);
        others.put("errorRate", raw.errorRate);
        others.put("dropped", raw.dropped);
        others.put("failedChecks", raw.failedChecks);
        others.put("last", raw.last);
        others.put("abort", raw.abort ? "true" : "");
        others.put("over", raw.over);
        others.put("after", raw.after);
        others.put("holdsFor", raw.holdsFor);
        others.forEach((name, text) -> {
            if (!text.isBlank()) {
                fields.problems()
                        .add(
                                raw.place + "." + name + " was " + BadValueException.quote(text)
                                        + " but must not be set together with metric",
                                "a metric is judged at the end, by p50 to p999, min, max, mean, share or throughput;"
                                        + " give requests an @Slo of their own");
            }
        });
        return limits.objectives.stream().map(Objective::ofMetric).toList();
    }

    private Objective.@Nullable Abort abort(RawSlo raw) {
        Optional<Duration> over = abortTime(raw, "over", raw.over, SloReader::window);
        Optional<Duration> after = abortTime(raw, "after", raw.after, Durations::parse);
        Optional<Duration> holdsFor = abortTime(raw, "holdsFor", raw.holdsFor, Durations::parse);
        return raw.abort
                ? new Objective.Abort(
                        over.orElse(DEFAULT_OVER), after.orElse(Duration.ZERO), holdsFor.orElse(Duration.ZERO))
                : null;
    }

    private Optional<Duration> abortTime(RawSlo raw, String name, String text, Function<String, Duration> parser) {
        Field field = fields.field(raw.place + "." + name, text);
        if (field.isSet() && !raw.abort) {
            fields.problems()
                    .add(
                            field.place() + " was " + BadValueException.quote(field.text())
                                    + " but must not be set without abort",
                            "abort = true ends the load as soon as the objective is missed");
        }
        return fields.read(field, parser);
    }

    private static Duration window(String text) {
        Duration window = Durations.parse(text);
        if (window.compareTo(SHORTEST_OVER) < 0) {
            throw new BadValueException(text, "be at least 1s");
        }
        return window;
    }

    private static Duration time(String text) {
        Duration time = Durations.parsePositive(text);
        if (time.compareTo(LatencySummary.LONGEST) >= 0) {
            throw new BadValueException(text, "be below 1h, the longest time that is recorded");
        }
        return time;
    }

    private static double share(String text) {
        double percent = Percentages.parse(text);
        if (percent == 0) {
            throw new BadValueException(text, "be above 0%");
        }
        return percent;
    }

    private static double millis(String text) {
        return Durations.parsePositive(text).toNanos() / 1e6;
    }

    /** The limits of one annotation. */
    private final class LimitsReader {

        private final RawSlo raw;
        private final Field part;
        private final Field request;
        private final Objective.@Nullable Abort abort;
        private final List<Objective> objectives = new ArrayList<>();
        private boolean any;

        private LimitsReader(RawSlo raw, Field part, Field request, Objective.@Nullable Abort abort) {
            this.raw = raw;
            this.part = part;
            this.request = request;
            this.abort = abort;
        }

        private void percentiles(Function<String, Double> parser) {
            add(field("p50", raw.p50), Metric.PERCENTILE, 50, parser);
            add(field("p75", raw.p75), Metric.PERCENTILE, 75, parser);
            add(field("p90", raw.p90), Metric.PERCENTILE, 90, parser);
            add(field("p95", raw.p95), Metric.PERCENTILE, 95, parser);
            add(field("p99", raw.p99), Metric.PERCENTILE, 99, parser);
            add(field("p999", raw.p999), Metric.PERCENTILE, 99.9, parser);
        }

        private void limit(String name, String text, Metric metric, Function<String, Double> parser) {
            add(field(name, text), metric, 0, parser);
        }

        private void share() {
            Field within = field("within", raw.within);
            Field share = field("share", raw.share);
            if (within.isSet() != share.isSet()) {
                Field set = within.isSet() ? within : share;
                fields.problems()
                        .add(
                                set.place() + " was " + BadValueException.quote(set.text())
                                        + " but must be set together with "
                                        + (within.isSet() ? "share" : "within or metric"),
                                "within = \"300ms\", share = \"99%\" asks that 99 % of the requests end well within 300 ms");
            }
            Optional<Duration> time = fields.read(within, SloReader::time);
            Optional<Double> least = fields.read(share, SloReader::share);
            if (time.isPresent() && least.isPresent()) {
                objectives.add(new Objective(
                        request.text().strip(),
                        Metric.WITHIN,
                        0,
                        least.get(),
                        share.text().strip(),
                        abort,
                        time.get()));
            }
        }

        private void limitOfWhole(String name, String text, Metric metric) {
            Field field = field(name, text);
            if (field.isSet() && part.isSet()) {
                fields.problems()
                        .add(
                                field.place() + " was " + BadValueException.quote(field.text())
                                        + " but must not be set together with "
                                        + (request.isSet() ? "request" : "scenario"),
                                "it is of the whole load; give it an @Slo of its own");
            }
            add(field, metric, 0, Percentages::parse);
        }

        private void ofMonitors(String name, String text, String or) {
            Field field = field(name, text);
            if (field.isSet()) {
                fields.problems()
                        .add(field.place() + " was " + BadValueException.quote(field.text())
                                + " but must be set together with monitor, the name of a gauge" + or);
            }
        }

        private Field field(String name, String text) {
            Field field = fields.field(raw.place + "." + name, text);
            any |= field.isSet();
            return field;
        }

        private void add(Field field, Metric metric, double percentile, Function<String, Double> parser) {
            fields.read(field, parser)
                    .ifPresent(limit -> objectives.add(new Objective(
                            request.text().strip(),
                            metric,
                            percentile,
                            limit,
                            field.text().strip(),
                            abort)));
        }
    }
}
