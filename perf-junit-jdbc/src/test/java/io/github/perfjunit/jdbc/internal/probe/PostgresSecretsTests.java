// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.perfjunit.jdbc.TestPostgres;
import io.github.perfjunit.jdbc.internal.probe.Probes.ProbeTest;
import io.github.perfjunit.jdbc.report.ProbeReport;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.PgStatement;

/** Failures of a real PostgreSQL, whose messages quote values, with a value that must not be seen anywhere. */
class PostgresSecretsTests {

    private static final String SECRET = "s3cr3t";

    private static String url;

    private final Recorded recorded = new Recorded();
    private LoadWatch watch;

    @BeforeAll
    static void makeTables() throws SQLException {
        url = TestPostgres.newDatabase();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create table users (id serial primary key, email text not null unique, age int"
                    + " constraint grown_up check (age > 17), boss int references users(id))");
            statement.execute("insert into users (email) values ('" + SECRET + "')");
        }
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private void fails(StatementProbe probe, Work work, String kindAndMessage) throws SQLException {
        watch = new LoadWatch(probe, recorded, nanos -> true, System::nanoTime);
        try (Connection connection = watch.take(() -> DriverManager.getConnection(url))) {
            assertThat(connection.unwrap(PGConnection.class)).isNotNull();
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> work.on(connection));
        }
        ProbeReport report = watch.end();
        assertThat(recorded.errors).containsExactly(kindAndMessage);
        assertThat(recorded.everything + recorded.statements.toString() + report + ProbeFindings.of(report, 0))
                .doesNotContain(SECRET);
        assertThat(report.statements()).hasSize(1);
        assertThat(report.statements().get(0).errors()).isEqualTo(1);
    }

    private static Work plain(String sql) {
        return connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        };
    }

    @ProbeTest
    void uniqueKey_namesTableAndConstraint(StatementProbe probe) throws SQLException {
        fails(
                probe,
                connection -> {
                    try (PreparedStatement insert =
                            connection.prepareStatement("insert into users (email) values (?)")) {
                        insert.setString(1, SECRET);
                        insert.executeUpdate();
                    }
                },
                "constraint: unique constraint violated (SQLState 23505, table users, constraint users_email_key)");
    }

    @ProbeTest
    void uniqueKeyInABatch_hidesTheEntryOfTheBatch(StatementProbe probe) throws SQLException {
        fails(
                probe,
                connection -> {
                    try (PreparedStatement insert =
                            connection.prepareStatement("insert into users (email) values (?)")) {
                        insert.setString(1, SECRET + "1");
                        insert.addBatch();
                        insert.setString(1, SECRET);
                        insert.addBatch();
                        insert.executeBatch();
                    }
                },
                "constraint: unique constraint violated (SQLState 23505, table users, constraint users_email_key)");
    }

    @ProbeTest
    void batchOfPlainStatements_hidesTheirValues(StatementProbe probe) throws SQLException {
        fails(
                probe,
                connection -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.addBatch("insert into users (email) values ('" + SECRET + "')");
                        statement.executeBatch();
                    }
                },
                "constraint: unique constraint violated (SQLState 23505, table users, constraint users_email_key)");
    }

    @ProbeTest
    void checkConstraint_hidesTheFailingRow(StatementProbe probe) throws SQLException {
        fails(
                probe,
                plain("insert into users (email, age) values ('x" + SECRET + "', 3)"),
                "constraint: check constraint violated (SQLState 23514, table users, constraint grown_up)");
    }

    @ProbeTest
    void notNull_namesTheColumn(StatementProbe probe) throws SQLException {
        fails(
                probe,
                plain("update users set email = null where email = '" + SECRET + "'"),
                "constraint: not-null constraint violated (SQLState 23502, table users, column email)");
    }

    @ProbeTest
    void foreignKey_hidesTheKey(StatementProbe probe) throws SQLException {
        fails(
                probe,
                plain("update users set boss = 777 where email = '" + SECRET + "'"),
                "constraint: foreign key violated (SQLState 23503, table users, constraint users_boss_fkey)");
    }

    @ProbeTest
    void invalidNumber_hidesTheInput(StatementProbe probe) throws SQLException {
        fails(probe, plain("select * from users where id = '" + SECRET + "'"), "sql-22P02: failed (SQLState 22P02)");
    }

    @ProbeTest
    void syntaxError_hidesTheStatement(StatementProbe probe) throws SQLException {
        fails(
                probe,
                plain("selekt '" + SECRET + "'"),
                "syntax: syntax error, unknown name or missing right (SQLState 42601)");
    }

    @ProbeTest
    void timeout_isCanceled(StatementProbe probe) throws SQLException {
        fails(
                probe,
                connection -> {
                    connection.setAutoCommit(false);
                    try (Statement statement = connection.createStatement()) {
                        statement.unwrap(PgStatement.class).execute("set statement_timeout = 20");
                        statement.execute("select pg_sleep(2), '" + SECRET + "'");
                    }
                },
                "canceled: canceled or timed out (SQLState 57014)");
    }

    @ProbeTest
    void writeWithoutPermission_isReadOnly(StatementProbe probe) throws SQLException {
        fails(
                probe,
                connection -> {
                    connection.setReadOnly(true);
                    connection.setAutoCommit(false);
                    plain("delete from users where email = '" + SECRET + "'").on(connection);
                },
                "read-only: write in a read-only transaction (SQLState 25006)");
    }

    @ProbeTest
    void backslashThatEscapes_endsNoValue(StatementProbe probe) throws SQLException {
        String old = url + (url.contains("?") ? "&" : "?") + "options=-c%20standard_conforming_strings=off";
        watch = new LoadWatch(probe, recorded, nanos -> true, System::nanoTime);
        try (Connection connection = watch.take(() -> DriverManager.getConnection(old))) {
            plain("select count(*) from users where email = 'it\\'s " + SECRET + "' and email <> 'x'")
                    .on(connection);
        }
        ProbeReport report = watch.end();
        assertThat(report.statements()).singleElement().satisfies(statement -> assertThat(statement.text())
                .isEqualTo("select count(*) from users where email = ? and email <> ?"));
        assertThat(recorded.everything + recorded.statements.toString() + report)
                .doesNotContain(SECRET);
    }
}
