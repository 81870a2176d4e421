// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static io.github.perfjunit.jdbc.ProblemDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.LoadTest;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.load.VirtualUser;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements that are run too often, or read too much: made on purpose, and named. */
class StatementProblemsTests {

    private static final String LIST = "select id from orders where customer = ? order by id";
    private static final String LINES = "select article from line where order_id = ?";
    private static final String JOIN =
            "select o.id, l.article from orders o join line l on l.order_id = o.id where o.customer = ?";

    private static String url = "";

    @TempDir
    Path output;

    @BeforeAll
    static void tables() throws SQLException {
        url = ProblemDatabase.with(
                "create table orders (id int primary key, customer int not null)",
                "create index on orders (customer)",
                "insert into orders select i, i / 20 from generate_series(0, 799) i",
                "create table line (order_id int not null, article int not null, primary key (order_id, article))",
                "insert into line select i / 3, i from generate_series(0, 2399) i",
                "create table visit (id int primary key, customer int not null, page text not null)",
                "insert into visit select i, i % 3000, 'page ' || i from generate_series(1, 30000) i",
                "create table article (id bigint primary key, name text)",
                "create sequence article_seq",
                "create table indexed_visit (id int primary key, customer int not null, page text not null)",
                "insert into indexed_visit select * from visit",
                "create index on indexed_visit (customer)");
    }

    private static void listOneByOne(Connection connection, int customer) throws SQLException {
        List<Integer> orders = new ArrayList<>();
        try (PreparedStatement list = connection.prepareStatement(LIST)) {
            list.setInt(1, customer);
            try (ResultSet rows = list.executeQuery()) {
                while (rows.next()) {
                    orders.add(rows.getInt(1));
                }
            }
        }
        for (int order : orders) {
            execute(connection, LINES, order);
        }
    }

    static class OneByOneTestCases {

        @JdbcWorkload(users = 2, iterations = 100, pool = @Pool(size = 2))
        @JdbcSlo(none = Finding.Kind.N_PLUS_ONE)
        void listOrders(Connection connection, VirtualUser user) throws SQLException {
            listOneByOne(connection, user.random().nextInt(40));
        }
    }

    static class JoinTestCases {

        @JdbcWorkload(users = 2, iterations = 200, pool = @Pool(size = 2))
        @JdbcSlo(none = Finding.Kind.N_PLUS_ONE)
        void listOrders(Connection connection, VirtualUser user) throws SQLException {
            execute(connection, JOIN, user.random().nextInt(40));
        }
    }

    @Test
    void childrenReadOneByOne_areAnNPlusOne() {
        TestRun run = TestRun.of(OneByOneTestCases.class, output, "perf.jdbc.url=" + url);

        Finding found = Found.by(run).only(Finding.Kind.N_PLUS_ONE);
        assertThat(found.subject()).isEqualTo(LINES);
        assertThat(found.evidence())
                .startsWith("A unit of work that ran it did so 20.0 times on average and 20 times at most; it took ");
        assertThat(run.failure("listOrders"))
                .hasMessageStartingWith(
                        "listOrders missed 1 of 2 SLOs: N+1 statements findings of select article from line where order_id = ?"
                                + " 1, none allowed")
                .hasMessageContaining(
                        "\n  N+1 statements (" + LINES + "): A unit of work that ran it did so 20.0 times")
                .hasMessageContaining("; it is called at io.github.perfjunit.jdbc.")
                .hasMessageContaining(
                        "Read all rows with one statement, by a join or an IN list (with JPA: a fetch join, an"
                                + " entity graph or a batch size).");
        assertThat(found.evidence()).contains("StatementProblemsTests.listOneByOne(StatementProblemsTests.java:");
    }

    static class SequencesTestCases {

        @JdbcWorkload(users = 2, iterations = 40, pool = @Pool(size = 2))
        @JdbcSlo(none = {Finding.Kind.N_PLUS_ONE, Finding.Kind.UNBATCHED_WRITES})
        void insert(Connection connection) throws SQLException {
            execute(connection, "select pg_advisory_xact_lock(?)", 1L);
            try (PreparedStatement next = connection.prepareStatement("select nextval('article_seq')");
                    PreparedStatement insert = connection.prepareStatement("insert into article values (?, ?)")) {
                for (int i = 0; i < 50; i++) {
                    try (ResultSet row = next.executeQuery()) {
                        row.next();
                        insert.setLong(1, row.getLong(1));
                    }
                    insert.setString(2, "a");
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            for (int i = 0; i < 20; i++) {
                execute(
                        connection,
                        "with old as (delete from article where id = ? returning id) select count(*) from old",
                        -i);
                execute(connection, "select abs(?)", i);
            }
        }
    }

    @Test
    void sequencesBeforeABatch_locksAndProcedures_areNoNPlusOne() {
        TestRun run = TestRun.of(SequencesTestCases.class, output, "perf.jdbc.url=" + url);

        run.assertPassed("insert");
        assertThat(Found.by(run).findings())
                .extracting(Finding::kind)
                .doesNotContain(Finding.Kind.N_PLUS_ONE, Finding.Kind.UNBATCHED_WRITES);
    }

    @Test
    void join_isNoNPlusOne() {
        TestRun run = TestRun.of(JoinTestCases.class, output, "perf.jdbc.url=" + url);

        Found.by(run).assertNone();
        run.assertPassed("listOrders");
    }

    @WatchDatabase
    abstract static class ShopTestCases {

        final ProbedDataSource orders = Shop.pool(url);
        final Shop shop = new Shop(orders, this::list);

        abstract void list(DataSource source, int customer) throws SQLException;

        @LoadTest(users = 2, iterations = 60)
        @JdbcSlo(none = Finding.Kind.N_PLUS_ONE)
        void listOrders(Http http, VirtualUser user) {
            http.request("GET", shop.url(user.random().nextInt(40)))
                    .name("orders")
                    .expectStatus(204)
                    .send();
        }

        @AfterEach
        void stop() throws Exception {
            shop.close();
            orders.close();
        }
    }

    static class OneByOneShopTestCases extends ShopTestCases {
        @Override
        void list(DataSource source, int customer) throws SQLException {
            try (Connection connection = source.getConnection()) {
                listOneByOne(connection, customer);
            }
        }
    }

    static class ConnectionEachShopTestCases extends ShopTestCases {
        @Override
        void list(DataSource source, int customer) throws SQLException {
            List<Integer> ids = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                ids.add(customer * 20 + i);
            }
            try (Connection connection = source.getConnection()) {
                execute(connection, LIST, customer);
            }
            for (int id : ids) {
                try (Connection connection = source.getConnection()) {
                    execute(connection, LINES, id);
                }
            }
        }
    }

