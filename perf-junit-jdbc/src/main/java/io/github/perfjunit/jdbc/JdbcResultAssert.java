// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.internal.run.JdbcFigures;
import io.github.perfjunit.jdbc.report.JdbcReport;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Scope;
import io.github.perfjunit.slo.CountCheck;
import io.github.perfjunit.slo.DurationCheck;
import io.github.perfjunit.slo.ExtraFigure;
import io.github.perfjunit.slo.LoadResultAssert;
import io.github.perfjunit.slo.PerfAssertions;
import io.github.perfjunit.slo.SloViolation;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about the database of a load, over its measured time.
 *
 * <p>Every check, passed or missed, is recorded in the result and so stands in the report. A check that passes returns the
 * assertion it came from, so that checks can be chained:
 *
 * <pre>{@code
 * assertThat(result).transactions().p95().isLessThan(ofMillis(20)).late().isZero();
 * assertThat(result).statement("select * from item where order_id = ?").callsPerTransactionAtMost(1);
 * assertThat(result).pool().acquireP95().isLessThan(ofMillis(2)).timeouts().isZero().leaked().isZero();
 * assertThat(result).database().deadlocks().isZero().sequentialScansOver(10_000).isZero();
 * assertThat(result).recovery().firstSuccess().isLessThan(ofSeconds(2));
 * }</pre>
 *
 * <p>A result that says nothing of a database fails, whatever is asked.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class JdbcResultAssert extends AbstractAssert<JdbcResultAssert, LoadResult> {

    JdbcResultAssert(@Nullable LoadResult actual) {
        super(actual, JdbcResultAssert.class);
    }

    /**
     * Leads to the assertions of the core about the same load: requests, scenarios, phases, errors.
     *
     * @return an assertion about all requests of the load
     */
    public LoadResultAssert load() {
        return likeThis(PerfAssertions.assertThat(actual));
    }

    /**
     * Leads to the transactions of the load: its requests, and what became of them.
     *
     * @return an assertion about their response times and outcomes
     * @throws AssertionError if the load has no transactions, because its database was only watched
     */
    public TransactionsAssert transactions() {
        JdbcFigures figures = figures();
        if (figures.report().transactions().isEmpty()) {
            throw refused(
                    figures,
                    "the transactions",
                    "it was only watched; requests of other loads are reached by load(), transactions come with"
                            + " @JdbcWorkload or @PoolSweep");
        }
        return likeThis(new TransactionsAssert(figures));
    }

    /**
     * Leads to one statement.
     *
     * @param sql its text with {@code ?} for its values, as reports show it; white space does not matter
     * @return an assertion about its times and how often it was called
     * @throws SloViolation if there is no such statement, with those that exist
     */
    public StatementAssert statement(String sql) {
        JdbcFigures figures = figures();
        load().statement(sql);
        return likeThis(new StatementAssert(figures, sql));
    }

    /**
     * Looks at the statement that was called most often in one transaction: where it holds, all others do.
     *
     * <p>A transaction is what happens on one connection from when it is taken, or from a commit or rollback, to the
     * next commit or rollback or its return.
     *
     * @return a check that waits for its limit
     */
    public CountCheck<JdbcResultAssert> callsPerTransaction() {
        return figures().mostCallsPerTransaction("").count(this);
    }

    /**
     * Checks that no statement was called more often in one transaction: an N+1 breaks it.
     *
     * @param most such as 3
     * @return this assertion
     * @throws SloViolation if one was, or no statement was seen
     */
    public JdbcResultAssert callsPerTransactionAtMost(int most) {
        return callsPerTransaction().isLessThanOrEqualTo(most);
    }

    /**
     * Leads to the connection pool of read-only transactions, see {@link JdbcWorkload#reads()}.
     *
     * @return an assertion about it; without such a pool all of it has no data, which fails
     */
    public PoolAssert reads() {
        return likeThis(new PoolAssert(figures().readsPool()));
    }

    /**
     * Looks at the longest time in which any replica did not have yet what its primary had; of several replicas, at the
     * one that was furthest behind, or of which nothing is known.
     *
     * @return a check that waits for its limit; without a replica it has no data, which fails
     */
    public DurationCheck<JdbcResultAssert> replicationLag() {
        return JdbcFigures.worst(figures().replicationLag()).duration(this);
    }

    /**
     * Looks at how many rows of the library's were lost in a promotion after their commit was acknowledged.
     *
     * @return a check that waits for its limit; without a promotion it has no data, which fails
     */
    public CountCheck<JdbcResultAssert> lostWrites() {
        return figures().lostWrites().count(this);
    }

    /**
     * Looks at how many of the library's reads from the replica did not see what was acknowledged before they began.
     *
     * @return a check that waits for its limit; without a promotion it has no data, which fails
     */
    public CountCheck<JdbcResultAssert> staleReads() {
        return figures().staleReads().count(this);
    }

    /**
     * Leads to the connection pool: that of all transactions, or if the load has a pool for reads, of those that are not
     * read-only.
     *
     * @return an assertion about it
     */
    public PoolAssert pool() {
        return likeThis(new PoolAssert(figures().pool()));
    }

    /**
     * Leads to what the database told of itself.
     *
     * @return an assertion about it
     */
    public DatabaseAssert database() {
        return likeThis(new DatabaseAssert(figures()));
    }

    /**
     * Leads to what the load suffered from faults; of several faults, each check looks at the worst one.
     *
     * @return an assertion about it
     */
    public RecoveryAssert recovery() {
        return likeThis(new RecoveryAssert(figures()));
    }

    /**
     * Leads to what the library found that a reader should act on.
     *
     * @return an assertion about it
     */
    public FindingsAssert findings() {
        return likeThis(new FindingsAssert(figures()));
    }

    private JdbcFigures figures() {
        if (actual == null) {
            throw failure("there is no result to check, it was null");
        }
        JdbcReport report = actual.section(JdbcReport.class).orElse(null);
        if (report == null) {
            ExtraFigure missing = new ExtraFigure(
                    actual, Scope.extra("the database"), "figures", Double.NaN, 0, "the load did not watch a database");
            actual.ledger().add(missing.atLeast(0, ""));
            throw failure("the load did not watch a database; annotate the test with @JdbcWorkload, or with"
                    + " @WatchDatabase beside a load of another kind");
        }
        return new JdbcFigures(actual, report);
    }

    private AssertionError refused(JdbcFigures figures, String subject, String why) {
        ExtraFigure missing = new ExtraFigure(figures.result(), Scope.extra(subject), "figures", Double.NaN, 0, why);
        figures.result().ledger().add(missing.atLeast(0, ""));
        return failure("the load has no transactions of its own, " + why);
    }

    private <T extends AbstractAssert<T, ?>> T likeThis(T part) {
        part.info.description(info.description());
        part.info.overridingErrorMessage(info.overridingErrorMessage());
        return part;
    }
}
