// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws;

import io.github.perfjunit.aws.internal.access.Access;
import io.github.perfjunit.aws.internal.cloudwatch.CloudWatchMonitor;
import io.github.perfjunit.aws.internal.cloudwatch.Presets;
import io.github.perfjunit.monitor.LateMonitor;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Monitors of figures that CloudWatch has, so that they are in the result of a load and may be limited by {@code
 * @Slo(monitor = …)}. They are read when the load has ended, because CloudWatch knows them some minutes later.
 *
 * <p>A value counts as measured only if all of its time, a minute for most services, lies in the measured time of the load.
 * Credentials are those that the AWS SDK finds by its default chain; they need the right {@code cloudwatch:GetMetricData}.
 * Immutable; a monitor may be used in several loads, one after the other.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CloudWatchMonitors {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);

    private final Access access;
    private final Duration longestWait;

    private CloudWatchMonitors(Access access, Duration longestWait) {
        this.access = access;
        this.longestWait = longestWait;
    }

    /**
     * Begins with the region in which the services are.
     *
     * @param region such as {@code eu-west-1}
     * @return monitors that wait for values for at most 3 minutes
     * @throws IllegalArgumentException if the region has another form
     */
    public static CloudWatchMonitors inRegion(String region) {
        if (!Access.isRegion(region)) {
            throw new IllegalArgumentException("region was '" + region + "' but must be such as eu-west-1");
        }
        return new CloudWatchMonitors(new Access(region, "", null), LONGEST_WAIT);
    }

    /**
     * Takes the credentials of a profile.
     *
     * @param profile its name in the AWS configuration files
     * @return monitors with these credentials
     */
    public CloudWatchMonitors withProfile(String profile) {
        return new CloudWatchMonitors(new Access(access.region(), profile, access.endpoint()), longestWait);
    }

    /**
     * Asks another address than that of the region, such as a VPC endpoint.
     *
     * @param endpoint the address
     * @return monitors that ask there
     */
    public CloudWatchMonitors withEndpoint(URI endpoint) {
        return new CloudWatchMonitors(new Access(access.region(), access.profile(), endpoint), longestWait);
    }

    /**
     * Waits for another time until all values are there.
     *
     * @param longest zero to 15 minutes
     * @return monitors that wait so long
     * @throws IllegalArgumentException if the time is another
     */
    public CloudWatchMonitors waitingFor(Duration longest) {
        if (longest.isNegative() || longest.compareTo(Duration.ofMinutes(15)) > 0) {
            throw new IllegalArgumentException(
                    "longest wait was " + longest.toSeconds() + " s but must be from 0 to 900 s");
        }
        return new CloudWatchMonitors(access, longest);
    }

    /**
     * Watches a service of ECS.
     *
     * @param name name of the monitor, with which its gauges begin
     * @param cluster name of the cluster
     * @param service name of the service
     * @return a monitor with the gauges {@code .cpu} and {@code .memory} (mean, %) and {@code .cpu.max} (%)
     */
    public LateMonitor ecsService(String name, String cluster, String service) {
        return monitor(name, Presets.ecs(name, cluster, service));
    }

    /**
     * Watches an Application Load Balancer.
     *
     * @param name name of the monitor
     * @param loadBalancer end of its ARN, such as {@code app/shop/50dc6c495c0c9188}
     * @return a monitor with the gauges {@code .requests}, {@code .errors.target}, {@code .errors.own} and {@code
     *     .rejected} (each in a minute), {@code .time} and {@code .time.p95} (of the targets, s)
     * @throws IllegalArgumentException if the end of the ARN has another form
     */
    public LateMonitor loadBalancer(String name, String loadBalancer) {
        if (!loadBalancer.matches("app/[^/]+/[0-9a-f]+")) {
            throw new IllegalArgumentException(
                    "load balancer was '" + loadBalancer + "' but must be such as app/shop/50dc6c495c0c9188");
        }
        return monitor(name, Presets.loadBalancer(name, loadBalancer));
    }

    /**
     * Watches an instance of RDS or Aurora.
     *
     * @param name name of the monitor
     * @param instance identifier of the instance
     * @return a monitor with the gauges {@code .cpu} (%), {@code .connections} (greatest), {@code .read.time} and {@code
     *     .write.time} (s), {@code .memory.free} (least, bytes) and {@code .disk.queue}
     */
    public LateMonitor database(String name, String instance) {
        return monitor(name, Presets.database(name, instance));
    }

    /**
     * Watches a function of Lambda.
     *
     * @param name name of the monitor
     * @param function name of the function
     * @return a monitor with the gauges {@code .invocations}, {@code .errors} and {@code .throttles} (each in a minute),
     *     {@code .time} and {@code .time.p95} (ms) and {@code .concurrent} (greatest)
     */
    public LateMonitor function(String name, String function) {
        return monitor(name, Presets.function(name, function));
    }

    /**
     * Watches the cold starts of a function with Lambda Insights, which must be on for the function. They are no part of
     * its {@code .time}.
     *
     * @param name name of the monitor
     * @param function name of the function
     * @return a monitor with the gauges {@code .invocations.seen} and {@code .coldstarts} (in a minute), and {@code
     *     .init.time} and {@code .init.time.max} (ms), which have a value only in minutes with a cold start
     */
    public LateMonitor coldStarts(String name, String function) {
        return monitor(name, Presets.coldStarts(name, function));
    }

    /**
     * Watches a table of DynamoDB.
     *
     * @param name name of the monitor
     * @param table name of the table
     * @return a monitor with the gauges {@code .read.units}, {@code .write.units}, {@code .read.throttles} and {@code
     *     .write.throttles} (each in a minute)
     */
    public LateMonitor table(String name, String table) {
        return monitor(name, Presets.table(name, table));
    }

    /**
     * Watches a REST API of API Gateway.
     *
     * @param name name of the monitor
     * @param api name of the API
     * @param stage name of the stage
     * @return a monitor with the gauges {@code .requests}, {@code .errors.client} and {@code .errors.server} (each in a
     *     minute), {@code .time}, {@code .time.p95} and {@code .backend.time} (ms)
     */
    public LateMonitor restApi(String name, String api, String stage) {
        return monitor(name, Presets.restApi(name, api, stage));
    }

    /**
     * Watches an HTTP API of API Gateway.
     *
     * @param name name of the monitor
     * @param api identifier of the API
     * @return a monitor with the same gauges as those of {@link #restApi}
     */
    public LateMonitor httpApi(String name, String api) {
        return monitor(name, Presets.httpApi(name, api));
    }

    /**
     * Watches any metrics.
     *
     * @param name name of the monitor
     * @param metrics at least one and at most 100, with gauges of different names
     * @return a monitor with a gauge for each
     * @throws IllegalArgumentException if there is none, there are too many, a name occurs twice, or {@link
     *     CloudWatchMetric#zeroBeside} names none of them
     */
    public LateMonitor metrics(String name, CloudWatchMetric... metrics) {
        return monitor(name, Arrays.asList(metrics));
    }

    private LateMonitor monitor(String name, List<CloudWatchMetric> metrics) {
        return CloudWatchMonitor.of(name, metrics, access, longestWait);
    }
}