    static class JoinShopTestCases extends ShopTestCases {
        @Override
        void list(DataSource source, int customer) throws SQLException {
            try (Connection connection = source.getConnection()) {
                execute(connection, JOIN, customer);
            }
        }
    }

    @Test
    void serviceThatReadsChildrenOneByOne_hasAnNPlusOne() {
        TestRun run = TestRun.of(OneByOneShopTestCases.class, output);

        Finding found = Found.by(run).only(Finding.Kind.N_PLUS_ONE);
        assertThat(found.subject()).isEqualTo(LINES);
        assertThat(found.evidence())
                .as("the pool commits each statement by itself")
                .startsWith("It ran 20.0 times for each of ")
                .contains(" but 1.0 times in a unit of work; ", "StatementProblemsTests.listOneByOne(");
        assertThat(run.failure("listOrders"))
                .hasMessageStartingWith(
                        "listOrders missed 1 of 2 SLOs: N+1 statements findings of select article from line where order_id = ? 1, none allowed");
    }

    @Test
    void serviceThatTakesAConnectionForEachChild_hasAnNPlusOne() {
        TestRun run = TestRun.of(ConnectionEachShopTestCases.class, output);

        Finding found = Found.by(run).only(Finding.Kind.N_PLUS_ONE);
        assertThat(found.subject()).isEqualTo(LINES);
        long requests = run.results().at("/all/count").asLong();
        assertThat(found.evidence())
                .startsWith(String.format(
                        Locale.ROOT,
                        "It ran 20.0 times for each of %,d requests of the load, but 1.0 times in a unit of work;"
                                + " it took ",
                        requests));
        assertThat(run.failure("listOrders"))
                .hasMessageStartingWith(
                        "listOrders missed 1 of 2 SLOs: N+1 statements findings of select article from line where order_id = ? 1, none allowed");
    }

    @Test
    void serviceThatJoins_hasNone() {
        TestRun run = TestRun.of(JoinShopTestCases.class, output);

        Found.by(run).assertNone();
        run.assertPassed("listOrders");
    }

    static class NoIndexTestCases {

        @JdbcWorkload(users = 2, iterations = 150, pool = @Pool(size = 2))
        @JdbcSlo(none = Finding.Kind.MISSING_INDEX)
        void visits(Connection connection, VirtualUser user) throws SQLException {
            execute(
                    connection,
                    "select page from visit where customer = ?",
                    user.random().nextInt(3_000));
        }
    }

    static class IndexTestCases {

        @JdbcWorkload(users = 2, iterations = 300, pool = @Pool(size = 2))
        @JdbcSlo(none = Finding.Kind.MISSING_INDEX)
        void visits(Connection connection, VirtualUser user) throws SQLException {
            execute(
                    connection,
                    "select page from indexed_visit where customer = ?",
                    user.random().nextInt(3_000));
        }
    }

    @Test
    void lookUpByAColumnWithoutIndex_isAMissingIndex() {
        TestRun run = TestRun.of(NoIndexTestCases.class, output, "perf.jdbc.url=" + url);

        Finding found = Found.by(run).only(Finding.Kind.MISSING_INDEX);
        assertThat(found.subject()).isEqualTo("visit (customer)");
        assertThat(found.evidence())
                .as("the server is asked for the first time while the first of 150 are under way")
                .matches(
                        "By its plan 'select page from visit where customer = \\?' reads 30,000 rows to keep about 10; the"
                                + " table was read from end to end 1[0-5]\\d times, 30,000 rows each\\.");
        assertThat(found.advice()).isEqualTo("Try CREATE INDEX ON visit (customer) and measure again.");
        assertThat(run.failure("visits"))
                .hasMessageStartingWith(
                        "visits missed 1 of 2 SLOs: missing index findings of visit (customer) 1, none allowed"
                                + " (150 requests)");
    }

    @Test
    void lookUpByAnIndex_isNone() {
        TestRun run = TestRun.of(IndexTestCases.class, output, "perf.jdbc.url=" + url);

        Found.by(run).assertNone();
        run.assertPassed("visits");
    }
}
