// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.cloudwatch;

import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/**
 * Publishes the measured requests of a load minute by minute
 * (docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html). Memory does not grow with its length.
 * Not thread-safe.
 */
final class MetricPublisher {

    /** Values of one datum. */
    static final int MOST_VALUES = 150;

    /** Names of requests, each of which is three metrics that cost money. */
    static final int MOST_LABELS = 50;

    /** A request of 1 MB at most has 1000 data; values and counts have 9 bytes each. */
    private static final int MOST_DATA = 1000;

    private static final int MOST_VALUES_OF_A_CALL = 40_000;
    private static final int LONGEST_NAME = 250;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int MINUTE = 60;

    private final CloudWatchClient client;
    private final String namespace;
    private final Map<String, Minute> labels = new LinkedHashMap<>();
    private final Set<String> published = new LinkedHashSet<>();
    private final Set<String> left = new LinkedHashSet<>();
    private final List<MetricDatum> waiting = new ArrayList<>();
    private Instant minute = Instant.EPOCH;
    private int values;
    private int sent;

    MetricPublisher(CloudWatchClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** What was sent. */
    record Published(int data, int namesLeftOut) {}

    /** One name in one minute. */
    private static final class Minute {

        private final LatencySummary.Builder times = new LatencySummary.Builder();
        private long requests;
        private long errors;
    }

    /**
     * Sends all.
     *
     * @throws IOException if CloudWatch refuses it or cannot be reached
     */
    Published publish(LoadResult result) throws IOException {
        int dot = result.name().lastIndexOf('.');
        List<Dimension> test = List.of(
                dimension("Suite", result.name().substring(0, Math.max(0, dot))),
                dimension("Test", result.name().substring(dot + 1)));
        try {
            result.timeline().forEach(interval -> add(interval, result.data().start(), test));
            end(test);
            send();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new Published(sent, left.size());
    }

    private void add(Interval interval, Instant start, List<Dimension> test) {
        Instant of = Periods.floor(start.plusMillis(interval.fromMillis()), MINUTE);
        if (!of.equals(minute)) {
            end(test);
            minute = of;
        }
        for (Series series : interval.series()) {
            if (series.key().kind() == SeriesKind.REQUEST && series.key().phase() == Phase.MEASURE) {
                String name = series.key().request();
                if (published.size() < MOST_LABELS) {
                    published.add(name);
                }
                if (published.contains(name)) {
                    add(labels.computeIfAbsent(name, each -> new Minute()), series);
                } else {
                    left.add(name);
                }
            }
        }
    }

    private static void add(Minute label, Series series) {
        label.times.add(series.ok());
        label.errors += series.failures();
        label.requests += series.failures() + series.count(Outcome.OK);
    }

    private void end(List<Dimension> test) {
        labels.forEach((name, figures) -> {
            List<Dimension> dimensions = new ArrayList<>(test);
            dimensions.add(dimension("Label", name));
            put(single("Requests", figures.requests, dimensions));
            put(single("Errors", figures.errors, dimensions));
            times(figures.times.copy(), dimensions).forEach(this::put);
        });
        labels.clear();
    }

    private MetricDatum single(String name, long count, List<Dimension> dimensions) {
        return datum(name, StandardUnit.COUNT, dimensions).value((double) count).build();
    }

    private List<MetricDatum> times(LatencySummary times, List<Dimension> dimensions) {
        List<Map.Entry<Duration, Long>> all = new ArrayList<>(times.counts().entrySet());
        List<MetricDatum> data = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MOST_VALUES) {
            List<Map.Entry<Duration, Long>> part = all.subList(from, Math.min(all.size(), from + MOST_VALUES));
            data.add(datum("ResponseTime", StandardUnit.MILLISECONDS, dimensions)
                    .values(part.stream()
                            .map(each -> each.getKey().toNanos() / NANOS_PER_MILLI)
                            .toList())
                    .counts(part.stream()
                            .map(each -> each.getValue().doubleValue())
                            .toList())
                    .build());
        }
        return data;
    }

    private MetricDatum.Builder datum(String name, StandardUnit unit, List<Dimension> dimensions) {
        return MetricDatum.builder()
                .metricName(name)
                .unit(unit)
                .timestamp(minute)
                .dimensions(dimensions);
    }

    /** Values of dimensions are printable ASCII and do not begin with a colon. */
    private static Dimension dimension(String name, String text) {
        String ascii = text.replaceAll("[^\\x20-\\x7e]", "?").strip();
        String named = ascii.isEmpty() || ascii.startsWith(":") ? "_" + ascii : ascii;
        return Dimension.builder()
                .name(name)
                .value(named.substring(0, Math.min(LONGEST_NAME, named.length())))
                .build();
    }

    private void put(MetricDatum datum) {
        int more = Math.max(1, datum.values().size());
        if (waiting.size() == MOST_DATA || values + more > MOST_VALUES_OF_A_CALL) {
            send();
        }
        waiting.add(datum);
        values += more;
    }

    private void send() {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            client.putMetricData(PutMetricDataRequest.builder()
                    .namespace(namespace)
                    .metricData(waiting)
                    .build());
        } catch (SdkException e) {
            throw new UncheckedIOException(CloudWatchFailure.of("PutMetricData", e));
        }
        sent += waiting.size();
        waiting.clear();
        values = 0;
    }
}
