// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks;

import io.github.perfjunit.AfterLoad;
import io.github.perfjunit.jdbc.JdbcScript;
import io.github.perfjunit.jdbc.JdbcWorkload;
import io.github.perfjunit.jdbc.Pool;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.LoadResult;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A ready workload as fast as the users can, written as a user of the library would write it. Users, time and database
 * are given by {@code perf.users}, {@code perf.duration} and {@code perf.jdbc.url}.
 */
final class JdbcLoad {

    private static final ReadyWorkload WORKLOAD = ReadyWorkload.of(System.getProperty("benchmark.workload", ""));
    private static final JdbcScript SCRIPT =
            WORKLOAD.script(Integer.getInteger("benchmark.size", 1), Integer.getInteger("benchmark.size", 1));

    private JdbcLoad() {}

    /** Returns the test of a workload. */
    static Class<?> test(ReadyWorkload workload) {
        return workload.isTransaction() ? Transactions.class : SingleStatements.class;
    }

    /** With BEGIN and COMMIT. */
    static final class Transactions {

        @JdbcWorkload(users = 8, duration = "1s", maxTries = 3, pool = @Pool(size = 100, minIdle = 1))
        void run(Connection connection, VirtualUser user) throws SQLException {
            SCRIPT.run(connection, user);
        }

        @AfterLoad
        void print(LoadResult result) {
            EngineMain.print(result, result.request("run"));
        }
    }

    /** Each statement is a transaction of its own, as in {@code pgbench -S}. */
    static final class SingleStatements {

        @JdbcWorkload(users = 8, duration = "1s", pool = @Pool(size = 100, minIdle = 1, autoCommit = true))
        void run(Connection connection, VirtualUser user) throws SQLException {
            SCRIPT.run(connection, user);
        }

        @AfterLoad
        void print(LoadResult result) {
            EngineMain.print(result, result.request("run"));
        }
    }
}
