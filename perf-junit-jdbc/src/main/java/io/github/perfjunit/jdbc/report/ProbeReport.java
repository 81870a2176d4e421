// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What a watched data source saw during a load.
 *
 * @param statements the statements that were executed while the load was measured, those that took most time first
 * @param connections what was done with connections
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ProbeReport(List<StatementReport> statements, ConnectionReport connections) {

    /**
     * Copies the list.
     *
     * @param statements the statements that were executed
     * @param connections what was done with connections
     */
    public ProbeReport {
        statements = List.copyOf(statements);
    }

    /**
     * Returns which part of the time in all statements one of them took.
     *
     * @param statement a statement of this report
     * @return its share, from 0 to 1
     */
    public double share(StatementReport statement) {
        Duration all = statements.stream().map(StatementReport::total).reduce(Duration.ZERO, Duration::plus);
        return all.isZero() ? 0 : (double) statement.total().toNanos() / all.toNanos();
    }
}
