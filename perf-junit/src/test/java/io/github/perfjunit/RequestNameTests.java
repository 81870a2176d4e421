// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.slo.SloViolation;
import io.github.perfjunit.spi.CurrentUser;
import io.github.perfjunit.spi.RequestRecorder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of requests from the body of a test to its objectives and results. */
class RequestNameTests {

    /** 260 characters, of which results keep 200. */
    static final String LONG =
            "checkout with a basket of many things ........................................................"
                    + ".........................................................................................................."
                    + "............................................................";

    @TempDir
    Path output;

    static class LongTestCases {
        @LoadTest(users = 1, iterations = 20)
        @Slo(request = LONG, max = "1h", errorRate = "0%")
        @Slo(request = LONG, mean = "1h", abort = true, over = "1s")
        void step(VirtualUser user) throws Exception {
            user.check(LONG, true);
            user.step(LONG, () -> {});
        }

        @AfterLoad("step")
        void fluent(LoadResult result) {
            assertThat(result).request(LONG).max().isLessThan(Duration.ofHours(1));
            assertThat(result.request(LONG).count()).isEqualTo(20);
        }

        @LoadTest(users = 1, iterations = 4)
        @Slo(request = LONG, errorRate = "10%")
        void failing(VirtualUser user) throws Exception {
            user.step(LONG, () -> {
                throw new IllegalStateException("no stock");
            });
        }
    }

    @Test
    void longName_isTheSameInObjectivesAssertionsAndResults() {
        TestRun run = TestRun.of(LongTestCases.class, output);

        run.assertPassed("step");
        String stored = LONG.substring(0, 200) + "...";
        assertThat(run.results("RequestNameTests.LongTestCases.step")
                        .at("/requests/0/name")
                        .asText())
                .isEqualTo(stored);
        assertThat(run.results("RequestNameTests.LongTestCases.step")
                        .at("/checks/0/name")
                        .asText())
                .isEqualTo(stored);
        assertThat(run.results("RequestNameTests.LongTestCases.step")
                        .at("/objectives/0/scope")
                        .asText())
                .isEqualTo(stored);
        assertThat(run.failure("failing")).isInstanceOf(SloViolation.class).hasMessageContaining("4 of 4");
        assertThat(run.results("RequestNameTests.LongTestCases.failing")
                        .at("/requests/0/errorKinds/0/count")
                        .asInt())
                .isEqualTo(4);
    }

    static class RefusedTestCases {
        @LoadTest(users = 1, iterations = 3)
        void blank(VirtualUser user) throws Exception {
            user.step("", () -> {});
        }

        @LoadTest(users = 1, iterations = 3)
        void reserved(VirtualUser user) throws Exception {
            user.step("(iteration)", () -> {});
        }
    }

    @Test
    void nameThatIsNone_failsTheIterationsAndIsTold() {
        TestRun run = TestRun.of(RefusedTestCases.class, output);

        assertThat(run.failure("blank"))
                .hasMessageContaining(
                        "name of a request was blank but must be a text such as 'search', 3 of 3 iterations");
        assertThat(run.failure("reserved"))
                .hasMessageContaining(
                        "name of a request was '(iteration)' but must be another, for results have figures of");
        assertThat(run.results("RequestNameTests.RefusedTestCases.blank")
                        .at("/errors/0/kind")
                        .asText())
                .isEqualTo("IllegalArgumentException");
    }

    static class ExtensionTestCases {
        @LoadTest(users = 1, iterations = 2)
        void recorded() {
            RequestRecorder recorder = Objects.requireNonNull(CurrentUser.recorder());
            long now = System.nanoTime();
            recorder.record("(user)", now, now, now + 1, Outcome.OK, 0, 0);
        }
    }

    @Test
    void nameGivenByAnExtension_isRefusedWhereItRecords() {
        TestRun run = TestRun.of(ExtensionTestCases.class, output);

        assertThat(run.failure("recorded"))
                .hasMessageContaining(
                        "name of a request was '(user)' but must be another, for results have figures of");
        assertThat(run.results().at("/errors/0/count").asInt()).isEqualTo(2);
    }
}
