// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import io.github.perfjunit.Slo;
import io.github.perfjunit.jdbc.EmbeddedPostgres;
import io.github.perfjunit.jdbc.PoolSweep;
import io.github.perfjunit.load.VirtualUser;
import org.junit.jupiter.api.Tag;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** How many connections does the service need? The size of its own pool is changed while it runs, and changed back. */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
@EmbeddedPostgres
@Tag("minutes")
class PoolSweepTest {

    @Autowired
    private OrderService service;

    @PoolSweep(sizes = {1, 2, 4, 8, 16}, users = 16, warmUp = "1s", duration = "4s")
    @Slo(p95 = "1s")
    void checkout(VirtualUser user) {
        service.place(RandomOrders.of(user));
    }
}
