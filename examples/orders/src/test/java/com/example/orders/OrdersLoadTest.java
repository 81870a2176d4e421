// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import static io.github.perfjunit.load.Weighted.weight;

import com.example.orders.NewOrder.Item;
import io.github.perfjunit.LoadTest;
import io.github.perfjunit.Slo;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.load.VirtualUser;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Over HTTP, through all of the service: customers look around, some of them order. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(PostgresConfiguration.class)
class OrdersLoadTest {

    @BeforeEach
    void tellWhere(@LocalServerPort int port) {
        System.setProperty("orders.url", "http://localhost:" + port);
    }

    @AfterEach
    void forgetWhere() {
        System.clearProperty("orders.url");
    }

    @LoadTest(
            baseUrl = "${orders.url}",
            users = 20,
            rampUp = "2s",
            warmUp = "3s",
            duration = "8s",
            thinkTime = "20ms..40ms")
    @Slo(p95 = "100ms", errorRate = "0.1%")
    @Slo(request = "POST /orders", p95 = "150ms")
    void shop(Http http, VirtualUser user) throws Exception {
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
                weight(20, () -> order(http, user)));
    }

    private static void order(Http http, VirtualUser user) {
        Random random = user.random();
        List<Item> items = random.longs(3, 1, 1001)
                .distinct()
                .mapToObj(id -> new Item(id, 1 + random.nextInt(3)))
                .toList();
        // Not the customers that are listed: their lists would grow while they are measured.
        http.post("/orders")
                .json(new NewOrder("buyer-" + user.id(), items))
                .expectStatus(201)
                .send();
    }
}
