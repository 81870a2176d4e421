// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.apiguardian.api.API;

/**
 * Distribution of numbers from 0 to 1,000,000,000,000, such as the values of a trend.
 *
 * <p>Backed by an HdrHistogram, so percentiles are those of all recorded numbers and two summaries are merged without
 * loss. A number is known to three digits, and no finer than to 0.001; if all are whole, those below 1,000 are exact.
 * Immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class NumberSummary {

    /** Largest number that can be recorded. */
    public static final double LARGEST = 1e12;

    private static final double PARTS = 1000;
    private static final int DIGITS = 3;
    private static final String WHOLE = "whole:";

    /** Summary without numbers. */
    public static final NumberSummary EMPTY = new NumberSummary(newHistogram(), true);

    private final Histogram histogram;
    private final boolean whole;

    private NumberSummary(Histogram histogram, boolean whole) {
        this.histogram = histogram;
        this.whole = whole;
    }

    private static Histogram newHistogram() {
        Histogram histogram = new Histogram(1, 2, DIGITS);
        histogram.setAutoResize(true);
        return histogram;
    }

    /**
     * Returns a summary of the given numbers.
     *
     * @param numbers each from 0 to {@link #LARGEST}
     * @return their summary
     */
    public static NumberSummary of(double... numbers) {
        Builder builder = new Builder();
        for (double number : numbers) {
            builder.record(number);
        }
        return builder.copy();
    }

    /**
     * Reads a summary.
     *
     * @param encoded text made by {@link #encode()}
     * @return the summary
     * @throws IllegalArgumentException if the text is not such an encoding
     */
    public static NumberSummary decode(String encoded) {
        try {
            boolean whole = encoded.startsWith(WHOLE);
            String base64 = whole ? encoded.substring(WHOLE.length()) : encoded;
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            Histogram histogram = newHistogram();
            histogram.add(Histogram.decodeFromCompressedByteBuffer(bytes, 0));
            return new NumberSummary(histogram, whole);
        } catch (DataFormatException | RuntimeException e) {
            throw new IllegalArgumentException("not a compressed HdrHistogram: " + e.getMessage(), e);
        }
    }

    /**
     * Writes this summary as {@link #decode(String)} reads it: HdrHistogram's compressed V2 encoding of thousandths, after
     * {@code whole:} if all numbers are whole.
     *
     * @return text without line breaks
     */
    public String encode() {
        synchronized (histogram) { // encoding uses a buffer inside the histogram
            ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
            int length = histogram.encodeIntoCompressedByteBuffer(buffer);
            return (whole ? WHOLE : "") + Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
        }
    }

    /**
     * Adds up summaries without loss.
     *
     * @param parts the summaries; may be empty
     * @return a summary of all numbers of all parts
     */
    public static NumberSummary merge(Collection<NumberSummary> parts) {
        Builder sum = new Builder();
        parts.forEach(sum::add);
        return sum.copy();
    }

    /**
     * Returns how many numbers there are.
     *
     * @return zero or more
     */
    public long count() {
        return histogram.getTotalCount();
    }

    /**
     * Returns the smallest number that at least the given share of all numbers does not exceed.
     *
     * @param percentile from 0 to 100, such as 99.9
     * @return the upper end of its bucket, or the greatest whole number in it if all are whole; NaN if there is no number
     * @throws IllegalArgumentException if the percentile is outside 0 to 100
     */
    public double percentile(double percentile) {
        if (!(percentile >= 0 && percentile <= 100)) {
            throw new IllegalArgumentException("percentile was " + percentile + " but must be from 0 to 100");
        }
        if (count() == 0) {
            return Double.NaN;
        }
        double upper = histogram.getValueAtPercentile(percentile) / PARTS;
        return whole ? Math.floor(upper) : upper;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberSummary that && whole == that.whole && histogram.equals((Object) that.histogram);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(count());
    }

    @Override
    public String toString() {
        return "n=" + count() + " p50=" + percentile(50) + " p95=" + percentile(95) + " p99=" + percentile(99);
    }

    /**
     * Collects numbers. Not thread-safe.
     *
     * @since 0.1
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {

        private final Histogram histogram = newHistogram();
        private boolean whole = true;

        /** Creates an empty collection. */
        public Builder() {}

        /**
         * Adds one number.
         *
         * @param number from 0 to {@link #LARGEST}; one outside counts as the nearest of the two
         */
        public void record(double number) {
            whole &= number == Math.rint(number);
            histogram.recordValue(Math.round(Math.max(0, Math.min(number, LARGEST)) * PARTS));
        }

        /**
         * Adds all numbers of a summary.
         *
         * @param summary the summary
         */
        public void add(NumberSummary summary) {
            if (summary.count() > 0) {
                whole &= summary.whole;
                histogram.add(summary.histogram);
            }
        }

        /**
         * Returns the numbers added so far and keeps them.
         *
         * @return a copy
         */
        public NumberSummary copy() {
            return histogram.getTotalCount() == 0 ? EMPTY : new NumberSummary(histogram.copy(), whole);
        }
    }
}
