// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.http.Http;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.spi.UserResource.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConcurrencyTests {

    private static final int USERS = 64;
    private static final int REQUESTS = 300;

    @Test
    void manyUsers_ofOnePool_getTheirOwnAnswers() throws Exception {
        ExecutorService users = Executors.newFixedThreadPool(USERS);
        try (RawServer server = RawServer.running(ConcurrencyTests::echo);
                TestUser first = new TestUser(server.url())) {
            List<Future<RecordedRequests>> running = new ArrayList<>();
            for (int u = 0; u < USERS; u++) {
                int id = u;
                running.add(users.submit(() -> run(first.pool, id)));
            }
            for (Future<RecordedRequests> user : running) {
                RecordedRequests recorded = user.get();
                assertThat(recorded.samples)
                        .hasSize(REQUESTS)
                        .allMatch(sample ->
                                sample.outcome() == Outcome.OK && sample.name().equals("GET /echo/{user}/{n}"));
                assertThat(recorded.connections).hasSize(1);
            }
        } finally {
            users.shutdownNow();
        }
    }

    private static void echo(RawServer.Exchange exchange) throws Exception {
        for (String request = exchange.readRequest(); request != null; request = exchange.readRequest()) {
            exchange.write(RawServer.ok(request.substring(4, request.indexOf(" HTTP/"))));
        }
    }

    private static RecordedRequests run(Pool<Http> pool, int id) {
        RecordedRequests recorded = new RecordedRequests();
        Http http = TestUser.open(pool, recorded);
        for (int n = 0; n < REQUESTS; n++) {
            http.get("/echo/{user}/{n}", id, n)
                    .expectBody("/echo/" + id + "/" + n)
                    .send();
        }
        pool.close(http);
        return recorded;
    }
}
