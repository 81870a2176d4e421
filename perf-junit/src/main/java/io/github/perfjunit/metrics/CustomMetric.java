// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * What the bodies of virtual users gave for one metric of their own, in one scenario and phase.
 *
 * @param key the metric
 * @param values how many values were given
 * @param sum their sum; of a {@link Kind#RATE}, how many were true
 * @param min the least value
 * @param max the greatest value
 * @param last the last value of a {@link Kind#GAUGE}, of all users; 0 for other kinds
 * @param lastMillis when that was given, in milliseconds since the start of the load
 * @param numbers the distribution of a {@link Kind#TREND}; empty for other kinds
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CustomMetric(
        Key key, long values, double sum, double min, double max, double last, long lastMillis, NumberSummary numbers) {

    private static final Comparator<CustomMetric> ORDER = Comparator.<CustomMetric, String>comparing(
                    m -> m.key().name())
            .thenComparing(m -> m.key().tagText())
            .thenComparing(m -> m.key().scenario())
            .thenComparing(m -> m.key().phase());

    /** What is made of the values. */
    public enum Kind {
        /** Their sum. */
        COUNT,
        /** The last, least, greatest and mean one. */
        GAUGE,
        /** The share of those that are true. */
        RATE,
        /** Their distribution. */
        TREND;

        /**
         * Returns the name of this kind in messages.
         *
         * @return {@code count}, {@code gauge}, {@code rate} or {@code trend}
         */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A metric.
     *
     * @param scenario name of the scenario
     * @param name name of the metric
     * @param tags values by name of the tag
     * @param kind what is made of the values
     * @param phase phase of the iterations that gave the values
     */
    public record Key(String scenario, String name, Map<String, String> tags, Kind kind, Phase phase) {

        /**
         * Copies mutable arguments.
         *
         * @param scenario name of the scenario
         * @param name name of the metric
         * @param tags values by name of the tag; null for none
         * @param kind what is made of the values
         * @param phase phase of the iterations that gave the values
         */
        public Key {
            tags = tags == null ? Map.of() : Map.copyOf(tags);
        }

        /**
         * Returns the tags in the order of their names.
         *
         * @return such as {@code country=DE, type=guest}; empty without tags
         */
        public String tagText() {
            StringBuilder text = new StringBuilder();
            new TreeMap<>(tags).forEach((tag, value) -> text.append(text.isEmpty() ? "" : ", ")
                    .append(tag)
                    .append('=')
                    .append(value));
            return text.toString();
        }

        /**
         * Returns the name with its tags.
         *
         * @return such as {@code orders {type=guest}}
         */
        public String text() {
            return tags.isEmpty() ? name : name + " {" + tagText() + "}";
        }
    }

    /**
     * Checks that a distribution is given.
     *
     * @param key the metric
     * @param values how many values were given
     * @param sum their sum
     * @param min the least value
     * @param max the greatest value
     * @param last the last value
     * @param lastMillis when that was given
     * @param numbers the distribution; null for none
     */
    public CustomMetric {
        numbers = numbers == null ? NumberSummary.EMPTY : numbers;
    }

    /**
     * Returns the mean of the values.
     *
     * @return the mean; of a rate the share of those that are true, from 0 to 1; NaN without values
     */
    public double mean() {
        return sum / values;
    }

    /**
     * Returns a percentile of a {@link Kind#TREND}.
     *
     * @param percentile from 0 to 100, such as 99.9
     * @return the smallest number that at least this share of the values does not exceed, to three digits; NaN for other
     *     kinds
     */
    public double percentile(double percentile) {
        double bucket = numbers.percentile(percentile);
        return Double.isNaN(bucket) ? bucket : Math.max(min, Math.min(max, bucket));
    }

    /**
     * Adds up metrics of the same key without loss.
     *
     * @param parts metrics of one load, of all its parts
     * @return one element a key, in the order of names, tags, scenarios and phases
     */
    public static List<CustomMetric> merge(Collection<CustomMetric> parts) {
        Map<Key, CustomMetric> sums = new LinkedHashMap<>();
        parts.forEach(part -> sums.merge(part.key, part, CustomMetric::plus));
        return sums.values().stream().sorted(ORDER).toList();
    }

    /**
     * Adds the values of another metric of the same kind. The last value is the later one.
     *
     * @param other the other metric
     * @return the sum, under the key of this one
     */
    public CustomMetric plus(CustomMetric other) {
        boolean later = other.lastMillis > lastMillis;
        return new CustomMetric(
                key,
                values + other.values,
                sum + other.sum,
                Math.min(min, other.min),
                Math.max(max, other.max),
                later ? other.last : last,
                Math.max(lastMillis, other.lastMillis),
                key.kind == Kind.TREND ? NumberSummary.merge(List.of(numbers, other.numbers)) : NumberSummary.EMPTY);
    }
}
