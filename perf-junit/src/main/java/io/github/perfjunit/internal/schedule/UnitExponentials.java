// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.schedule;

/**
 * Random numbers of the exponential distribution with mean 1, the same ones for the same seed on every machine and Java
 * version: workers rely on it, so neither {@code SplittableRandom} nor {@code Math.log} would do. Not thread-safe.
 *
 * <p>Uniform numbers come from SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA
 * 2014, figure 17), exponential ones from the inverse of their distribution function.
 */
final class UnitExponentials {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    UnitExponentials(long seed) {
        state = seed;
    }

    /** Returns a generator that continues from the current state. */
    UnitExponentials copy() {
        return new UnitExponentials(state);
    }

    double next() {
        state += GOLDEN_GAMMA;
        long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        mixed ^= mixed >>> 31;
        // 53 random bits as a number above 0 and at most 1: the logarithm is always finite.
        return -StrictMath.log(((mixed >>> 11) + 1) * 0x1p-53);
    }
}
