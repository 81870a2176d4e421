// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.http.Response;
import io.github.perfjunit.metrics.Outcome;
import org.junit.jupiter.api.Test;

class ExchangeTests {

    @Test
    void get_answered_countsOneSampleUnderItsTemplate() {
        try (RawServer server = RawServer.answering(RawServer.ok("hello"));
                TestUser user = new TestUser(server.url())) {
            Response response =
                    user.http.get("/products/{id}", "a b/ü").query("q", "x&y").send();

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.text()).isEqualTo("hello");
            assertThat(server.requests())
                    .containsExactly("GET /products/a%20b%2F%C3%BC?q=x%26y HTTP/1.1\r\nHost: localhost:" + server.port()
                            + "\r\nUser-Agent: perf-junit\r\nAccept-Encoding: gzip\r\n\r\n");
            RecordedRequests.Sample sample = user.recorded.only();
            assertThat(sample.name()).isEqualTo("GET /products/{id}");
            assertThat(sample.outcome()).isEqualTo(Outcome.OK);
            assertThat(sample.bytesSent()).isEqualTo(server.requests().get(0).length());
            assertThat(sample.bytesReceived()).isEqualTo(RawServer.ok("hello").length());
            assertThat(response.latency().toNanos()).isEqualTo(sample.ended() - sample.intended());
        }
    }
}
