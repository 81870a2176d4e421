// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Sessions seen waiting for each other.
 *
 * @param statements the statements that waited, with {@code ?} for their values
 * @param seen samples in which it was seen
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LockCycle(List<String> statements, int seen) {

    /**
     * Keeps copies of the lists.
     *
     * @param statements the statements that waited, with {@code ?} for their values
     * @param seen samples in which it was seen
     */
    public LockCycle {
        statements = List.copyOf(statements);
    }
}
