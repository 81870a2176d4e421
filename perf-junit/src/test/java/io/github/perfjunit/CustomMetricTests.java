// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.LoadResult;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics of the bodies from {@code user.count} to the results of the load. */
class CustomMetricTests {

    @TempDir
    Path output;

    static class ShopTestCases {

        private static final AtomicInteger CALLS = new AtomicInteger();

        @BeforeUser
        void before(VirtualUser user) {
            user.count("orders", 1_000_000); // outside iterations nothing counts
        }

        @LoadTest(users = 2, iterations = 200)
        @Slo(metric = "orders", min = "300", max = "300")
        @Slo(metric = "basket size", p95 = "19", max = "20")
        @Slo(metric = "cached", share = "50%")
        @Slo(within = "59m", share = "95%", request = "(iteration)")
        void visit(VirtualUser user) {
            user.count("orders", "type", "guest");
            user.count("orders", 0.5, "type", "known");
            user.gauge("open", 3);
            int call = CALLS.getAndIncrement();
            user.rate("cached", call % 2 == 0);
            user.trend("basket size", 1 + call % 20);
        }

        @AfterLoad("visit")
        void after(LoadResult result) {
            assertThat(result).metric("open").last().isBetween(3, 3);
        }

        @LoadTest(users = 1, iterations = 5)
        @Slo(metric = "orders", min = "6")
        void tooFew(VirtualUser user) {
            user.count("orders");
        }

        @LoadTest(users = 1, iterations = 5)
        @Slo(metric = "oders", min = "1")
        void misspelled(VirtualUser user) {
            user.count("orders");
        }

        @LoadTest(users = 1, iterations = 1)
        void twoKinds(VirtualUser user) {
            user.count("orders");
            user.gauge("orders", 1);
        }
    }

    @Test
    void metrics_ofALoad_areJudgedShownAndStored() {
        ShopTestCases.CALLS.set(0);
        TestRun run = TestRun.of(ShopTestCases.class, output);

        run.assertPassed("visit");
        assertThat(run.printed())
                .contains("metrics     basket size: p50 10, p95 19, p99 20, max 20 (200 values)")
                .contains("cached: 50 % of 200")
                .contains("open: last 3, min 3, mean 3, max 3")
                .contains("orders {type=guest}: 200");
        JsonNode metrics = run.results("CustomMetricTests.ShopTestCases.visit").at("/metrics");
        assertThat(metrics).hasSize(5);
        assertThat(metrics.get(0).toString())
                .isEqualTo("{\"scenario\":\"visit\",\"name\":\"basket size\",\"tags\":{},\"kind\":\"trend\","
                        + "\"phase\":\"measure\",\"values\":200,\"min\":1.0,\"mean\":10.5,\"max\":20.0,"
                        + "\"p50\":10.0,\"p90\":18.0,\"p95\":19.0,\"p99\":20.0}");
        assertThat(metrics.get(4).toString())
                .isEqualTo(
                        "{\"scenario\":\"visit\",\"name\":\"orders\",\"tags\":{\"type\":\"known\"},\"kind\":\"count\","
                                + "\"phase\":\"measure\",\"values\":200,\"sum\":100.0}");
        assertThat(TestRun.headline(run.failure("tooFew")))
                .startsWith("tooFew missed 1 of 2 SLOs: sum of orders 5, at least 6");
        assertThat(TestRun.headline(run.failure("misspelled")))
                .startsWith("misspelled has no verdict on 1 of 2 SLOs: min of oders, no such metric");
        assertThat(run.failure("misspelled")).hasMessageContaining("there are: orders");
        assertThat(run.failure("twoKinds"))
                .hasMessageContaining("metric 'orders' is a count but was given a value of a");
    }
}
