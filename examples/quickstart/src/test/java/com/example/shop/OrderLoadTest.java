// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import io.github.perfjunit.BeforeUser;
import io.github.perfjunit.Feed;
import io.github.perfjunit.LoadTest;
import io.github.perfjunit.Slo;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.load.FeedStrategy;
import io.github.perfjunit.load.VirtualUser;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Open model: 200 orders are due each second, whether the shop keeps up or not. */
class OrderLoadTest {

    private static Shop shop;

    @BeforeAll
    static void startShop() throws IOException {
        shop = Shop.start(0);
        System.setProperty("shop.url", shop.url());
    }

    @AfterAll
    static void stopShop() {
        System.clearProperty("shop.url");
        shop.close();
    }

    record Order(int productId, int quantity) {}

    @BeforeUser
    void enter(Http http, VirtualUser user) {
        http.get("/health").send();
        user.put("customer", "customer-" + user.id());
    }

    @LoadTest(baseUrl = "${shop.url}", arrivalRate = "200/s", rampUp = "2s", duration = "8s")
    @Slo(errorRate = "0.1%", throughput = "180/s")
    @Slo(request = "POST /orders", p95 = "250ms", p99 = "500ms")
    void order(
            Http http,
            VirtualUser user,
            @Feed(value = "/products.csv", strategy = FeedStrategy.RANDOM) Product product) {
        http.post("/orders")
                .header("X-Customer", user.get("customer", String.class))
                .json(new Order(product.id(), 1 + user.random().nextInt(3)))
                .expectStatus(201)
                .send();
    }
}
