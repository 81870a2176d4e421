// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.report.DatabaseActivity;
import io.github.perfjunit.jdbc.report.DatabaseReport;
import io.github.perfjunit.jdbc.report.DatabaseSetting;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.ServerWork;
import io.github.perfjunit.jdbc.report.TableActivity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingFindingsTests {

    private static final ClientSettings GOOD = new ClientSettings(true, Map.of("socketTimeout", "30"), 8, 4);

    private static ReportDraft draft(String... settings) {
        ReportDraft draft = new ReportDraft();
        List<DatabaseSetting> list = new ArrayList<>();
        for (int i = 0; i < settings.length; i += 2) {
            list.add(new DatabaseSetting(settings[i], settings[i + 1]));
        }
        draft.settings = list;
        return draft;
    }

    private static DatabaseReport postgres(ReportDraft draft) {
        return draft.report("PostgreSQL 17.11", Duration.ofSeconds(10), new SessionLog().result());
    }

    private static List<String> subjects(DatabaseReport report, ClientSettings client) {
        return Diagnosis.findings(report, client).stream().map(Finding::subject).toList();
    }

    @Test
    void durabilityOff_countsOnlyWhereRowsWereWritten() {
        ReportDraft draft = draft("fsync", "off", "full_page_writes", "off", "synchronous_commit", "off");

        assertThat(subjects(postgres(draft), GOOD)).isEmpty();
        draft.tables = List.of(new TableActivity("t", 10, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0));
        assertThat(subjects(postgres(draft), GOOD)).containsExactly("fsync", "full_page_writes", "synchronous_commit");
    }

    @Test
    void driverWithoutSocketTimeout_isNamed() {
        ClientSettings client =
                new ClientSettings(true, ClientSettings.properties("jdbc:postgresql://h/d?prepareThreshold=0"), 0, 0);

        assertThat(Diagnosis.findings(postgres(draft()), client))
                .containsExactly(
                        new Finding(
                                Finding.Kind.SETTING,
                                "prepareThreshold",
                                "The driver never keeps prepared statements on the server, so each call is parsed and planned"
                                        + " anew.",
                                "Leave prepareThreshold at 5, unless a connection pooler between them forbids it."),
                        new Finding(
                                Finding.Kind.SETTING,
                                "socketTimeout",
                                "The driver has no socketTimeout: a call hangs for ever when the network or the server falls"
                                        + " silent.",
                                "Set socketTimeout=30 (seconds) in the URL, above the longest statement you expect."));
        assertThat(Diagnosis.findings(postgres(draft()), ClientSettings.unknown()))
                .isEmpty();
    }

    @Test
    void poolLargerThanTheServerTakes_isNamed() {
        ReportDraft draft = draft("max_connections", "100", "superuser_reserved_connections", "3");
        Map<String, String> driver = Map.of("sockettimeout", "5");

        assertThat(subjects(postgres(draft), new ClientSettings(true, driver, 97, 64)))
                .isEmpty();
        assertThat(Diagnosis.findings(postgres(draft), new ClientSettings(true, driver, 98, 64)))
                .extracting(Finding::evidence)
                .containsExactly("The pool may open 98 connections, the server takes 100, of which 3 are reserved.");
        assertThat(Diagnosis.findings(postgres(draft), new ClientSettings(true, driver, 90, 4)))
                .extracting(Finding::evidence)
                .containsExactly(
                        "The pool may open 90 connections for 4 processors of the server; 0.0 were at work in the mean.");
    }

    @Test
    void smallSharedBuffers_countOnlyWherePagesWereMissed() {
        ReportDraft draft =
                draft("shared_buffers", "128MB", "autovacuum", "off", PostgresStructure.DATABASE_BYTES, "900000000");
        draft.activity = new DatabaseActivity(1, 0, 0, 0, 0, 900_000, 100, 0);
        assertThat(subjects(postgres(draft), GOOD)).containsExactly("autovacuum");

        draft.activity = new DatabaseActivity(1, 0, 0, 0, 0, 900, 100, 0);
        assertThat(subjects(postgres(draft), GOOD)).containsExactly("autovacuum");

        draft.activity = new DatabaseActivity(1, 0, 0, 0, 0, 900_000, 100_000, 0);
        assertThat(subjects(postgres(draft), GOOD)).containsExactly("the database", "autovacuum", "shared_buffers");
    }

    @Test
    void mariaDb_isJudgedByItsOwnSettings() {
        ReportDraft draft = draft("innodb_flush_log_at_trx_commit", "2");
        draft.work = new ServerWork(0, 0, 0, 0, 0, 1_000_000, List.of());
        DatabaseReport report = draft.report("MariaDB 10.11", Duration.ofSeconds(1), new SessionLog().result());

        assertThat(subjects(report, new ClientSettings(true, Map.of(), 8, 4)))
                .containsExactly("innodb_flush_log_at_trx_commit", "socketTimeout");
    }

    @Test
    void workOfTheServer_isNamedWhereItIsLarge() {
        ReportDraft draft = draft("max_wal_size", "1GB");
        draft.work = new ServerWork(0, 2, 900, 1, 1, 900_000_000, List.of());
        draft.tables = List.of(
                new TableActivity("big", 50_000, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1),
                new TableActivity("small", 50, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1));

        assertThat(Diagnosis.findings(postgres(draft), GOOD))
                .extracting(Finding::evidence)
                .containsExactly(
                        "2 checkpoints were forced by 900 MB of changes in 10 s.",
                        "It ran 1 times during the load, on a table of 50,000 rows.");
    }

    @Test
    void withoutStatements_tablesTellWhatIsProbable() {
        ReportDraft draft = draft();
        draft.tables = List.of(new TableActivity("big", 50_000, 0, 20, 1_000_000, 1, 0, 0, 0, 0, 0, 0));

        assertThat(Diagnosis.findings(postgres(draft), GOOD))
                .extracting(Finding::evidence)
                .containsExactly(
                        "The table was read from end to end 20 times, 50,000 rows each; by which statement is not known.");
    }

    @Test
    void secrets_areNotKept() {
        Map<String, String> properties =
                ClientSettings.properties("jdbc:postgresql://h/d?user=u&password=p&sslpassword=q&socketTimeout=5");

        assertThat(properties).containsOnlyKeys("socketTimeout");
        assertThat(new ClientSettings(true, Map.of("Password", "p"), 1, 1).toString())
                .doesNotContain("p}");
    }

    @Test
    void sizes_areRead() {
        assertThat(SettingFindings.bytes("128MB")).isEqualTo(128L << 20);
        assertThat(SettingFindings.bytes("2GB")).isEqualTo(2L << 30);
        assertThat(SettingFindings.bytes("64kB")).isEqualTo(64L << 10);
        assertThat(SettingFindings.bytes("on")).isZero();
        assertThat(SettingFindings.bytes("")).isZero();
    }
}
