// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static io.github.perfjunit.jdbc.JdbcAssertions.assertThat;
import static io.github.perfjunit.jdbc.report.Finding.Kind.DEADLOCK;
import static io.github.perfjunit.jdbc.report.Finding.Kind.MISSING_INDEX;
import static io.github.perfjunit.jdbc.report.Finding.Kind.N_PLUS_ONE;
import static io.github.perfjunit.jdbc.report.Finding.Kind.POOL_EXHAUSTED;
import static io.github.perfjunit.jdbc.report.Finding.Kind.SETTING;
import static io.github.perfjunit.slo.PerfAssertions.percent;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.perfjunit.jdbc.report.DatabaseReport;
import io.github.perfjunit.jdbc.report.FaultType;
import io.github.perfjunit.jdbc.report.RecoveryReport;
import io.github.perfjunit.jdbc.report.StatementReport;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import io.github.perfjunit.slo.SloViolation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JdbcAssertionsTests {

    private static final String ITEMS = MadeUp.ITEMS;

    private final MadeUp madeUp = new MadeUp();

    private static Arguments row(String message, Consumer<LoadResult> passes, Consumer<LoadResult> fails) {
        return arguments(message, passes, fails);
    }

    static Stream<Arguments> checks() {
        return Stream.of(
                row(
                        "p95 of all requests is 12 ms, limit < 10 ms (1,190 requests)",
                        r -> assertThat(r).transactions().p95().isLessThan(ofMillis(13)),
                        r -> assertThat(r).transactions().p95().isLessThan(ofMillis(10))),
                row(
                        "error rate of all requests is 0.83 %, none allowed (1,200 requests)",
                        r -> assertThat(r).transactions().errorRate().isLessThan(percent(1)),
                        r -> assertThat(r).transactions().errorRate().isZero()),
                row(
                        "retried ones of the transactions are 25, limit < 10 (1,200 samples)",
                        r -> assertThat(r).transactions().retried().isLessThan(26),
                        r -> assertThat(r).transactions().retried().isLessThan(10)),
                row(
                        "late or skipped ones of the transactions are 12, none allowed (1,207 samples)",
                        r -> assertThat(r).transactions().late().isLessThanOrEqualTo(12),
                        r -> assertThat(r).transactions().late().isZero()),
                row(
                        "p99 of \"" + ITEMS + "\" is 2 ms, limit < 1 ms (1,200 requests)",
                        r -> assertThat(r).statement(ITEMS).p99().isLessThan(ofMillis(3)),
                        r -> assertThat(r).statement(ITEMS).p99().isLessThan(ofMillis(1))),
                row(
                        "most calls per transaction of \"" + ITEMS + "\" is 31, limit <= 3 (1,200 samples)",
                        r -> assertThat(r).statement(ITEMS).callsPerTransactionAtMost(31),
                        r -> assertThat(r)
                                .statement(" select  * from item\nwhere order_id = ? ")
                                .callsPerTransactionAtMost(3)),
                row(
                        "most calls per transaction of \"" + ITEMS + "\" is 31, limit <= 3 (1,200 samples)",
                        r -> assertThat(r)
                                .callsPerTransactionAtMost(31)
                                .callsPerTransaction()
                                .isEqualTo(31),
                        r -> assertThat(r).callsPerTransactionAtMost(3)),
                row(
                        "wait for a connection p95 of the pool is 8 ms, limit < 2 ms (1,200 samples)",
                        r -> assertThat(r).pool().acquireP95().isLessThan(ofMillis(9)),
                        r -> assertThat(r).pool().acquireP95().isLessThan(ofMillis(2))),
                row(
                        "wait for a connection p99 of the pool is 8 ms, limit <= 2 ms (1,200 samples)",
                        r -> assertThat(r).pool().acquireP99().isLessThan(ofMillis(9)),
                        r -> assertThat(r).pool().acquireP99().isLessThanOrEqualTo(ofMillis(2))),
                row(
                        "wait for a connection p99.9 of the pool is inconclusive: needs at least 10,000 samples, has 1,200"
                                + " (measured 8 ms, limit < 9 ms)",
                        r -> assertThat(r).pool().acquire(50).isLessThan(ofMillis(9)),
                        r -> assertThat(r).pool().acquire(99.9).isLessThan(ofMillis(9))),
                row(
                        "waiting threads of the pool are 6, limit < 4 (1,000 samples)",
                        r -> assertThat(r).pool().pending().isLessThan(7),
                        r -> assertThat(r).pool().pending().isLessThan(4)),
                row(
                        "time-outs of the pool are 3, none allowed (1,200 samples)",
                        r -> assertThat(r).pool().timeouts().isEqualTo(3),
                        r -> assertThat(r).pool().timeouts().isZero()),
                row(
                        "leaked connections of the pool are 2, none allowed (1,200 samples)",
                        r -> assertThat(r)
                                .pool()
                                .leaked()
                                .isLessThan(3)
                                .timeouts()
                                .isEqualTo(3),
                        r -> assertThat(r).pool().leaked().isZero()),
                row(
                        "deadlocks of the database are 40, none allowed",
                        r -> assertThat(r).database().deadlocks().isEqualTo(40),
                        r -> assertThat(r).database().deadlocks().isZero()),
                row(
                        "cache hits of the database are 93 %, limit > 99 %",
                        r -> assertThat(r).database().cacheHitRatio().isGreaterThan(percent(92)),
                        r -> assertThat(r).database().cacheHitRatio().isGreaterThan(percent(99))),
                row(
                        "sequentially scanned tables of the database are 1, none allowed",
                        r -> assertThat(r)
                                .database()
                                .sequentialScansOver(50_000)
                                .isZero(),
                        r -> assertThat(r)
                                .database()
                                .sequentialScansOver(10_000)
                                .isZero()),
                row(
                        "unused indexes of the database are 1, none allowed",
                        r -> assertThat(r).database().unusedIndexes().isLessThan(2),
                        r -> assertThat(r).database().unusedIndexes().isZero()),
                row(
                        "first success of the restart at 50 s is 1.5 s, limit < 1 s",
                        r -> assertThat(r).recovery().firstSuccess().isLessThan(ofSeconds(2)),
                        r -> assertThat(r).recovery().firstSuccess().isLessThan(ofSeconds(1))),
                row(
                        "time to steady of the black hole at 20 s for 3 s is 4 s, limit < 3 s",
                        r -> assertThat(r).recovery().steady().isLessThan(ofSeconds(5)),
                        r -> assertThat(r).recovery().steady().isLessThan(ofSeconds(3))),
                row(
                        "longest stall of the black hole at 20 s for 3 s is 3.1 s, limit < 3 s",
                        r -> assertThat(r).recovery().longestStall().isLessThan(ofSeconds(4)),
                        r -> assertThat(r).recovery().longestStall().isLessThan(ofSeconds(3))),
                row(
                        "expected no finding of the kind \"N+1 statements\"\n" + "  - N+1 statements (" + ITEMS
                                + "): 31 calls in one transaction. Join it.",
                        r -> assertThat(r)
                                .findings()
                                .hasNo(MISSING_INDEX, DEADLOCK)
                                .contains(SETTING),
                        r -> assertThat(r).findings().hasNo(DEADLOCK, N_PLUS_ONE)),
                row(
                        "expected a finding of the kind \"deadlock\"\n"
                                + "  - N+1 statements (" + ITEMS + "): 31 calls in one transaction. Join it.\n"
                                + "  - setting (fsync): fsync is off. Switch it on.",
                        r -> assertThat(r).findings().contains(N_PLUS_ONE),
                        r -> assertThat(r).findings().contains(DEADLOCK)));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void check_ofALoad_passesOrSaysWhy(String message, Consumer<LoadResult> passes, Consumer<LoadResult> fails) {
        LoadResult result = madeUp.result();

        assertThatCode(() -> passes.accept(result)).doesNotThrowAnyException();
        assertThat(result.objectives()).isNotEmpty().allMatch(ObjectiveResult::met);
        assertThatThrownBy(() -> fails.accept(result))
                .isInstanceOf(SloViolation.class)
                .hasMessage(message);
        assertThat(result.objectives()).anyMatch(verdict -> !verdict.met());
    }

    @ParameterizedTest
    @MethodSource("checks")
    void check_thatIsOnlyReported_isRecordedAndPasses(
            String message, Consumer<LoadResult> passes, Consumer<LoadResult> fails) {
        madeUp.enforcement = Enforcement.REPORT;
        LoadResult result = madeUp.result();

        if (!message.startsWith("error")) { // errors fail a load all the same
            assertThatCode(() -> fails.accept(result)).doesNotThrowAnyException();
            assertThat(result.objectives()).anyMatch(verdict -> !verdict.met());
        }
        passes.accept(result);
    }

    private static void assertFails(Runnable check, String message) {
        assertThatThrownBy(check::run).isInstanceOf(SloViolation.class).hasMessage(message);
    }

    @Test
    void findings_none_areNone() {
        LoadResult found = madeUp.result();
        madeUp.findings = List.of();
        LoadResult clean = madeUp.result();

        assertThat(clean).findings().hasNone();
        assertFails(
                () -> assertThat(found).findings().hasNone(),
                "expected no finding\n"
                        + "  - N+1 statements (" + ITEMS + "): 31 calls in one transaction. Join it.\n"
                        + "  - setting (fsync): fsync is off. Switch it on.");
        assertFails(
                () -> assertThat(clean).findings().contains(DEADLOCK),
                "expected a finding of the kind \"deadlock\"; there is none at all");
        assertThatThrownBy(() -> assertThat(clean).findings().hasNo())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("kinds were none but must be one or more; hasNone() is about all");
    }

    @Test
    void findings_ofWhatWasNotLookedAt_haveNoData() {
        madeUp.findings = List.of();
        madeUp.statements = List.of();
        madeUp.diagnosis = Optional.empty();
        LoadResult result = madeUp.result();

        assertFails(
                () -> assertThat(result).findings().hasNo(N_PLUS_ONE),
                "N+1 statements findings of the database have no data: no statement was seen; the data source that runs"
                        + " them must be a ProbedDataSource, and the probe not none");
        assertFails(
                () -> assertThat(result).findings().contains(DEADLOCK),
                "deadlock findings of the database have no data: the database was not asked, or does not tell");
        assertThat(result).findings().hasNo(POOL_EXHAUSTED); // which is seen without any probe
    }

    @Test
    void findings_many_areShownInPart() {
        madeUp.findings = Stream.generate(() -> madeUp.findings.get(1)).limit(7).toList();

        assertFails(
                () -> assertThat(madeUp.result()).findings().hasNone(),
                "expected no finding" + "\n  - setting (fsync): fsync is off. Switch it on.".repeat(5)
                        + "\n  - and 2 more");
    }

    @Test
    void result_withoutADatabase_saysWhatToAdd() {
        LoadResult other = madeUp.result(List.of());

        for (Consumer<JdbcResultAssert> way : List.<Consumer<JdbcResultAssert>>of(
                JdbcResultAssert::transactions,
                a -> a.statement(ITEMS),
                JdbcResultAssert::callsPerTransaction,
                a -> a.callsPerTransactionAtMost(3),
                JdbcResultAssert::pool,
                JdbcResultAssert::database,
                JdbcResultAssert::recovery,
                JdbcResultAssert::findings)) {
            assertThatThrownBy(() -> way.accept(assertThat(other)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("the load did not watch a database; annotate the test with @JdbcWorkload, or with"
                            + " @WatchDatabase beside a load of another kind");
        }
        assertThat(other.objectives()).extracting(ObjectiveResult::state).containsOnly(State.NO_DATA);
        assertThat(other).load().p95().isLessThan(ofMillis(13));
    }

    @Test
    void result_null_isNamed() {
        assertThatThrownBy(() -> assertThat((LoadResult) null).pool())
                .isInstanceOf(AssertionError.class)
                .hasMessage("there is no result to check, it was null");
    }

    @Test
    void transactions_ofAWatchedLoad_areNotThere() {
        madeUp.transactions = Optional.empty();

        assertThatThrownBy(() -> assertThat(madeUp.result()).transactions())
                .isInstanceOf(AssertionError.class)
                .hasMessage("the load has no transactions of its own, it was only watched; requests of other loads are"
                        + " reached by load(), transactions come with @JdbcWorkload or @PoolSweep");
        assertThat(madeUp.result()).database().deadlocks().isEqualTo(6);
    }

    @Test
    void statement_unknown_isToldWithThoseThatExist() {
        assertFails(
                () -> assertThat(madeUp.result()).statement("select 1"),
                "no statement \"select 1\"; there are: " + ITEMS + ", " + MadeUp.ORDER);
    }

    @Test
    void statements_unseen_haveNoData() {
        madeUp.statements = List.of();

        assertFails(
                () -> assertThat(madeUp.result()).callsPerTransactionAtMost(3),
                "most calls per transaction of the statements has no data: no statement was seen; the data source that"
                        + " runs them must be a ProbedDataSource, and the probe not none");
    }

    @Test
    void pool_unknown_hasNoData() {
        madeUp.pool = Optional.empty();
        madeUp.acquire = LatencySummary.EMPTY;

        assertFails(
                () -> assertThat(madeUp.result()).pool().pending().isZero(),
                "waiting threads of the pool have no data: only a HikariDataSource tells how many wait");
        assertFails(
                () -> assertThat(madeUp.result()).pool().acquireP95().isLessThan(ofMillis(1)),
                "wait for a connection p95 of the pool has no data: no connection was taken in the measured time");
    }

    @Test
    void database_thatTellsNothing_hasNoData() {
        String untold = " of the database have no data: the database was not asked, or does not tell";
        for (boolean asked : List.of(true, false)) {
            madeUp.diagnosis = asked ? Optional.of(MadeUp.diagnosis(null)) : Optional.empty();
            DatabaseAssert database = assertThat(madeUp.result()).database();

            assertFails(() -> database.cacheHitRatio().isZero(), "cache hits" + untold);
            assertFails(() -> database.sequentialScansOver(10).isZero(), "sequentially scanned tables" + untold);
            assertFails(() -> database.unusedIndexes().isZero(), "unused indexes" + untold);
            database.deadlocks().isEqualTo(40); // those that transactions failed by
        }
        madeUp.transactions = Optional.empty();
        assertThat(madeUp.result()).database().deadlocks().isZero(); // no statement that was seen failed by one
        madeUp.statements = List.of();
        assertFails(() -> assertThat(madeUp.result()).database().deadlocks().isZero(), "deadlocks" + untold);
    }

    private void useASharedDatabase() {
        DatabaseReport alone = madeUp.diagnosis.orElseThrow();
        madeUp.diagnosis = Optional.of(new DatabaseReport(
                alone.product(),
                alone.observed(),
                alone.settings(),
                alone.activity(),
                alone.work(),
                alone.statements(),
                alone.tables(),
                alone.unusedIndexes(),
                alone.foreignKeyGaps(),
                alone.scans(),
                alone.plans(),
                alone.allPlanned(),
                alone.sessions(),
                alone.gaps(),
                alone.notes(),
                true,
                List.of()));
        madeUp.transactions = Optional.empty();
    }

    @Test
    void deadlocks_ofADatabaseThatOthersUse_areThoseOfTheLoad() {
        useASharedDatabase();
        assertThat(madeUp.result()).database().deadlocks().isZero();
        assertThat(madeUp.result()).findings().hasNo(DEADLOCK);

        madeUp.statements = List.of(new StatementReport(
                "0a1b2c3d", ITEMS, 9, 4, Duration.ofMillis(9), 0, 0, 0, 0, 9, 1, 1, 0, List.of(), 4));
        assertFails(
                () -> assertThat(madeUp.result()).database().deadlocks().isZero(),
                "deadlocks of the database are 4, none allowed");
    }

    @Test
    void deadlocks_ofADatabaseThatOthersUse_areNotJudgedIfNoStatementIsSeen() {
        useASharedDatabase();
        madeUp.statements = List.of();
        String why = "they are those of everybody in the database; how many were the load's is not known without its"
                + " statements";

        assertFails(
                () -> assertThat(madeUp.result()).database().deadlocks().isZero(),
                "deadlocks of the database is inconclusive: " + why + " (measured 6, none allowed)");
        assertFails(
                () -> assertThat(madeUp.result()).findings().hasNo(DEADLOCK),
                "deadlock findings of the database have no data: " + why);
    }

    @Test
    void recovery_withoutAFault_hasNoData() {
        madeUp.recovery = Optional.empty();

        assertFails(
                () -> assertThat(madeUp.result()).recovery().steady().isLessThan(ofSeconds(1)),
                "time to steady of the recovery has no data: the load had no fault; add @DatabaseFault");
    }

    @Test
    void recovery_thatNeverCame_isTheWorst() {
        madeUp.recovery = Optional.of(new RecoveryReport(List.of(
                MadeUp.fault(FaultType.RESET, "reset at 10 s", ofSeconds(9), ofSeconds(9), 10),
                MadeUp.fault(FaultType.CRASH, "crash at 40 s", null, null, 20))));
        RecoveryAssert recovery = assertThat(madeUp.result()).recovery();

        assertFails(
                () -> recovery.steady().isLessThan(ofSeconds(10)),
                "time to steady of the crash at 40 s has no data: not recovered");
        assertFails(
                () -> recovery.firstSuccess().isLessThan(ofSeconds(10)),
                "first success of the crash at 40 s has no data: no transaction succeeded after it");
        recovery.longestStall().isLessThan(ofMillis(21));
    }

    @Test
    void recovery_ofAFaultThatWasNotApplied_saysSo() {
        madeUp.recovery = Optional.of(new RecoveryReport(List.of(MadeUp.unapplied("crash at 40 s"))));
        RecoveryAssert recovery = assertThat(madeUp.result()).recovery();

        String subject = " of the crash at 40 s has no data: not applied";
        assertFails(() -> recovery.steady().isLessThan(ofSeconds(10)), "time to steady" + subject);
        assertFails(() -> recovery.firstSuccess().isLessThan(ofSeconds(10)), "first success" + subject);
        assertFails(() -> recovery.longestStall().isLessThan(ofSeconds(10)), "longest stall" + subject);
    }

    @Test
    void description_ofTheResult_standsBeforeEveryMessage() {
        LoadResult result = madeUp.result();

        assertFails(
                () -> assertThat(result).as("nightly").pool().leaked().isZero(),
                "[nightly] leaked connections of the pool are 2, none allowed (1,200 samples)");
        assertFails(
                () -> assertThat(result).as("nightly").findings().hasNo(SETTING),
                "[nightly] expected no finding of the kind \"setting\"\n  - setting (fsync): fsync is off. Switch it on.");
        assertFails(
                () -> assertThat(result).overridingErrorMessage("no").findings().hasNone(), "no");
        assertFails(
                () -> assertThat(result).as("nightly").transactions().p50().isLessThan(ofMillis(1)),
                "[nightly] p50 of all requests is 12 ms, limit < 1 ms (1,190 requests)");
        assertThatThrownBy(
                        () -> assertThat(madeUp.result(List.of())).as("nightly").pool())
                .hasMessageStartingWith("[nightly] the load did not watch a database");
    }

    @Test
    void failure_ofACheck_beginsWhereItWasWritten() {
        assertThatThrownBy(() -> assertThat(madeUp.result()).callsPerTransactionAtMost(3))
                .satisfies(thrown -> assertThat(thrown.getStackTrace()[0].getClassName())
                        .isEqualTo(JdbcAssertionsTests.class.getName()));
        assertThatThrownBy(() -> assertThat(madeUp.result()).findings().hasNone())
                .satisfies(thrown -> assertThat(thrown.getStackTrace()[0].getClassName())
                        .isEqualTo(JdbcAssertionsTests.class.getName()));
    }
}
