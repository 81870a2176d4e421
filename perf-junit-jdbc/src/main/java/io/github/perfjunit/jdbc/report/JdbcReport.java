// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What a load showed about its database: the part {@code jdbc} of its result.
 *
 * @param database what the database is, such as {@code embedded PostgreSQL 17.11}; without secrets
 * @param transactions what became of transactions; empty for loads of other kinds, which the database was watched beside
 * @param statements statements of the measured time, those that took most time first; empty if none was seen
 * @param connections what was done with connections
 * @param pool the pool; empty if it is not known how to watch it
 * @param poolAdvice what can be said of its size; empty without a pool
 * @param diagnosis what the database told; empty if it was not asked
 * @param recovery what came of faults; empty if there were none
 * @param reads what read-only transactions showed that had a pool of their own; empty if they had none
 * @param replication how far replicas were behind; empty if no replica is known
 * @param findings what a reader should act on
 * @param data the whole for {@code results.json}
 * @param tables the whole for readers
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record JdbcReport(
        String database,
        Optional<TransactionReport> transactions,
        List<StatementReport> statements,
        ConnectionReport connections,
        Optional<PoolReport> pool,
        Optional<PoolAdvice> poolAdvice,
        Optional<DatabaseReport> diagnosis,
        Optional<RecoveryReport> recovery,
        Optional<ReadsReport> reads,
        Optional<ReplicationReport> replication,
        List<Finding> findings,
        Map<String, ?> data,
        List<ResultTable> tables)
        implements ResultSection {

    /**
     * Copies the lists.
     *
     * @param database what the database is
     * @param transactions what became of transactions
     * @param statements statements of the measured time
     * @param connections what was done with connections
     * @param pool the pool
     * @param poolAdvice what can be said of its size
     * @param diagnosis what the database told
     * @param recovery what came of faults
     * @param reads what read-only transactions showed
     * @param replication how far replicas were behind
     * @param findings what a reader should act on
     * @param data the whole for {@code results.json}
     * @param tables the whole for readers
     */
    public JdbcReport {
        statements = List.copyOf(statements);
        findings = List.copyOf(findings);
        tables = List.copyOf(tables);
    }

    @Override
    public String name() {
        return "jdbc";
    }

    /**
     * Returns the findings of some kinds.
     *
     * @param kinds the kinds
     * @return those findings in order
     */
    public List<Finding> findings(Finding.Kind... kinds) {
        List<Finding.Kind> wanted = List.of(kinds);
        return findings.stream()
                .filter(finding -> wanted.contains(finding.kind()))
                .toList();
    }
}
