// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One {@code @Slo} as it was written: a bag that the annotation reader fills in. A blank text is not set.
 */
public final class RawSlo {

    /** Where it stands, such as {@code @Slo} or {@code @Slo[1]}; mistakes are reported at {@code place.limit}. */
    public final String place;

    /** Name of the request it is about; all requests if not set. */
    public String request = "";

    /** Name of the scenario whose requests it is about; all scenarios if not set. */
    public String scenario = "";

    /** Name of the metric of the bodies that it is about instead of requests. */
    public String metric = "";

    /** Most time of half of the requests. */
    public String p50 = "";

    /** Most time of 75 percent of the requests. */
    public String p75 = "";

    /** Most time of 90 percent of the requests. */
    public String p90 = "";

    /** Most time of 95 percent of the requests. */
    public String p95 = "";

    /** Most time of 99 percent of the requests. */
    public String p99 = "";

    /** Most time of 99.9 percent of the requests. */
    public String p999 = "";

    /** Most time of any request. */
    public String max = "";

    /** Most time on average. */
    public String mean = "";

    /** Time within which a share of the requests must end. */
    public String within = "";

    /** Lowest share of requests that end within that time. */
    public String share = "";

    /** Highest share of failed requests. */
    public String errorRate = "";

    /** Lowest rate of requests that ended well. */
    public String throughput = "";

    /** Highest share of iterations that never started. */
    public String dropped = "";

    /** Highest share of failed checks. */
    public String failedChecks = "";

    /** Name of the gauge it is about; none if not set. */
    public String monitor = "";

    /** Least value of a gauge or metric. */
    public String min = "";

    /** Greatest last value of a gauge. */
    public String last = "";

    /** Whether a miss ends the load. */
    public boolean abort;

    /** Window that an abort looks at; 10 s if not set. */
    public String over = "";

    /** How long after the start of the measured phase an abort waits; 0 s if not set. */
    public String after = "";

    /** How long a miss must last for an abort; 0 s if not set. */
    public String holdsFor = "";

    /**
     * Starts with nothing set.
     *
     * @param place such as {@code @Slo}
     */
    public RawSlo(String place) {
        this.place = place;
    }

    /** Returns whether it is about a gauge of a monitor. */
    public boolean isOfMonitor() {
        return !monitor.isBlank();
    }

    /** Returns by name what can be set of requests alone. */
    Map<String, String> ofRequests() {
        Map<String, String> set = new LinkedHashMap<>();
        set.put("request", request);
        set.put("metric", metric);
        set.put("scenario", scenario);
        set.put("p50", p50);
        set.put("p75", p75);
        set.put("p90", p90);
        set.put("p95", p95);
        set.put("p99", p99);
        set.put("p999", p999);
        set.put("within", within);
        set.put("share", share);
        set.put("errorRate", errorRate);
        set.put("throughput", throughput);
        set.put("dropped", dropped);
        set.put("failedChecks", failedChecks);
        return set;
    }
}
