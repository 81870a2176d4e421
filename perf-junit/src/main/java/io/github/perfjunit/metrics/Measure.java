// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * The figure that an objective or check looks at.
 *
 * @param kind the kind of figure
 * @param text its name in messages, such as {@code p95}, {@code error rate} or {@code 503 errors}
 * @param errorKind the kind of error for {@link Kind#ERRORS} of one kind, such as {@code 503}; otherwise empty
 * @param percentile from 0 to 100 for {@link Kind#PERCENTILE}; NaN otherwise, or if it is not known
 * @param service true for service times, false for response times and for figures that are not times
 * @param within the time limit for {@link Kind#WITHIN}; zero otherwise
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Measure(Kind kind, String text, String errorKind, double percentile, boolean service, Duration within) {

    /** The kind of figure. */
    public enum Kind {
        /** A percentile of times. */
        PERCENTILE,
        /** The longest time. */
        MAX,
        /** The mean time. */
        MEAN,
        /** The share of samples that ended well within a time limit. */
        WITHIN,
        /** The share of samples that failed. */
        ERROR_RATE,
        /** A number of errors, of all kinds or of one. */
        ERRORS,
        /** Iterations that failed outside a request, as a number or a share. */
        BODY_FAILURES,
        /** Samples that ended well per second. */
        THROUGHPUT,
        /** A number of samples. */
        COUNT,
        /** Iterations that were due and never started, as a number or a share. */
        DROPPED,
        /** Named checks that failed, as a number or a share. */
        FAILED_CHECKS,
        /** Whether any iteration ended at all. */
        ITERATIONS,
        /** A figure of an extension. */
        EXTRA;

        /**
         * Returns whether this figure is a time.
         *
         * @return true for {@link #PERCENTILE}, {@link #MAX} and {@link #MEAN}
         */
        public boolean isTime() {
            return this == PERCENTILE || this == MAX || this == MEAN;
        }

        /**
         * Returns whether this figure is about failures of requests or iterations.
         *
         * @return true for {@link #ERROR_RATE}, {@link #ERRORS} and {@link #BODY_FAILURES}
         */
        public boolean isFailure() {
            return this == ERROR_RATE || this == ERRORS || this == BODY_FAILURES;
        }
    }

    /**
     * Creates a measure without a time limit.
     *
     * @param kind the kind of figure
     * @param text its name in messages
     * @param errorKind the kind of error, or empty
     * @param percentile from 0 to 100, or NaN
     * @param service true for service times
     */
    public Measure(Kind kind, String text, String errorKind, double percentile, boolean service) {
        this(kind, text, errorKind, percentile, service, Duration.ZERO);
    }

    /**
     * Creates a measure that is not a percentile, or a percentile of unknown rank.
     *
     * @param kind the kind of figure
     * @param text its name in messages
     * @param errorKind the kind of error, or empty
     */
    public Measure(Kind kind, String text, String errorKind) {
        this(kind, text, errorKind, Double.NaN, false);
    }

    /**
     * Returns a measure that consists only of its kind and its name.
     *
     * @param kind the kind of figure
     * @param text its name in messages
     * @return the measure
     */
    public static Measure of(Kind kind, String text) {
        return new Measure(kind, text, "");
    }

    @Override
    public String toString() {
        return text;
    }
}
