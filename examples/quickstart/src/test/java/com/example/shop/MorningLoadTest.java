// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static io.github.perfjunit.slo.PerfAssertions.percent;
import static java.time.Duration.ofMillis;

import io.github.perfjunit.PerfTest;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.LoadResult;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Fluent form: two populations at the same time, and assertions in Java. */
class MorningLoadTest {

    private static Shop shop;

    @BeforeAll
    static void startShop() throws IOException {
        shop = Shop.start(0);
    }

    @AfterAll
    static void stopShop() {
        shop.close();
    }

    @PerfTest
    void morning(LoadBuilder load) {
        LoadResult morning = load.scenario("visitors", s -> s.baseUrl(shop.url())
                        .users(20)
                        .rampUp("1s")
                        .duration("6s")
                        .thinkTime("50ms..150ms")
                        .run(this::visit))
                .scenario("buyers", s -> s.baseUrl(shop.url())
                        .startAfter("2s")
                        .arrivalRate("100/s")
                        .duration("5s")
                        .run(this::buy))
                .start();

        assertThat(morning).scenario("visitors").p95().isLessThan(ofMillis(250));
        assertThat(morning).request("POST /orders").p95().isLessThan(ofMillis(250));
        assertThat(morning).errorRate().isLessThan(percent(0.1));
    }

    private void visit(VirtualUser user) {
        int id = 1 + user.random().nextInt(100);
        user.http().get("/products/{id}", id).expectStatus(200).send();
    }

    private void buy(VirtualUser user) {
        int id = 1 + user.random().nextInt(100);
        user.http()
                .post("/orders")
                .json(Map.of("productId", id, "quantity", 1))
                .expectStatus(201)
                .send();
    }
}
