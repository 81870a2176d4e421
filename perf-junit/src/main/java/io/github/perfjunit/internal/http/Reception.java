// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

/**
 * What becomes of the body of an answer.
 *
 * @param limit most bytes, on the wire and unpacked
 * @param isKept whether it is kept; else its bytes are counted alone
 * @param memory what a body that is kept takes its memory from
 */
record Reception(long limit, boolean isKept, BodyMemory.Share memory) {

    /** What an array holds at most on every JVM. */
    private static final int ARRAY = Integer.MAX_VALUE - 8;

    Reception withLimit(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("maxResponseSize was '" + bytes + "' but must be above zero");
        }
        return new Reception(bytes, isKept, memory);
    }

    Reception discarding() {
        return new Reception(limit, false, memory);
    }

    /** Most bytes of a body that is kept. */
    int arrayLimit() {
        return (int) Math.min(limit, ARRAY);
    }
}
