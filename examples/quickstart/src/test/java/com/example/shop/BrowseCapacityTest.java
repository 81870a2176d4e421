// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import static io.github.perfjunit.slo.PerfAssertions.assertThat;

import io.github.perfjunit.AfterLoad;
import io.github.perfjunit.Capacity;
import io.github.perfjunit.Slo;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.metrics.LoadResult;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/**
 * Capacity test: how many users does the shop take within its objective? The search ends at 30, so that it takes little
 * more than a minute to be seen; a real one goes beyond what is expected.
 */
@Tag("minutes")
class BrowseCapacityTest {

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

    @Capacity(
            baseUrl = "${shop.url}",
            users = 20,
            upTo = "30",
            hold = "10s",
            settle = "1s",
            thinkTime = "50ms..150ms")
    @Slo(p95 = "250ms", errorRate = "0.1%")
    void browse(Http http) {
        http.get("/products/{id}", 7).expectStatus(200).send();
    }

    @AfterLoad("browse")
    void enough(LoadResult result) {
        assertThat(result).capacity().users().isGreaterThanOrEqualTo(20);
    }
}
