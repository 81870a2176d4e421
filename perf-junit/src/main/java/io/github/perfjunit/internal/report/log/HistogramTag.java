// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.log;

import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Series;
import java.util.function.Function;

/**
 * What the lines of one tag in {@code latency.hlog} hold.
 *
 * @param key what was measured
 * @param values which of its distributions
 */
public record HistogramTag(Series.Key key, Values values) {

    /** One of the distributions of a series. */
    public enum Values {
        /** Response times of samples that ended well. */
        OK("ok", Series::ok),
        /** Response times of samples that failed. */
        FAILED("failed", Series::failed),
        /** Service times of samples that ended well; only where they differ from the response times. */
        SERVICE("service", Series::service);

        private final String label;
        private final Function<Series, LatencySummary> of;

        Values(String label, Function<Series, LatencySummary> of) {
            this.label = label;
            this.of = of;
        }

        /**
         * Returns the lower-case name.
         *
         * @return {@code ok}, {@code failed} or {@code service}
         */
        public String label() {
            return label;
        }

        LatencySummary of(Series series) {
            return of.apply(series);
        }
    }
}
