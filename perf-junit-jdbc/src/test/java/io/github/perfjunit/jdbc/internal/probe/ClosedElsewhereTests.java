// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.internal.probe.Probes.ProbeTest;
import io.github.perfjunit.jdbc.report.ConnectionReport;
import io.github.perfjunit.jdbc.report.LeakReport;
import io.github.perfjunit.spi.CurrentUser;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.h2.jdbc.JdbcConnection;

/** Connections that the program closes, but not by the one that it was given. */
class ClosedElsewhereTests {

    private final Recorded fallback = new Recorded();
    private final Recorded user = new Recorded();
    private LoadWatch watch;

    /** A way to close a connection. */
    private interface Way {
        void close(Connection connection) throws SQLException;
    }

    private static final List<Way> WAYS = List.of(
            connection -> {
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery("select 1")) {
                    row.getStatement().getConnection().close();
                }
            },
            connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.getConnection().close();
                }
            },
            connection -> connection.getMetaData().getConnection().close(),
            connection -> connection.unwrap(Connection.class).close(),
            connection -> connection.unwrap(JdbcConnection.class).close());

    private void take(Way way) {
        try {
            way.close(watch.take(() -> DriverManager.getConnection("jdbc:h2:mem:elsewhere")));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @ProbeTest
    void connection_closedByWhateverWay_isNoLeak(StatementProbe probe) {
        watch = new LoadWatch(probe, fallback, nanos -> true, System::nanoTime);
        for (Way way : WAYS) {
            CurrentUser.runAs(user, () -> take(way));
            watch.iterationEnded(user, true);

            assertThat(watch.open().of(user)).isEmpty();
            take(way);
        }

        ConnectionReport connections = watch.end().connections();
        assertThat(connections.taken()).isEqualTo(2L * WAYS.size());
        assertThat(connections.leaked()).isEqualTo(LeakReport.NONE);
        assertThat(connections.leftOpen()).isEqualTo(LeakReport.NONE);
    }

    /** Threads of a server have no iterations after which anybody looks. */
    @ProbeTest
    void connections_closedByWhateverWay_areForgottenWhileTheLoadRuns(StatementProbe probe) {
        watch = new LoadWatch(probe, fallback, nanos -> true, System::nanoTime);
        for (int i = 0; i < 100; i++) {
            WAYS.forEach(this::take);
        }

        assertThat(watch.open().all().count()).isLessThanOrEqualTo(64);
    }

    @ProbeTest
    void work_ofAConnectionClosedByAnotherWay_isFoundUncommitted(StatementProbe probe) throws SQLException {
        watch = new LoadWatch(probe, fallback, nanos -> true, System::nanoTime);
        Connection connection = watch.take(() -> DriverManager.getConnection("jdbc:h2:mem:elsewhere"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table t (id int)");
            connection.setAutoCommit(false);
            statement.execute("insert into t values (1)");
            connection.unwrap(JdbcConnection.class).close();
        }

        assertThat(watch.end().connections().uncommitted().count()).isEqualTo(1);
    }
}
