// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.LoadBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report that a run of JUnit leaves. */
class ReportOfRunTests {

    @TempDir
    Path output;

    static class ReportTestCases {
        @LoadTest(users = 2, iterations = 20, duration = "10s")
        void annotated() {
            LockSupport.parkNanos(1_000_000);
        }

        @LoadTest(users = 2, iterations = 20, duration = "10s")
        @Slo(throughput = "1000000/s")
        void missed() {
            LockSupport.parkNanos(1_000_000);
        }

        @PerfTest
        void asserted(LoadBuilder load) {
            load.users(2).iterations(20).duration("10s").run(user -> LockSupport.parkNanos(1_000_000));
            throw new AssertionError("the stock was wrong\nafter 20 orders");
        }
    }

    @Test
    void run_thatHasEnded_leavesOneReportOfAllItsLoads() throws IOException {
        TestRun run = TestRun.of(
                ReportTestCases.class, output, "perf.report=on", "perf.report.charts=static", "perf.slo=enforce");

        Path report = output.resolve("report.html");
        assertThat(run.printed())
                .contains("   report      " + report + "\n")
                .endsWith("report: " + report + System.lineSeparator());
        assertThat(run.failure("missed")).hasMessageContaining("\n  report: " + report);
        Document page = Jsoup.parse(Files.readString(report));
        assertThat(page.title()).isEqualTo("FAILED - load tests");
        assertThat(page.select("article h2").eachText())
                .containsExactlyInAnyOrder(
                        "ReportOfRunTests.ReportTestCases.annotated",
                        "ReportOfRunTests.ReportTestCases.missed",
                        "ReportOfRunTests.ReportTestCases.asserted");
        assertThat(page.select("article[aria-label$=asserted] section.verdict").text())
                .startsWith("\u2717 FAILED")
                .contains("the stock was wrong after 20 orders");
        assertThat(page.select("article[aria-label$=missed] section.verdict").text())
                .contains("Worst: throughput of all requests was ");
    }

    @Test
    void reportSwitchedOff_leavesNone_andTheFolderIsNamed() {
        TestRun run = TestRun.ofMethod(ReportTestCases.class, "annotated", output);

        assertThat(output.resolve("report.html")).doesNotExist();
        assertThat(run.printed())
                .contains("   report      " + output.resolve("ReportOfRunTests.ReportTestCases.annotated"));
    }
}
