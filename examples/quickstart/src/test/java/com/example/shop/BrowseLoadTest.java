// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import io.github.perfjunit.Feed;
import io.github.perfjunit.LoadTest;
import io.github.perfjunit.Slo;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.http.Response;
import io.github.perfjunit.load.VirtualUser;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Closed model: 50 users, each of whom asks again after it got its answer and had a look at it. */
class BrowseLoadTest {

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

    @LoadTest(baseUrl = "${shop.url}", users = 50, rampUp = "2s", duration = "8s", thinkTime = "50ms..150ms")
    @Slo(p95 = "250ms", errorRate = "0.1%")
    @Slo(request = "GET /products/{id}", p99 = "500ms")
    void browse(Http http, VirtualUser user, @Feed("/products.csv") Product product) {
        Response answer =
                http.get("/products/{id}", product.id()).expectStatus(200).send();
        user.check("has its name", answer.json("/name").equals(product.name()));
        if (user.random().nextInt(100) < 20) {
            http.get("/search").query("q", product.name()).expectStatus(200).send();
        }
    }
}
