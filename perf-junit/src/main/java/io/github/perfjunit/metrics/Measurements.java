// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.time.Duration;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * Figures of one subject: all requests, one request name, one scenario, one phase or one period.
 *
 * <p>Latencies are response times of samples that ended well, from the moment they were due; those of failures are in
 * {@link #failedLatency()}. Immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Measurements {

    private final LoadResult result;
    private final Scope scope;
    private final boolean known;
    private final BiPredicate<Interval, Series.Key> covers;
    private final Duration from;
    private final Duration duration;
    private final List<Series> series;
    private final long okEnded;
    private final BodyOutcomes bodies;
    private final LatencySummary latency;

    /**
     * Iterations in the same part of the load.
     *
     * @param ended how many ended, well or in failure, plus failed set-ups and tear-downs of users
     * @param failed how many of them failed outside a request
     */
    record BodyOutcomes(long ended, long failed) {
        static final BodyOutcomes NONE = new BodyOutcomes(0, 0);
    }

    Measurements(
            LoadResult result,
            Scope scope,
            boolean known,
            BiPredicate<Interval, Series.Key> covers,
            Duration from,
            Duration duration,
            List<Series> series,
            long okEnded,
            BodyOutcomes bodies) {
        this.result = result;
        this.scope = scope;
        this.known = known;
        this.covers = covers;
        this.from = from;
        this.duration = duration;
        this.series = List.copyOf(series);
        this.okEnded = okEnded;
        this.bodies = bodies;
        this.latency = merge(Series::ok);
    }

    private LatencySummary merge(Function<Series, LatencySummary> part) {
        return LatencySummary.merge(series.stream().map(part).toList());
    }

    /**
     * Returns the part of the load that the figures are about.
     *
     * @return the part
     */
    public Scope scope() {
        return scope;
    }

    /**
     * Returns the name of the subject in messages.
     *
     * @return a text such as {@code all requests} or {@code GET /products/{id}}
     */
    public String subject() {
        return scope.text();
    }

    /**
     * Returns the load that the figures are part of.
     *
     * @return its result
     */
    public LoadResult result() {
        return result;
    }

    /**
     * Returns whether the load has such a request or scenario.
     *
     * @return false if the load has no such name in any phase
     */
    public boolean isKnown() {
        return known;
    }

    /**
     * Returns whether a series of an interval belongs to these figures.
     *
     * @param interval the interval
     * @param key the key of the series
     * @return true if its samples are part of these figures
     */
    public boolean covers(Interval interval, Series.Key key) {
        return covers.test(interval, key);
    }

    /**
     * Returns the start of the time over which the figures were gathered.
     *
     * @return the time since the start of the load; zero for phases other than {@link Phase#MEASURE}
     */
    public Duration from() {
        return from;
    }

    /**
     * Returns the time over which the figures were gathered.
     *
     * @return the length of the phase or period
     */
    public Duration duration() {
        return duration;
    }

    /**
     * Returns the response times of samples that ended well, from their intended start.
     *
     * @return the distribution
     */
    public LatencySummary latency() {
        return latency;
    }

    /**
     * Returns the service times of samples that ended well, from their actual start; it leaves out the time spent
     * waiting for a free user.
     *
     * @return the distribution
     */
    public LatencySummary serviceTime() {
        return merge(Series::service);
    }

    /**
     * Returns the response times of samples that failed.
     *
     * @return the distribution
     */
    public LatencySummary failedLatency() {
        return merge(Series::failed);
    }

    /**
     * Returns the number of samples that ended, well or in failure; interrupted and skipped ones are not counted.
     *
     * @return zero or more
     */
    public long count() {
        return count(Outcome.OK) + failures();
    }

    /**
     * Returns the number of samples that ended in an outcome.
     *
     * @param outcome the outcome
     * @return zero or more
     */
    public long count(Outcome outcome) {
        return series.stream().mapToLong(s -> s.count(outcome)).sum();
    }

    /**
     * Returns the number of samples that failed. Iterations whose body failed outside a request are not among them, see
     * {@link #bodyFailures()}.
     *
     * @return zero or more
     */
    public long failures() {
        return count(Outcome.STATUS) + count(Outcome.CHECK) + count(Outcome.ERROR);
    }

    /**
     * Returns the share of samples that failed.
     *
     * @return from 0 to 1; NaN if there is no sample
     */
    public double errorRate() {
        return (double) failures() / count();
    }

    /**
     * Returns the number of samples that ended well per second, on average over {@link #duration()}: those that ended
     * within that time, whenever they began.
     *
     * @return successes a second; zero if the duration is zero
     */
    public double throughput() {
        return duration.isZero() ? 0 : okEnded / (duration.toNanos() / 1e9);
    }

    /**
     * Returns the number of samples that ended well within {@link #duration()}, whenever they began.
     *
     * @return zero or more; the samples behind {@link #throughput()}
     */
    public long okEnded() {
        return okEnded;
    }

    /**
     * Returns the times that samples had taken when the end of the load cut them off: lower bounds of their unknown
     * response times.
     *
     * @return the distribution of the lower bounds, from the intended start
     */
    public LatencySummary cutOff() {
        return merge(Series::cutOff);
    }

    /**
     * Returns the number of iterations that failed outside a request, plus users whose set-up or tear-down failed.
     *
     * @return zero or more; zero for a single request name
     */
    public long bodyFailures() {
        return bodies.failed();
    }

    /**
     * Returns the share of iterations that failed outside a request.
     *
     * @return from 0 to 1; NaN if no iteration ended
     */
    public double bodyFailureRate() {
        return (double) bodies.failed() / bodies.ended();
    }

    /**
     * Returns the number of iterations that ended, well or in failure, in the same part of the load.
     *
     * @return zero or more, failed set-ups and tear-downs of users included; zero for a single request name
     */
    public long iterations() {
        return bodies.ended();
    }

    /**
     * Returns the bytes written, headers included.
     *
     * @return zero or more
     */
    public long bytesSent() {
        return series.stream().mapToLong(Series::bytesSent).sum();
    }

    /**
     * Returns the bytes read, headers included.
     *
     * @return zero or more
     */
    public long bytesReceived() {
        return series.stream().mapToLong(Series::bytesReceived).sum();
    }

    @Override
    public String toString() {
        return subject() + ": " + count() + " samples, " + failures() + " failed, " + latency;
    }
}
