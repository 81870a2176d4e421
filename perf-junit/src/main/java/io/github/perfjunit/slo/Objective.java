// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.ObjectiveResult;
import java.time.Duration;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One limit that a load must meet.
 *
 * @param request name of the request it is about, empty for all requests; of a custom metric the name of the metric
 * @param metric the figure it looks at
 * @param percentile the percentile, from 0 to 100; only read for {@link Metric#PERCENTILE}
 * @param limit the limit, included, in the metric's unit
 * @param limitText the limit as it was written, for messages
 * @param abort when a miss ends the load early; null to judge it only at the end
 * @param within the time limit; only read for {@link Metric#WITHIN} of requests
 * @param scenario name of the scenario whose requests it is about; empty for all scenarios
 * @param about what it is about
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Objective(
        String request,
        Metric metric,
        double percentile,
        double limit,
        String limitText,
        @Nullable Abort abort,
        Duration within,
        String scenario,
        About about) {

    /** What an objective is about. */
    public enum About {
        /** Requests, or the whole load. */
        REQUESTS,
        /**
         * A metric that bodies give values for: {@link Metric#MIN} and {@link Metric#MAX} of a count are limits of its sum,
         * {@link Metric#THROUGHPUT} its sum per second, {@link Metric#WITHIN} the share of true values of a rate; limits of
         * a trend or a gauge are numbers.
         */
        METRIC
    }

    /**
     * Creates an objective about all scenarios.
     *
     * @param request name of the request it is about; empty for all requests
     * @param metric the figure it looks at
     * @param percentile the percentile, from 0 to 100; only read for {@link Metric#PERCENTILE}
     * @param limit the limit, included, in the metric's unit
     * @param limitText the limit as it was written, for messages
     * @param abort when a miss ends the load early; null to judge it only at the end
     * @param within the time limit; only read for {@link Metric#WITHIN}
     */
    public Objective(
            String request,
            Metric metric,
            double percentile,
            double limit,
            String limitText,
            @Nullable Abort abort,
            Duration within) {
        this(request, metric, percentile, limit, limitText, abort, within, "", About.REQUESTS);
    }

    /**
     * Creates an objective of a figure that has no time limit.
     *
     * @param request name of the request it is about; empty for all requests
     * @param metric the figure it looks at, any but {@link Metric#WITHIN}
     * @param percentile the percentile, from 0 to 100; only read for {@link Metric#PERCENTILE}
     * @param limit the limit, included, in the metric's unit
     * @param limitText the limit as it was written, for messages
     * @param abort when a miss ends the load early; null to judge it only at the end
     */
    public Objective(
            String request, Metric metric, double percentile, double limit, String limitText, @Nullable Abort abort) {
        this(request, metric, percentile, limit, limitText, abort, Duration.ZERO);
    }

    /**
     * Creates an objective whose limit was not written as a text.
     *
     * @param request name of the request it is about; empty for all requests
     * @param metric the figure it looks at
     * @param percentile the percentile, from 0 to 100; only read for {@link Metric#PERCENTILE}
     * @param limit the limit, included, in the metric's unit
     * @param abort when a miss ends the load early; null to judge it only at the end
     */
    public Objective(String request, Metric metric, double percentile, double limit, @Nullable Abort abort) {
        this(request, metric, percentile, limit, ObjectiveResult.limitText(limit, SampleMetric.unit(metric)), abort);
    }

    /**
     * Returns this objective about the requests of one scenario.
     *
     * @param name name of the scenario; empty for all scenarios
     * @return the same limit
     */
    public Objective inScenario(String name) {
        return new Objective(request, metric, percentile, limit, limitText, abort, within, name, about);
    }

    /**
     * Returns this objective about a metric that bodies give values for, whose name is that of the request.
     *
     * @return the same limit
     */
    public Objective ofMetric() {
        return new Objective(request, metric, percentile, limit, limitText, abort, within, scenario, About.METRIC);
    }

    /** The figure that an objective looks at. */
    public enum Metric {
        /** A percentile of the response time in milliseconds, at most the limit. */
        PERCENTILE,
        /** The least value of a custom metric, at least the limit. */
        MIN,
        /** The longest response time in milliseconds, at most the limit. */
        MAX,
        /** The mean response time in milliseconds, at most the limit. */
        MEAN,
        /** The share of samples that ended well within a time limit, in percent, at least the limit. */
        WITHIN,
        /** The share of failed samples in percent, at most the limit. */
        ERROR_RATE,
        /** Samples that ended well per second, at least the limit. */
        THROUGHPUT,
        /** The share of due iterations that never started, in percent, at most the limit; of the whole load. */
        DROPPED,
        /** The share of named checks that failed, in percent, at most the limit; of the whole load. */
        FAILED_CHECKS
    }

    /**
     * When a miss ends the load.
     *
     * @param over window whose samples are judged, at least one second
     * @param after time from the start of the measured phase during which misses do not count
     * @param holdsFor time that a miss must last; zero to end the load at once
     */
    public record Abort(Duration over, Duration after, Duration holdsFor) {}
}
