// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.perfjunit.analysis.Knee;
import io.github.perfjunit.jdbc.report.PoolReport;
import io.github.perfjunit.jdbc.report.PoolSweepReport;
import io.github.perfjunit.jdbc.report.SweepRound;
import io.github.perfjunit.jdbc.report.SweepStep;
import io.github.perfjunit.metrics.LatencySummary;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Four users whose statements take 20 ms each, with pools of several sizes: more than four connections cannot help. */
class SweepOfRealPoolsTests {

    private static final int USERS = 4;
    private static final long STEP_NANOS = 500_000_000;

    private static SweepRound step(AddressedDatabase database, int round, int size) throws Exception {
        try (HikariDataSource pool = Pools.open(database, PoolSettings.DEFAULT.withSize(size), config -> {})) {
            PoolWatch watch = PoolWatch.of(pool, now -> true, null).orElseThrow();
            LatencySummary.Builder times = new LatencySummary.Builder();
            AtomicLong failed = new AtomicLong();
            watch.begin();
            long start = System.nanoTime();
            long end = start + STEP_NANOS;
            Thread[] users = new Thread[USERS];
            for (int i = 0; i < USERS; i++) {
                users[i] = new Thread(() -> work(pool, end, times, failed));
                users[i].start();
            }
            for (Thread user : users) {
                user.join();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            PoolReport report = watch.end();
            assertThat(PoolSizing.advise(report, ServerFacts.UNKNOWN, -1).findings())
                    .isEmpty();
            return SweepRound.of(round, times.count() / seconds, times.copy(), failed.get(), report, true);
        }
    }

    private static void work(HikariDataSource pool, long end, LatencySummary.Builder times, AtomicLong failed) {
        while (System.nanoTime() - end < 0) {
            long started = System.nanoTime();
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("select pg_sleep(0.02)");
                connection.commit();
            } catch (SQLException e) {
                failed.incrementAndGet();
            }
            synchronized (times) {
                times.record(System.nanoTime() - started);
            }
        }
    }

    private static PoolSweepReport sweep(AddressedDatabase database) throws Exception {
        List<SweepStep> steps = new ArrayList<>();
        Map<Integer, List<SweepRound>> rounds = new TreeMap<>();
        for (int round = 2; round <= 3; round++) {
            for (int size : round == 2 ? new int[] {12, 8, 4, 2, 1} : new int[] {1, 2, 4, 8, 12}) {
                rounds.computeIfAbsent(size, s -> new ArrayList<>()).add(step(database, round, size));
            }
        }
        rounds.forEach((size, of) -> steps.add(SweepStep.of(size, of)));
        return PoolSweepReport.of(steps);
    }

    private static boolean isFound(PoolSweepReport sweep) {
        Knee knee = sweep.knee().orElseThrow();
        return knee.shape() == Knee.Shape.KNEE && Math.abs(knee.load() - 4) < 0.8 && sweep.recommended() >= 4;
    }

    @Test
    void sweep_fourUsers_findsTheKneeAtFourConnections() throws Exception {
        AddressedDatabase database = AddressedDatabase.empty();
        step(database, 1, USERS); // warms up what a JVM warms up
        PoolSweepReport sweep = sweep(database);
        for (int again = 0; again < 2 && !isFound(sweep); again++) {
            sweep = sweep(database); // steps of half a second do not survive a machine that others starve
        }

        assertThat(isFound(sweep)).as(sweep.toString()).isTrue();
        assertThat(sweep.steps().get(0).acquireP95())
                .isGreaterThan(sweep.steps().get(4).acquireP95());
        assertThat(sweep.steps().get(0).pending()).isPositive();
        assertThat(sweep.advice()).doesNotContain("is not known");
    }
}
