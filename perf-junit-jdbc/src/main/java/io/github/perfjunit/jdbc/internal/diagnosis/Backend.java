// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import java.util.List;

/**
 * A session as seen in one look.
 *
 * @param waitType empty when it did not wait
 * @param statement folded text of the statement it runs or ran last; empty unless it is part of a queue for a lock
 */
record Backend(
        long id,
        String state,
        String waitType,
        String waitEvent,
        double runningMillis,
        String statement,
        List<Long> blockers) {

    static final String ACTIVE = "active";

    boolean active() {
        return state.equals(ACTIVE);
    }
}
