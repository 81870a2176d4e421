// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.MadeUp;
import io.github.perfjunit.jdbc.report.DatabaseReport;
import io.github.perfjunit.jdbc.report.FaultType;
import io.github.perfjunit.jdbc.report.JdbcReport;
import io.github.perfjunit.jdbc.report.PoolAdvice;
import io.github.perfjunit.jdbc.report.ProbeReport;
import io.github.perfjunit.jdbc.report.RecoveryReport;
import io.github.perfjunit.jdbc.report.SessionSamples;
import io.github.perfjunit.jdbc.report.TransactionReport;
import io.github.perfjunit.jdbc.report.WaitEvent;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.ResultTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JdbcTablesTests {

    private final MadeUp madeUp = new MadeUp();
    private Optional<PoolAdvice> advice = Optional.empty();

    private ResultTable table(String title) {
        JdbcReport report = madeUp.report();
        Watching.Seen seen = new Watching.Seen(
                new ProbeReport(report.statements(), report.connections()),
                report.pool(),
                report.diagnosis(),
                report.recovery(),
                List.of(),
                Optional.empty(),
                report.replication());
        return new JdbcTables(
                        madeUp.data(),
                        report.database(),
                        seen,
                        report.transactions(),
                        advice,
                        report.reads(),
                        report.findings())
                .tables().stream()
                        .filter(table -> table.title().equals(title))
                        .findFirst()
                        .orElseThrow();
    }

    private List<String> lines(String title) {
        return table(title).rows().stream().map(row -> row.get(0)).toList();
    }

    @Test
    void statements_seen_haveARowEach() {
        madeUp.statements =
                List.of(MadeUp.statement(MadeUp.ORDER, 1_200, 1), MadeUp.statement(MadeUp.ITEMS, 37_200, 31));

        assertThat(table("statements").columns())
                .containsExactly("statement", "calls", "per tx", "time %", "p50", "p95", "p99", "max", "err");
        assertThat(table("statements").rows())
                .containsExactly(
                        List.of(MadeUp.ORDER, "1,200", "1.0", "3.13", "2 ms", "2 ms", "2 ms", "2 ms", "0"),
                        List.of(MadeUp.ITEMS, "37,200", "31.0", "96.9", "2 ms", "2 ms", "2 ms", "2 ms", "0"));
    }

    @Test
    void findings_ofALoad_endInSentences() {
        assertThat(lines("findings"))
                .containsExactly(
                        "N+1 statements (" + MadeUp.ITEMS + "): 31 calls in one transaction. Join it.",
                        "setting (fsync): fsync is off. Switch it on.");
    }

    @Test
    void outcomes_ofTransactions_areTold() {
        assertThat(lines("outcomes"))
                .containsExactly(
                        "1,180 committed, 10 rolled back, 10 failed (deadlock 10), 2 cut off at the end of"
                                + " the load, 25 tried again (deadlock 30; at most 4 tries), 7 late, 5 skipped because they were late");
        madeUp.transactions =
                Optional.of(new TransactionReport(3, 0, Map.of("b", 1L, "a", 1L, "c", 2L), 0, 0, 0, Map.of(), 1, 0, 0));
        assertThat(lines("outcomes")).containsExactly("3 committed, 4 failed (c 2, a 1, b 1)");
        madeUp.transactions = Optional.of(new TransactionReport(3, 0, Map.of(), 0, 0, 0, Map.of(), 1, 0, 0));
        assertThat(lines("outcomes")).containsExactly("3 committed");
    }

    @Test
    void pool_watched_isTold() {
        advice = Optional.of(new PoolAdvice(PoolAdvice.Verdict.TOO_SMALL, "threads waited", List.of()));

        assertThat(lines("pool"))
                .containsExactly(
                        "4 connections: 3.3 in use (most 4), 1.5 waiting (most 6), 3 time-outs",
                        "wait for a connection p50 8 ms, p99 8 ms, max 8 ms; in use p50 10 ms, p99 10 ms, max 10 ms; commit"
                                + " p50 1 ms, p99 1 ms, max 1 ms",
                        "probably too small: threads waited");
    }

    @Test
    void pool_whoseTimeoutsAreUnknown_isToldWithThoseThatWereSeen() {
        madeUp.pool = Optional.of(MadeUp.pool(-1));
        assertThat(lines("pool")).startsWith("4 connections: 3.3 in use (most 4), 1.5 waiting (most 6), 3 time-outs");

        madeUp.acquireErrors = Map.of();

        assertThat(lines("pool")).startsWith("4 connections: 3.3 in use (most 4), 1.5 waiting (most 6)");
    }

    /** An attempt that began in the measured time and gave up after it. */
    @Test
    void pool_thatKnowsOfFewerTimeouts_isToldWithThoseThatWereSeen() {
        madeUp.pool = Optional.of(MadeUp.pool(0));

        assertThat(lines("pool")).startsWith("4 connections: 3.3 in use (most 4), 1.5 waiting (most 6), 3 time-outs");
    }

    @Test
    void pool_unknown_hasNoLine() {
        madeUp.pool = Optional.empty();
        madeUp.acquire = LatencySummary.EMPTY;

        assertThat(lines("pool")).isEmpty();
    }

    @Test
    void recovery_ofEachFault_isTold() {
        madeUp.recovery = Optional.of(new RecoveryReport(List.of(
                madeUp.recovery.orElseThrow().faults().get(0),
                MadeUp.fault(FaultType.CRASH, "crash at 40 s", null, null, 20))));

        assertThat(lines("recovery"))
                .containsExactly(
                        "black hole at 20 s for 3 s: recovered after 4 s, first success after 1 s, longest stall 3.1 s, 12"
                                + " failed (connection 12)",
                        "crash at 40 s: not recovered, longest stall 20 ms, 12 failed (connection 12)");
    }

    @Test
    void database_asked_isTold() {
        assertThat(lines("database"))
                .containsExactly(
                        "embedded PostgreSQL 17.11",
                        "1,200 commits, 10 rollbacks, 6 deadlocks, 2 temporary files, 93 % of pages from memory");
        DatabaseReport asked = MadeUp.diagnosis(null);
        SessionSamples sessions = new SessionSamples(
                100,
                1,
                2.5,
                4,
                List.of(),
                List.of(new WaitEvent("CPU", "", 150, 0.6), new WaitEvent("Lock", "transactionid", 100, 0.4)),
                List.of(),
                List.of());
        madeUp.diagnosis = Optional.of(new DatabaseReport(
                asked.product(),
                asked.observed(),
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                sessions,
                List.of(),
                List.of()));
        assertThat(lines("database"))
                .containsExactly(
                        "embedded PostgreSQL 17.11",
                        "2.5 sessions at work on average; they were seen in CPU 60 %, Lock transactionid 40 %");
    }

    @Test
    void load_thatSawNothing_hasEmptyTables() {
        madeUp.statements = List.of();
        madeUp.findings = List.of();
        madeUp.recovery = Optional.empty();
        madeUp.diagnosis = Optional.empty();

        assertThat(table("statements").rows()).isEmpty();
        assertThat(lines("findings")).isEmpty();
        assertThat(lines("recovery")).isEmpty();
        assertThat(lines("database")).containsExactly("embedded PostgreSQL 17.11");
    }
}
