// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.metrics.LoadResult;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stress tests against servers whose breaking point is known. */
@Tag("minutes")
class StressTests {

    private static final Duration GOOD = Duration.ofMillis(20);
    private static final Duration BROKEN = Duration.ofMillis(700);

    static class BreakingTestCases {

        @Stress(baseUrl = "${truth.url}", users = 5, upTo = "20", hold = "10s", settle = "2s", recovery = "12s")
        @Slo(p95 = "400ms")
        void breaks(Http http) {
            http.get("/").send();
        }

        @AfterLoad("breaks")
        void found(LoadResult result) {
            assertThat(result)
                    .breakingPoint()
                    .users()
                    .isGreaterThanOrEqualTo(10)
                    .users()
                    .isLessThanOrEqualTo(15);
            assertThat(result).recovery().isLessThan(Duration.ofSeconds(8));
            assertThat(result).stretch("step 3").p95().isGreaterThan(Duration.ofMillis(400));
        }
    }

    @Test
    void server_breaksAtTwelveUsers_isFoundBetweenTenAndFifteen(@TempDir Path output) {
        try (TruthServer server = TruthServer.breakingAbove(12, GOOD, BROKEN)) {
            TestRun run = TestRun.of(BreakingTestCases.class, output, "truth.url=" + server.url());

            run.assertPassed("breaks");
            JsonNode stress = run.results().at("/sections/stress");
            assertThat(stress.at("/breakingPoint").asText()).isEqualTo("between 10 users (held) and 15 users (missed)");
            assertThat(stress.at("/recovery/verdict").asText()).isEqualTo("recovered");
        }
    }
}
