// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.zaxxer.hikari.HikariDataSource;
import io.github.perfjunit.analysis.Knee;
import io.github.perfjunit.jdbc.report.PoolReport;
import io.github.perfjunit.jdbc.report.PoolSweepReport;
import io.github.perfjunit.jdbc.report.SweepStep;
import io.github.perfjunit.metrics.LatencySummary;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Four users whose statements take 5 ms each, with pools of several sizes: more than four connections cannot help. */
class SweepOfRealPoolsTests {

    private static final int USERS = 4;
    private static final long STEP_NANOS = 400_000_000;

    private static SweepStep step(AddressedDatabase database, int size) throws Exception {
        try (HikariDataSource pool = Pools.open(database, PoolSettings.DEFAULT.withSize(size), Map.of())) {
            PoolWatch watch = PoolWatch.of(pool, now -> true, null).orElseThrow();
            LatencySummary.Builder times = new LatencySummary.Builder();
            AtomicLong failed = new AtomicLong();
            watch.begin();
            long end = System.nanoTime() + STEP_NANOS;
            Thread[] users = new Thread[USERS];
            for (int i = 0; i < USERS; i++) {
                users[i] = new Thread(() -> work(pool, end, times, failed));
                users[i].start();
            }
            for (Thread user : users) {
                user.join();
            }
            PoolReport report = watch.end();
            assertThat(PoolSizing.advise(report, ServerFacts.UNKNOWN, -1).findings())
                    .isEmpty();
            return SweepStep.of(times.count() / (STEP_NANOS / 1e9), times.copy(), failed.get(), report, true);
        }
    }

    private static void work(HikariDataSource pool, long end, LatencySummary.Builder times, AtomicLong failed) {
        while (System.nanoTime() - end < 0) {
            long started = System.nanoTime();
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("select pg_sleep(0.005)");
                connection.commit();
            } catch (SQLException e) {
                failed.incrementAndGet();
            }
            synchronized (times) {
                times.record(System.nanoTime() - started);
            }
        }
    }

    @Test
    void sweep_fourUsers_findsTheKneeAtFourConnections() throws Exception {
        AddressedDatabase database = AddressedDatabase.empty();
        step(database, USERS); // warms up what a JVM warms up
        List<SweepStep> steps = new ArrayList<>();
        for (int size : new int[] {1, 2, 4, 8, 12}) {
            steps.add(step(database, size));
        }

        PoolSweepReport sweep = PoolSweepReport.of(steps);

        assertThat(sweep.table()).doesNotContain("missed");
        assertThat(sweep.recommended()).as(sweep.table()).isEqualTo(4);
        Knee knee = sweep.knee().orElseThrow();
        assertThat(knee.shape()).as(sweep.table()).isEqualTo(Knee.Shape.KNEE);
        assertThat(knee.load()).as(sweep.table()).isCloseTo(4, within(0.8));
        assertThat(steps.get(0).acquireP95()).isGreaterThan(steps.get(4).acquireP95());
    }
}
