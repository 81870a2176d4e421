// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.perfjunit.jdbc.internal.pool.PoolResize.Resized;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoolResizeTests {

    private static final Duration LONG = Duration.ofSeconds(10);

    private HikariDataSource pool;

    @BeforeEach
    void open() throws SQLException {
        AddressedDatabase database = AddressedDatabase.empty();
        pool = new HikariDataSource();
        pool.setJdbcUrl(database.url().orElseThrow());
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(3);
        pool.setMinimumIdle(1);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private int total() {
        return pool.getHikariPoolMXBean().getTotalConnections();
    }

    @Test
    void to_idlePool_growsAndShrinksAndIsAsBeforeAtTheEnd() throws SQLException {
        try (PoolResize resize = new PoolResize(pool)) {
            Resized larger = resize.to(6, LONG);
            assertThat(larger.isDone()).isTrue();
            assertThat(total()).isEqualTo(6);
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();

            Resized smaller = resize.to(2, LONG);
            assertThat(smaller.isDone()).isTrue();
            assertThat(total()).isEqualTo(2);
            assertThat(pool.getMinimumIdle()).isEqualTo(2);

            assertThat(resize.to(5, LONG).isDone()).isTrue();
        }

        assertThat(pool.getMaximumPoolSize()).isEqualTo(3);
        assertThat(pool.getMinimumIdle()).isEqualTo(1);
        assertThat(total()).isLessThanOrEqualTo(3);
    }

    @Test
    void to_poolUnderLoad_growsAndShrinksWithoutAFailure() throws Exception {
        AtomicBoolean running = new AtomicBoolean(true);
        AtomicLong done = new AtomicLong();
        AtomicLong failed = new AtomicLong();
        Thread[] users = new Thread[4];
        try (PoolResize resize = new PoolResize(pool)) {
            for (int i = 0; i < users.length; i++) {
                users[i] = new Thread(() -> {
                    while (running.get()) {
                        try (Connection connection = pool.getConnection();
                                Statement statement = connection.createStatement()) {
                            statement.execute("select pg_sleep(0.002)");
                            done.incrementAndGet();
                        } catch (SQLException e) {
                            failed.incrementAndGet();
                        }
                    }
                });
                users[i].start();
            }
            assertThat(resize.to(8, LONG).isDone()).isTrue();
            assertThat(resize.to(2, LONG).total()).isLessThanOrEqualTo(2);
        } finally {
            running.set(false);
            for (Thread user : users) {
                user.join();
            }
        }

        assertThat(done).hasPositiveValue();
        assertThat(failed).hasValue(0);
        assertThat(pool.getMaximumPoolSize()).isEqualTo(3);
    }

    @Test
    void to_connectionsThatAreNotGivenBack_endsInTimeAndSaysSo() throws SQLException {
        try (PoolResize resize = new PoolResize(pool)) {
            resize.to(3, LONG);
            try (Connection one = pool.getConnection();
                    Connection two = pool.getConnection()) {
                assertThat(one).isNotSameAs(two);
                Resized resized = resize.to(1, Duration.ofMillis(200));
                assertThat(resized.isDone()).isFalse();
                assertThat(resized.total()).isGreaterThanOrEqualTo(2);
                assertThat(resized.took()).isLessThan(Duration.ofSeconds(5));
            }
        }
    }

    @Test
    void to_refusedByTheServer_endsInTime() throws SQLException {
        AddressedDatabase database = AddressedDatabase.empty();
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement();
                HikariDataSource limited = new HikariDataSource()) {
            statement.execute("drop role if exists resize_small");
            statement.execute("create role resize_small login connection limit 2");
            limited.setJdbcUrl(database.url().orElseThrow());
            limited.setUsername("resize_small");
            limited.setMaximumPoolSize(1);
            try (PoolResize resize = new PoolResize(limited)) {
                Resized resized = resize.to(4, Duration.ofSeconds(2));

                assertThat(resized.isDone()).isFalse();
                assertThat(resized.total()).isEqualTo(2);
                assertThat(limited.getHikariPoolMXBean().getActiveConnections()).isZero();
            }
            assertThat(limited.getMaximumPoolSize()).isEqualTo(1);
        }
    }

    @Test
    void close_nothingChanged_leavesThePoolAlone() throws SQLException {
        new PoolResize(pool).close();

        assertThat(pool.getHikariPoolMXBean()).isNull();
    }
}
