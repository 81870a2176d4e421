// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.AfterLoad;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HikariCP's own meters, in a registry of the test. */
class PoolMetersTests {

    @TempDir
    Path output;

    static class MeteredTestCases {

        static final MeterRegistry REGISTRY = new SimpleMeterRegistry();
        static final List<Double> SEEN = new ArrayList<>();

        final MeterRegistry registry = REGISTRY;

        @JdbcWorkload(users = 1, iterations = 20, pool = @Pool(size = 3))
        void metered(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("select 1");
            }
        }

        @AfterEach
        void lookAtThem() {
            SEEN.add((double)
                    registry.get("hikaricp.connections.acquire").timer().count());
            SEEN.add(registry.get("hikaricp.connections").gauge().value());
            SEEN.add(registry.get("hikaricp.connections.max").gauge().value());
        }
    }

    @Test
    void meters_afterTheLoad_haveTheirLastValuesUntilTheTestEnds() {
        TestRun run = TestRun.of(MeteredTestCases.class, output, "perf.jdbc.url=jdbc:h2:mem:meters;DB_CLOSE_DELAY=-1");

        run.assertPassed("metered");
        assertThat(MeteredTestCases.SEEN.get(0)).isGreaterThanOrEqualTo(20);
        assertThat(MeteredTestCases.SEEN.subList(1, 3)).containsExactly(3.0, 3.0);
        assertThat(MeteredTestCases.REGISTRY.getMeters()).isEmpty();
    }

    static class WatchedTestCases {

        static final MeterRegistry REGISTRY = new SimpleMeterRegistry();
        static final AtomicReference<Double> TOTAL = new AtomicReference<>(0.0);
        static final AtomicReference<Double> STATEMENTS = new AtomicReference<>(0.0);

        final MeterRegistry registry = REGISTRY;

        @JdbcWorkload(users = 2, duration = "2s", pool = @Pool(size = 3))
        void watched(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("select 1");
            }
        }

        @AfterLoad("watched")
        void lookAtTheLoad(LoadResult result) {
            TOTAL.set(registry.get("loadtest.monitor")
                    .tags("monitor", "pool.total", "unit", "none")
                    .gauge()
                    .value());
            STATEMENTS.set(registry.get("loadtest.statements")
                    .tags("statement", "select ?", "outcome", "ok")
                    .functionTimer()
                    .count());
            assertThat(result.data().series().stream()
                            .filter(series -> series.key().request().equals("select ?"))
                            .mapToLong(series -> series.count(Outcome.OK))
                            .sum())
                    .isEqualTo(STATEMENTS.get().longValue());
        }
    }

    @Test
    void poolAndStatements_areMetersOfTheLoadUntilTheTestEnds() {
        TestRun run = TestRun.of(WatchedTestCases.class, output, "perf.jdbc.url=jdbc:h2:mem:watched;DB_CLOSE_DELAY=-1");

        run.assertPassed("watched");
        assertThat(WatchedTestCases.TOTAL).hasValue(3.0);
        assertThat(WatchedTestCases.STATEMENTS.get()).isPositive();
        assertThat(WatchedTestCases.REGISTRY.getMeters()).isEmpty();
    }
}
