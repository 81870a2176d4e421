// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.cloudwatch;

import io.github.perfjunit.aws.CloudWatchMetric;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/**
 * Points of several metrics, as CloudWatch has them now
 * (docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html).
 *
 * @param byGauge values by the beginning of their period
 * @param incomplete whether CloudWatch said that it has more than it gave
 */
record MetricPoints(Map<String, SortedMap<Instant, Double>> byGauge, boolean incomplete) {

    private static final int MOST_PAGES = 200;

    static MetricPoints read(CloudWatchClient client, List<CloudWatchMetric> metrics, Instant from, Instant to)
            throws IOException {
        Map<String, SortedMap<Instant, Double>> byGauge = new HashMap<>();
        metrics.forEach(metric -> byGauge.put(metric.gauge(), new TreeMap<>()));
        GetMetricDataRequest.Builder request = GetMetricDataRequest.builder()
                .metricDataQueries(queries(metrics))
                .startTime(from)
                .endTime(to)
                .scanBy(ScanBy.TIMESTAMP_ASCENDING);
        Set<String> broken = new HashSet<>();
        @Nullable String token = null;
        int pages = 0;
        do {
            GetMetricDataResponse page = call(client, request.nextToken(token).build());
            for (MetricDataResult result : page.metricDataResults()) {
                CloudWatchMetric metric =
                        metrics.get(Integer.parseInt(result.id().substring(1)));
                if (result.statusCode() == StatusCode.FORBIDDEN) {
                    throw new IOException("CloudWatch does not let these credentials read " + metric.metric() + " of "
                            + metric.namespace());
                }
                if (result.statusCode() == StatusCode.COMPLETE) {
                    broken.remove(metric.gauge());
                } else {
                    broken.add(metric.gauge());
                }
                add(byGauge.get(metric.gauge()), result);
            }
            token = page.nextToken();
            pages++;
        } while (token != null && pages < MOST_PAGES);
        return new MetricPoints(byGauge, !broken.isEmpty() || token != null);
    }

    private static void add(@Nullable SortedMap<Instant, Double> values, MetricDataResult result) {
        int number = Math.min(result.timestamps().size(), result.values().size());
        for (int i = 0; values != null && i < number; i++) {
            values.put(result.timestamps().get(i), result.values().get(i));
        }
    }

    private static GetMetricDataResponse call(CloudWatchClient client, GetMetricDataRequest request)
            throws IOException {
        try {
            return client.getMetricData(request);
        } catch (SdkException e) {
            throw CloudWatchFailure.of("GetMetricData", e);
        }
    }

    private static List<MetricDataQuery> queries(List<CloudWatchMetric> metrics) {
        List<MetricDataQuery> queries = new ArrayList<>();
        for (CloudWatchMetric metric : metrics) {
            List<Dimension> dimensions = new TreeMap<>(metric.dimensions())
                    .entrySet().stream()
                            .map(each -> Dimension.builder()
                                    .name(each.getKey())
                                    .value(each.getValue())
                                    .build())
                            .toList();
            queries.add(MetricDataQuery.builder()
                    .id("m" + queries.size())
                    .returnData(true)
                    .metricStat(stat -> stat.stat(metric.statistic())
                            .period(metric.period())
                            .metric(named -> named.namespace(metric.namespace())
                                    .metricName(metric.metric())
                                    .dimensions(dimensions)))
                    .build());
        }
        return queries;
    }

    /** Returns the value of a period, or zero where another gauge proves that there was nothing to count. */
    @Nullable
    Double value(CloudWatchMetric metric, Instant period) {
        Double own = points(metric.gauge()).get(period);
        if (own != null || metric.zeroBeside().isEmpty()) {
            return own;
        }
        return points(metric.zeroBeside()).containsKey(period) ? 0.0 : null;
    }

    private SortedMap<Instant, Double> points(String gauge) {
        return byGauge.getOrDefault(gauge, new TreeMap<>());
    }
}
