// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.perfjunit.metrics.LatencySummary;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Figures as JSON: durations in milliseconds to the microsecond, null for unknown values. */
final class FigureNodes {

    private static final int LONGEST_TEXT = 4_000;

    private FigureNodes() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode latency(LatencySummary summary) {
        ObjectNode node = object();
        millis(node, summary, "min", summary.min());
        millis(node, summary, "mean", summary.mean());
        millis(node, summary, "p50", summary.percentile(50));
        millis(node, summary, "p90", summary.percentile(90));
        millis(node, summary, "p95", summary.percentile(95));
        millis(node, summary, "p99", summary.percentile(99));
        millis(node, summary, "p999", summary.percentile(99.9));
        millis(node, summary, "max", summary.max());
        millis(node, summary, "stddev", summary.standardDeviation());
        return node;
    }

    private static void millis(ObjectNode node, LatencySummary summary, String name, Duration value) {
        number(node, name, summary.isEmpty() ? Double.NaN : value.toNanos() / 1e6);
    }

    /** Puts a number, to six decimals; null if it is not finite, which JSON cannot express. */
    static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, Math.abs(value) < 1e9 ? Math.round(value * 1e6) / 1e6 : value);
        } else {
            node.putNull(name);
        }
    }

    /** Puts a share that is negative if unknown. */
    static void share(ObjectNode node, String name, double value) {
        number(node, name, value < 0 ? Double.NaN : value);
    }

    /** Puts counts under the lower-case names of an enum, in its order. */
    static <E extends Enum<E>> ObjectNode counts(Map<E, Long> counts) {
        ObjectNode node = object();
        new TreeMap<>(counts).forEach((key, count) -> node.put(label(key), count));
        return node;
    }

    /** Puts the tags of a scenario, if it has any. */
    static void tags(ObjectNode node, Map<String, String> tags) {
        if (!tags.isEmpty()) {
            ObjectNode all = node.putObject("tags");
            tags.forEach((tag, value) -> all.put(clip(tag), clip(value)));
        }
    }

    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static @Nullable String clip(@Nullable String text) {
        return text == null || text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
    }
}
