// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.slo.Objective.Metric;
import java.time.Duration;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the figures of a whole load or of a part of it.
 *
 * <p>Times are response times of samples that ended well, from the moment they were due.
 *
 * @param <S> the kind of assertion
 * @param <A> the type of its subject
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract sealed class AbstractMeasurementsAssert<S extends AbstractMeasurementsAssert<S, A>, A>
        extends AbstractAssert<S, A> permits LoadResultAssert, MeasurementsAssert, PartAssert {

    AbstractMeasurementsAssert(@Nullable A actual, Class<S> type) {
        super(actual, type);
    }

    abstract Subject subject();

    /**
     * Looks at the median of the response times; it needs 20 samples.
     *
     * @return a check that needs a limit
     */
    public DurationCheck<S> p50() {
        return percentile(50);
    }

    /**
     * Looks at the 90th percentile of the response times; it needs 100 samples.
     *
     * @return a check that needs a limit
     */
    public DurationCheck<S> p90() {
        return percentile(90);
    }

    /**
     * Looks at the 95th percentile of the response times; it needs 200 samples.
     *
     * @return a check that needs a limit
     */
    public DurationCheck<S> p95() {
        return percentile(95);
    }

    /**
     * Looks at the 99th percentile of the response times; it needs 1,000 samples.
     *
     * @return a check that needs a limit
     */
    public DurationCheck<S> p99() {
        return percentile(99);
    }

    /**
     * Looks at any percentile of the response times. A percentile p needs 10 / (1 − p) samples; with fewer the check
     * fails as inconclusive.
     *
     * @param percentile from 0 to 100, such as 99.9
     * @return a check that needs a limit
     * @throws IllegalArgumentException if the percentile is outside 0 to 100
     */
    public DurationCheck<S> percentile(double percentile) {
        return new DurationCheck<>(myself, figure(Metric.PERCENTILE, percentile));
    }

    /**
     * Looks at the longest response time.
     *
     * @return a check that needs a limit
     */
    public DurationCheck<S> max() {
        return new DurationCheck<>(myself, figure(Metric.MAX, 0));
    }

    /**
     * Looks at the arithmetic mean of the response times.
     *
     * @return a check that needs a limit
     */
    public DurationCheck<S> mean() {
        return new DurationCheck<>(myself, figure(Metric.MEAN, 0));
    }

    /**
     * Looks at the share of samples that ended well within a time, such as
     * {@code shareWithin(ofMillis(300)).isGreaterThanOrEqualTo(percent(99))}. Failed samples are outside, and so are
     * those that the end of the load cut off after that time. A limit of p needs 10 / (1 − p) samples: 1,000 for 99 %.
     *
     * @param time the time, included
     * @return a check that needs a limit
     * @throws IllegalArgumentException if the time is not above zero and below one hour, the longest time that is recorded
     */
    public RatioCheck<S> shareWithin(Duration time) {
        if (time.isZero() || time.isNegative() || time.compareTo(LatencySummary.LONGEST) >= 0) {
            throw new IllegalArgumentException("time was " + time + " but must be above zero and below 1 h");
        }
        Subject subject = subject();
        return new RatioCheck<>(myself, subject.figure(new SampleMetric(Metric.WITHIN, 0, subject.service(), time)));
    }

    /**
     * Looks at the share of samples that failed. An upper limit also applies, separately, to the share of iterations
     * that failed outside a request in the same part of the load.
     *
     * @return a check that needs a limit
     */
    public RatioCheck<S> errorRate() {
        return new RatioCheck<>(myself, figure(Metric.ERROR_RATE, 0), subject().bodyFailures());
    }

    /**
     * Looks at the number of samples that ended well per second.
     *
     * @return a check that needs a limit
     */
    public RateCheck<S> throughput() {
        return new RateCheck<>(myself, figure(Metric.THROUGHPUT, 0));
    }

    /**
     * Looks at the number of samples that ended, well or in failure.
     *
     * @return a check that needs a limit
     */
    public CountCheck<S> count() {
        return new CountCheck<>(myself, subject().countFigure());
    }

    /**
     * Looks at service times from here on. They begin when a sample started, not when it was due, so they leave out the
     * time spent waiting for a free user.
     *
     * @return an assertion about the same figures
     */
    public MeasurementsAssert serviceTime() {
        return describedLikeThis(new MeasurementsAssert(subject().withServiceTime()));
    }

    MeasurementsAssert describedLikeThis(MeasurementsAssert part) {
        part.info.description(info.description());
        part.info.overridingErrorMessage(info.overridingErrorMessage());
        return part;
    }

    private CheckedFigure figure(Metric metric, double percentile) {
        Subject subject = subject();
        return subject.figure(new SampleMetric(metric, percentile, subject.service() && isLatency(metric)));
    }

    private static boolean isLatency(Metric metric) {
        return metric == Metric.PERCENTILE || metric == Metric.MAX || metric == Metric.MEAN;
    }
}
