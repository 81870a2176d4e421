// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import org.jspecify.annotations.Nullable;

/**
 * A pool could not be opened. Its message says why, without passwords; it has no cause, whose message might hold one.
 */
public final class PoolOpenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final @Nullable String state;

    PoolOpenException(String message, @Nullable String state) {
        super(message);
        this.state = state;
    }

    /** Returns the SQLState of the connection that failed; null if there was none. */
    public @Nullable String sqlState() {
        return state;
    }
}
