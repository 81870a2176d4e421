// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import java.util.List;
import org.apiguardian.api.API;

/**
 * How the database would run one of the slowest statements, as it was asked after the load. The statement is not run for
 * it, and the plan is the one for any values and without parallel workers, which may differ from that for certain ones.
 *
 * @param statement the statement with {@code ?} for its values
 * @param lines the plan as the database prints it, one step to a line, with {@code $1}, {@code $2}, ... for the values and
 *     without quoted texts; at most 50
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record StatementPlan(String statement, List<String> lines) {

    /**
     * Keeps a copy of the lines.
     *
     * @param statement the statement with {@code ?} for its values
     * @param lines the plan as the database prints it, one step to a line, with {@code $1}, {@code $2}, ... for the values
     *     and without quoted texts; at most 50
     */
    public StatementPlan {
        lines = List.copyOf(lines);
    }
}
