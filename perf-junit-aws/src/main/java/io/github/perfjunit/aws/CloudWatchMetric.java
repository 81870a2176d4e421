// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws;

import java.util.Map;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * One metric of CloudWatch that is watched as a gauge.
 *
 * @param gauge name of the gauge, such as {@code alb.requests}
 * @param unit its unit, such as {@code s}; empty for counts
 * @param namespace namespace of the metric, such as {@code AWS/ApplicationELB}
 * @param metric its name, such as {@code RequestCount}
 * @param statistic {@code Sum}, {@code Average}, {@code Minimum}, {@code Maximum}, {@code SampleCount} or a percentile
 *     such as {@code p95}
 * @param dimensions which metric of that name it is, such as {@code LoadBalancer=app/shop/50dc6c495c0c9188}
 * @param period seconds for which one value stands: 1, 5, 10, 20, 30 or a multiple of 60, and not less than the service
 *     publishes
 * @param zeroBeside name of another gauge of the same monitor: where that one has a value and this one has none, this one
 *     is zero. For counters that are published only when there is something to count; empty if what is missing is
 *     missing
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CloudWatchMetric(
        String gauge,
        String unit,
        String namespace,
        String metric,
        String statistic,
        Map<String, String> dimensions,
        int period,
        String zeroBeside) {

    private static final Pattern STATISTIC =
            Pattern.compile("Sum|Average|Minimum|Maximum|SampleCount|(p|tm|wm|tc|ts)\\d{1,2}(\\.\\d{1,10})?");

    /**
     * Checks the values.
     *
     * @param gauge name of the gauge
     * @param unit its unit
     * @param namespace namespace of the metric
     * @param metric its name
     * @param statistic the statistic
     * @param dimensions which metric of that name it is
     * @param period seconds for which one value stands
     * @param zeroBeside name of another gauge; may be empty
     * @throws IllegalArgumentException if a name is empty, or statistic or period is none of those that there are
     */
    public CloudWatchMetric {
        dimensions = Map.copyOf(dimensions);
        if (gauge.isBlank() || namespace.isBlank() || metric.isBlank()) {
            throw new IllegalArgumentException("gauge, namespace and metric must be given, but were '" + gauge + "', '"
                    + namespace + "' and '" + metric + "'");
        }
        if (!STATISTIC.matcher(statistic).matches()) {
            throw new IllegalArgumentException("statistic was '" + statistic
                    + "' but must be Sum, Average, Minimum, Maximum, SampleCount or a percentile such as p95");
        }
        boolean known = period == 1 || period == 5 || period == 10 || period == 20 || period == 30;
        if (!known && (period < 60 || period % 60 != 0)) {
            throw new IllegalArgumentException(
                    "period was " + period + " but must be 1, 5, 10, 20, 30 or a multiple of 60 seconds");
        }
    }

    /**
     * Makes a metric whose values stand for a minute each.
     *
     * @param gauge name of the gauge
     * @param unit its unit
     * @param namespace namespace of the metric
     * @param metric its name
     * @param statistic the statistic
     * @param dimensions which metric of that name it is
     * @return the metric; what is missing is missing
     */
    public static CloudWatchMetric of(
            String gauge,
            String unit,
            String namespace,
            String metric,
            String statistic,
            Map<String, String> dimensions) {
        return new CloudWatchMetric(gauge, unit, namespace, metric, statistic, dimensions, 60, "");
    }
}
