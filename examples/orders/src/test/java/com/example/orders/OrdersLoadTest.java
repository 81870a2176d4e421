// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import static io.github.perfjunit.load.Weighted.weight;

import io.github.perfjunit.LoadTest;
import io.github.perfjunit.Slo;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.jdbc.EmbeddedPostgres;
import io.github.perfjunit.jdbc.JdbcSlo;
import io.github.perfjunit.jdbc.WatchDatabase;
import io.github.perfjunit.load.VirtualUser;
import java.util.Random;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** Over HTTP, through all of the service: customers look around, some of them order. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedPostgres
@WatchDatabase
class OrdersLoadTest {

    @LoadTest(
            baseUrl = "http://localhost:${local.server.port}",
            users = 20,
            rampUp = "2s",
            warmUp = "3s",
            duration = "8s",
            thinkTime = "20ms..40ms")
    @Slo(p95 = "400ms", errorRate = "0.1%")
    @Slo(request = "POST /orders", p95 = "500ms")
    @JdbcSlo(callsPerTransaction = 3, leaked = 0, acquireP99 = "250ms")
    void shop(Http http, VirtualUser user) {
        Random random = user.random();
        user.pick(
                weight(50, () -> http.get("/products/{id}", 1 + random.nextInt(1000))
                        .expectStatus(200)
                        .send()),
                weight(15, () -> http.get("/orders/{id}", 1 + random.nextInt(2000))
                        .expectStatus(200)
                        .send()),
                weight(15, () -> http.get("/customers/{customer}/orders", "customer-" + random.nextInt(100))
                        .expectStatus(200)
                        .send()),
                weight(20, () -> http.post("/orders")
                        .json(RandomOrders.of(user))
                        .expectStatus(201)
                        .send()));
    }
}
