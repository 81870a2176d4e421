// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import static io.github.perfjunit.jdbc.report.PoolAdvice.Verdict.NOT_ENOUGH_TO_TELL;
import static io.github.perfjunit.jdbc.report.PoolAdvice.Verdict.RIGHT;
import static io.github.perfjunit.jdbc.report.PoolAdvice.Verdict.TOO_LARGE;
import static io.github.perfjunit.jdbc.report.PoolAdvice.Verdict.TOO_SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.PoolAdvice;
import io.github.perfjunit.jdbc.report.PoolAdvice.Verdict;
import io.github.perfjunit.jdbc.report.PoolConfiguration;
import io.github.perfjunit.jdbc.report.PoolGauge;
import io.github.perfjunit.jdbc.report.PoolReport;
import io.github.perfjunit.jdbc.report.PoolReport.Source;
import io.github.perfjunit.metrics.LatencySummary;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoolSizingTests {

    private static final ServerFacts IDLE_DATABASE = new ServerFacts(8, 3.0, 0.2);

    /** A pool of 10, as a load left it; each test changes what it is about. */
    private static final class Seen {

        private int size = 10;
        private long samples = 600;
        private double active = 10;
        private int activeMax = 10;
        private double total = 10;
        private double pending;
        private double pendingShare;
        private long acquireMillis = 12;
        private long usageMillis = 10;
        private long timeouts;
        private long timeoutsNotFull;
        private int held;

        private PoolReport report() {
            return new PoolReport(
                    "shop",
                    Source.EVENTS,
                    new PoolConfiguration(
                            size,
                            size,
                            Duration.ofMillis(500),
                            Duration.ZERO,
                            Duration.ofMinutes(30),
                            Duration.ZERO,
                            false,
                            Map.of()),
                    new PoolGauge(0, active, activeMax),
                    new PoolGauge(0, size - active, size),
                    new PoolGauge(0, total, size),
                    new PoolGauge(0, pending, (int) Math.ceil(pending)),
                    samples,
                    pendingShare,
                    LatencySummary.ofNanos(acquireMillis * 1_000_000),
                    LatencySummary.ofNanos(usageMillis * 1_000_000),
                    LatencySummary.EMPTY,
                    timeouts,
                    timeoutsNotFull,
                    held);
        }
    }

    private static Seen waiting() {
        Seen seen = new Seen();
        seen.pending = 10;
        seen.pendingShare = 1;
        return seen;
    }

    private static void plain(PoolAdvice advice, Verdict verdict, String reason) {
        assertThat(advice.reason()).isEqualTo(reason);
        assertThat(advice.verdict()).isEqualTo(verdict);
        assertThat(advice.findings()).isEmpty();
    }

    @Test
    void advise_waitsWhileTheDatabaseHasRoom_isTooSmall() {
        PoolAdvice advice = PoolSizing.advise(waiting().report(), IDLE_DATABASE, 0.4);

        String evidence =
                "threads waited for a connection in 100 % of the measured time, 10.0 on average and 12 ms long at"
                        + " the 95th percentile, with 10.0 of 10 connections in use on average, while the database worked for"
                        + " 3.0 of them at a time on 8 cores";
        assertThat(advice.verdict()).isEqualTo(TOO_SMALL);
        assertThat(advice.reason()).isEqualTo(evidence);
        assertThat(advice.findings())
                .containsExactly(new Finding(
                        Finding.Kind.POOL_TOO_SMALL,
                        "shop",
                        evidence,
                        "hold connections only while the database works, or try larger pools with @PoolSweep"));
    }

    @Test
    void advise_connectionsHeldWhileTheDatabaseIdles_isTooSmallWithoutCores() {
        assertThat(PoolSizing.advise(waiting().report(), new ServerFacts(-1, 2, 0), -1)
                        .verdict())
                .isEqualTo(TOO_SMALL);
    }

    @Test
    void advise_usersBeyondThePoolOfABusyDatabase_isRight() {
        plain(
                PoolSizing.advise(waiting().report(), new ServerFacts(8, 9.6, 0), 0.4),
                RIGHT,
                "threads waited for a connection in 100 % of the measured time, 10.0 on average and 12 ms long at the 95th"
                        + " percentile, with 10.0 of 10 connections in use on average, but the database worked for 9.6 of"
                        + " them at a time on 8 cores: a larger pool would move the wait into the database");
    }

    @Test
    void advise_manyTimesTheCores_isTooLarge() {
        plain(
                PoolSizing.advise(waiting().report(), new ServerFacts(2, 9.6, 0), 0.4),
                TOO_LARGE,
                "threads waited for a connection in 100 % of the measured time, 10.0 on average and 12 ms long at the 95th"
                        + " percentile, with 10.0 of 10 connections in use on average, but the database worked for 9.6 of"
                        + " them at a time on 2 cores: a larger pool would move the wait into the database, and a smaller"
                        + " one may do as much");
    }

    @Test
    void advise_waitsForLocks_areNoReasonForMoreConnections() {
        PoolAdvice advice = PoolSizing.advise(waiting().report(), new ServerFacts(32, 9.5, 8), 0.4);

        assertThat(advice.verdict()).isEqualTo(NOT_ENOUGH_TO_TELL);
        assertThat(advice.findings()).isEmpty();
        assertThat(advice.reason())
                .endsWith("but 8.0 connections at a time waited for locks: a larger pool would make that queue longer");
    }

    @Test
    void advise_busyGenerator_cannotTell() {
        PoolAdvice advice = PoolSizing.advise(waiting().report(), IDLE_DATABASE, 0.95);

        assertThat(advice.verdict()).isEqualTo(NOT_ENOUGH_TO_TELL);
        assertThat(advice.findings()).isEmpty();
        assertThat(advice.reason())
                .endsWith("but the machine of the load was busy to 95 %, so that a larger pool could not show more");
    }

    @Test
    void advise_databaseUnknown_cannotTell() {
        PoolAdvice advice = PoolSizing.advise(waiting().report(), ServerFacts.UNKNOWN, 0.1);

        assertThat(advice.verdict()).isEqualTo(NOT_ENOUGH_TO_TELL);
        assertThat(advice.findings()).isEmpty();
        assertThat(advice.reason())
                .endsWith("; whether the database had room for more is not known, @PoolSweep would tell");
    }

    @Test
    void advise_databaseNearlyBusy_cannotTell() {
        PoolAdvice advice = PoolSizing.advise(waiting().report(), new ServerFacts(8, 6.5, 0), 0.1);

        assertThat(advice.verdict()).isEqualTo(NOT_ENOUGH_TO_TELL);
        assertThat(advice.findings()).isEmpty();
    }

    @Test
    void advise_shortWaits_areNotWorthAFinding() {
        Seen seen = waiting();
        seen.acquireMillis = 1;

        assertThat(PoolSizing.advise(seen.report(), IDLE_DATABASE, 0.1).findings())
                .isEmpty();
    }

    @Test
    void advise_leak_isNoMatterOfSize() {
        Seen seen = waiting();
        seen.held = 9;
        PoolAdvice advice = PoolSizing.advise(seen.report(), IDLE_DATABASE, 0.1);

        assertThat(advice.verdict()).isEqualTo(NOT_ENOUGH_TO_TELL);
        assertThat(advice.findings()).isEmpty();
        assertThat(advice.reason()).endsWith(", but 9 connections had not come back at the end");
    }

    @Test
    void advise_burstsOfWaiting_cannotTell() {
        Seen seen = waiting();
        seen.active = 4;
        seen.pendingShare = 0.1;
        PoolAdvice advice = PoolSizing.advise(seen.report(), IDLE_DATABASE, 0.1);

        assertThat(advice.verdict()).isEqualTo(NOT_ENOUGH_TO_TELL);
        assertThat(advice.findings()).isEmpty();
        assertThat(advice.reason())
                .endsWith("but the pool was not in full use: 4.0 of 10 connections in use on average."
                        + " Bursts are a reason to wait that no size takes away");
    }

    @Test
    void advise_waitsAllTheTimeForConnectionsThatGoFromHandToHand_isTooSmall() {
        Seen seen = waiting();
        seen.active = 7.5;

        assertThat(PoolSizing.advise(seen.report(), IDLE_DATABASE, 0.1).verdict())
                .isEqualTo(TOO_SMALL);
    }

    @Test
    void advise_connectionsMissing_cannotTell() {
        Seen seen = waiting();
        seen.active = 4;
        seen.total = 4;
        PoolAdvice advice = PoolSizing.advise(seen.report(), IDLE_DATABASE, 0.1);

        assertThat(advice.verdict()).isEqualTo(NOT_ENOUGH_TO_TELL);
        assertThat(advice.findings()).isEmpty();
        assertThat(advice.reason()).endsWith(", but the pool had only 4.0 of 10 connections on average");
    }

    @Test
    void advise_healthyPool_isRight() {
        Seen seen = new Seen();
        seen.active = 6.5;

        plain(
                PoolSizing.advise(seen.report(), IDLE_DATABASE, 0.1),
                RIGHT,
                "no thread waited for one, and 6.5 of 10 connections in use on average");
    }

    @Test
    void advise_halfNeverUsed_isTooLarge() {
        Seen seen = new Seen();
        seen.active = 2.1;
        seen.activeMax = 5;

        plain(
                PoolSizing.advise(seen.report(), IDLE_DATABASE, 0.1),
                TOO_LARGE,
                "at most 5 of 10 connections were in use at once, and no thread waited for one");
    }

    @Test
    void advise_smallPoolHalfUsed_isRight() {
        Seen seen = new Seen();
        seen.size = 4;
        seen.total = 4;
        seen.active = 1;
        seen.activeMax = 2;

        assertThat(PoolSizing.advise(seen.report(), IDLE_DATABASE, 0.1).verdict())
                .isEqualTo(RIGHT);
    }

    @Test
    void advise_shortRun_cannotTell() {
        Seen seen = waiting();
        seen.samples = 49;

        plain(
                PoolSizing.advise(seen.report(), IDLE_DATABASE, 0.1),
                NOT_ENOUGH_TO_TELL,
                "the pool was measured for 4.9 s, and 5 s are the least");
    }

    @Test
    void advise_timeoutsWithAllConnectionsInUse_areExhaustion() {
        Seen seen = waiting();
        seen.timeouts = 1_234;
        PoolAdvice advice = PoolSizing.advise(seen.report(), IDLE_DATABASE, 0.1);

        assertThat(advice.verdict()).isEqualTo(NOT_ENOUGH_TO_TELL);
        assertThat(advice.findings())
                .containsExactly(new Finding(
                        Finding.Kind.POOL_EXHAUSTED,
                        "shop",
                        "1,234 requests for a connection gave up after 500 ms while all 10 connections were in use;"
                                + " a connection was held for 10 ms on average, 10 ms at most",
                        "hold connections for a shorter time, or try larger pools with @PoolSweep"));
    }

    @Test
    void advise_timeoutsWithoutDatabase_areNoMatterOfSize() {
        Seen seen = new Seen();
        seen.active = 6;
        seen.timeouts = 20;
        seen.timeoutsNotFull = 20;

        assertThat(PoolSizing.advise(seen.report(), IDLE_DATABASE, 0.1).findings())
                .isEmpty();
    }
}
