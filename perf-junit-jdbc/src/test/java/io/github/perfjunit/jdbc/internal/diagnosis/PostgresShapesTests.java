// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.TestPostgres;
import io.github.perfjunit.jdbc.report.PlanShape;
import io.github.perfjunit.jdbc.report.PlanShape.FullRead;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of the plans of real statements on PostgreSQL. */
class PostgresShapesTests {

    private static Connection connection;

    @BeforeAll
    static void tables() throws SQLException {
        connection = DriverManager.getConnection(TestPostgres.newDatabase());
        run(
                "create table visit (id int primary key, customer int not null, page text, at timestamptz) with"
                        + " (autovacuum_enabled = off)",
                "insert into visit select i, i % 3000, 'page ' || i, now() from generate_series(1, 30000) i",
                "create table customer (id int primary key, name text) with (autovacuum_enabled = off)",
                "insert into customer select i, 'c' || i from generate_series(1, 3000) i",
                "create table log (id int, day int) partition by range (day)",
                "create table log_1 partition of log for values from (0) to (10)",
                "create table log_2 partition of log for values from (10) to (20)",
                "insert into log select i, i % 20 from generate_series(1, 12000) i",
                "create table twin (id int primary key, a int not null) with (autovacuum_enabled = off)",
                "insert into twin select i, i % 1000 from generate_series(1, 5000) i",
                "create index twin_one on twin (a)",
                "create index twin_two on twin (a)",
                "analyze",
                "create table fresh (id int, a int) with (autovacuum_enabled = off)");
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    private static void run(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<PlanShape> shapes(Map<String, ClientFigures> client) throws SQLException {
        ReportDraft draft = new ReportDraft();
        new PostgresShapes(connection).write(client, draft);
        return draft.shapes;
    }

    private static PlanShape shape(String sql) throws SQLException {
        List<PlanShape> shapes = shapes(Map.of(sql, new ClientFigures(1, 1, sql)));
        assertThat(shapes).hasSize(1);
        return shapes.get(0);
    }

    @Test
    void lookUp_withoutAnIndex_isASequentialScan() throws SQLException {
        PlanShape shape = shape("select page from visit where customer = ?");

        assertThat(shape.unknown()).isEmpty();
        assertThat(shape.steps()).containsExactly("sequential scan of visit");
        assertThat(shape.fullReads()).containsExactly(new FullRead("visit", 30_000));
    }

    @Test
    void lookUp_byAKey_isIndexBacked() throws SQLException {
        assertThat(shape("select page from visit where id = ?").steps()).containsExactly("index-backed visit");
        assertThat(shape("update visit set page = ? where id = ?").steps()).containsExactly("index-backed visit");
        assertThat(shape("select page from visit where id in (?, ?, ?)").fullReads())
                .isEmpty();
    }

    @Test
    void statement_asTheApplicationWroteIt_isPlanned() throws SQLException {
        assertThat(shape("select /* by day */ page from visit where at > timestamptz '2026-01-01' and id = 7;")
                        .steps())
                .containsExactly("index-backed visit");
        assertThat(shape("select page from visit where at < now() - interval '1 day' and id = ?")
                        .steps())
                .containsExactly("index-backed visit");
        assertThat(shape("select page from visit where id = ? and at < {ts '2026-01-01 00:00:00'}")
                        .steps())
                .containsExactly("index-backed visit");
        assertThat(shape("select page from visit where id = ? and jsonb_build_object('a', ?::int) ?? 'a'")
                        .steps())
                .containsExactly("index-backed visit");
        assertThat(shape("insert into customer values (?, ?), (?, ?)").unknown())
                .isEmpty();
    }

    @Test
    void join_tellsHowAndInWhichOrder() throws SQLException {
        assertThat(shape("select name from customer c join visit v on v.customer = c.id where c.id = ?")
                        .steps())
                .containsExactly("nested loop", "  index-backed customer", "  sequential scan of visit");
    }

    @Test
    void partitions_areAddedUp() throws SQLException {
        PlanShape shape = shape("select id from log where id = ?");

        assertThat(shape.steps()).containsExactly("sequential scan of log");
        assertThat(shape.fullReads()).containsExactly(new FullRead("log", 12_000));
    }

    @Test
    void firstRows_areNotTheWholeTable() throws SQLException {
        assertThat(shape("select page from visit limit 10").fullReads()).isEmpty();
        assertThat(shape("select page from visit where customer = ? limit 10").fullReads())
                .hasSize(1);
        assertThat(shape("select page from visit order by customer limit 10").fullReads())
                .hasSize(1);
    }

    @Test
    void rows_ofATableThatGrewSinceItWasAnalyzed_areThoseItHasNow() throws SQLException {
        run("create table grown (id int) with (autovacuum_enabled = off)", "insert into grown values (1)");
        run("analyze grown", "insert into grown select i from generate_series(1, 50000) i");
        run("select pg_stat_force_next_flush()");

        assertThat(shape("select id from grown where id = ?").fullReads().get(0).rows())
                .isGreaterThan(40_000);
    }

    @Test
    void rows_ofAnEmptyTable_areNone() throws SQLException {
        assertThat(shape("select a from fresh where id = ?").fullReads()).containsExactly(new FullRead("fresh", 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"call p(?)", "set search_path = public", "commit", "create table x (a int)", "copy a from stdin"
            })
    void statement_withoutAPlan_isLeftOut(String sql) throws SQLException {
        assertThat(shapes(Map.of(sql, new ClientFigures(1, 1, sql)))).isEmpty();
    }

    @Test
    void statement_whosePlanCannotBeHad_saysWhy() throws SQLException {
        assertThat(shape("select a from gone where id = ?").unknown()).isEqualTo("SQLState 42P01");
        assertThat(shape("select ? + ?").unknown()).isEqualTo("SQLState 42725");
        assertThat(shape("select 1 from visit; delete from visit").unknown())
                .isEqualTo("it is more than one statement");
        assertThat(shapes(Map.of("(batch)", new ClientFigures(1, 1))))
                .extracting(PlanShape::unknown)
                .containsExactly("several statements are counted under it");
        assertThat(shapes(Map.of("select ...", new ClientFigures(1, 1))))
                .extracting(PlanShape::unknown)
                .containsExactly("it is too long to be kept");
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from visit")) {
            row.next();
            assertThat(row.getInt(1)).as("nothing was run").isEqualTo(30_000);
        }
    }

    /** The server takes the one of two equal indexes that was made later, or earlier. */
    @Test
    void shape_ofAHundredPlansWithTiedIndexes_staysTheSame() throws SQLException {
        String sql = "select id from twin where a = ?";
        Set<List<String>> shapes = new HashSet<>();
        Map<String, Integer> indexes = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            String made = i % 2 == 0 ? "twin_one" : "twin_two";
            run("drop index " + made, "create index " + made + " on twin (a)", "analyze twin");
            shapes.add(shape(sql).steps());
            indexes.merge(index(), 1, Integer::sum);
        }

        assertThat(shapes).containsExactly(List.of("index-backed twin"));
        assertThat(indexes).as("the server changed its mind").hasSize(2);
    }

    private static String index() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery("explain select id from twin where a = 7")) {
            StringBuilder text = new StringBuilder();
            while (plan.next()) {
                text.append(plan.getString(1));
            }
            return text.indexOf("twin_one") >= 0 ? "twin_one" : "twin_two";
        }
    }
}
