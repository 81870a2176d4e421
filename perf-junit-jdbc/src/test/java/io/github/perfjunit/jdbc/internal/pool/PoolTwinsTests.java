// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.PoolAdvice;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two users who hold a connection while they think, on a real PostgreSQL: with one connection, and with two. */
class PoolTwinsTests {

    private static final int SAMPLES = 60;

    /** Transactions after which a user waits for nothing but connections. */
    private static final int WARM = 5;

    private static final long HOLD_MILLIS = 8;

    private static PoolAdvice advice(int size) throws Exception {
        AddressedDatabase database = AddressedDatabase.empty();
        HandTicker ticker = new HandTicker();
        PoolSettings settings = new PoolSettings(size, -1, Duration.ofSeconds(5), true, false, List.of());
        AtomicBoolean running = new AtomicBoolean(true);
        AtomicInteger failed = new AtomicInteger();
        try (HikariDataSource pool = Pools.open(database, settings, config -> {});
                Connection watcher = database.connect("watcher")) {
            PoolWatch watch = PoolWatch.of(pool, now -> true, System::nanoTime, ticker, null)
                    .orElseThrow();
            watch.begin();
            Thread[] users = new Thread[2];
            CountDownLatch warm = new CountDownLatch(users.length);
            for (int i = 0; i < users.length; i++) {
                users[i] = new Thread(() -> work(pool, running, failed, warm));
                users[i].start();
            }
            warm.await();
            double active = 0;
            for (int i = 0; i < SAMPLES; i++) {
                ticker.tick(1);
                active += activeBackends(watcher);
                TimeUnit.MILLISECONDS.sleep(2);
            }
            running.set(false);
            for (Thread user : users) {
                user.join();
            }
            assertThat(failed).hasValue(0);
            return PoolSizing.advise(watch.end(), new ServerFacts(-1, active / SAMPLES, 0), 0.1);
        }
    }

    private static void work(HikariDataSource pool, AtomicBoolean running, AtomicInteger failed, CountDownLatch warm) {
        for (int i = 0; running.get(); i++) {
            if (i == WARM) {
                warm.countDown();
            }
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("select 1");
                TimeUnit.MILLISECONDS.sleep(HOLD_MILLIS);
                connection.commit();
            } catch (SQLException | InterruptedException e) {
                failed.incrementAndGet();
            }
        }
    }

    private static int activeBackends(Connection watcher) throws SQLException {
        try (Statement statement = watcher.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from pg_stat_activity where state = 'active'"
                        + " and datname = current_database() and application_name = 'perf-junit'")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void oneConnectionForTwo_isNamedTooSmall() throws Exception {
        PoolAdvice advice = advice(1);

        assertThat(advice.reason()).contains(" of 1 connections in use on average, while the database worked for ");
        assertThat(advice.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.POOL_TOO_SMALL);
    }

    @Test
    void twoConnectionsForTwo_areLeftAlone() throws Exception {
        PoolAdvice advice = advice(2);

        assertThat(advice.findings()).isEmpty();
        assertThat(advice.verdict()).isEqualTo(PoolAdvice.Verdict.RIGHT);
    }
}
