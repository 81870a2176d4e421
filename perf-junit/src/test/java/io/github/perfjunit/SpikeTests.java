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

/** Spike tests against servers whose capacity is known. */
@Tag("minutes")
class SpikeTests {

    static class QueueTestCases {

        /** Four workers of 50 ms do 80/s: 4 s at 160/s leave 320, which are gone after 320 / (80 - 20) = 5 s. */
        @Spike(
                baseUrl = "${truth.url}",
                arrivalRate = "20/s",
                spike = "160/s",
                spikeFor = "4s",
                before = "15s",
                settle = "1s",
                after = "45s",
                maxUsers = 100)
        @Slo(p95 = "500ms")
        void queues(Http http) {
            http.get("/").send();
        }

        @AfterLoad("queues")
        void found(LoadResult result) {
            assertThat(result).recovery().isBetween(Duration.ofSeconds(2), Duration.ofSeconds(30));
            assertThat(result).stretch("spike").p95().isGreaterThan(Duration.ofSeconds(1));
            assertThat(result).stretch("base").p95().isLessThan(Duration.ofMillis(500));
        }
    }

    @Test
    void server_withAQueue_recoversWhenTheQueueIsEmpty(@TempDir Path output) {
        try (TruthServer server = TruthServer.withWorkers(4, Duration.ofMillis(50))) {
            TestRun run = TestRun.of(QueueTestCases.class, output, "truth.url=" + server.url());

            run.assertPassed("queues");
            JsonNode spike = run.results().at("/sections/spike");
            assertThat(spike.at("/recovery/verdict").asText()).isEqualTo("recovered");
            assertThat(spike.at("/parts/1/label").asText()).isEqualTo("spike");
        }
    }
}
