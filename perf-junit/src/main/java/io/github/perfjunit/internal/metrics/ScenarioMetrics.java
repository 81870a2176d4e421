// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.metrics;

import io.github.perfjunit.metrics.CustomMetric;
import io.github.perfjunit.metrics.NumberSummary;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.RequestNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The metrics that the bodies of one scenario give values for. Looks names up without waiting; those beyond the limit of the
 * load are not kept here. Thread-safe.
 */
public final class ScenarioMetrics {

    private record Tagged(String name, List<String> tags) {}

    private final String scenario;
    private final MetricTable table;
    private final Map<String, MetricTable.Slot> plain = new ConcurrentHashMap<>();
    private final Map<Tagged, MetricTable.Slot> tagged = new ConcurrentHashMap<>();

    /** Creates the metrics of a scenario. */
    public ScenarioMetrics(String scenario, MetricTable table) {
        this.scenario = scenario;
        this.table = table;
    }

    /**
     * Checks a value.
     *
     * @throws IllegalArgumentException if it is none that a metric of the kind can have
     */
    public static void check(CustomMetric.Kind kind, String name, double value) {
        boolean fits =
                switch (kind) {
                    case COUNT -> value >= 0 && value < Double.POSITIVE_INFINITY;
                    case GAUGE -> Math.abs(value) < Double.POSITIVE_INFINITY;
                    case RATE -> true;
                    case TREND -> value >= 0 && value <= NumberSummary.LARGEST;
                };
        if (!fits) {
            throw new IllegalArgumentException(kind.text() + " '" + RequestNames.stored(name) + "' was given " + value
                    + " but must be given "
                    + switch (kind) {
                        case COUNT -> "a number from 0 on";
                        case TREND -> "a number from 0 to 1,000,000,000,000";
                        default -> "a finite number";
                    });
        }
    }

    /**
     * Adds one value.
     *
     * @param lane any number that differs between threads, such as that of the user
     * @param tags names and values in turn
     * @throws IllegalArgumentException if the name or the tags are none, or the name is in use for another kind
     */
    public void add(int lane, CustomMetric.Kind kind, String name, String[] tags, Phase phase, double value) {
        MetricTable.Slot slot = tags.length == 0 ? plain.get(name) : tagged.get(new Tagged(name, List.of(tags)));
        if (slot == null || slot.kind() != kind) {
            slot = find(kind, name, tags);
        }
        table.add(lane, slot, phase, value, kind == CustomMetric.Kind.GAUGE ? System.nanoTime() : 0);
    }

    private MetricTable.Slot find(CustomMetric.Kind kind, String name, String[] tags) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name of a metric was blank but must be a text such as 'basket size'");
        }
        String stored = RequestNames.stored(name);
        MetricTable.Slot slot = table.slot(scenario, stored, tags(stored, tags), kind);
        if (slot.name().equals(stored)) {
            if (tags.length == 0) {
                plain.put(name, slot);
            } else if (tagged.size() < 2 * MetricTable.MAX_METRICS) { // the same tags may come in another order
                tagged.put(new Tagged(name, List.of(tags)), slot);
            }
        }
        return slot;
    }

    private static Map<String, String> tags(String name, String[] tags) {
        if (tags.length % 2 != 0) {
            throw new IllegalArgumentException("tags of metric '" + name + "' were " + List.of(tags)
                    + " but must be names and values in turn, such as \"type\", \"guest\"");
        }
        Map<String, String> read = new HashMap<>();
        for (int i = 0; i < tags.length; i += 2) {
            if (tags[i].isBlank()) {
                throw new IllegalArgumentException("tags of metric '" + name + "' were " + List.of(tags)
                        + " but the name of a tag must not be blank");
            }
            read.put(RequestNames.stored(tags[i]), RequestNames.stored(tags[i + 1]));
        }
        return read;
    }
}
