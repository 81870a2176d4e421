// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static io.github.perfjunit.jdbc.ProblemDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.perfjunit.jdbc.report.Finding;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads without a problem, which have no findings but true ones. */
class HealthyLoadTests {

    private static final String EVENT =
            "create table if not exists event (id serial primary key, what text) with" + " (autovacuum_enabled = off)";

    @TempDir
    Path output;

    @EmbeddedPostgres
    static class StartedServerTestCases {

        @JdbcWorkload(users = 2, iterations = 200, pool = @Pool(size = 2), warmUp = "100ms")
        @JdbcSlo(
                none = {Finding.Kind.SETTING, Finding.Kind.NOT_AVAILABLE},
                leaked = 0)
        void write(Connection connection) throws SQLException {
            execute(connection, "insert into event (what) values (?)", "opened");
        }

        @BeforeEach
        void table(DataSource source) throws SQLException {
            try (Connection connection = source.getConnection()) {
                execute(connection, EVENT);
            }
        }
    }

    /** How fast its commits are was decided in the test: that stands beside the name of the server. */
    @Test
    void writesOnAServerOfTheLibrary_haveNoFindings() {
        TestRun run = TestRun.of(StartedServerTestCases.class, output);

        run.assertPassed("write");
        Found found = Found.by(run);
        found.assertNone();
        assertThat(found.section().at("/database").asText())
                .matches(
                        "embedded PostgreSQL 17\\.\\d+; its commits do not wait for the disk \\(durability FAST\\), so writes"
                                + " are faster than in production");
    }

    static class OwnServerTestCases {

        @JdbcWorkload(users = 2, iterations = 200, pool = @Pool(size = 2))
        void write(Connection connection) throws SQLException {
            execute(connection, "insert into event (what) values (?)", "opened");
        }
    }

    /** Nobody told the library that this server is one for tests. */
    @Test
    void writesOnAFastServerOfTheUser_areToldToBeFast() throws SQLException {
        String url = ProblemDatabase.with(EVENT).replace("&socketTimeout=30", "");

        TestRun run = TestRun.of(OwnServerTestCases.class, output, "perf.jdbc.url=" + url);

        run.assertPassed("write");
        assertThat(Found.by(run).findings())
                .extracting(Finding::kind, Finding::subject)
                .containsExactly(
                        tuple(Finding.Kind.SETTING, "fsync"),
                        tuple(Finding.Kind.SETTING, "synchronous_commit"),
                        tuple(Finding.Kind.SETTING, "socketTimeout"));
    }
}
