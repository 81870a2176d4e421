// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.perfjunit.HttpSettings;
import io.github.perfjunit.LoadTest;
import io.github.perfjunit.Slo;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.http.HttpVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

/** A whole load that speaks HTTP/2. */
@Timeout(60)
class Http2LoadTests {

    @TempDir
    private Path output;

    static class CatalogTestCases {
        @LoadTest(baseUrl = "${target.url}", users = 8, iterations = 400)
        @HttpSettings(version = HttpVersion.HTTP_2)
        @Slo(errorRate = "0%")
        void visit(Http http) {
            http.get("/version").expectBody("HTTP/2.0").send();
            http.post("/echo").body("x".repeat(3000), "text/plain").send();
        }
    }

    @Test
    void load_overHttp2_countsWhatTheServerSaw() throws Exception {
        try (JettyServer server = JettyServer.clearText()) {
            EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(CatalogTestCases.class))
                    .configurationParameter("perf.output", output.toString())
                    .configurationParameter("perf.progress", "off")
                    .configurationParameter("perf.invalid", "warn")
                    .configurationParameter("target.url", server.url())
                    .execute()
                    .testEvents()
                    .assertStatistics(tests -> tests.succeeded(1).failed(0));

            assertThat(server.requests).hasSize(800).allMatch(request -> request.startsWith("HTTP/2.0 "));
            assertThat(server.connections).hasSizeLessThanOrEqualTo(8);
            JsonNode results = results();
            assertThat(results.toString()).contains("GET /version", "POST /echo");
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().contains("http2"));
        }
    }

    private JsonNode results() throws Exception {
        try (Stream<Path> all = Files.walk(output)) {
            Path file = all.filter(path -> path.endsWith("results.json"))
                    .findFirst()
                    .orElseThrow();
            return new JsonMapper().readTree(file.toFile());
        }
    }
}
