// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.http.Http;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A capacity test of a server that bears everything; the search is in {@link TruthTests}. */
@Tag("minutes")
class CapacityTests {

    static class HealthyTestCases {

        @Capacity(baseUrl = "${truth.url}", users = 4, upTo = "5", atLeast = "5", hold = "10s", settle = "1s")
        @Slo(p95 = "500ms")
        void bears(Http http) {
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
}
