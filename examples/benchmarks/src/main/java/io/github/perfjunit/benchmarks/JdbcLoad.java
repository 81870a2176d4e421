// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.perfjunit.PerfTest;
import io.github.perfjunit.jdbc.JdbcScript;
import io.github.perfjunit.load.Load;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.LoadResult;
import java.sql.Connection;
import java.sql.SQLException;

/** A ready workload as fast as the users can, each transaction with a connection from a pool. */
class JdbcLoad {

    @PerfTest
    void transactions(Load load) {
        ReadyWorkload workload = ReadyWorkload.of(System.getProperty("benchmark.workload", ""));
        int size = Integer.getInteger("benchmark.size", 1);
        int users = Integer.getInteger("benchmark.users", 1);
        JdbcScript script = workload.script(size, size);

        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(System.getProperty("benchmark.url"));
        config.setMaximumPoolSize(users);
        config.setAutoCommit(!workload.isTransaction());
        try (HikariDataSource pool = new HikariDataSource(config)) {
            LoadResult result = load.users(users)
                    .duration(System.getProperty("benchmark.seconds", "1") + "s")
                    .gracefulStop("5s")
                    .run(user -> user.step(workload.label(), () -> transaction(pool, script, user)));
            EngineMain.print(result);
        }
    }

    private static void transaction(HikariDataSource pool, JdbcScript script, VirtualUser user) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            script.run(connection, user);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }
}
