// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

/** Seeds of independent random streams, drawn from one. */
final class Seeds {

    private Seeds() {}

    /**
     * Mixes numbers to a seed, so that neighboring ids do not give neighboring streams. The constants are those of
     * SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
     */
    static long mix(long seed, long stream, long id) {
        return finish(finish(finish(seed) + stream) + id);
    }

    private static long finish(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
