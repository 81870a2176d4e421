// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.perfjunit.jdbc.report.DatabaseReport;
import io.github.perfjunit.jdbc.report.DatabaseSetting;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.Finding.Kind;
import io.github.perfjunit.jdbc.report.ServerStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

/** Each problem made on purpose in a real PostgreSQL, and beside it the same work without the problem. */
class DiagnosisTests {

    private static final DiagnosisOptions OWN =
            new DiagnosisOptions(Duration.ofMillis(20), Duration.ofSeconds(1), true, true);
    private static final ClientSettings CLIENT = new ClientSettings(true, Map.of("socketTimeout", "30"), 8, 4);
    private static final String LOOK_UP = "select id, amount from orders where customer_id = ?";

    private static UrlDatabase orders(String... more) throws Exception {
        UrlDatabase database = UrlDatabase.newPostgres();
        database.run(
                "create table orders (id int primary key, customer_id int, amount int, note text)",
                "insert into orders select i, i % 2000, i % 7, 'secret' || i from generate_series(1, 20000) i");
        database.run(more);
        database.run("vacuum analyze orders");
        database.settle();
        return database;
    }

    private static DatabaseReport diagnose(UrlDatabase database, int sessions, Crowd.Work work) throws Exception {
        return diagnose(database, OWN, Map.of(), sessions, work);
    }

    private static DatabaseReport diagnose(
            UrlDatabase database,
            DiagnosisOptions options,
            Map<String, ClientFigures> client,
            int sessions,
            Crowd.Work work)
            throws Exception {
        try (Diagnosis diagnosis = Diagnosis.of(database, options)) {
            diagnosis.open();
            diagnosis.begin();
            Crowd.run(database, sessions, work);
            return diagnosis.end(client);
        }
    }

    private static List<Finding> findings(DatabaseReport report, Kind kind) {
        return Diagnosis.findings(report, CLIENT).stream()
                .filter(finding -> finding.kind() == kind)
                .toList();
    }

