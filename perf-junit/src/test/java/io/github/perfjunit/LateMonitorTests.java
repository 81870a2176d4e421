// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.monitor.LateMonitor;
import io.github.perfjunit.monitor.Watch;
import io.github.perfjunit.slo.PerfAssertions;
import io.github.perfjunit.slo.SloViolation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Monitors whose values come after the load. */
class LateMonitorTests {

    @TempDir
    Path output;

    /** Knows two seconds of one gauge, and nothing of another. */
    private static final class Published implements LateMonitor {

        @Override
        public String name() {
            return "alb";
        }

        @Override
        public void sample(Gauges gauges) {
            gauges.gauge("target time", "ms", Double.NaN);
            gauges.gauge("rejected", "", Double.NaN);
        }

        @Override
        public Duration longestWait() {
            return Duration.ofMinutes(3);
        }

        @Override
        public List<String> conclude(Instant start, Instant end, LateGauges gauges) {
            gauges.gauge("target time", "ms", start, start.plusSeconds(1), 20);
            gauges.gauge("target time", "ms", start.plusSeconds(1), start.plusSeconds(2), 40);
            return List.of("has no value of rejected");
        }
    }

    static class PublishedTestCases {

        @Watch
        final Published alb = new Published();

        @Slo(monitor = "target time", mean = "30 ms", max = "40 ms")
        @LoadTest(users = 1, duration = "2s", thinkTime = "100ms")
        void held() {}

        @AfterLoad("held")
        void values(LoadResult result) {
            PerfAssertions.assertThat(result).monitor("target time").last().isLessThan(41);
        }

        @Slo(monitor = "target time", max = "39 ms", abort = true)
        @LoadTest(users = 1, duration = "2s", thinkTime = "100ms")
        void missed() {}

        @Slo(monitor = "rejected", max = "0")
        @LoadTest(users = 1, duration = "2s", thinkTime = "100ms")
        void silent() {}
    }

    @Test
    void lateValues_areObjectives() throws Exception {
        TestRun run = TestRun.of(PublishedTestCases.class, output);

        run.assertPassed("held");
        assertThat(run.results("LateMonitorTests.PublishedTestCases.held")
                        .at("/notes")
                        .toString())
                .contains("monitor 'alb' has no value of rejected")
                .contains("monitor 'rejected' never had a value in this load");
        assertThat(run.failure("missed"))
                .isInstanceOf(SloViolation.class)
                .message()
                .startsWith("missed missed 1 of 2 SLOs: max of monitor target time 40 ms, limit 39 ms");
        assertThat(run.results("LateMonitorTests.PublishedTestCases.missed")
                        .at("/notes")
                        .toString())
                .contains("monitor 'target time' could not end the load early: its values came after it");
        assertThat(TestRun.headline(run.failure("silent")))
                .startsWith("silent has no verdict on 1 of 2 SLOs: max of monitor rejected, it had no value in the"
                        + " measured time");
    }
}
