// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.zip.DataFormatException;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.apiguardian.api.API;

/**
 * Distribution of durations, from 1 µs to 1 h, exact to three significant digits.
 *
 * <p>Backed by an HdrHistogram, so percentiles are those of all recorded values and two summaries are merged without
 * loss; percentiles are never averaged. Values below 1 µs count as 1 µs, values above one hour as one hour.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LatencySummary {

    /** Longest duration that is told apart; longer ones are recorded as this one. */
    public static final Duration LONGEST = Duration.ofHours(1);

    private static final long LONGEST_NANOS = LONGEST.toNanos();
    private static final long LOWEST_NANOS = 1_000;

    /** Summary without values. */
    public static final LatencySummary EMPTY = new LatencySummary(newHistogram());

    private static final int DIGITS = 3;

    private final Histogram histogram;

    private LatencySummary(Histogram histogram) {
        this.histogram = histogram;
    }

    /**
     * Reads a summary from HdrHistogram's compressed V2 encoding in Base64, values in nanoseconds.
     *
     * @param encoded text made by {@link #encode()}, or the last column of a histogram log
     * @return the summary
     * @throws IllegalArgumentException if the text is not such an encoding
     */
    public static LatencySummary decode(String encoded) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
            Histogram histogram = newHistogram();
            histogram.add(Histogram.decodeFromCompressedByteBuffer(bytes, 0));
            return new LatencySummary(histogram);
        } catch (DataFormatException | RuntimeException e) {
            throw new IllegalArgumentException("not a compressed HdrHistogram: " + e.getMessage(), e);
        }
    }

    /**
     * Writes this summary without loss, as {@link #decode(String)} reads it.
     *
     * @return Base64 text without line breaks
     */
    public String encode() {
        synchronized (histogram) { // encoding uses a buffer inside the histogram
            ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
            int length = histogram.encodeIntoCompressedByteBuffer(buffer);
            return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
        }
    }

    /**
     * Adds up summaries without loss.
     *
     * @param parts what to add up; may be empty
     * @return a summary of all values of all parts
     */
    public static LatencySummary merge(Collection<LatencySummary> parts) {
        if (parts.size() == 1) {
            return parts.iterator().next();
        }
        Histogram sum = newHistogram();
        for (LatencySummary part : parts) {
            sum.add(part.histogram);
        }
        return sum.getTotalCount() == 0 ? EMPTY : new LatencySummary(sum);
    }

    /**
     * Makes a summary of the given durations.
     *
     * @param nanos the durations in nanoseconds
     * @return their summary
     */
    public static LatencySummary ofNanos(long... nanos) {
        Builder builder = new Builder();
        for (long value : nanos) {
            builder.record(value);
        }
        return builder.take();
    }

    private static Histogram newHistogram() {
        Histogram histogram = new Histogram(LOWEST_NANOS, 2 * LOWEST_NANOS, DIGITS);
        histogram.setAutoResize(true);
        return histogram;
    }

    /**
     * Returns the number of values.
     *
     * @return zero or more
     */
    public long count() {
        return histogram.getTotalCount();
    }

    /**
     * Tells whether there is no value.
     *
     * @return true if {@link #count()} is zero
     */
    public boolean isEmpty() {
        return count() == 0;
    }

    /**
     * Returns the shortest duration that at least the given share of all values does not exceed.
     *
     * @param percentile from 0 to 100, such as 99.9
     * @return the duration; zero if there is no value
     * @throws IllegalArgumentException if the percentile is outside 0 to 100
     */
    public Duration percentile(double percentile) {
        if (!(percentile >= 0 && percentile <= 100)) {
            throw new IllegalArgumentException("percentile was " + percentile + " but must be from 0 to 100");
        }
        return isEmpty() ? Duration.ZERO : Duration.ofNanos(histogram.getValueAtPercentile(percentile));
    }

    /**
     * Returns the longest value.
     *
     * @return the duration; zero if there is no value
     */
    public Duration max() {
        return Duration.ofNanos(histogram.getMaxValue());
    }

    /**
     * Returns the shortest value.
     *
     * @return the duration; zero if there is no value
     */
    public Duration min() {
        return isEmpty() ? Duration.ZERO : Duration.ofNanos(histogram.getMinValue());
    }

    /**
     * Returns the arithmetic mean.
     *
     * @return the duration; zero if there is no value
     */
    public Duration mean() {
        return Duration.ofNanos(Math.round(histogram.getMean()));
    }

    /**
     * Returns the standard deviation.
     *
     * @return the duration; zero if there is no value
     */
    public Duration standardDeviation() {
        return isEmpty() ? Duration.ZERO : Duration.ofNanos(Math.round(histogram.getStdDeviation()));
    }

    /**
     * Counts the values in a range, for pictures of the distribution.
     *
     * @param from shortest duration of the range
     * @param to longest duration of the range
     * @return how many values lie from {@code from} to {@code to}, both included, to three digits
     */
    public long countBetween(Duration from, Duration to) {
        return histogram.getCountBetweenValues(from.toNanos(), Math.min(to.toNanos(), LONGEST.toNanos()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LatencySummary that && histogram.equals((AbstractHistogram) that.histogram);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(count()) * 31 + Long.hashCode(histogram.getMaxValue());
    }

    @Override
    public String toString() {
        return isEmpty()
                ? "no values"
                : "n=" + count() + " p50=" + percentile(50) + " p95=" + percentile(95) + " p99=" + percentile(99)
                        + " max=" + max();
    }

    /**
     * Collects durations and hands them over as a summary. Not thread-safe.
     *
     * @since 0.1
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {

        private Histogram histogram = newHistogram();

        /** Makes an empty collection. */
        public Builder() {}

        /**
         * Adds one duration.
         *
         * @param nanos the duration in nanoseconds; below 1 µs it counts as 1 µs, above one hour as one hour
         */
        public void record(long nanos) {
            histogram.recordValue(Math.max(LOWEST_NANOS, Math.min(nanos, LONGEST_NANOS)));
        }

        /**
         * Adds all durations of a summary.
         *
         * @param summary what to add
         */
        public void add(LatencySummary summary) {
            histogram.add(summary.histogram);
        }

        /**
         * Returns how many durations were added.
         *
         * @return zero or more
         */
        public long count() {
            return histogram.getTotalCount();
        }

        /**
         * Returns what was added so far and goes on collecting.
         *
         * @return a copy
         */
        public LatencySummary copy() {
            return histogram.getTotalCount() == 0 ? EMPTY : new LatencySummary(histogram.copy());
        }

        /**
         * Returns what was added so far and begins anew.
         *
         * @return all durations since the last call
         */
        public LatencySummary take() {
            if (histogram.getTotalCount() == 0) {
                return EMPTY;
            }
            LatencySummary taken = new LatencySummary(histogram);
            histogram = newHistogram();
            return taken;
        }
    }
}
