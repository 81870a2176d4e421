// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import static io.github.perfjunit.jdbc.report.FaultType.BLACK_HOLE;
import static io.github.perfjunit.jdbc.report.FaultType.RESTART;

import io.github.perfjunit.Slo;
import io.github.perfjunit.jdbc.DatabaseFault;
import io.github.perfjunit.jdbc.EmbeddedPostgres;
import io.github.perfjunit.jdbc.JdbcSlo;
import io.github.perfjunit.jdbc.JdbcWorkload;
import io.github.perfjunit.load.VirtualUser;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** What does the service do while its database is away, and how soon is all as before? */
@SpringBootTest(
        webEnvironment = WebEnvironment.NONE,
        // Each failure is counted and told by the result; a stack trace for each hides it.
        properties = {
            "logging.level.com.zaxxer.hikari=error",
            "logging.level.org.hibernate.engine.jdbc.spi=off",
            "logging.level.org.springframework.transaction=off"
        })
@EmbeddedPostgres
@DisabledIfSystemProperty(
        named = "perf.duration",
        matches = "1?\\ds|\\d+ms",
        disabledReason = "a fault and the recovery from it need 20 s")
class FailoverTest {

    @Autowired
    private OrderService service;

    /** The server is stopped in good order, as for an update, and is back after a second. */
    @JdbcWorkload(arrivalRate = "100/s", maxUsers = 50, warmUp = "3s", duration = "20s")
    @DatabaseFault(type = RESTART, at = "7s", duration = "1s")
    @Slo(errorRate = "40%")
    @JdbcSlo(firstSuccess = "5s", leaked = 0)
    void restart(VirtualUser user) {
        service.find(1 + user.random().nextInt(2000));
    }

    /** A firewall forgets the connections: nothing arrives any more, and nobody is told. */
    @JdbcWorkload(arrivalRate = "100/s", maxUsers = 50, warmUp = "3s", duration = "20s")
    @DatabaseFault(type = BLACK_HOLE, at = "7s", duration = "5s")
    @Slo(errorRate = "40%")
    @JdbcSlo(firstSuccess = "5s", leaked = 0)
    void blackHole(VirtualUser user) {
        service.find(1 + user.random().nextInt(2000));
    }
}
