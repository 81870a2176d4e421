// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import org.apiguardian.api.API;

/**
 * A kind of work that is counted for each iteration of a load.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Work {
    /** Bytes that threads of this JVM allocated on its heap, without those of the load itself. */
    ALLOCATED("allocated", "allocated bytes", "B"),
    /** Garbage collections of this JVM, whoever filled its heap. */
    COLLECTIONS("collections", "garbage collections", ""),
    /** Bytes of requests, headers included, without those of TLS and TCP. */
    BYTES_SENT("bytesSent", "sent bytes", "B"),
    /** Bytes of answers, headers included, without those of TLS and TCP. */
    BYTES_RECEIVED("bytesReceived", "received bytes", "B"),
    /** Connections that were opened to the target. */
    CONNECTIONS("connections", "opened connections", ""),
    /** Executions of database statements; a batch is one. */
    STATEMENTS("statements", "statements", ""),
    /** Calls for which a program waits for its database: executions of statements, commits and rollbacks. */
    ROUND_TRIPS("roundTrips", "round trips", ""),
    /** Rows that statements inserted, updated or deleted. */
    ROWS("rows", "changed rows", ""),
    /** Waits in which a virtual thread of the target, in this JVM, did not release its carrier thread. */
    PINNED("pinned", "pinned waits", "");

    private final String key;
    private final String text;
    private final String unit;

    Work(String key, String text, String unit) {
        this.key = key;
        this.text = text;
        this.unit = unit;
    }

    /**
     * Returns the name in files, which is that of the attribute that limits it.
     *
     * @return such as {@code bytesSent}
     */
    public String key() {
        return key;
    }

    /**
     * Returns the name in messages.
     *
     * @return such as {@code sent bytes}
     */
    public String text() {
        return text;
    }

    /**
     * Returns the unit.
     *
     * @return {@code B}, or empty for a number
     */
    public String unit() {
        return unit;
    }
}
