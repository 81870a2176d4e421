// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What the read-only transactions of a load showed, which had a pool of their own. The other parts of a {@link JdbcReport}
 * are about the pool of all other transactions.
 *
 * @param database what their pool leads to; without secrets
 * @param statements their statements, those that took most time first; empty if none was seen
 * @param connections what they did with connections
 * @param pool their pool; empty if it is not known how to watch it
 * @param poolAdvice what can be said of its size; empty without a pool
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ReadsReport(
        String database,
        List<StatementReport> statements,
        ConnectionReport connections,
        Optional<PoolReport> pool,
        Optional<PoolAdvice> poolAdvice) {

    /**
     * Copies the list.
     *
     * @param database what their pool leads to
     * @param statements their statements
     * @param connections what they did with connections
     * @param pool their pool
     * @param poolAdvice what can be said of its size
     */
    public ReadsReport {
        statements = List.copyOf(statements);
    }
}
