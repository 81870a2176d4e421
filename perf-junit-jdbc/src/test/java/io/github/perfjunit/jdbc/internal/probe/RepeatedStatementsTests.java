// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.internal.probe.Probes.ProbeTest;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.spi.CurrentUser;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Which repeated statements are an N+1, on H2, with a clock that goes on by 1 ns whenever it is read, or as told. */
class RepeatedStatementsTests {

    private static final String URL = "jdbc:h2:mem:repeated";
    private static final String LINE = "select name from t where id = ?";

    private final AtomicLong clock = new AtomicLong(1_000);
    private Connection keeper;
    private LoadWatch watch;

    @BeforeEach
    void makeTable() throws SQLException {
        keeper = DriverManager.getConnection(URL);
        try (Statement statement = keeper.createStatement()) {
            statement.execute("create table t (id int primary key, name varchar(20))");
            statement.execute("create sequence ids");
        }
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        keeper.close();
    }

    private void watch(StatementProbe probe) {
        watch = new LoadWatch(probe, new Recorded(), nanos -> true, clock::getAndIncrement);
    }

    private Connection connect() throws SQLException {
        return watch.take(() -> DriverManager.getConnection(URL));
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static void asUser(Recorded user, Work work) {
        CurrentUser.runAs(user, () -> {
            try {
                work.run();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static void readLine(Connection connection, int id) throws SQLException {
        try (PreparedStatement line = connection.prepareStatement(LINE)) {
            line.setInt(1, id);
            line.executeQuery().close();
        }
    }

    private static void readLines(Connection connection) throws SQLException {
        for (int id = 0; id < 20; id++) {
            readLine(connection, id);
        }
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private List<Finding> findings(long requests) {
        return ProbeFindings.of(watch.end(), requests);
    }

    @ProbeTest
    void sequences_beforeABatch_areNoNPlusOne(StatementProbe probe) {
        watch(probe);

        asUser(new Recorded(), () -> {
            try (Connection connection = connect();
                    PreparedStatement next = connection.prepareStatement("select next value for ids");
                    PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?)")) {
                connection.setAutoCommit(false);
                for (int i = 0; i < 50; i++) {
                    next.executeQuery().close();
                    insert.setInt(1, i);
                    insert.setString(2, "a");
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
            }
        });

        assertThat(findings(1)).isEmpty();
    }

    @ProbeTest
    void poller_onAConnectionThatItKeeps_isNoNPlusOne(StatementProbe probe) throws SQLException {
        watch(probe);

        try (Connection connection = connect()) {
            for (int i = 0; i < 100; i++) {
                readLine(connection, 1);
                pass(Duration.ofMillis(100));
            }
        }

        assertThat(watch.end().statements().get(0).mostCallsInUnit())
                .as("committed by itself")
                .isEqualTo(1);
        assertThat(findings(5)).isEmpty();
    }

    @ProbeTest
    void poller_thatTakesAConnectionEachTime_isNoNPlusOne(StatementProbe probe) throws SQLException {
        watch(probe);

        for (int i = 0; i < 100; i++) {
            try (Connection connection = connect()) {
                readLine(connection, 1);
            }
            pass(Duration.ofMillis(100));
        }

        assertThat(findings(5)).isEmpty();
    }

    @ProbeTest
    void user_thatKeepsAConnectionForAllIterations_hasNone(StatementProbe probe) throws SQLException {
        watch(probe);
        Recorded user = new Recorded();

        asUser(user, () -> {
            try (Connection connection = connect()) {
                for (int i = 0; i < 100; i++) {
                    readLine(connection, 1);
                    watch.iterationEnded(user, false);
                }
            }
        });

        assertThat(findings(100)).isEmpty();
    }

    @ProbeTest
    void transactionByStatements_onAConnectionWithAutoCommit_isAUnit(StatementProbe probe) throws SQLException {
        watch(probe);

        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("begin");
            readLines(connection);
            statement.execute("commit");
        }

        assertThat(findings(0)).extracting(Finding::kind).containsExactly(Finding.Kind.N_PLUS_ONE);
    }

    @ProbeTest
    void list_readRowByRowInATransaction_isAnNPlusOneWithItsLine(StatementProbe probe) throws SQLException {
        watch(probe);

        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            readLines(connection);
            connection.commit();
        }

        assertThat(findings(1)).hasSize(1);
        assertThat(findings(1).get(0).evidence())
                .startsWith("A unit of work that ran it did so 20.0 times on average and 20 times at most; ")
                .matches(".* an execution; it is called at io\\.github\\.perfjunit\\.jdbc\\.internal\\.probe\\."
                        + "RepeatedStatementsTests\\.readLine\\(RepeatedStatementsTests\\.java:\\d+\\)( from .+)?\\.");
    }

    @ProbeTest
    void list_readRowByRowWithoutATransaction_isAnNPlusOneWithItsLine(StatementProbe probe) throws SQLException {
        watch(probe);

        for (int request = 0; request < 5; request++) {
            try (Connection connection = connect()) {
                readLines(connection);
            }
            pass(Duration.ofMillis(100));
        }

        assertThat(findings(5)).hasSize(1);
        assertThat(findings(5).get(0).evidence())
                .startsWith("It ran 20.0 times for each of 5 requests of the load, but 1.0 times in a unit of work; ")
                .contains("; it is called at ", "RepeatedStatementsTests.readLine(RepeatedStatementsTests.java:");
    }

    @ProbeTest
    void list_readRowByRowWithAConnectionEach_isAnNPlusOne(StatementProbe probe) throws SQLException {
        watch(probe);

        for (int i = 0; i < 100; i++) {
            try (Connection connection = connect()) {
                readLine(connection, i);
            }
        }

        assertThat(findings(5)).extracting(Finding::kind).containsExactly(Finding.Kind.N_PLUS_ONE);
    }

    @ProbeTest
    void places_ofManyThreads_areBounded(StatementProbe probe) throws SQLException {
        watch(probe);

        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 500; i++) {
                readLines(connection);
                connection.commit();
            }
        }

        assertThat(watch.end().statements().get(0).places()).hasSize(1).first().satisfies(place -> assertThat(
                        place.count())
                .isBetween(1L, 60L));
    }
}
