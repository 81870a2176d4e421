// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.apiguardian.api.API;

/**
 * Distribution of durations of up to 1 h.
 *
 * <p>Backed by an HdrHistogram, so percentiles are those of all recorded values and two summaries are merged without
 * loss; percentiles are never averaged. The shortest and the longest duration are exact. Every other one is known by
 * its bucket, whose {@linkplain #resolution width} is at most a thousandth of it, and at least 0.5 µs; a percentile is
 * the upper end of its bucket, but never beyond the longest duration. Values above one hour count as one hour.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class LatencySummary {

    /** Longest duration that is recorded; longer ones count as this one. */
    public static final Duration LONGEST = Duration.ofHours(1);

    private static final long LONGEST_NANOS = LONGEST.toNanos();
    private static final long LOWEST_NANOS = 1_000;

    /** Summary without values. */
    public static final LatencySummary EMPTY = new LatencySummary(newHistogram());

    private static final int DIGITS = 3;

    private final Histogram histogram;
    private final long minNanos;
    private final long maxNanos;

    private LatencySummary(Histogram histogram) {
        this(
                histogram,
                histogram.getTotalCount() == 0 ? 0 : histogram.getMinValue(),
                histogram.getTotalCount() == 0 ? 0 : histogram.getMaxValue());
    }

    private LatencySummary(Histogram histogram, long minNanos, long maxNanos) {
        this.histogram = histogram;
        this.minNanos = minNanos;
        this.maxNanos = maxNanos;
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
     * Reads a summary whose shortest and longest durations are known exactly.
     *
     * @param encoded text made by {@link #encode()}, or the last column of a histogram log
     * @param min the shortest duration, of which the text holds only the bucket
     * @param max the longest duration
     * @return the summary; equal to the encoded one if both durations are its own
     * @throws IllegalArgumentException if the text is not such an encoding, or a duration lies outside of its bucket
     */
    public static LatencySummary decode(String encoded, Duration min, Duration max) {
        LatencySummary read = decode(encoded);
        Histogram histogram = read.histogram;
        boolean fits = read.isEmpty()
                || (histogram.valuesAreEquivalent(inRange(min.toNanos()), read.minNanos)
                        && histogram.valuesAreEquivalent(inRange(max.toNanos()), read.maxNanos));
        if (!fits) {
            throw new IllegalArgumentException(
                    "shortest and longest duration were " + min + " and " + max + " but must be in the buckets of "
                            + Duration.ofNanos(read.minNanos) + " and " + Duration.ofNanos(read.maxNanos));
        }
        return read.isEmpty() ? read : new LatencySummary(histogram, min.toNanos(), max.toNanos());
    }

    private static long inRange(long nanos) {
        return Math.max(LOWEST_NANOS, Math.min(nanos, LONGEST_NANOS));
    }

    /**
     * Writes this summary, as {@link #decode(String)} reads it; only {@link #decode(String, Duration, Duration)} keeps
     * the exact shortest and longest duration.
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
     * @param parts the summaries; may be empty
     * @return a summary of all values of all parts
     */
    public static LatencySummary merge(Collection<LatencySummary> parts) {
        if (parts.size() == 1) {
            return parts.iterator().next();
        }
        Builder sum = new Builder();
        parts.forEach(sum::add);
        return sum.take();
    }

    /**
     * Returns the part of this distribution that is longer than a limit.
     *
     * @param limit the limit
     * @return the durations above it; one in the bucket of the limit is left out unless it is known to be longer
     */
    public LatencySummary longerThan(Duration limit) {
        long nanos = Math.min(limit.toNanos(), LONGEST_NANOS);
        if (maxNanos <= nanos) {
            return EMPTY;
        }
        if (minNanos > nanos) {
            return this;
        }
        Histogram part = newHistogram();
        long lowest = LONGEST_NANOS;
        for (HistogramIterationValue bucket : histogram.recordedValues()) {
            long least = histogram.lowestEquivalentValue(bucket.getValueIteratedTo());
            if (least > nanos) {
                lowest = Math.min(lowest, least);
                part.recordValueWithCount(least, bucket.getCountAtValueIteratedTo());
            }
        }
        if (part.getTotalCount() == 0) { // the longest shares the bucket of the limit
            part.recordValue(inRange(maxNanos));
            lowest = maxNanos;
        }
        return new LatencySummary(part, Math.min(lowest, maxNanos), maxNanos);
    }

    /**
     * Returns the distribution itself.
     *
     * @return how many there are of each duration, in ascending order; durations of a {@linkplain #resolution bucket} are
     *     one, the longest of them
     */
    public SortedMap<Duration, Long> counts() {
        SortedMap<Duration, Long> counts = new TreeMap<>();
        for (HistogramIterationValue bucket : histogram.recordedValues()) {
            counts.merge(
                    Duration.ofNanos(known(bucket.getValueIteratedTo())),
                    bucket.getCountAtValueIteratedTo(),
                    Long::sum);
        }
        return counts;
    }

    /**
     * Counts the durations that are known to be at most a limit.
     *
     * @param limit the limit
     * @return how many; those in the {@linkplain #resolution bucket} of the limit are left out unless all of the bucket, or
     *     every duration, is known to be within the limit
     */
    public long countUpTo(Duration limit) {
        long nanos = limit.toNanos();
        if (maxNanos <= nanos) {
            return count();
        }
        if (minNanos > nanos) {
            return 0;
        }
        long value = inRange(nanos);
        boolean whole = histogram.highestEquivalentValue(value) == nanos;
        long highest = whole ? nanos : histogram.lowestEquivalentValue(value) - 1;
        long below = highest < LOWEST_NANOS / 2 ? 0 : histogram.getCountBetweenValues(0, highest);
        return Math.max(1, below); // the shortest is within the limit
    }

    /**
     * Counts the durations that are known to be longer than a limit.
     *
     * @param limit the limit
     * @return how many; those in the {@linkplain #resolution bucket} of the limit are left out unless every duration is
     *     known to be longer
     */
    public long countLongerThan(Duration limit) {
        long nanos = limit.toNanos();
        if (maxNanos <= nanos) {
            return 0;
        }
        if (minNanos > nanos) {
            return count();
        }
        long highest = histogram.highestEquivalentValue(inRange(nanos));
        return Math.max(1, count() - histogram.getCountBetweenValues(0, highest)); // the longest is beyond the limit
    }

    /**
     * Returns a summary of the given durations.
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
     * Returns whether there is no value.
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
        return isEmpty() ? Duration.ZERO : Duration.ofNanos(known(histogram.getValueAtPercentile(percentile)));
    }

    /** Keeps a percentile, which is known only by its bucket, between the exact minimum and maximum. */
    private long known(long nanos) {
        return Math.max(minNanos, Math.min(nanos, maxNanos));
    }

    /**
     * Returns the width of a duration's bucket, by which a percentile may exceed the true one.
     *
     * @param duration any duration up to {@link #LONGEST}
     * @return a thousandth of it at most, and at least 0.512 µs
     */
    public static Duration resolution(Duration duration) {
        long nanos = inRange(duration.toNanos());
        return Duration.ofNanos(EMPTY.histogram.sizeOfEquivalentValueRange(nanos));
    }

    /**
     * Returns the longest value.
     *
     * @return the duration; zero if there is no value
     */
    public Duration max() {
        return Duration.ofNanos(maxNanos);
    }

    /**
     * Returns the shortest value.
     *
     * @return the duration; zero if there is no value
     */
    public Duration min() {
        return Duration.ofNanos(minNanos);
    }

    /**
     * Returns the arithmetic mean.
     *
     * @return the duration; zero if there is no value
     */
    public Duration mean() {
        return isEmpty() ? Duration.ZERO : Duration.ofNanos(known(Math.round(histogram.getMean())));
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
     * Counts the values in a range, for charts of the distribution.
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
        return other instanceof LatencySummary that
                && minNanos == that.minNanos
                && maxNanos == that.maxNanos
                && histogram.equals((AbstractHistogram) that.histogram);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(count()) * 31 + Long.hashCode(maxNanos);
    }

    @Override
    public String toString() {
        return isEmpty()
                ? "no values"
                : "n=" + count() + " p50=" + percentile(50) + " p95=" + percentile(95) + " p99=" + percentile(99)
                        + " max=" + max();
    }

    /**
     * Collects durations and returns them as a summary. Not thread-safe.
     *
     * @since 0.1
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {

        private Histogram histogram = newHistogram();
        private long minNanos = Long.MAX_VALUE;
        private long maxNanos;

        /** Creates an empty collection. */
        public Builder() {}

        /**
         * Adds one duration.
         *
         * @param nanos the duration in nanoseconds; below zero it counts as zero, above one hour as one hour
         */
        public void record(long nanos) {
            long value = Math.max(0, Math.min(nanos, LONGEST_NANOS));
            minNanos = Math.min(minNanos, value);
            maxNanos = Math.max(maxNanos, value);
            histogram.recordValue(Math.max(LOWEST_NANOS, value));
        }

        /**
         * Adds all durations of a summary.
         *
         * @param summary the summary
         */
        public void add(LatencySummary summary) {
            if (!summary.isEmpty()) {
                minNanos = Math.min(minNanos, summary.minNanos);
                maxNanos = Math.max(maxNanos, summary.maxNanos);
                histogram.add(summary.histogram);
            }
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
         * Returns the durations added so far and keeps them.
         *
         * @return a copy
         */
        public LatencySummary copy() {
            return histogram.getTotalCount() == 0 ? EMPTY : new LatencySummary(histogram.copy(), minNanos, maxNanos);
        }

        /**
         * Returns the durations added so far and removes them.
         *
         * @return all durations since the last call
         */
        public LatencySummary take() {
            if (histogram.getTotalCount() == 0) {
                return EMPTY;
            }
            LatencySummary taken = new LatencySummary(histogram, minNanos, maxNanos);
            histogram = newHistogram();
            minNanos = Long.MAX_VALUE;
            maxNanos = 0;
            return taken;
        }
    }
}
