// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.slo.SloViolation;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Soak tests against a server that becomes slower. */
@Tag("minutes")
class SoakTests {

    static class SoakTestCases {

        @Soak(baseUrl = "${truth.url}", users = 4, duration = "36s")
        @Slo(p95 = "5s")
        void soaks(Http http) {
            http.get("/").send();
        }
    }

    static class CutShortTestCases {

        @Soak(baseUrl = "${truth.url}", users = 2, duration = "8h")
        @Slo(max = "20s")
        void soaks(Http http) {
            http.get("/").send();
        }
    }

    private static JsonNode figure(TestRun run, String name) {
        for (JsonNode figure : run.results().at("/sections/soak/figures")) {
            if (figure.at("/name").asText().equals(name)) {
                return figure;
            }
        }
        throw new AssertionError("no figure " + name + " in " + run.results());
    }

    @Test
    void server_thatBecomesSlower_drifts(@TempDir Path output) {
        try (TruthServer server =
                TruthServer.degrading(Duration.ofMillis(20), Duration.ofMillis(120), Duration.ofSeconds(36))) {
            TestRun run = TestRun.of(SoakTestCases.class, output, "truth.url=" + server.url());

            assertThat(run.failure("soaks"))
                    .isInstanceOf(SloViolation.class)
                    .hasMessageContaining("rise of p50 of all requests");
            assertThat(figure(run, "p50 of all requests").at("/verdict").asText())
                    .isEqualTo("drifting");
            assertThat(run.results().at("/sections/soak/verdict").asText()).isEqualTo("drifting");
        }
    }

    @Test
    void soak_cutShortByKeys_tellsWhatItSaw(@TempDir Path output) {
        try (TruthServer server = TruthServer.healthy(Duration.ofMillis(20))) {
            TestRun run =
                    TestRun.of(CutShortTestCases.class, output, "truth.url=" + server.url(), "perf.maxDuration=3s");

            run.assertPassed("soaks");
            assertThat(run.results().at("/sections/soak/verdict").asText()).isEqualTo("too short to tell");
            assertThat(run.printed()).contains("too short to tell over ");
        }
    }
}
