// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.meters;

import io.github.perfjunit.metrics.CustomMetric;
import io.github.perfjunit.metrics.CustomMetric.Kind;
import io.github.perfjunit.metrics.Phase;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Metrics of the bodies as meters {@code loadtest.metric.<name>}. Names that differ in case or blanks alone share the name
 * of their meters; the tag {@code metric} tells them apart. Written by one thread, read by any.
 */
final class MetricMeters {

    /** Tags of ours, which a tag of the metric's own must not take the place of. */
    private static final Set<String> OURS = Set.of("test", "scenario", "metric", "value", "phi");

    private static final String PREFIX = "loadtest.metric.";

    private final MeterSet meters;
    private final Map<CustomMetric.Key, Latest> metrics = new LinkedHashMap<>();

    /** What the meters of a name are, because a registry has one type of meter under a name. */
    private final Map<String, Boolean> isCounter = new HashMap<>();

    private static final class Latest {
        private volatile CustomMetric metric;

        Latest(CustomMetric metric) {
            this.metric = metric;
        }
    }

    MetricMeters(MeterSet meters) {
        this.meters = meters;
    }

    /** Metrics of all phases are one meter. */
    void set(List<CustomMetric> all) {
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

    private Latest make(CustomMetric.Key key, CustomMetric first) {
        Latest read = new Latest(first);
        String name = name(key);
        Tags tags = meters.scenario(key.scenario()).and("metric", key.name());
        for (Map.Entry<String, String> tag : key.tags().entrySet()) {
            tags = tags.and(OURS.contains(tag.getKey()) ? "own." + tag.getKey() : tag.getKey(), tag.getValue());
        }
        switch (key.kind()) {
            case COUNT -> meters.counter(name, tags, read, each -> each.metric.sum());
            case GAUGE -> meters.gauge(name, tags, read, each -> each.metric.last());
            case RATE -> {
                meters.counter(name, tags.and("value", "true"), read, each -> each.metric.sum());
                meters.counter(
                        name, tags.and("value", "false"), read, each -> each.metric.values() - each.metric.sum());
            }
            case TREND -> {
                meters.counter(name + ".values", tags, read, each -> each.metric.values());
                meters.counter(name + ".sum", tags, read, each -> each.metric.sum());
                for (double percentile : LoadMeters.PERCENTILES) {
                    meters.gauge(
                            name + ".percentile",
                            tags.and("phi", String.valueOf(percentile / 100)),
                            read,
                            each -> each.metric.percentile(percentile));
                }
            }
        }
        return read;
    }

    /** Adds the kind, and then a number, to a name under which there are meters of another type. */
    private String name(CustomMetric.Key key) {
        String plain = PREFIX + key.name().toLowerCase(Locale.ROOT).replace(' ', '.');
        String name = plain;
        for (int number = 1; isTaken(types(name, key.kind())); number++) {
            name = plain + "." + key.kind().text() + (number == 1 ? "" : number);
        }
        isCounter.putAll(types(name, key.kind()));
        return name;
    }

    private boolean isTaken(Map<String, Boolean> wanted) {
        return wanted.entrySet().stream()
                .anyMatch(each ->
                        isCounter.getOrDefault(each.getKey(), each.getValue()).equals(!each.getValue()));
    }

    private static Map<String, Boolean> types(String name, Kind kind) {
        return switch (kind) {
            case COUNT, RATE -> Map.of(name, true);
            case GAUGE -> Map.of(name, false);
            case TREND -> Map.of(name + ".values", true, name + ".sum", true, name + ".percentile", false);
        };
    }
}
