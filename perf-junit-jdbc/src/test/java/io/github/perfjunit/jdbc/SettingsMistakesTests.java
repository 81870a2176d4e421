// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.LoadTest;
import io.github.perfjunit.jdbc.report.FaultType;
import java.nio.file.Path;
import java.sql.Connection;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes in the annotations of a test, which are told together before anything runs. */
class SettingsMistakesTests {

    private static final String H2 = "perf.jdbc.url=jdbc:h2:mem:mistakes";

    @TempDir
    Path output;

    static class WrongTestCases {

        @JdbcWorkload(
                users = 1,
                iterations = 1,
                maxTries = 101,
                latencyLimit = "soon",
                pool =
                        @Pool(
                                size = 0,
                                minIdle = -2,
                                connectionTimeout = "1ms",
                                properties = {"a", "user=me"}))
        void settings(Connection connection) {}

        @JdbcWorkload(users = 1, iterations = 1, maxTries = 3)
        void ownConnections(DataSource dataSource) {}

        @JdbcWorkload(users = 1, iterations = 1)
        @WatchDatabase
        void watchedTwice(Connection connection) {}

        @PoolSweep(
                sizes = {1, 2},
                users = 1,
                duration = "1s")
        @WatchDatabase
        void sweptAndWatched(Connection connection) {}

        @JdbcWorkload(users = 1, iterations = 1)
        @JdbcSlo
        @JdbcSlo(statement = "select 1")
        @JdbcSlo(leaked = -2, acquireP99 = "5")
        @JdbcSlo(late = 0)
        void objectives(Connection connection) {}

        @LoadTest(users = 1, iterations = 1)
        @JdbcMix
        @JdbcSlo(leaked = 0)
        @DatabaseFault(type = FaultType.RESET, at = "1s")
        void orphans() {}
    }

    private static void assertMistakes(TestRun run, String method, String... mistakes) {
        assertThat(run.failure(method))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage((mistakes.length == 1 ? "1 configuration error" : mistakes.length + " configuration errors")
                        + " in WrongTestCases." + method + ":\n  - "
                        + String.join("\n  - ", mistakes));
    }

    @Test
    void mistakes_ofOneTest_areToldTogether() {
        TestRun run = TestRun.of(WrongTestCases.class, output, H2);

        assertMistakes(
                run,
                "settings",
                "@JdbcWorkload.pool.size was '0' but must be from 1 to 1,000",
                "@JdbcWorkload.pool.minIdle was '-2' but must be from 0 to the size, or -1 for as many",
                "@JdbcWorkload.pool.connectionTimeout was '1ms' but must be from 250ms to 1h",
                "@JdbcWorkload.pool.properties had 'a' but each must be name=value",
                "@JdbcWorkload.pool.properties had 'user', which belongs to the database, not to its pool",
                "@JdbcWorkload.maxTries was '101' but must be from 1 to 100",
                "@JdbcWorkload.latencyLimit was 'soon' but must be a duration such as 250ms, 2s, 10m or 1h30m");
        assertMistakes(
                run,
                "ownConnections",
                "@JdbcWorkload.maxTries was '3', but a method without a parameter of type Connection or JdbcSession ends"
                        + " its transactions itself, so only it can try them again");
        assertMistakes(
                run,
                "watchedTwice",
                "@WatchDatabase on watchedTwice() says nothing: a @JdbcWorkload watches its database");
        assertThat(run.ends("sweptAndWatched").get(0).getThrowable().orElseThrow())
                .hasMessage("1 configuration error in WrongTestCases.sweptAndWatched:\n"
                        + "  - @WatchDatabase on sweptAndWatched() says nothing: a @PoolSweep watches its database");
        assertMistakes(
                run,
                "objectives",
                "@JdbcSlo[1] sets no limit but must set at least one",
                "@JdbcSlo[2].statement is set, but without callsPerTransaction or noSequentialScanOver it limits nothing; response times of"
                        + " statements are limited by @Slo(request = \"...\")",
                "@JdbcSlo[3].acquireP99 was '5' but must be a duration such as 250ms, 2s, 10m or 1h30m",
                "@JdbcSlo[3].leaked was '-2' but must be zero or more, or -1 for no limit",
                "@JdbcSlo[4].late is set, but without @JdbcWorkload.latencyLimit no transaction is late");
        assertMistakes(
                run,
                "orphans",
                "@JdbcMix on orphans() needs @JdbcWorkload or @PoolSweep beside it",
                "@DatabaseFault on orphans() needs @JdbcWorkload, @PoolSweep or @WatchDatabase beside it",
                "@JdbcSlo on orphans() needs @JdbcWorkload, @PoolSweep or @WatchDatabase beside it");
        assertThat(run.directories()).isEmpty();
    }
}
