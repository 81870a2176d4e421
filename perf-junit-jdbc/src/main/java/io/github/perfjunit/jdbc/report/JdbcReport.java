// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

    private static final int MOST_HINTS = 3;
    private static final int LONGEST_SUBJECT = 120;

    /** Findings that are not why a load was slow or failed; the summary and the files tell them. */
    private static final Set<Finding.Kind> NO_CAUSE =
            EnumSet.of(Finding.Kind.SETTING, Finding.Kind.UNUSED_INDEX, Finding.Kind.NOT_AVAILABLE);

    /**
     * Returns the first findings that may be why a load was slow or failed, each with its evidence and its advice; settings,
     * unused indexes and what could not be asked are not among them.
     *
     * @return at most three sentences, such as {@code N+1 statements (select ...): A unit of work ... Read all rows ...}
     */
    @Override
    public List<String> hints() {
        return told().map(JdbcReport::hint).toList();
    }

    private Stream<Finding> told() {
        return findings.stream()
                .filter(finding -> !NO_CAUSE.contains(finding.kind()))
                .sorted(Comparator.comparing(finding -> finding.kind() == Finding.Kind.BACKGROUND_WORK))
                .limit(MOST_HINTS);
    }

    /**
     * Tells whether a finding is among the {@link #hints}.
     *
     * @param finding one of this report
     * @return true if the message of a failed load tells of it
     */
    public boolean isHint(Finding finding) {
        return told().anyMatch(finding::equals);
    }

    private static String hint(Finding finding) {
        String subject = finding.subject();
        String shown = subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT) + "..." : subject;
        return finding.kind().label() + " (" + shown + "): " + finding.sentences();
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
