// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

/**
 * Shuffles the numbers from 0 to a size, so that those that are drawn most do not lie side by side.
 *
 * <p>Each round is a bijection of the least power of two that holds the size: multiplication by an odd number, addition
 * and a right shift that is xored. What falls outside the size goes through the rounds again until it is inside, less
 * than twice on average, which keeps the whole one to one.
 */
public final class Permutation {

    private static final int ROUNDS = 3;
    /** The increment and multipliers of SplitMix64: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", 2014. */
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private static final long MIX_1 = 0xbf58476d1ce4e5b9L;
    private static final long MIX_2 = 0x94d049bb133111ebL;

    private Permutation() {}

    /**
     * Returns where a number goes.
     *
     * @param number from 0 to below the size
     * @param size above zero
     * @param seed each gives another order
     */
    public static long of(long number, long size, long seed) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(size - 1);
        if (bits == 0) {
            return 0;
        }
        long mask = -1L >>> (Long.SIZE - bits);
        int shift = (bits + 1) / 2;
        long x = number;
        do {
            long key = seed;
            for (int round = 0; round < ROUNDS; round++) {
                key += GOLDEN;
                long random = mixed(key);
                x = (x * (random | 1) + (random >>> 32)) & mask;
                x ^= x >>> shift;
            }
        } while (x >= size);
        return x;
    }

    private static long mixed(long key) {
        long x = (key ^ (key >>> 30)) * MIX_1;
        x = (x ^ (x >>> 27)) * MIX_2;
        return x ^ (x >>> 31);
    }
}
