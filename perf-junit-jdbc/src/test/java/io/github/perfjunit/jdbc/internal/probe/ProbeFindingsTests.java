// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.perfjunit.jdbc.report.ConnectionReport;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.LeakReport;
import io.github.perfjunit.jdbc.report.ProbeReport;
import io.github.perfjunit.jdbc.report.StatementReport;
import io.github.perfjunit.metrics.LatencySummary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeFindingsTests {

    private static final ConnectionReport CALM = connections(LatencySummary.EMPTY, Map.of(), LeakReport.NONE);

    private static StatementReport statement(String text, double perUnit, int most) {
        return new StatementReport("00000000", text, 100, 0, Duration.ofMillis(150), 0, 0, 0, 0, 100, perUnit, most);
    }

    private static ConnectionReport connections(LatencySummary failed, Map<String, Long> errors, LeakReport leaks) {
        return new ConnectionReport(
                1_204,
                100,
                LatencySummary.ofNanos(1_000_000, 2_000_000),
                failed,
                errors,
                LatencySummary.ofNanos(3_000_000, 250_000_000),
                LatencySummary.EMPTY,
                LatencySummary.EMPTY,
                Map.of(),
                LatencySummary.EMPTY,
                leaks,
                leaks,
                LeakReport.NONE);
    }

    private static List<Finding> findings(StatementReport... statements) {
        return ProbeFindings.of(new ProbeReport(List.of(statements), CALM), 0);
    }

    @Test
    void of_aSelectThatRunsManyTimesInAUnit_isNPlusOne() {
        assertThat(findings(statement("select * from lines where id = ?", 12.25, 1_040), statement("commit", 1, 1)))
                .containsExactly(new Finding(
                        Finding.Kind.N_PLUS_ONE,
                        "select * from lines where id = ?",
                        "A unit of work that ran it did so 12.3 times on average and 1,040 times at most; it took 50 % of"
                                + " the time in all statements, 1.50 ms an execution.",
                        "Read all rows with one statement, by a join or an IN list (with JPA: a fetch join, an entity"
                                + " graph or a batch size)."));
    }

    @Test
    void of_anInsertThatRunsManyTimesInAUnit_isUnbatched() {
        assertThat(findings(statement("INSERT into lines values (?)", 20, 20)))
                .containsExactly(new Finding(
                        Finding.Kind.UNBATCHED_WRITES,
                        "INSERT into lines values (?)",
                        "A unit of work that ran it did so 20.0 times on average and 20 times at most; it took 100 % of"
                                + " the time in all statements, 1.50 ms an execution.",
                        "Send them together with addBatch and executeBatch (with Hibernate: hibernate.jdbc.batch_size),"
                                + " which saves a round trip for each."));
    }

    @Test
    void of_aSelectThatRunsManyTimesForARequest_isNPlusOneWhateverConnectionItTakes() {
        StatementReport each = statement("select * from lines where id = ?", 1, 1);

        assertThat(ProbeFindings.of(new ProbeReport(List.of(each), CALM), 10))
                .containsExactly(new Finding(
                        Finding.Kind.N_PLUS_ONE,
                        "select * from lines where id = ?",
                        "It ran 10.0 times for each of 10 requests of the load, but 1.0 times in a unit of work; it took"
                                + " 100 % of the time in all statements, 1.50 ms an execution.",
                        "Read all rows with one statement, by a join or an IN list (with JPA: a fetch join, an entity"
                                + " graph or a batch size)."));
        assertThat(ProbeFindings.of(new ProbeReport(List.of(each), CALM), 11)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "select a from t, 4.9, 100",
        "select a from t, 9, 9",
        "select a from t, 1, 1",
        "insert into t values (?), 4, 12",
        "commit, 10, 10",
        "(batch), 10, 10",
        "call p(?), 10, 10",
        "'', 10, 10",
    })
    void of_healthyStatements_isNothing(String text, double perUnit, int most) {
        assertThat(findings(statement(text, perUnit, most))).isEmpty();
    }

    @Test
    void of_aSelectThatOneThreadRunsNowAndThen_isNothing() {
        StatementReport polled = repeated(1, 1, 1.2);

        assertThat(ProbeFindings.of(new ProbeReport(List.of(polled), CALM), 10)).isEmpty();
        assertThat(ProbeFindings.of(new ProbeReport(List.of(repeated(1, 1, 5)), CALM), 10))
                .hasSize(1);
    }

    @Test
    void of_aRepeatedSelect_tellsWhereItIsCalled() {
        assertThat(ProbeFindings.of(new ProbeReport(List.of(repeated(20, 20, 20, "a", "b", "c", "d")), CALM), 0))
                .extracting(Finding::evidence)
                .containsExactly("A unit of work that ran it did so 20.0 times on average and 20 times at most; it took"
                        + " 100 % of the time in all statements, 1.50 ms an execution; it is called at a, b, c and"
                        + " elsewhere.");
    }

    private static StatementReport repeated(double perUnit, int most, double inARow, String... places) {
        return new StatementReport(
                "00000000",
                "select * from lines where id = ?",
                100,
                0,
                Duration.ofMillis(150),
                0,
                0,
                0,
                0,
                100,
                perUnit,
                most,
                inARow,
                Stream.of(places)
                        .map(where -> new StatementReport.Place(where, 1))
                        .toList(),
                0);
    }

    /** What has to run each time, or cannot be sent in a batch. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select next value for order_seq",
                "select nextval(?)",
                "values next value for order_seq",
                "select my_proc(?)",
                "select * from my_rows(?)",
                "select pg_advisory_lock(?)",
                "select pg_advisory_xact_lock(?, ?)",
                "with x as (insert into t values (?) returning id) select id from x",
                "with x as (delete from t where id = ? returning *) insert into old select * from x",
                "select order_seq.nextval from dual",
                "select ?",
                "select current_timestamp"
            })
    void of_repeatedStatementsThatReadNoRows_isNothing(String text) {
        assertThat(findings(statement(text, 50, 50))).isEmpty();
        assertThat(ProbeFindings.of(new ProbeReport(List.of(statement(text, 1, 1)), CALM), 5))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "with x as (select a from t) select a from x",
        "(select a from t) union (select b from t)",
        "SELECT a from t where b = ?"
    })
    void of_otherWaysToRead_isNPlusOne(String text) {
        assertThat(findings(statement(text, 10, 10)))
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.N_PLUS_ONE);
    }

    @Test
    void of_timeoutsOfThePool_isPoolExhausted() {
        ConnectionReport exhausted = connections(
                LatencySummary.ofNanos(1_001_000_000, 1_002_000_000),
                Map.of("pool-exhausted", 2L, "connection", 1L),
                LeakReport.NONE);

        assertThat(ProbeFindings.of(new ProbeReport(List.of(), exhausted), 0))
                .containsExactly(new Finding(
                        Finding.Kind.POOL_EXHAUSTED,
                        "connections",
                        "2 of 4 attempts to take a connection gave up, after 1,001 ms at the median; one was held for"
                                + " 3.00 ms at the median and 250 ms at most.",
                        "Hold connections for less time, above all not during calls of other services; enlarge the pool"
                                + " only if the database has capacity left."));
    }

    @Test
    void of_connectionsThatCannotBeOpened_isNotPoolExhausted() {
        ConnectionReport down = connections(LatencySummary.ofNanos(1), Map.of("connection", 1L), LeakReport.NONE);

        assertThat(ProbeFindings.of(new ProbeReport(List.of(), down), 0)).isEmpty();
    }

    @Test
    void of_connectionsNotGivenBack_isALeakWithItsPlaces() {
        LeakReport leaks = new LeakReport(
                9,
                List.of(
                        new LeakReport.Place("com.shop.Orders.find(Orders.java:42)", 5),
                        new LeakReport.Place("b", 2),
                        new LeakReport.Place("c", 1),
                        new LeakReport.Place("d", 1)));

        assertThat(ProbeFindings.of(new ProbeReport(List.of(), connections(LatencySummary.EMPTY, Map.of(), leaks)), 0))
                .containsExactly(new Finding(
                        Finding.Kind.CONNECTION_LEAK,
                        "connections",
                        "9 of 1,204 connections were still held when the load had ended, taken at"
                                + " com.shop.Orders.find(Orders.java:42) (5), b (2), c (1) and elsewhere.",
                        "Close every connection in a try-with-resources statement."));
    }

    @Test
    void of_connectionsGivenBackAfterTheirIteration_isALeakOfVirtualUsers() {
        ConnectionReport late = new ConnectionReport(
                8,
                0,
                LatencySummary.ofNanos(1),
                LatencySummary.EMPTY,
                Map.of(),
                LatencySummary.EMPTY,
                LatencySummary.EMPTY,
                LatencySummary.EMPTY,
                Map.of(),
                LatencySummary.EMPTY,
                LeakReport.NONE,
                new LeakReport(9, List.of(new LeakReport.Place("com.shop.Orders.find(Orders.java:42)", 9))),
                LeakReport.NONE);

        assertThat(ProbeFindings.of(new ProbeReport(List.of(), late), 0))
                .containsExactly(new Finding(
                        Finding.Kind.CONNECTION_LEAK,
                        "connections of virtual users",
                        "9 connections were still held at the end of the iteration that took them, taken at"
                                + " com.shop.Orders.find(Orders.java:42) (9).",
                        "Close every connection in a try-with-resources statement."));
    }

    @Test
    void of_workGivenBackUncommitted_tellsWhere() {
        ConnectionReport careless = new ConnectionReport(
                1_204,
                0,
                LatencySummary.ofNanos(1),
                LatencySummary.EMPTY,
                Map.of(),
                LatencySummary.EMPTY,
                LatencySummary.EMPTY,
                LatencySummary.EMPTY,
                Map.of(),
                LatencySummary.EMPTY,
                LeakReport.NONE,
                LeakReport.NONE,
                new LeakReport(9, List.of(new LeakReport.Place("com.shop.Orders.pay(Orders.java:42)", 9))));

        assertThat(ProbeFindings.of(new ProbeReport(List.of(), careless), 0))
                .containsExactly(new Finding(
                        Finding.Kind.UNCOMMITTED_WORK,
                        "connections",
                        "9 of 1,204 connections were given back with changed rows that nobody had committed, given back"
                                + " at com.shop.Orders.pay(Orders.java:42) (9).",
                        "Commit before the connection is closed, or call rollback() if that is what is meant: most pools"
                                + " and drivers roll such work back, and some commit it."));
    }

    @Test
    void of_aPoolExhaustedByLeaks_sendsToTheLeaksFirst() {
        ConnectionReport leaking = new ConnectionReport(
                8,
                0,
                LatencySummary.ofNanos(1),
                LatencySummary.ofNanos(1_000_000_000),
                Map.of("pool-exhausted", 1L),
                LatencySummary.EMPTY,
                LatencySummary.EMPTY,
                LatencySummary.EMPTY,
                Map.of(),
                LatencySummary.EMPTY,
                new LeakReport(8, List.of()),
                LeakReport.NONE,
                LeakReport.NONE);

        assertThat(ProbeFindings.of(new ProbeReport(List.of(), leaking), 0))
                .extracting(Finding::evidence, Finding::advice)
                .containsExactly(
                        tuple(
                                "1 of 2 attempts to take a connection gave up, after 1,000 ms at the median; none was"
                                        + " given back meanwhile.",
                                "Give connections back first: some leaked."),
                        tuple(
                                "8 of 8 connections were still held when the load had ended.",
                                "Close every connection in a try-with-resources statement."));
    }
}
