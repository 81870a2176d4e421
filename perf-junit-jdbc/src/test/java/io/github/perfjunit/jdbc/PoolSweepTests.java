// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.perfjunit.Slo;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;

/** Sweeps over sizes of pools on a real PostgreSQL. */
@Tag("minutes")
class PoolSweepTests {

    private static String url = "";

    @TempDir
    Path output;

    @BeforeAll
    static void tables() throws SQLException {
        url = TestPostgres.newDatabase();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create table account (id int primary key, balance int not null)");
        }
    }

    /** Returns the sweep of the only result that has one. */
    private static JsonNode sweep(TestRun run) {
        List<JsonNode> sweeps = run.directories().stream()
                .map(directory -> run.results(directory).at("/sections/pool-sweep"))
                .filter(sweep -> !sweep.isMissingNode())
                .toList();
        assertThat(sweeps).hasSize(1);
        return sweeps.get(0);
    }

    static void sleep(Connection connection, int millis) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_sleep(" + millis / 1e3 + ")");
        }
    }

    static class SweepTestCases {

        @PoolSweep(
                sizes = {1, 2, 4},
                users = 4,
                duration = "900ms")
        @Slo(p50 = "1s")
        @JdbcSlo(leaked = 0)
        void work(Connection connection) throws SQLException {
            sleep(connection, 20);
        }
    }

    static class SlowTestCases {

        @PoolSweep(
                sizes = {2, 1},
                users = 2,
                duration = "900ms")
        @Slo(p50 = "1ms")
        void slow(Connection connection) throws SQLException {
            sleep(connection, 5);
        }
    }

    static class PartlyTestCases {

        /**
         * One connection cannot do more than 30 in the time, and 8 that are under way at its end: 63 a second. Eight of
         * them could do 400.
         */
        @PoolSweep(
                sizes = {8, 1},
                users = 8,
                duration = "600ms")
        @Slo(throughput = "100/s")
        void partly(Connection connection) throws SQLException {
            sleep(connection, 20);
        }
    }

    @Test
    void sweep_onAPostgres_measuresEachSizeAndAdvises() {
        TestRun run = TestRun.of(SweepTestCases.class, output, "perf.jdbc.url=" + url);

        assertThat(run.ends("work")).hasSizeBetween(9, 15);
        run.assertPassed("work");
        assertThat(run.directories()).hasSameSizeAs(run.ends("work"));
        JsonNode sweep = sweep(run);
        assertThat(sweep.at("/steps")).hasSize(3);
        assertThat(sweep.at("/steps/0/rounds/0/round").asInt()).isEqualTo(2);
        assertThat(sweep.at("/steps/0/rounds/1/round").asInt()).isEqualTo(3);
        assertThat(sweep.at("/steps/0/size").asInt()).isEqualTo(1);
        double one = sweep.at("/steps/0/throughput").asDouble();
        double four = sweep.at("/steps/2/throughput").asDouble();
        assertThat(four).isGreaterThan(2 * one);
        assertThat(sweep.at("/recommended").asInt()).isEqualTo(4);
        assertThat(run.printed())
                .startsWith(
                        "SweepTestCases.work: pool sweep: 3 sizes in 3 rounds, of which the first does not count, take"
                                + " 8.1 s and the set-up of 9 loads; up to 2 more rounds of sizes that are close, 13.5 s at"
                                + " most\n");
        assertThat(run.printed().replaceAll("\\s+", " "))
                .contains(
                        "pool of rate p50 p95 p99 errors wait p95 active SLOs",
                        sweep.at("/advice").asText());
    }

    @Test
    void sweep_whoseObjectivesHoldAtNoSize_failsWithTheLastOne() {
        TestRun run = TestRun.of(SlowTestCases.class, output, "perf.jdbc.url=" + url);

        List<TestExecutionResult> ends = run.ends("slow");
        assertThat(ends).hasSize(6);
        assertThat(ends.subList(0, 5))
                .allSatisfy(end -> assertThat(end.getThrowable()).isEmpty());
        assertThat(ends.get(5).getThrowable().orElseThrow())
                .isInstanceOf(AssertionError.class)
                .message()
                .matches(
                        "slow missed its objectives with every size of the pool: 1 \\([\\d.]+/s, p95 [\\d.]+ m?s, 0 errors\\),"
                                + " 2 \\([\\d.]+/s, p95 [\\d.]+ m?s, 0 errors\\)\n  report: .*slow.*");
    }

    @Test
    void sweep_whoseObjectivesHoldAtOneSize_passes() {
        TestRun run = TestRun.of(PartlyTestCases.class, output, "perf.jdbc.url=" + url);

        run.assertPassed("partly");
        JsonNode steps = sweep(run).at("/steps");
        assertThat(steps.at("/0/held").asBoolean()).isFalse();
        assertThat(steps.at("/1/held").asBoolean()).isTrue();
    }

    @Test
    void sweep_thatIsOnlyReported_failsNothing() {
        TestRun run = TestRun.of(SlowTestCases.class, output, "perf.jdbc.url=" + url, "perf.slo=report");

        run.assertPassed("slow");
    }

    static class BrokenTestCases {

        private static final AtomicInteger TURNS = new AtomicInteger();

        /** The first transaction of the whole sweep fails, in the round that does not count. */
        @PoolSweep(
                sizes = {2, 1},
                users = 1,
                duration = "300ms")
        void first(Connection connection) throws SQLException {
            sleep(connection, 5);
            if (TURNS.getAndIncrement() == 0) {
                throw new SQLException("the first one fails");
            }
        }

        @PoolSweep(
                sizes = {2, 1},
                users = 1,
                duration = "300ms")
        void each(Connection connection) throws SQLException {
            sleep(connection, 5);
            throw new SQLException("each one fails");
        }
    }

    @Test
    void sweep_thatIsOnlyReported_failsByErrorsAtEachSizeAlone() {
        TestRun run = TestRun.of(BrokenTestCases.class, output, "perf.jdbc.url=" + url, "perf.slo=report");

        run.assertPassed("first");
        List<TestExecutionResult> ends = run.ends("each");
        assertThat(ends.subList(0, ends.size() - 1))
                .allSatisfy(end -> assertThat(end.getThrowable()).isEmpty());
        assertThat(ends.get(ends.size() - 1).getThrowable().orElseThrow())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("each missed its objectives with every size of the pool: 1 (");
    }

    @Test
    void sweep_asASmokeTest_runsEachSizeOnce() {
        TestRun run = TestRun.of(SweepTestCases.class, output, "perf.jdbc.url=" + url, "perf.mode=smoke");

        assertThat(run.ends("work")).hasSize(3);
        run.assertPassed("work");
        assertThat(run.printed()).doesNotContain("of which the first does not count");
    }

    static class WrongTestCases {

        @PoolSweep(sizes = 4, users = 1, duration = "1s")
        void one(Connection connection) {}

        @PoolSweep(
                sizes = {2, 2},
                users = 1,
                duration = "1s")
        void twice(Connection connection) {}

        @PoolSweep(
                sizes = {0, 1_001},
                users = 1,
                duration = "1s")
        void outside(Connection connection) {}

        @PoolSweep(
                sizes = {1, 2},
                rounds = 2,
                users = 1,
                duration = "1s")
        void once(Connection connection) {}
    }

    static class TooManyTestCases {

        @PoolSweep(
                sizes = {1, 900},
                users = 1,
                duration = "1s")
        void tooMany(Connection connection) {}
    }

    @Test
    void sizes_thatMakeNoSweep_areConfigurationErrors() {
        TestRun run = TestRun.of(WrongTestCases.class, output, "perf.jdbc.url=" + url);

        String rule = " but must be two or more different sizes from 1 to 1,000";
        assertThat(run.containerFailure("one"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("1 configuration error in WrongTestCases.one:\n  - @PoolSweep.sizes were [4]" + rule);
        assertThat(run.containerFailure("twice"))
                .hasMessage("1 configuration error in WrongTestCases.twice:\n  - @PoolSweep.sizes were [2, 2]" + rule);
        assertThat(run.containerFailure("outside"))
                .hasMessage(
                        "1 configuration error in WrongTestCases.outside:\n  - @PoolSweep.sizes were [0, 1001]" + rule);
        assertThat(run.containerFailure("once"))
                .hasMessage("1 configuration error in WrongTestCases.once:\n  - @PoolSweep.rounds was '2' but must be"
                        + " from 3 to 20: the first does not count, and one alone does not show what is chance");
    }

    @Test
    void sizes_moreThanTheServerAllows_areToldBeforeTheFirstOne() {
        TestRun run = TestRun.of(TooManyTestCases.class, output, "perf.jdbc.url=" + url);

        assertThat(run.ends("tooMany")).hasSize(2);
        assertThat(run.ends("tooMany").get(0).getThrowable().orElseThrow())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("but the pool has up to 900");
        assertThat(run.directories()).isEmpty();
    }

    /** A pool of the user's, which the test looks at afterwards. */
    private static HikariDataSource pool = new HikariDataSource();

    static class OwnPoolTestCases {

        static final int[] SEEN = new int[3];

        final DataSource source = pool;

        @PoolSweep(
                sizes = {1, 3},
                users = 2,
                duration = "900ms")
        void own(Connection connection) throws SQLException {
            SEEN[pool.getMaximumPoolSize() - 1]++;
            sleep(connection, 2);
        }
    }

    @Test
    void poolOfTheTest_isResizedAndGivenBackAsItWas() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(1);
        try (HikariDataSource own = new HikariDataSource(config)) {
            pool = own;

            TestRun run = TestRun.of(OwnPoolTestCases.class, output);

            run.assertPassed("own");
            assertThat(OwnPoolTestCases.SEEN[0]).isPositive();
            assertThat(OwnPoolTestCases.SEEN[1]).isZero();
            assertThat(OwnPoolTestCases.SEEN[2]).isPositive();
            assertThat(own.isClosed()).isFalse();
            assertThat(own.getMaximumPoolSize()).isEqualTo(2);
            assertThat(own.getMinimumIdle()).isEqualTo(1);
            assertThat(own.getHikariPoolMXBean().getTotalConnections()).isLessThanOrEqualTo(2);
        }
    }

    static class OtherSourceTestCases {

        final DataSource source = h2();

        static JdbcDataSource h2() {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL("jdbc:h2:mem:sweep");
            return source;
        }

        @PoolSweep(
                sizes = {1, 2},
                users = 1,
                duration = "1s")
        void other(Connection connection) {}
    }

    @Test
    void sourceOfTheTest_thatIsNoHikari_isAConfigurationError() {
        TestRun run = TestRun.of(OtherSourceTestCases.class, output);

        assertThat(run.ends("other")).hasSize(2).allSatisfy(end -> assertThat(
                        end.getThrowable().orElseThrow())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("@PoolSweep cannot change the size of a JdbcDataSource but only that of a"
                        + " HikariDataSource, or of pools of its own on perf.jdbc.url, @PostgresContainer or"
                        + " @EmbeddedPostgres"));
    }
}
