// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.perfjunit.jdbc.report.DatabaseReport;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.Finding.Kind;
import io.github.perfjunit.jdbc.report.ServerStatement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a MariaDB of the test's own, where the machine has its programs. */
class MariaDbDiagnosisTests {

    private static final ClientSettings CLIENT = new ClientSettings(true, Map.of("socketTimeout", "30000"), 8, 4);

    private static final DiagnosisOptions OPTIONS =
            new DiagnosisOptions(Duration.ofMillis(20), Duration.ofSeconds(1), true, false);

    @TempDir
    static Path directory;

    private static MariaDbServer server;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Files.isExecutable(MariaDbServer.PROGRAM), "no mariadbd on this machine");
        server = MariaDbServer.start(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.stop();
        }
    }

    private static UrlDatabase orders(String name, String... more) throws SQLException {
        UrlDatabase database = server.newDatabase(name);
        database.run(
                "create table orders (id int primary key, customer_id int, amount int)",
                "insert into orders select seq, seq % 2000, seq % 7 from seq_1_to_20000");
        database.run(more);
        return database;
    }

    private static DatabaseReport diagnose(UrlDatabase database, int sessions, Crowd.Work work) throws Exception {
        try (Diagnosis diagnosis = Diagnosis.of(database, OPTIONS)) {
            diagnosis.begin();
            Crowd.run(database, sessions, work);
            return diagnosis.end(
                    Map.of("select amount from orders where customer_id = ?", new ClientFigures(50, 1_000)));
        }
    }

    private static void lookUp(Connection connection, int session) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select amount from orders where customer_id = ?")) {
            for (int i = 0; i < 50; i++) {
                statement.setInt(1, 1_847_110_800 + i + session);
                statement.executeQuery().close();
            }
        }
    }

    private static void update(Connection connection, int id, String sleep) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update orders set amount = amount + 1 where id = ?")) {
            statement.setInt(1, id);
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement("select sleep(" + sleep + ")")) {
            statement.execute();
        }
    }

    private static void hold(Connection connection, int id) throws SQLException {
        connection.setAutoCommit(false);
        for (int i = 0; i < 4; i++) {
            update(connection, id, "0.1");
            connection.commit();
        }
    }

    private static void crossUpdate(Connection connection, int first, Runnable between) throws SQLException {
        connection.setAutoCommit(false);
        try {
            update(connection, 1 + first, "0");
            between.run();
            update(connection, 2 - first, "0");
            connection.commit();
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("40001");
            connection.rollback();
        }
    }

    @Test
    void lookUp_withoutIndex_isNamedWithTableAndColumn() throws Exception {
        DatabaseReport report = diagnose(orders("missing"), 1, MariaDbDiagnosisTests::lookUp);

        assertThat(Diagnosis.findings(report, CLIENT))
                .extracting(Finding::kind, Finding::subject)
                .containsExactly(tuple(Kind.MISSING_INDEX, "orders (customer_id)"));
        ServerStatement statement = report.statements().stream()
                .filter(each -> each.clientMeanMillis() != null)
                .findFirst()
                .orElseThrow();
        assertThat(statement.calls()).isEqualTo(50);
        assertThat(report.toString()).doesNotContain("18471108");
    }

    @Test
    void lookUp_withIndex_givesNoFinding() throws Exception {
        UrlDatabase database = orders("present", "create index of_customer on orders (customer_id)");

        assertThat(Diagnosis.findings(diagnose(database, 1, MariaDbDiagnosisTests::lookUp), CLIENT))
                .isEmpty();
    }

    @Test
    void sessionsOnOneRow_areALockConvoy() throws Exception {
        DatabaseReport report = diagnose(orders("convoy"), 8, (connection, session) -> hold(connection, 1));

        assertThat(Diagnosis.findings(report, CLIENT))
                .extracting(Finding::kind, Finding::subject)
                .contains(tuple(Kind.LOCK_CONVOY, "'update orders set amount = amount + ? where id = ?'"));
    }

    @Test
    void rowsLockedInOppositeOrder_areADeadlock() throws Exception {
        UrlDatabase database = orders("crossed");
        CyclicBarrier bothHaveTheirFirstRow = new CyclicBarrier(2);
        Crowd.Work work = (connection, session) -> crossUpdate(connection, session, () -> {
            try {
                bothHaveTheirFirstRow.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(Diagnosis.findings(diagnose(database, 2, work), CLIENT))
                .extracting(Finding::kind)
                .contains(Kind.DEADLOCK);
    }

    @Test
    void rowsLockedInTheSameOrder_areNone() throws Exception {
        UrlDatabase database = orders("ordered");

        assertThat(Diagnosis.findings(
                        diagnose(database, 2, (connection, session) -> crossUpdate(connection, 0, () -> {})), CLIENT))
                .extracting(Finding::kind)
                .doesNotContain(Kind.DEADLOCK);
    }
}
