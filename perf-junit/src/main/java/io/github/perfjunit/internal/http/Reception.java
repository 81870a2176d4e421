// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

/**
 * The treatment of the body of an answer.
 *
 * @param limit most bytes, on the wire and unpacked
 * @param isKept whether it is kept; otherwise its bytes are only counted
 * @param memory memory budget of kept bodies
 */
record Reception(long limit, boolean isKept, BodyMemory.Share memory) {

    /** Maximum length of an array on every JVM. */
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

    /** Maximum size of a kept body in bytes. */
    int arrayLimit() {
        return (int) Math.min(limit, ARRAY);
    }
}
