// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.AfterLoad;
import io.github.perfjunit.LoadTest;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.jdbc.EmbeddedPostgres;
import io.github.perfjunit.jdbc.JdbcSlo;
import io.github.perfjunit.jdbc.WatchDatabase;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.JdbcReport;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.LoadResult;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** The same list twice: with an N+1, which is caught, and without. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedPostgres
@WatchDatabase
class ListOrdersNPlusOneTest {

    /** With the objective of {@link #listWithLines} this would fail; here it is shown that it would. */
    @LoadTest(baseUrl = "http://localhost:${local.server.port}", users = 4, warmUp = "2s", duration = "5s")
    void list(Http http, VirtualUser user) {
        http.get("/orders?customer={customer}", "customer-" + user.random().nextInt(100))
                .expectStatus(200)
                .send();
    }

    /** Plain AssertJ, not JdbcAssertions: this has to hold with {@code perf.slo=report} too. */
    @AfterLoad("list")
    void caught(LoadResult result) {
        assertThat(result.section(JdbcReport.class).orElseThrow().findings())
                .extracting(Finding::kind)
                .contains(Finding.Kind.N_PLUS_ONE);
    }

    @LoadTest(baseUrl = "http://localhost:${local.server.port}", users = 4, warmUp = "2s", duration = "5s")
    @JdbcSlo(callsPerTransaction = 3, none = Finding.Kind.N_PLUS_ONE)
    void listWithLines(Http http, VirtualUser user) {
        http.get("/customers/{customer}/orders", "customer-" + user.random().nextInt(100))
                .expectStatus(200)
                .send();
    }
}
