// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import java.util.random.RandomGenerator;

/** The variables of one run of a script, by number: whole numbers or decimals. */
final class Variables {

    private final long[] bits;
    private final boolean[] real;
    private final RandomGenerator random;

    private Variables(long[] bits, boolean[] real, RandomGenerator random) {
        this.bits = bits;
        this.real = real;
        this.random = random;
    }

    /** Returns variables that are all zero. */
    static Variables zeros(int count, RandomGenerator random) {
        return new Variables(new long[count], new boolean[count], random);
    }

    /** Returns a copy that draws from another source. */
    Variables copy(RandomGenerator otherRandom) {
        return new Variables(bits.clone(), real.clone(), otherRandom);
    }

    RandomGenerator random() {
        return random;
    }

    boolean isReal(int slot) {
        return real[slot];
    }

    long integer(int slot) {
        return bits[slot];
    }

    double real(int slot) {
        return Double.longBitsToDouble(bits[slot]);
    }

    void set(int slot, long value) {
        bits[slot] = value;
        real[slot] = false;
    }

    void set(int slot, double value) {
        bits[slot] = Double.doubleToRawLongBits(value);
        real[slot] = true;
    }
}
