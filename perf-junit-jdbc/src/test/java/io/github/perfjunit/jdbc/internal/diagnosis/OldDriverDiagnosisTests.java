// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.OldDriver;
import io.github.perfjunit.jdbc.internal.database.ServerControl;
import io.github.perfjunit.jdbc.internal.database.TestDatabase;
import io.github.perfjunit.jdbc.report.DatabaseReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OldDriverDiagnosisTests {

    private static final DiagnosisOptions OPTIONS =
            new DiagnosisOptions(Duration.ofMillis(20), Duration.ofSeconds(1), true, false);

    /** A database whose driver does not know newer calls. */
    private record OldDatabase(TestDatabase newer, OldDriver kind, List<Connection> opened) implements TestDatabase {

        @Override
        public String description() {
            return newer.description();
        }

        @Override
        public Optional<String> url() {
            return newer.url();
        }

        @Override
        public String user() {
            return newer.user();
        }

        @Override
        public String password() {
            return newer.password();
        }

        @Override
        public Connection connect(String applicationName) throws SQLException {
            Connection connection = newer.connect(applicationName);
            opened.add(connection);
            return kind.of(connection);
        }

        @Override
        public Optional<ServerControl> control() {
            return Optional.empty();
        }

        @Override
        public void close() {
            newer.close();
        }
    }

    private static DatabaseReport diagnosed(TestDatabase newer, OldDriver kind) throws SQLException {
        OldDatabase database = new OldDatabase(newer, kind, new CopyOnWriteArrayList<>());
        Diagnosis diagnosis = Diagnosis.of(database, OPTIONS);
        diagnosis.begin();
        try (Connection connection = newer.connect("load")) {
            connection.createStatement().execute("select 4711");
        }
        DatabaseReport report = diagnosis.end(Map.of());
        assertThat(database.opened()).isNotEmpty();
        for (Connection connection : database.opened()) {
            assertThat(connection.isClosed()).isTrue();
        }
        return report;
    }

    @ParameterizedTest
    @EnumSource(OldDriver.class)
    void database_whoseDriverKnowsNoTimeOuts_isDiagnosed(OldDriver kind) throws Exception {
        DatabaseReport h2 = diagnosed(new UrlDatabase("jdbc:h2:mem:old" + kind), kind);
        assertThat(h2.product()).startsWith("H2 2.");
        assertThat(h2.gaps()).isEmpty();

        UrlDatabase postgres = UrlDatabase.newPostgres();
        postgres.run("create extension pg_stat_statements");
        DatabaseReport report = diagnosed(postgres, kind);
        assertThat(report.product()).startsWith("PostgreSQL ");
        assertThat(report.gaps()).isEmpty();
    }
}
