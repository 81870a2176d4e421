// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.http.Http;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.slo.PerfAssertions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer sees who forgot to start the target; nothing listens at port 1 of this machine. */
@Timeout(60)
class FailFastTests {

    @TempDir
    Path output;

    static class NobodyThereTestCases {
        @LoadTest(baseUrl = "http://localhost:1", users = 3, duration = "30s", thinkTime = "50ms")
        void visit(Http http) {
            http.get("/orders").send();
        }
    }

    @Test
    void targetThatIsNotThere_testFailsWithinSecondsAndSaysWhatToDo() {
        assertThat(TestRun.of(NobodyThereTestCases.class, output).failure("visit"))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessageMatching("visit was cut off after \\d+ iterations: all \\d+ requests since the start failed"
                        + " alike: connection refused by localhost:1; is the target running there\\?"
                        + " perf\\.failFast=off goes on\n  report: .*visit");
    }

    static class NoAddressTestCases {
        @LoadTest(users = 3, duration = "30s", thinkTime = "50ms")
        void visit(Http http) {
            http.get("/orders").send();
        }
    }

    @Test
    void urlThatCannotBeResolved_testFailsAtItsFirstCall() {
        assertThat(TestRun.of(NoAddressTestCases.class, output).failure("visit"))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessageMatching(
                        "visit was cut off after \\d iterations?: GET /orders is relative, but the load has no"
                                + " baseUrl: set baseUrl on @LoadTest \\(or load\\.baseUrl\\(\\.\\.\\.\\)\\), or give an absolute URL\n"
                                + "  report: .*visit");
    }

    static class ChaosTestCases {
        @LoadTest(baseUrl = "http://localhost:1", users = 3, duration = "4s", thinkTime = "50ms")
        @Slo(errorRate = "100%")
        void visit(Http http) {
            http.get("/orders").send();
        }
    }

    @Test
    void loadWhoseRequestsMayAllFail_goesOn() {
        TestRun.of(ChaosTestCases.class, output).assertPassed("visit");
    }

    static class BrokenTestCases {
        @PerfTest
        void visit(LoadBuilder load, Http http) {
            LoadResult result = load.baseUrl("http://localhost:1")
                    .users(3)
                    .duration("4s")
                    .thinkTime("50ms")
                    .run(user -> http.get("/orders").send());
            PerfAssertions.assertThat(result).errorRate().isGreaterThan(PerfAssertions.percent(90));
        }
    }

    @Test
    void loadThatIsMeantToSeeErrorsOnly_switchedOff_goesOn() {
        TestRun.of(BrokenTestCases.class, output, "perf.failFast=off").assertPassed("visit");
    }
}
