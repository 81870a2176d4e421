// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.report.FaultType;
import io.github.perfjunit.jdbc.report.Finding;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the diagnosis says of a server that the load itself has stopped. */
class RestartDiagnosisTests {

    @TempDir
    Path output;

    @EmbeddedPostgres
    static class RestartTestCases {

        @DatabaseFault(type = FaultType.RESTART, at = "7s", duration = "2s")
        @JdbcWorkload(users = 1, duration = "16s", thinkTime = "20ms", pool = @Pool(size = 1, connectionTimeout = "1s"))
        void select(Connection connection) throws SQLException {
            ProblemDatabase.execute(connection, "select 1");
        }
    }

    @Test
    void looksThatFailedMeanwhile_areNoFinding() {
        TestRun run = TestRun.of(RestartTestCases.class, output, "perf.slo=report");

        Found found = Found.by(run);
        assertThat(found.section().at("/recovery/faults/0/verdict").asText()).isNotEqualTo("not-applied");
        assertThat(found.findings()).extracting(Finding::kind).doesNotContain(Finding.Kind.NOT_AVAILABLE);
        assertThat(found.section().at("/diagnosis/gaps")).isEmpty();
        assertThat(found.section().at("/diagnosis/notes").toString())
                .containsPattern(
                        "\\d+ looks? at the sessions failed because a fault of the load had stopped the server\\.");
        assertThat(found.section().at("/diagnosis/shared").asBoolean())
                .as("the server was started for the test")
                .isFalse();
    }
}
