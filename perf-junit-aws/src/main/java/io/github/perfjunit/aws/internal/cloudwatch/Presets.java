// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.cloudwatch;

import io.github.perfjunit.aws.CloudWatchMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The metrics of the services that are watched most. */
public final class Presets {

    private static final int MINUTE = 60;

    private Presets() {}

    /** docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html. */
    public static List<CloudWatchMetric> ecs(String name, String cluster, String service) {
        return new Group(name, "AWS/ECS", Map.of("ClusterName", cluster, "ServiceName", service))
                .add(".cpu", "%", "CPUUtilization", "Average")
                .add(".cpu.max", "%", "CPUUtilization", "Maximum")
                .add(".memory", "%", "MemoryUtilization", "Average")
                .all;
    }

    /** docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html. */
    public static List<CloudWatchMetric> loadBalancer(String name, String loadBalancer) {
        return new Group(name, "AWS/ApplicationELB", Map.of("LoadBalancer", loadBalancer))
                .add(".requests", "", "RequestCount", "Sum")
                .add(".time", "s", "TargetResponseTime", "Average")
                .add(".time.p95", "s", "TargetResponseTime", "p95")
                .zero(".errors.target", "HTTPCode_Target_5XX_Count", ".requests")
                .zero(".errors.own", "HTTPCode_ELB_5XX_Count", ".requests")
                .zero(".rejected", "RejectedConnectionCount", ".requests")
                .all;
    }

    /** docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html. */
    public static List<CloudWatchMetric> database(String name, String instance) {
        return new Group(name, "AWS/RDS", Map.of("DBInstanceIdentifier", instance))
                .add(".cpu", "%", "CPUUtilization", "Average")
                .add(".connections", "", "DatabaseConnections", "Maximum")
                .add(".read.time", "s", "ReadLatency", "Average")
                .add(".write.time", "s", "WriteLatency", "Average")
                .add(".memory.free", "B", "FreeableMemory", "Minimum")
                .add(".disk.queue", "", "DiskQueueDepth", "Average")
                .all;
    }

    /** docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html. */
    public static List<CloudWatchMetric> function(String name, String function) {
        return new Group(name, "AWS/Lambda", Map.of("FunctionName", function))
                .add(".invocations", "", "Invocations", "Sum")
                .zero(".errors", "Errors", ".invocations")
                .zero(".throttles", "Throttles", ".invocations")
                .add(".time", "ms", "Duration", "Average")
                .add(".time.p95", "ms", "Duration", "p95")
                .add(".concurrent", "", "ConcurrentExecutions", "Maximum")
                .all;
    }

    /**
     * docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights-metrics.html: {@code init_duration} has a
     * sample for each cold start, and {@code memory_utilization} one for each invocation.
     */
    public static List<CloudWatchMetric> coldStarts(String name, String function) {
        return new Group(name, "LambdaInsights", Map.of("function_name", function))
                .add(".invocations.seen", "", "memory_utilization", "SampleCount")
                .zero(".coldstarts", "init_duration", ".invocations.seen", "SampleCount")
                .add(".init.time", "ms", "init_duration", "Average")
                .add(".init.time.max", "ms", "init_duration", "Maximum")
                .all;
    }

    /** docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html. */
    public static List<CloudWatchMetric> table(String name, String table) {
        return new Group(name, "AWS/DynamoDB", Map.of("TableName", table))
                .add(".read.units", "", "ConsumedReadCapacityUnits", "Sum")
                .add(".write.units", "", "ConsumedWriteCapacityUnits", "Sum")
                .zero(".read.throttles", "ReadThrottleEvents", ".read.units")
                .zero(".write.throttles", "WriteThrottleEvents", ".write.units")
                .all;
    }

    /** docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html. */
    public static List<CloudWatchMetric> restApi(String name, String api, String stage) {
        return api(new Group(name, "AWS/ApiGateway", Map.of("ApiName", api, "Stage", stage)), "4XXError", "5XXError");
    }

    /** docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html. */
    public static List<CloudWatchMetric> httpApi(String name, String api) {
        return api(new Group(name, "AWS/ApiGateway", Map.of("ApiId", api)), "4xx", "5xx");
    }

    private static List<CloudWatchMetric> api(Group group, String client, String server) {
        return group.add(".requests", "", "Count", "Sum")
                .zero(".errors.client", client, ".requests")
                .zero(".errors.server", server, ".requests")
                .add(".time", "ms", "Latency", "Average")
                .add(".time.p95", "ms", "Latency", "p95")
                .add(".backend.time", "ms", "IntegrationLatency", "Average")
                .all;
    }

    private record Group(String name, String namespace, Map<String, String> dimensions, List<CloudWatchMetric> all) {

        Group(String name, String namespace, Map<String, String> dimensions) {
            this(name, namespace, dimensions, new ArrayList<>());
        }

        Group add(String gauge, String unit, String metric, String statistic) {
            all.add(new CloudWatchMetric(name + gauge, unit, namespace, metric, statistic, dimensions, MINUTE, ""));
            return this;
        }

        Group zero(String gauge, String metric, String beside) {
            return zero(gauge, metric, beside, "Sum");
        }

        Group zero(String gauge, String metric, String beside, String statistic) {
            all.add(new CloudWatchMetric(
                    name + gauge, "", namespace, metric, statistic, dimensions, MINUTE, name + beside));
            return this;
        }
    }
}