    private static void lookUp(Connection connection, int session) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOOK_UP)) {
            for (int i = 0; i < 50; i++) {
                statement.setInt(1, 37 * i + session);
                statement.executeQuery().close();
            }
        }
    }

    private static void update(Connection connection, int id, double sleep) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update orders set amount = amount + 1 where id = ?")) {
            statement.setInt(1, id);
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement("select pg_sleep(?)")) {
            statement.setDouble(1, sleep);
            statement.execute();
        }
    }

    @Test
    void lookUp_withoutIndex_isNamedWithTableAndColumn() throws Exception {
        DatabaseReport report = diagnose(orders(), 2, DiagnosisTests::lookUp);

        assertThat(findings(report, Kind.MISSING_INDEX)).singleElement().satisfies(finding -> {
            assertThat(finding.subject()).isEqualTo("orders (customer_id)");
            assertThat(finding.evidence())
                    .isEqualTo(
                            "By its plan 'select id, amount from orders where customer_id = ?' reads 20,000 rows to keep about"
                                    + " 10; the table was read from end to end 100 times, 20,000 rows each.");
            assertThat(finding.advice()).isEqualTo("Try CREATE INDEX ON orders (customer_id) and measure again.");
        });
        assertThat(report.statements().get(0).text()).isEqualTo(LOOK_UP);
        assertThat(report.statements().get(0).calls()).isEqualTo(100);
        assertThat(report.plans().get(0).lines()).last().asString().isEqualTo("  Filter: (customer_id = $1)");
        assertThat(report.statements()).extracting(ServerStatement::text).noneMatch(text -> text.contains("pg_stat"));
        assertThat(report.gaps()).isEmpty();
        assertThat(report.notes())
                .containsExactly("track_io_timing is off: the time of reads and writes is not counted.");
        assertThat(report.toString()).doesNotContain("secret");
    }

    @Test
    void lookUp_withIndex_givesNoFindingAtAll() throws Exception {
        UrlDatabase database = orders("create index on orders (customer_id)");

        DatabaseReport report = diagnose(database, 2, DiagnosisTests::lookUp);

        assertThat(Diagnosis.findings(report, CLIENT)).isEmpty();
        assertThat(report.tables()).singleElement().satisfies(table -> {
            assertThat(table.name()).isEqualTo("orders");
            assertThat(table.sequentialScans()).isZero();
            assertThat(table.indexScans()).isEqualTo(100);
        });
        assertThat(report.plans()).singleElement().satisfies(plan -> {
            assertThat(plan.statement()).isEqualTo(LOOK_UP);
            assertThat(plan.lines().toString())
                    .contains("on orders_customer_id_idx", "Index Cond: (customer_id = $1)", "rows=10 ");
        });
    }

    @Test
    void planOfAView_showsItsConditionWithoutTexts() throws Exception {
        UrlDatabase database = orders(
                "alter table orders add state text",
                "create view chosen as select * from orders where state = 'O''Hidden' and amount > 7");

        DatabaseReport report = diagnose(database, 1, (connection, session) -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("select count(*) from chosen where id > 5");
            }
        });

        assertThat(report.plans()).singleElement().satisfies(plan -> {
            assertThat(plan.statement()).isEqualTo("select count(*) from chosen where id > ?");
            assertThat(plan.lines()).first().asString().startsWith("Aggregate  (cost=");
            assertThat(plan.lines().toString())
                    .contains("(id > $1)", "(state = ''::text)")
                    .doesNotContain("Hidden");
        });
    }

    @Test
    void sumOverAllRows_isNoMissingIndex() throws Exception {
        DatabaseReport report = diagnose(orders(), 1, (connection, session) -> {
            try (Statement statement = connection.createStatement()) {
                for (int i = 0; i < 20; i++) {
                    statement.execute("select sum(amount) from orders where amount > " + i % 3);
                }
            }
        });

        assertThat(Diagnosis.findings(report, CLIENT)).isEmpty();
    }

    @Test
    void withoutPgStatStatements_plansOfWhatTheClientSawNameTheIndex() throws Exception {
        DatabaseReport report = diagnose(
                orders(),
                DiagnosisOptions.defaults(),
                Map.of(LOOK_UP, new ClientFigures(100, 1.5)),
                2,
                DiagnosisTests::lookUp);

        assertThat(findings(report, Kind.MISSING_INDEX))
                .extracting(Finding::subject)
                .containsExactly("orders (customer_id)");
        assertThat(findings(report, Kind.NOT_AVAILABLE))
                .extracting(Finding::evidence)
                .containsExactly("The slowest statements are not known, for pg_stat_statements is not there."
                        + " Hint: create extension pg_stat_statements in this database.");
    }

    @Test
    void withoutPgStatStatements_sumOverAllRowsWhosePlanIsKnown_isNoMissingIndex() throws Exception {
        String sum = "select sum(amount) from orders";

        DatabaseReport report = diagnose(
                orders(),
                DiagnosisOptions.defaults(),
                Map.of(sum, new ClientFigures(20, 1.5)),
                1,
                (connection, session) -> {
                    try (Statement statement = connection.createStatement()) {
                        for (int i = 0; i < 20; i++) {
                            statement.execute(sum);
                        }
                    }
                });

        assertThat(findings(report, Kind.MISSING_INDEX)).isEmpty();
        assertThat(report.allPlanned()).isTrue();
    }

    @Test
    void conditionThatAFifthOfTheRowsMeet_isNoMissingIndexInAParallelPlanEither() throws Exception {
        UrlDatabase database = UrlDatabase.newPostgres();
        database.run(
                "create table orders (id int primary key, kind int, note text) with (parallel_workers = 2)",
                "insert into orders select i, i % 6, repeat('x', 200) from generate_series(1, 50000) i",
                "do 'begin execute format($$alter database %I set parallel_setup_cost = 0$$, current_database()); end'",
                "vacuum analyze orders");
        database.settle();

        DatabaseReport report = diagnose(database, 1, (connection, session) -> {
            try (Statement statement = connection.createStatement()) {
                for (int i = 0; i < 5; i++) {
                    statement.execute("select count(*) from orders where kind = 3");
                }
            }
        });

        assertThat(report.tables().get(0).sequentialScans()).isGreaterThanOrEqualTo(5);
        assertThat(findings(report, Kind.MISSING_INDEX)).isEmpty();
    }

    @Test
    void tableAndColumnInCapitals_areQuotedInTheProposal() throws Exception {
        UrlDatabase database = UrlDatabase.newPostgres();
        database.run(
                "create schema \"Shop\"",
                "create table \"Shop\".\"Order\" (id int primary key, \"Customer\" int)",
                "insert into \"Shop\".\"Order\" select i, i % 2000 from generate_series(1, 20000) i",
                "vacuum analyze \"Shop\".\"Order\"");
        database.settle();

        DatabaseReport report = diagnose(database, 1, (connection, session) -> {
            try (Statement statement = connection.createStatement()) {
                for (int i = 0; i < 10; i++) {
                    statement.execute("select * from \"Shop\".\"Order\" where \"Customer\" = " + i);
                }
            }
        });

        assertThat(findings(report, Kind.MISSING_INDEX))
                .extracting(Finding::advice)
                .containsExactly("Try CREATE INDEX ON \"Shop\".\"Order\" (\"Customer\") and measure again.");
    }

    @Test
    void countersThatWereReset_areNotedEvenIfTheyHaveGrownPastWhatTheyWere() throws Exception {
        UrlDatabase database = UrlDatabase.newPostgres();
        database.run("create table orders as select i as amount from generate_series(1, 20000) i");
        database.settle();

        DatabaseReport report = diagnose(database, 1, (connection, session) -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("select pg_stat_reset()");
                for (int i = 0; i < 200; i++) {
                    statement.execute("select sum(amount) from orders");
                }
            }
        });

        assertThat(report.notes())
                .contains("The counters of the server were reset during the load: they cover only its last part.");
    }

    @Test
    void connectionOfAPool_goesBackAsItCame() throws Exception {
        UrlDatabase database = orders();
        try (Connection pooled = database.connect("any");
                Statement statement = pooled.createStatement()) {
            statement.execute("set application_name = 'shop'");
            statement.execute("set statement_timeout = '1min'");
            pooled.setNetworkTimeout(Runnable::run, 77_000);
            Diagnosis diagnosis = Diagnosis.of(new PooledDatabase(pooled), OWN);
            diagnosis.begin();
            diagnosis.end(Map.of());

            assertThat(pooled.getNetworkTimeout()).isEqualTo(77_000);
            try (ResultSet row = statement.executeQuery("select current_setting('application_name'),"
                    + " current_setting('statement_timeout'), current_setting('lock_timeout')")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("shop");
                assertThat(row.getString(2)).isEqualTo("1min");
                assertThat(row.getString(3)).isEqualTo("0");
            }
        }
    }

    @Test
    void lookUpByTextAndRange_namesBothColumnsAndOneByCastNone() throws Exception {
        UrlDatabase database = orders(
                "alter table orders add state varchar(10), add day timestamp",
                "update orders set state = 'S' || id / 100, day = timestamp '2026-01-01' + id * interval '1 hour'");

        DatabaseReport report = diagnose(database, 1, (connection, session) -> {
            try (Statement statement = connection.createStatement()) {
                for (int i = 0; i < 10; i++) {
                    statement.execute("select * from orders where day > '2026-02-01' and state = 'S11'");
                    statement.execute("select * from orders where day::date = '2026-02-0" + (1 + i % 5) + "'");
                }
            }
        });

        assertThat(findings(report, Kind.MISSING_INDEX))
                .extracting(Finding::subject, Finding::advice)
                .containsExactlyInAnyOrder(
                        tuple("orders (state, day)", "Try CREATE INDEX ON orders (state, day) and measure again."),
                        tuple(
                                "orders (day)",
                                "An index on the expression or pattern in its condition would serve it, a plain one would not."));
    }

    @Test
    void clientTime_standsBesideServerTime() throws Exception {
        String asTheClientSaysIt = "select id,  amount\nfrom orders where customer_id = ?";

        DatabaseReport report = diagnose(
                orders(), OWN, Map.of(asTheClientSaysIt, new ClientFigures(100, 9_999)), 2, DiagnosisTests::lookUp);

        ServerStatement statement = report.statements().get(0);
        assertThat(statement.clientMeanMillis()).isEqualTo(9_999);
        assertThat(statement.networkMillis()).isEqualTo(9_999 - statement.meanMillis());
    }

    @Test
    void rowsLockedInOppositeOrder_isADeadlockOfNamedStatements() throws Exception {
        DatabaseReport report = diagnose(orders(), 2, crossUpdate(new CyclicBarrier(2)));

        assertThat(findings(report, Kind.DEADLOCK)).singleElement().satisfies(finding -> {
            assertThat(finding.subject()).isEqualTo("'update orders set amount = amount + ? where id = ?'");
            assertThat(finding.evidence())
                    .startsWith("1 transaction was ended because of a deadlock; in ")
                    .endsWith(" looks these statements were seen waiting for each other.");
        });
    }

    @Test
    void rowsLockedInTheSameOrder_isNoDeadlock() throws Exception {
        DatabaseReport report = diagnose(orders(), 2, (connection, session) -> crossUpdate(connection, 0, () -> {}));

        assertThat(findings(report, Kind.DEADLOCK)).isEmpty();
    }

    private static Crowd.Work crossUpdate(CyclicBarrier bothHaveTheirFirstRow) {
        return (connection, session) -> crossUpdate(connection, session, () -> {
            try {
                bothHaveTheirFirstRow.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void crossUpdate(Connection connection, int first, Runnable between) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set deadlock_timeout = '1500ms'");
        }
        try {
            update(connection, 1 + first, 0);
            between.run();
            update(connection, 2 - first, 0);
            connection.commit();
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("40P01");
            connection.rollback();
        }
    }

    @Test
    void eightSessionsOnOneRow_isALockConvoy() throws Exception {
        DatabaseReport report = diagnose(orders(), 8, (connection, session) -> hold(connection, 1, 8));

        assertThat(findings(report, Kind.LOCK_CONVOY)).singleElement().satisfies(finding -> {
            assertThat(finding.subject()).isEqualTo("'update orders set amount = amount + ? where id = ?'");
            assertThat(finding.evidence())
                    .containsPattern(
                            "three or more sessions, at most [4-7], waited in it for the lock of one session, which ")
                    .contains("in 'select pg_sleep(?)'");
        });
    }

    @Test
    void eightSessionsOnEightRows_isNoLockConvoy() throws Exception {
        DatabaseReport report = diagnose(orders(), 8, (connection, session) -> hold(connection, session, 20));

        assertThat(findings(report, Kind.LOCK_CONVOY)).isEmpty();
        assertThat(report.sessions().waits().get(0).event()).isEqualTo("PgSleep");
        assertThat(report.sessions().activeMean()).isGreaterThan(1);
    }

    private static void hold(Connection connection, int id, int times) throws SQLException {
        connection.setAutoCommit(false);
        for (int i = 0; i < times; i++) {
            update(connection, id, 0.04);
            connection.commit();
        }
    }

    @Test
    void sortThatDoesNotFit_namesTheStatementThatWroteFiles() throws Exception {
        DatabaseReport report = diagnose(orders(), 1, (connection, session) -> sort(connection, "64kB"));

        assertThat(findings(report, Kind.TEMP_FILES)).singleElement().satisfies(finding -> assertThat(finding.subject())
                .isEqualTo("'select count(*) from (select note from orders order by note offset ?) s'"));
    }

    @Test
    void sortThatFits_writesNoFiles() throws Exception {
        DatabaseReport report = diagnose(orders(), 1, (connection, session) -> sort(connection, "64MB"));

        assertThat(Diagnosis.findings(report, CLIENT)).isEmpty();
    }

    private static void sort(Connection connection, String memory) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set work_mem = '" + memory + "'");
            for (int i = 0; i < 4; i++) {
                statement.execute("select count(*) from (select note from orders order by note offset 5) s");
            }
        }
    }

    @Test
    void indexThatOnlyCosts_isNamedAndFsyncWithIt() throws Exception {
        UrlDatabase database = orders("create index on orders (note)");
        DatabaseReport report = diagnose(database, 1, (connection, session) -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("insert into orders select i, 1, 1, '' from generate_series(100001, 100500) i");
            }
        });

        assertThat(findings(report, Kind.UNUSED_INDEX)).singleElement().satisfies(finding -> {
            assertThat(finding.subject()).isEqualTo("orders_note_idx on orders");
            assertThat(finding.evidence()).contains("500 writes");
        });
        boolean fsync = report.settings().contains(new DatabaseSetting("fsync", "on"));
        assertThat(findings(report, Kind.SETTING).stream()
                        .anyMatch(finding -> finding.subject().equals("fsync")))
                .isEqualTo(!fsync);
    }

    @Test
    void deletesInAParent_nameTheForeignKeyWithoutIndex() throws Exception {
        UrlDatabase database = orders(
                "create table customers (id int primary key)",
                "insert into customers select i from generate_series(0, 2100) i",
                "alter table orders add constraint of_customer foreign key (customer_id) references customers");
        DatabaseReport report = diagnose(database, 1, (connection, session) -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("delete from customers where id > 2080");
            }
        });

        assertThat(findings(report, Kind.MISSING_INDEX)).singleElement().satisfies(finding -> {
            assertThat(finding.subject()).isEqualTo("orders (customer_id)");
            assertThat(finding.evidence())
                    .isEqualTo(
                            "20 rows of customers were deleted, and for each the foreign key of_customer read orders with its"
                                    + " 20,000 rows from end to end.");
        });
    }

    @Test
    void userWithoutRights_isNamed() throws Exception {
        UrlDatabase database = orders();
        String user = "plain" + System.nanoTime();
        database.run("create role " + user + " login", "grant select on orders to " + user);
        UrlDatabase asUser = new UrlDatabase(database.jdbcUrl().replace("user=postgres", "user=" + user));

        DatabaseReport report = diagnose(
                asUser, DiagnosisOptions.defaults(), Map.of(), 1, (connection, session) -> lookUp(connection, session));

        assertThat(report.gaps())
                .contains("the user " + user
                        + " is no member of pg_read_all_stats: sessions and statements of other users are"
                        + " hidden. Hint: grant pg_monitor to it");
        assertThat(report.tables()).hasSize(1);
    }

    @Test
    void userWithoutRights_isToldNothingOfStatementsThatAreHidden() throws Exception {
        UrlDatabase database = orders("create extension pg_stat_statements");
        String user = "hidden" + System.nanoTime();
        database.run("create role " + user + " login", "grant select on orders to " + user);
        UrlDatabase asUser = new UrlDatabase(database.jdbcUrl().replace("user=postgres", "user=" + user));

        try (Connection connection = asUser.connect("any");
                Statement statement = connection.createStatement()) {
            statement.execute("select max(amount) from orders");

            assertThat(Sql.rows(connection, PostgresSql.statements("public")))
                    .extracting(row -> row.text("key"))
                    .isNotEmpty()
                    .doesNotContain("");
        }
    }

    @Test
    void serverThatCannotBeReached_isAGapAndNoFailure() {
        Diagnosis diagnosis =
                Diagnosis.of(new UrlDatabase("jdbc:postgresql://127.0.0.1:1/none?user=x&password=y7z"), OWN);
        diagnosis.begin();
        DatabaseReport report = diagnosis.end(Map.of());

        assertThat(report.gaps())
                .singleElement()
                .asString()
                .startsWith("the database could not be asked: SQLState 08001:");
        assertThat(report.toString()).doesNotContain("y7z");
    }

    @Test
    void connectionThatBreaks_isReplaced() throws Exception {
        UrlDatabase database = orders("create index on orders (customer_id)");
        Diagnosis diagnosis = Diagnosis.of(database, OWN);
        diagnosis.begin();
        database.run("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                + " where application_name = 'perf-junit-diag' and datname = current_database()");
        Crowd.run(database, 2, DiagnosisTests::lookUp);
        DatabaseReport report = diagnosis.end(Map.of());

        assertThat(report.tables().get(0).indexScans()).isEqualTo(100);
        assertThat(report.statements()).extracting(ServerStatement::text).contains(LOOK_UP);
    }
}
