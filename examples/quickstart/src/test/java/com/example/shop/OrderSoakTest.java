// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import io.github.perfjunit.Slo;
import io.github.perfjunit.Soak;
import io.github.perfjunit.http.Http;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Soak test: does the shop stay as it is? It takes 45 s to be seen, in which only a rise to more than twice is told from
 * noise; a real one takes hours, with the default tolerance of 10 %.
 */
class OrderSoakTest {

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

    @Soak(
            baseUrl = "${shop.url}",
            users = 10,
            rampUp = "1s",
            warmUp = "4s",
            duration = "40s",
            tolerance = "20%",
            thinkTime = "20ms..60ms")
    @Slo(p95 = "250ms", errorRate = "0.1%")
    void order(Http http) {
        http.post("/orders")
                .json(Map.of("productId", 7, "quantity", 1))
                .expectStatus(201)
                .send();
    }
}
