// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.OwnThread;
import io.github.perfjunit.jdbc.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** What transactions of a real PostgreSQL do to each other. */
class PostgresErrorsTests {

    private final Recorded recorded = new Recorded();
    private final LoadWatch watch = new LoadWatch(new ProxyProbe(), recorded, nanos -> true, System::nanoTime);
    private Connection one;
    private Connection other;

    @BeforeEach
    void connect() throws SQLException {
        String url = TestPostgres.newDatabase();
        one = watch.take(() -> DriverManager.getConnection(url));
        other = watch.take(() -> DriverManager.getConnection(url));
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

    @Test
    void deadlock_isNamed() throws SQLException {
        run(one, "set local deadlock_timeout = 50");
        run(other, "set local deadlock_timeout = 50");
        run(one, "update t set n = 1 where id = 1");
        run(other, "update t set n = 2 where id = 2");
        CompletableFuture<Void> first = later(one, "update t set n = 1 where id = 2");
        CompletableFuture<Void> second = later(other, "update t set n = 2 where id = 1");
        CompletableFuture.allOf(first, second).exceptionally(e -> null).join();
        one.rollback();
        other.rollback();

        assertThat(recorded.errors)
                .containsExactly("deadlock: ended by the database to resolve a deadlock (SQLState 40P01)");
    }

    @Test
    void lockThatIsTaken_isNamed() throws SQLException {
        run(one, "select n from t where id = 1 for update");
        later(other, "select n from t where id = 1 for update nowait")
                .exceptionally(e -> null)
                .join();

        assertThat(recorded.errors).containsExactly("lock-timeout: did not get a lock in time (SQLState 55P03)");
    }

    @Test
    void transactionsThatCannotBeInOrder_areNamed() throws SQLException {
        one.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        run(one, "select n from t");
        run(other, "update t set n = 5 where id = 1");
        other.commit();
        later(one, "update t set n = 6 where id = 1").exceptionally(e -> null).join();

        assertThat(recorded.errors)
                .containsExactly("serialization: could not be serialized with other transactions (SQLState 40001)");
    }

    @Test
    void sessionThatIsEnded_isNamed() throws SQLException {
        int pid = other.unwrap(PGConnection.class).getBackendPID();
        run(one, "select pg_terminate_backend(" + pid + ", 5000)");
        later(other, "select n from t").exceptionally(e -> null).join();

        assertThat(recorded.errors)
                .containsExactly(
                        "shutdown: ended because the server shut down, crashed or is starting (SQLState 57P01)");
    }
}
