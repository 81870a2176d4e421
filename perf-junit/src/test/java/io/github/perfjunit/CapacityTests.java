// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.slo.SloViolation;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Capacity tests against servers whose capacity is known. */
@Tag("minutes")
class CapacityTests {

    /** Four workers of 100 ms: with n users a request takes 25 n ms, so that 500 ms are kept by 20 users. */
    static class WorkersTestCases {

        @Capacity(baseUrl = "${truth.url}", users = 12, upTo = "60", hold = "10s", settle = "2s")
        @Slo(p95 = "500ms")
        void searches(Http http) {
            http.get("/").send();
        }

        @AfterLoad("searches")
        void found(LoadResult result) {
            assertThat(result)
                    .capacity()
                    .users()
                    .isGreaterThanOrEqualTo(16)
                    .users()
                    .isLessThanOrEqualTo(24);
            assertThat(result).capacity().throughput().isGreaterThan("30/s");
        }
    }

    static class HealthyTestCases {

        @Capacity(baseUrl = "${truth.url}", users = 4, upTo = "5", atLeast = "5", hold = "10s", settle = "1s")
        @Slo(p95 = "500ms")
        void bears(Http http) {
            http.get("/").send();
        }
    }

    static class TooSlowTestCases {

        @Capacity(baseUrl = "${truth.url}", users = 1, upTo = "4", hold = "10s", settle = "1s")
        @Slo(p95 = "20ms")
        void fails(Http http) {
            http.get("/").send();
        }
    }

    @Test
    void server_thatBearsEverything_isVerifiedAtTheHighestLoad(@TempDir Path output) {
        try (TruthServer server = TruthServer.healthy(Duration.ofMillis(20))) {
            TestRun run = TestRun.of(HealthyTestCases.class, output, "truth.url=" + server.url());

            run.assertPassed("bears");
            JsonNode capacity = run.results().at("/sections/capacity");
            assertThat(capacity.at("/summary").asText())
                    .isEqualTo("5 users at least, the highest load that was tried, verified");
        }
    }

    @Test
    void server_slowerThanItsLimit_hasNoCapacity(@TempDir Path output) {
        try (TruthServer server = TruthServer.healthy(Duration.ofMillis(60))) {
            TestRun run = TestRun.of(TooSlowTestCases.class, output, "truth.url=" + server.url());

            assertThat(run.failure("fails"))
                    .isInstanceOf(SloViolation.class)
                    .hasMessageContaining("fails missed 1 of 1 SLO: capacity in users of the target 0, limit > 0");
        }
    }
}
