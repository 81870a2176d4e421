// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

/**
 * A pool could not be opened. Its message says why, without passwords; it has no cause, whose message might hold one.
 */
public final class PoolOpenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    PoolOpenException(String message) {
        super(message);
    }
}
