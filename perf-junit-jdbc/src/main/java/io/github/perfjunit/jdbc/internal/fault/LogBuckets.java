// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

/** Buckets of durations from 8 us to 2 min, each at most an eighth wider than its lower end. */
final class LogBuckets {

    static final int COUNT = 192;

    private static final int LOWEST_BIT = 13;
    private static final int SUB_BITS = 3;
    private static final int SUBS = 1 << SUB_BITS;

    private LogBuckets() {}

    /** Returns the bucket of a duration; what is out of range falls into the first or last one. */
    static int index(long nanos) {
        if (nanos < 1L << LOWEST_BIT) {
            return 0;
        }
        int bit = 63 - Long.numberOfLeadingZeros(nanos);
        int sub = (int) (nanos >>> (bit - SUB_BITS)) & (SUBS - 1);
        return Math.min(COUNT - 1, (bit - LOWEST_BIT) * SUBS + sub);
    }

    private static long lower(int index) {
        return (SUBS + (long) index % SUBS) << (LOWEST_BIT + index / SUBS - SUB_BITS);
    }

    private static long width(int index) {
        return 1L << (LOWEST_BIT + index / SUBS - SUB_BITS);
    }

    /**
     * Returns a percentile, as if the durations in a bucket were spread evenly.
     *
     * @param counts durations in each bucket
     * @param share such as 0.95
     * @return nanoseconds; zero if there are no durations
     */
    static double percentile(long[] counts, double share) {
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        double rank = all * share;
        double below = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0 && below + counts[i] >= rank) {
                return lower(i) + width(i) * (rank - below) / counts[i];
            }
            below += counts[i];
        }
        return 0;
    }
}
