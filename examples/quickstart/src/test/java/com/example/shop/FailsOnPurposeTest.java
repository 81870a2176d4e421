// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import io.github.perfjunit.LoadTest;
import io.github.perfjunit.Slo;
import io.github.perfjunit.http.Http;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** Misses its objective, to show what a failure says; run it with {@code mvn test -Pfails}. */
@Tag("fails-on-purpose")
class FailsOnPurposeTest {

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

    @LoadTest(baseUrl = "${shop.url}", users = 10, rampUp = "1s", duration = "4s")
    @Slo(p95 = "1ms", errorRate = "0.1%")
    void search(Http http) {
        http.get("/search").query("q", "teapot").expectStatus(200).send();
    }
}
