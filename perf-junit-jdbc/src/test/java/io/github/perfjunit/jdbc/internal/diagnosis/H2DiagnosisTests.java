// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.report.DatabaseReport;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.ServerStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class H2DiagnosisTests {

    private static final DiagnosisOptions OPTIONS =
            new DiagnosisOptions(Duration.ofMillis(20), Duration.ofSeconds(1), true, false);

    private static UrlDatabase database(String name) throws SQLException {
        UrlDatabase database = new UrlDatabase("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=60000");
        database.run(
                "create table t (id int primary key, a int)", "insert into t select x, x from system_range(1, 100)");
        return database;
    }

    private static void hold(Connection connection, int id) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (int i = 0; i < 3; i++) {
                statement.execute("update t set a = a + 1 where id = " + id);
                Thread.sleep(80);
                connection.commit();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void statements_areCountedWithoutValues() throws Exception {
        UrlDatabase database = database("counted");
        Diagnosis diagnosis = Diagnosis.of(database, OPTIONS);
        diagnosis.begin();
        Crowd.run(database, 2, (connection, session) -> {
            try (Statement statement = connection.createStatement()) {
                for (int i = 0; i < 10; i++) {
                    statement.execute("select a from t where id = 47110815" + i);
                }
            }
        });
        DatabaseReport report = diagnosis.end(Map.of("select a from t where id = ?", new ClientFigures(20, 3)));

        ServerStatement statement = report.statements().stream()
                .filter(each -> each.text().equals("select a from t where id = ?"))
                .findFirst()
                .orElseThrow();
        assertThat(statement.calls()).isEqualTo(20);
        assertThat(statement.clientMeanMillis()).isEqualTo(3);
        assertThat(report.product()).startsWith("H2 2.");
        assertThat(report.toString()).doesNotContain("47110815");
        assertThat(report.gaps()).isEmpty();
        assertThat(Diagnosis.findings(report, ClientSettings.unknown())).isEmpty();
    }

    @Test
    void sessionsOnOneRow_areALockConvoy() throws Exception {
        UrlDatabase database = database("convoy");
        Diagnosis diagnosis = Diagnosis.of(database, OPTIONS);
        diagnosis.begin();
        Crowd.run(database, 6, (connection, session) -> hold(connection, 1));
        DatabaseReport report = diagnosis.end(Map.of());

        assertThat(Diagnosis.findings(report, ClientSettings.unknown()))
                .extracting(Finding::kind, Finding::subject)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        Finding.Kind.LOCK_CONVOY, "'update t set a = a + ? where id = ?'"));
    }

    /** A load may fail while another thread reads the counters for the first time. */
    @Test
    void diagnosis_closedWhileItBegins_leavesNoThread() throws SQLException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        AtomicReference<Diagnosis> diagnosis = new AtomicReference<>();
        AtomicInteger readings = new AtomicInteger();
        diagnosis.set(Diagnosis.of(database("closed"), OPTIONS, () -> {
            if (readings.incrementAndGet() == 2) {
                diagnosis.get().close();
            }
            return 0;
        }));

        diagnosis.get().open();
        diagnosis.get().begin();

        assertThat(readings).hasValue(2);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .doesNotContain("perf-junit-diagnosis");
    }

    @Test
    void sessionsOnTheirOwnRows_areNone() throws Exception {
        UrlDatabase database = database("spread");
        Diagnosis diagnosis = Diagnosis.of(database, OPTIONS);
        diagnosis.begin();
        Crowd.run(database, 6, H2DiagnosisTests::hold);

        assertThat(Diagnosis.findings(diagnosis.end(Map.of()), ClientSettings.unknown()))
                .isEmpty();
    }
}
