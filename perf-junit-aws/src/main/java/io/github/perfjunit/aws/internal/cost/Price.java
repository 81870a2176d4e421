// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.cost;

/**
 * What has a price, in USD. Those that are known are of us-east-1, Linux, as the pages of Fargate, VPC, S3 and CloudWatch
 * showed them at the time of {@link Prices#DATED}.
 */
public enum Price {
    /** One vCPU for an hour. */
    VCPU_HOUR("vcpuHour", 0.04048, 0.03238),
    /** One GB of memory for an hour. */
    GB_HOUR("gbHour", 0.004445, 0.00356),
    /** One public IPv4 address for an hour. */
    IPV4_HOUR("ipv4Hour", 0.005, 0.005),
    /** One interface endpoint in one zone for an hour. */
    ENDPOINT_HOUR("endpointHour", 0.01, 0.01),
    /** The share of the price on demand that is paid on Fargate Spot; the least of which AWS speaks. */
    SPOT_FACTOR("spotFactor", 0.3, 0.3),
    /** A thousand requests of S3 that write or list. */
    PUT_THOUSAND("putThousand", 0.005, 0.005),
    /** A thousand requests of S3 that read. */
    GET_THOUSAND("getThousand", 0.0004, 0.0004),
    /** A thousand metrics that CloudWatch is asked for. */
    METRIC_THOUSAND("metricThousand", 0.01, 0.01);

    private final String name;
    private final double x86;
    private final double arm;

    Price(String name, double x86, double arm) {
        this.name = name;
        this.x86 = x86;
        this.arm = arm;
    }

    /** Returns the key of a price that a user gives. */
    public String key() {
        return "perf.aws.price." + name;
    }

    double known(boolean onArm) {
        return onArm ? arm : x86;
    }
}
