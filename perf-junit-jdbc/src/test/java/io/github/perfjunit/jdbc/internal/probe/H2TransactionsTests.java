// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.perfjunit.jdbc.OwnThread;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What failures do to transactions of a real H2, in which one failed statement is no reason to give up. */
class H2TransactionsTests {

    private static final String URL = "jdbc:h2:mem:transactions;LOCK_TIMEOUT=10000";

    private final Recorded recorded = new Recorded();
    private final LoadWatch watch = new LoadWatch(new ProxyProbe(), recorded, nanos -> true, System::nanoTime);
    private Connection one;
    private Connection other;

    @BeforeEach
    void connect() throws SQLException {
        one = watch.take(() -> DriverManager.getConnection(URL));
        other = watch.take(() -> DriverManager.getConnection(URL));
        run(one, "create table t (id int primary key, n int)");
        run(one, "insert into t values (1, 0), (2, 0)");
        one.setAutoCommit(false);
        other.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        one.close();
        other.close();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static CompletableFuture<Void> later(Connection connection, String sql) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        run(connection, sql);
                    } catch (SQLException e) {
                        throw new CompletionException(e);
                    }
                },
                OwnThread.EACH);
    }

    private static int sum(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select sum(n) from t")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void failureThatIsCaught_doesNotStandInTheWayOfTheCommit() throws SQLException {
        run(one, "update t set n = 5 where id = 1");
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> run(one, "insert into t values (1, 0)"));

        assertThat(ConnectionTrace.whyNotCommitted(one)).isEmpty();
        one.commit();
        assertThat(sum(other)).isEqualTo(5);
    }

    @Test
    void deadlockThatIsCaught_hasRolledBackAllOfTheTransaction() throws SQLException {
        run(one, "update t set n = 1 where id = 1");
        run(other, "update t set n = 10 where id = 2");
        CompletableFuture<Void> first = later(one, "update t set n = 1 where id = 2");
        CompletableFuture<Void> second = later(other, "update t set n = 10 where id = 1");
        CompletableFuture.anyOf(first.exceptionally(e -> null), second.exceptionally(e -> null))
                .join();
        CompletableFuture.allOf(first, second).exceptionally(e -> null).join();
        Connection victim = first.isCompletedExceptionally() ? one : other;
        Connection winner = victim == one ? other : one;

        assertThat(recorded.errors)
                .containsExactly("deadlock: ended by the database to resolve a deadlock (SQLState 40001, code 40001)");
        assertThat(ConnectionTrace.whyNotCommitted(victim))
                .get()
                .satisfies(failure -> assertThat(SqlErrors.kind(failure)).isEqualTo("deadlock"));
        assertThat(ConnectionTrace.whyNotCommitted(winner)).isEmpty();
        victim.commit();
        winner.commit();
        assertThat(List.of(2, 20)).contains(sum(winner));
    }
}
