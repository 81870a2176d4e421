// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import io.github.perfjunit.Slo;
import io.github.perfjunit.jdbc.EmbeddedPostgres;
import io.github.perfjunit.jdbc.JdbcSlo;
import io.github.perfjunit.jdbc.JdbcWorkload;
import io.github.perfjunit.load.VirtualUser;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** Without HTTP: the transaction that earns the money, through the application's own pool. */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
@EmbeddedPostgres
class CheckoutWorkloadTest {

    @Autowired
    private OrderService service;

    /** The service takes the connection and commits, so there is no parameter for it. */
    @JdbcWorkload(users = 8, warmUp = "3s", duration = "8s")
    @Slo(p95 = "250ms", errorRate = "0%")
    @JdbcSlo(callsPerTransaction = 3, leaked = 0, deadlocks = 0, timeouts = 0)
    void checkout(VirtualUser user) {
        service.place(RandomOrders.of(user));
    }
}
