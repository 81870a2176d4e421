// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static io.github.perfjunit.jdbc.ProblemDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.Slo;
import io.github.perfjunit.jdbc.report.FaultType;
import io.github.perfjunit.jdbc.report.Finding;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that falls silent, for a pool that waits for ever and for one that does not. */
class SilentNetworkTests {

    @TempDir
    Path output;

    static class PatientTestCases {

        @JdbcWorkload(users = 2, duration = "14s", pacing = "20ms", pool = @Pool(size = 2))
        @DatabaseFault(type = FaultType.BLACK_HOLE, at = "6s", duration = "2s")
        @Slo(errorRate = "100%")
        @JdbcSlo(none = Finding.Kind.HANGING_CALLS)
        void ask(Connection connection) throws SQLException {
            execute(connection, "select 1");
        }
    }

    /**
     * Calls end a second after the network fell silent, waits for the pool 0.7 s and 1.4 s later: so none of them ends as
     * the network comes back, when one user has got the only connection that there is yet.
     */
    static class ImpatientTestCases {

        @JdbcWorkload(
                users = 2,
                duration = "14s",
                pacing = "20ms",
                pool = @Pool(size = 2, connectionTimeout = "700ms", properties = "connectTimeout=1"))
        @DatabaseFault(type = FaultType.BLACK_HOLE, at = "6s", duration = "2s")
        @Slo(errorRate = "100%")
        @JdbcSlo(none = Finding.Kind.HANGING_CALLS)
        void ask(Connection connection) throws SQLException {
            execute(connection, "select 1");
        }
    }

    /** Two users hang for a second, longer than the third one waits for one of their connections. */
    static class DryTestCases {

        @JdbcWorkload(
                users = 3,
                duration = "14s",
                pacing = "20ms",
                pool = @Pool(size = 2, connectionTimeout = "300ms", properties = "connectTimeout=20"))
        @DatabaseFault(type = FaultType.BLACK_HOLE, at = "6s", duration = "2s")
        @Slo(errorRate = "100%")
        @JdbcSlo(none = {Finding.Kind.HANGING_CALLS, Finding.Kind.POOL_EXHAUSTED})
        void ask(Connection connection) throws SQLException {
            execute(connection, "select 1");
        }
    }

    /** All must see six seconds before and after: so they run at the same time. */
    @Test
    void callsOfAPoolWithoutASocketTimeout_hangAndThoseOfOneWithDoNot() throws Exception {
        String url = ProblemDatabase.with();
        String noTimeout = url.replace("&socketTimeout=30", "");

        List<TestRun> runs = TestRun.together(
                new TestRun.Plan(
                        PatientTestCases.class, output.resolve("patient"), List.of("perf.jdbc.url=" + noTimeout)),
                new TestRun.Plan(
                        ImpatientTestCases.class,
                        output.resolve("impatient"),
                        List.of("perf.jdbc.url=" + noTimeout + "&socketTimeout=1")),
                new TestRun.Plan(
                        DryTestCases.class,
                        output.resolve("dry"),
                        List.of("perf.jdbc.url=" + noTimeout + "&socketTimeout=1")));

        Found patient = Found.by(runs.get(0));
        assertThat(patient.findings())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.SETTING, Finding.Kind.HANGING_CALLS);
        assertThat(patient.findings().get(0).subject()).isEqualTo("socketTimeout");
        Finding hanging = patient.findings().get(1);
        assertThat(hanging.subject()).isEqualTo("black hole at 6 s for 2 s");
        assertThat(hanging.evidence())
                .matches("calls hung for (1\\.[89]\\d?|2(\\.\\d\\d?)?) s until the network came back");
        assertThat(runs.get(0).failure("ask"))
                .hasMessageStartingWith(
                        "ask missed 1 of 2 SLOs: hanging calls findings of black hole at 6 s for 2 s 1, none allowed (");
        assertThat(patient.section().at("/recovery/faults/0/baseP95Ms").asDouble())
                .isPositive();
        Found impatient = Found.by(runs.get(1));
        impatient.assertNone();
        assertThat(impatient
                        .section()
                        .at("/recovery/faults/0/failures/connection")
                        .asInt())
                .isPositive();
        runs.get(1).assertPassed("ask");
        Found dry = Found.by(runs.get(2));
        dry.assertNone();
        assertThat(dry.section().at("/connections/acquireErrors/pool-exhausted").asLong())
                .isPositive();
        runs.get(2).assertPassed("ask");
    }
}
