// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.cloudwatch;

import io.github.perfjunit.aws.CloudWatchMetric;
import io.github.perfjunit.aws.internal.access.Access;
import io.github.perfjunit.monitor.LateMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClientBuilder;

/**
 * Metrics of CloudWatch as gauges. Values are read again and again after the load until all that there must be are there
 * and two readings agree, for services publish late and correct what they published.
 */
public final class CloudWatchMonitor implements LateMonitor {

    private static final int MOST_METRICS = 100;
    private static final Duration BETWEEN = Duration.ofSeconds(15);
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(20);
    private static final Duration LOOK_BACK = Duration.ofMinutes(5);

    private final String name;
    private final List<CloudWatchMetric> metrics;
    private final Access access;
    private final Duration longestWait;
    private final Pauses pauses;
    private @Nullable CloudWatchClient client;
    private boolean allowed;

    CloudWatchMonitor(String name, List<CloudWatchMetric> metrics, Access access, Duration longestWait, Pauses pauses) {
        this.name = name;
        this.metrics = List.copyOf(metrics);
        this.access = access;
        this.longestWait = longestWait;
        this.pauses = pauses;
    }

    /**
     * Makes a monitor.
     *
     * @throws IllegalArgumentException if the metrics are none or too many, or do not fit together
     */
    public static CloudWatchMonitor of(
            String name, List<CloudWatchMetric> metrics, Access access, Duration longestWait) {
        if (metrics.isEmpty() || metrics.size() > MOST_METRICS) {
            throw new IllegalArgumentException(
                    "metrics were " + metrics.size() + " but must be from 1 to " + MOST_METRICS);
        }
        Set<String> gauges = new HashSet<>();
        for (CloudWatchMetric metric : metrics) {
            if (!gauges.add(metric.gauge())) {
                throw new IllegalArgumentException("the gauge '" + metric.gauge() + "' occurs twice");
            }
        }
        for (CloudWatchMetric metric : metrics) {
            if (!metric.zeroBeside().isEmpty() && !gauges.contains(metric.zeroBeside())) {
                throw new IllegalArgumentException("zeroBeside of '" + metric.gauge() + "' was '" + metric.zeroBeside()
                        + "' but must be a gauge of the same monitor");
            }
        }
        return new CloudWatchMonitor(name, metrics, access, longestWait, Pauses.REAL);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Duration longestWait() {
        return longestWait;
    }

    /** Asks once whether the metrics may be read; values come later. */
    @Override
    public void sample(Gauges gauges) {
        if (!allowed) {
            Instant now = pauses.now();
            try {
                MetricPoints.read(open(), metrics, now.minus(LOOK_BACK), now);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            allowed = true;
        }
        metrics.forEach(metric -> gauges.gauge(metric.gauge(), metric.unit(), Double.NaN));
    }

    @Override
    public List<String> conclude(Instant start, Instant end, LateGauges gauges)
            throws IOException, InterruptedException {
        Instant deadline = end.plus(longestWait);
        MetricPoints before = null;
        MetricPoints points;
        while (true) {
            points = read(start, end);
            boolean settled = points.equals(before)
                    && !points.incomplete()
                    && missing(points, start, end).isEmpty();
            if (settled || pauses.now().plus(BETWEEN).isAfter(deadline)) {
                break;
            }
            before = points;
            pauses.sleep(BETWEEN);
        }
        give(points, start, end, gauges);
        List<String> notes = missing(points, start, end);
        if (points.incomplete()) {
            notes.add("did not get all that CloudWatch has; some values are missing");
        }
        return notes;
    }

    private MetricPoints read(Instant start, Instant end) throws IOException {
        int longest = metrics.stream().mapToInt(CloudWatchMetric::period).max().orElse(60);
        Instant to = Periods.floor(end, longest).plusSeconds(longest);
        return MetricPoints.read(open(), metrics, Periods.floor(start, longest), to);
    }

    private void give(MetricPoints points, Instant start, Instant end, LateGauges gauges) {
        for (CloudWatchMetric metric : metrics) {
            for (Instant period : Periods.touching(start, end, metric.period())) {
                Double value = points.value(metric, period);
                if (value != null) {
                    gauges.gauge(metric.gauge(), metric.unit(), period, period.plusSeconds(metric.period()), value);
                }
            }
        }
    }

    /** Says which values are missing of the periods that lie wholly in the load. */
    private List<String> missing(MetricPoints points, Instant start, Instant end) {
        List<String> notes = new ArrayList<>();
        for (CloudWatchMetric metric : metrics) {
            List<Instant> whole = Periods.within(start, end, metric.period());
            long there = whole.stream()
                    .filter(period -> points.value(metric, period) != null || isWithoutSamples(points, metric, period))
                    .count();
            if (whole.isEmpty()) {
                notes.add("has no value of " + metric.gauge() + " for the load alone, in which no whole period of "
                        + metric.period() + " s lies");
            } else if (there < whole.size()) {
                notes.add("has " + there + " of " + whole.size() + " values of " + metric.gauge() + " when "
                        + longestWait.toSeconds() + " s after the load are over");
            }
        }
        return notes;
    }

    /** Where there was no cold start there is no mean of their times. */
    private boolean isWithoutSamples(MetricPoints points, CloudWatchMetric metric, Instant period) {
        return metrics.stream()
                .filter(other -> other.statistic().equals("SampleCount")
                        && other.metric().equals(metric.metric())
                        && other.namespace().equals(metric.namespace())
                        && other.dimensions().equals(metric.dimensions()))
                .map(other -> points.value(other, period))
                .anyMatch(count -> count != null && count == 0);
    }

    /** Opens a client, which the caller closes. */
    static CloudWatchClient client(Access access) {
        CloudWatchClientBuilder builder = CloudWatchClient.builder()
                .region(Region.of(access.region()))
                .credentialsProvider(access.credentials())
                .overrideConfiguration(
                        each -> each.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL))
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(ATTEMPT)
                        .socketTimeout(ATTEMPT)
                        .build());
        if (access.endpoint() != null) {
            builder.endpointOverride(access.endpoint());
        }
        return builder.build();
    }

    private synchronized CloudWatchClient open() {
        CloudWatchClient open = client;
        if (open == null) {
            open = client(access);
            client = open;
        }
        return open;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
        allowed = false;
    }
}
