// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.slo.Objective.Metric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * A figure of samples and its computation.
 *
 * @param metric any but {@link Metric#MIN}, {@link Metric#DROPPED} and {@link Metric#FAILED_CHECKS}, which are not properties of samples
 * @param percentile the percentile; only read for {@link Metric#PERCENTILE}
 * @param service true to look at service times rather than response times
 * @param within the time limit; only read for {@link Metric#WITHIN}
 */
record SampleMetric(Metric metric, double percentile, boolean service, Duration within) {

    private static final double CONFIDENCE = 0.95;

    SampleMetric(Metric metric, double percentile, boolean service) {
        this(metric, percentile, service, Duration.ZERO);
    }

    SampleMetric {
        if (metric == Metric.PERCENTILE && !(percentile >= 0 && percentile <= 100)) {
            throw new IllegalArgumentException("percentile was " + percentile + " but must be from 0 to 100");
        }
    }

    static SampleMetric of(Objective objective) {
        return new SampleMetric(objective.metric(), objective.percentile(), false, objective.within());
    }

    static String name(Metric metric, double percentile) {
        return switch (metric) {
            case PERCENTILE ->
                "p" + BigDecimal.valueOf(percentile).stripTrailingZeros().toPlainString();
            case MIN -> "min";
            case MAX -> "max";
            case MEAN -> "mean";
            case WITHIN -> "share within a time";
            case ERROR_RATE -> "error rate";
            case THROUGHPUT -> "throughput";
            case DROPPED -> "dropped";
            case FAILED_CHECKS -> "failed checks";
        };
    }

    static String unit(Metric metric) {
        return switch (metric) {
            case PERCENTILE, MIN, MAX, MEAN -> "ms";
            case WITHIN, ERROR_RATE, DROPPED, FAILED_CHECKS -> "%";
            case THROUGHPUT -> "/s";
        };
    }

    /**
     * Returns the number of samples that a percentile needs: ten beyond it, n = 10 / (1 − p). With fewer, a single
     * sample changes it.
     */
    static long needed(double percentile) {
        if (percentile >= 100) {
            return 1; // the longest sample, whatever their number
        }
        BigDecimal beyond = BigDecimal.valueOf(100).subtract(BigDecimal.valueOf(percentile));
        return BigDecimal.valueOf(1000).divide(beyond, 0, RoundingMode.CEILING).longValue();
    }

    String name() {
        String name =
                metric == Metric.WITHIN ? "share within " + Limit.of(within).text() : name(metric, percentile);
        return service ? name + " service time" : name;
    }

    String unit() {
        return unit(metric);
    }

    Operator operator() {
        return metric == Metric.THROUGHPUT || metric == Metric.WITHIN ? Operator.AT_LEAST : Operator.AT_MOST;
    }

    boolean isLatency() {
        return metric == Metric.PERCENTILE || metric == Metric.MAX || metric == Metric.MEAN;
    }

    Measure measure() {
        return new Measure(
                kind(metric), name(), "", metric == Metric.PERCENTILE ? percentile : Double.NaN, service, within);
    }

    static Measure.Kind kind(Metric metric) {
        return switch (metric) {
            case PERCENTILE -> Measure.Kind.PERCENTILE;
            case MIN -> Measure.Kind.EXTRA;
            case MAX -> Measure.Kind.MAX;
            case MEAN -> Measure.Kind.MEAN;
            case WITHIN -> Measure.Kind.WITHIN;
            case ERROR_RATE -> Measure.Kind.ERROR_RATE;
            case THROUGHPUT -> Measure.Kind.THROUGHPUT;
            case DROPPED -> Measure.Kind.DROPPED;
            case FAILED_CHECKS -> Measure.Kind.FAILED_CHECKS;
        };
    }

    /**
     * Reads the value to compare with a limit, or the reason why there is none.
     *
     * @param all the samples
     * @param time the time over which they were gathered
     * @param operator how the value is compared
     * @param limit its limit
     * @param thing the noun for a sample, in the singular
     */
    MeasuredValue read(SampleTotals all, Duration time, Operator operator, double limit, String thing) {
        SampleTotals samples = judged(all, operator, limit);
        if (metric == Metric.WITHIN) {
            return share(samples, operator, limit, thing);
        }
        boolean none = isLatency() ? samples.times().isEmpty() : samples.count() == 0;
        if (none && samples.count() > 0) {
            return MeasuredValue.allFailed(samples.count());
        }
        if (none) {
            return samples.interrupted() > 0
                    ? MeasuredValue.allInterrupted(samples.interrupted(), thing)
                    : MeasuredValue.noSample();
        }
        double value = value(samples, time);
        long count = isLatency() ? samples.times().count() : samples.count();
        boolean enough = metric != Metric.PERCENTILE || count >= needed(percentile);
        MeasuredValue read =
                enough ? MeasuredValue.of(value, count) : MeasuredValue.tooFew(value, count, needed(percentile));
        return isLatency() ? read.noted(cutOff(samples.cutOff(), thing)) : read;
    }

    /** Keeps those cut-off samples that say something about a limit. */
    SampleTotals judged(SampleTotals all, Operator operator, double limit) {
        return metric == Metric.WITHIN ? all.longerThan(within) : all.over(operator, limit);
    }

    /**
     * Reads the share within the time limit. Samples in the bucket of that limit count against the objective, and if they
     * make it a miss, a remark says so.
     */
    private MeasuredValue share(SampleTotals samples, Operator operator, double limit, String thing) {
        SharesWithin shares = SharesWithin.of(samples, within);
        if (shares.total() == 0) {
            return samples.interrupted() > 0
                    ? MeasuredValue.allInterrupted(samples.interrupted(), thing)
                    : MeasuredValue.noSample();
        }
        double value = operator.isUpper() ? shares.most() : shares.least();
        double other = operator.isUpper() ? shares.least() : shares.most();
        long needed = needed(limit);
        MeasuredValue read = shares.total() < needed
                ? MeasuredValue.tooFew(value, shares.total(), needed)
                : MeasuredValue.of(value, shares.total());
        boolean decided = operator.holds(value, limit) == operator.holds(other, limit);
        return read.noted(decided ? "" : shares.near(other, within, thing))
                .noted(shares.interval(CONFIDENCE))
                .noted(cutOff(samples.cutOff(), thing));
    }

    private static String cutOff(LatencySummary over, String thing) {
        return over.isEmpty()
                ? ""
                : FigureFormat.count(over.count(), thing)
                        + (over.count() == 1 ? " was cut off after " : " were cut off after up to ")
                        + FigureFormat.duration(over.max());
    }

    /** Computes the value from any number of samples; NaN if there are none. */
    double value(SampleTotals samples, Duration time) {
        if (isLatency() && samples.times().isEmpty()) {
            return Double.NaN;
        }
        return switch (metric) {
            case PERCENTILE -> millis(samples.times().percentile(percentile));
            case MAX -> millis(samples.times().max());
            case MEAN -> millis(samples.times().mean());
            case WITHIN -> SharesWithin.of(samples, within).least();
            case ERROR_RATE -> 100.0 * samples.failures() / samples.count();
            case THROUGHPUT -> time.isZero() ? 0 : samples.okEnded() / (time.toNanos() / 1e9);
            case MIN, DROPPED, FAILED_CHECKS ->
                throw new IllegalStateException(metric + " is not a property of samples");
        };
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
