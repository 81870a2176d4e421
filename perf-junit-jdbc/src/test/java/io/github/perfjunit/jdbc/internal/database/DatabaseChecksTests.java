// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.TestPostgres;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
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

    /** Answers as another product would that speaks PostgreSQL's protocol. */
    private static TestDatabase answering(TestDatabase database, Answer answer) {
        return (TestDatabase) proxy(
                TestDatabase.class,
                database,
                (method, result) -> method.equals("connect")
                        ? proxy(
                                Connection.class,
                                result,
                                (asked, statement) -> asked.equals("createStatement")
                                        ? proxy(Statement.class, statement, answer)
                                        : statement)
                        : result);
    }

    private interface Answer {
        Object to(String method, Object result) throws SQLException;
    }

    private static Object proxy(Class<?> type, Object target, Answer answer) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            try {
                return answer.to(method.getName(), method.invoke(target, arguments));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private static Answer refusing(String message, String state) {
        return (method, result) -> {
            if (method.equals("executeQuery")) {
                throw new SQLException(message, state);
            }
            return result;
        };
    }

    @Test
    void server_thatDoesNotUnderstandTheQuestion_isNoProblem() throws Exception {
        TestDatabase postgres = as(TestPostgres.newDatabase(), "");

        for (String state : List.of("42883", "42P01", "0A000", "22023", "XX000", "42501")) {
            assertThat(DatabaseChecks.problems(answering(postgres, refusing("unknown", state)), true, 500))
                    .as(state)
                    .isEmpty();
        }
        assertThat(DatabaseChecks.problems(answering(postgres, refusing("gone", "08006")), true, 5))
                .singleElement()
                .asString()
                .endsWith(" cannot be asked for its limits: SQLState 08006: gone");
    }

    @Test
    void server_withoutALimit_takesAnyPool() throws Exception {
        TestDatabase postgres = as(TestPostgres.newDatabase(), "");
        TestDatabase cockroach = answering(
                postgres,
                (method, result) -> method.equals("executeQuery")
                        ? proxy(ResultSet.class, result, (asked, value) -> asked.equals("getInt") ? -1 : value)
                        : result);

        assertThat(DatabaseChecks.problems(cockroach, true, 500)).isEmpty();
    }
}
