// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.log;

import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Series;
import java.util.Locale;

/**
 * The content of the lines of one tag in {@code latency.hlog}.
 *
 * @param key the subject and phase of the samples
 * @param values one of its distributions
 */
public record HistogramTag(Series.Key key, Values values) {

    /** One of the distributions of a series. */
    public enum Values {
        /** Response times of samples that ended well. */
        OK,
        /** Response times of samples that failed. */
        FAILED,
        /** Times that samples had taken when the end of the load cut them off. */
        CUT_OFF,
        /** Service times of samples that ended well; only where they differ from the response times. */
        SERVICE;

        /**
         * Returns the lower-case name.
         *
         * @return {@code ok}, {@code failed}, {@code cut-off} or {@code service}
         */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        LatencySummary of(Series series) {
            return switch (this) {
                case OK -> series.ok();
                case FAILED -> series.failed();
                case CUT_OFF -> series.cutOff();
                case SERVICE -> series.service();
            };
        }
    }
}
