// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseChecksTests {

    private static void execute(String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static TestDatabase as(String url, String user) throws BadDatabaseException {
        return UrlDatabase.reach(JdbcAddress.of(url, user, ""), "test");
    }

    @Test
    void pool_largerThanTheServerAllows_isAProblem() throws Exception {
        TestDatabase database = as(TestPostgres.newDatabase(), "");

        assertThat(DatabaseChecks.problems(database, true, 8)).isEmpty();
        assertThat(DatabaseChecks.problems(database, true, 500))
                .singleElement()
                .asString()
                .matches(
                        "max_connections of the server is 300, of which 3 are reserved and \\d+ in use; that leaves \\d+"
                                + " but the pool has up to 500\n    Hint: make the pool smaller, or raise max_connections");
    }

    @Test
    void pool_largerThanRoleAllows_isAProblem() throws Exception {
        String url = TestPostgres.newDatabase();
        execute(url, "create role limited login connection limit 5 superuser");

        assertThat(DatabaseChecks.problems(as(url, "limited"), true, 6))
                .containsExactly("the role \"limited\" may have 5 connections but the pool has up to 6\n"
                        + "    Hint: make the pool smaller, or raise the limit");
    }

    @Test
    void write_byARoleThatMayOnlyRead_isAProblem() throws Exception {
        String url = TestPostgres.newDatabase();
        execute(
                url,
                "create table a (x int)",
                "create role reader login",
                "grant select on a to reader",
                "create role frozen login superuser",
                "alter role frozen set default_transaction_read_only = on");

        assertThat(DatabaseChecks.problems(as(url, "reader"), false, 2)).isEmpty();
        assertThat(DatabaseChecks.problems(as(url, "reader"), true, 2))
                .containsExactly(
                        "the role \"reader\" may not write to the only table of the database but the load writes\n"
                                + "    Hint: grant it insert, update and delete, use another role, or set readOnly = true if the load only reads");
        assertThat(DatabaseChecks.problems(as(url, "frozen"), true, 2))
                .containsExactly(
                        "default_transaction_read_only is on for \"frozen\" but the load writes\n"
                                + "    Hint: use another role, switch it off for this one, or set readOnly = true if the load only reads");
        execute(url, "grant insert on a to reader");
        assertThat(DatabaseChecks.problems(as(url, "reader"), true, 2)).isEmpty();
    }

    @Test
    void write_byARoleThatMayWriteInOtherWays_isNoProblem() throws Exception {
        String url = TestPostgres.newDatabase();
        execute(
                url,
                "create table a (x int, y int)",
                "create view seen as select * from a",
                "create function add() returns void language sql security definer as 'insert into a values (1)'",
                "revoke execute on function add from public");
        for (String grant : List.of("update (y) on a", "insert on seen", "execute on function add")) {
            execute(url, "create role writer login", "grant select on a to writer");
            assertThat(DatabaseChecks.problems(as(url, "writer"), true, 2))
                    .as(grant)
                    .hasSize(1);
            execute(url, "grant " + grant + " to writer");
            assertThat(DatabaseChecks.problems(as(url, "writer"), true, 2))
                    .as(grant)
                    .isEmpty();
            execute(url, "drop owned by writer", "drop role writer");
        }
    }

    @Test
    void database_thatHasNoSuchLimits_isNoProblem() throws Exception {
        TestDatabase h2 = as("jdbc:h2:mem:checks", "sa");

        assertThat(DatabaseChecks.problems(h2, true, 1_000)).isEmpty();
    }
}
