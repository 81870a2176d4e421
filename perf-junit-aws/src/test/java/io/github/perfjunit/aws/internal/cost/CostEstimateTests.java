// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CostEstimateTests {

    private static final RunSize.Times TIMES = new RunSize.Times(
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(2),
            3);

    private final List<String> problems = new ArrayList<>();

    private static RunSize size(int tasks, boolean arm, boolean spot, int endpoints) {
        return new RunSize(tasks, 1024, 2048, arm, spot, endpoints == 0, endpoints, TIMES, 800, 12_000, 300);
    }

    private Prices prices(String region, boolean arm, Map<String, String> settings) {
        return Prices.of(region, arm, key -> Optional.ofNullable(settings.get(key)), problems::add);
    }

    private CostEstimate estimate(RunSize size, Prices prices) {
        return CostEstimate.of(size, prices, problems::add).orElseThrow();
    }

    @Test
    void exampleOfTheDocumentation() {
        CostEstimate estimate = estimate(size(20, false, false, 0), prices("us-east-1", false, Map.of()));

        assertThat(estimate.lines())
                .containsExactly(
                        "cost about $0.23, at most $0.67 (estimate, prices of us-east-1 as of March 2026)",
                        "20 tasks of 1 vCPU and 2 GB, X86_64, on demand, about 12 min each, at most 36 min",
                        "vCPU: 4.00 h at $0.04048/h = $0.16, at most $0.49",
                        "memory, GB: 8.00 h at $0.004445/h = $0.04, at most $0.11",
                        "public addresses: 4.00 h at $0.005/h = $0.02, at most $0.06",
                        "S3 requests that write: 800 at $0.005/1000 = $0.0040, at most $0.0060",
                        "S3 requests that read: 12000 at $0.0004/1000 = $0.0048, at most $0.0072",
                        "metrics asked for: 300 at $0.01/1000 = $0.0030, at most $0.0045",
                        "not in it: data transfer, logs, taxes, the target");
        assertThat(problems).isEmpty();
    }

    @Test
    void spotIsCheapAsPlannedAndCostsTheFullPriceAtMost() {
        CostEstimate spot = estimate(size(20, false, true, 0), prices("us-east-1", false, Map.of()));
        CostEstimate onDemand = estimate(size(20, false, false, 0), prices("us-east-1", false, Map.of()));

        assertThat(spot.worstUsd()).isEqualTo(onDemand.worstUsd());
        assertThat(spot.expectedUsd()).isCloseTo(4 * (0.04048 + 2 * 0.004445) * 0.3 + 0.02 + 0.0118, within(1e-9));
        assertThat(spot.lines())
                .contains(
                        "20 tasks of 1 vCPU and 2 GB, X86_64, spot, about 12 min each, at most 36 min",
                        "vCPU: 4.00 h at $0.012144/h = $0.05, at most $0.49",
                        "the price of spot changes; at most is what the tasks cost on demand");
    }

    @Test
    void armHasPricesOfItsOwn() {
        assertThat(estimate(size(1, true, false, 0), prices("us-east-1", true, Map.of()))
                        .lines())
                .contains(
                        "1 task of 1 vCPU and 2 GB, ARM64, on demand, about 12 min each, at most 36 min",
                        "vCPU: 0.20 h at $0.03238/h = $0.0065, at most $0.02");
    }

    @Test
    void endpointsArePaidByTheHourAndNotByTheTask() {
        assertThat(estimate(size(20, false, false, 6), prices("us-east-1", false, Map.of()))
                        .lines())
                .contains("endpoints: 1.20 h at $0.01/h = $0.01, at most $0.04")
                .noneMatch(line -> line.startsWith("public addresses"));
    }

    @Test
    void aMinuteIsTheLeast() {
        RunSize.Times seconds = new RunSize.Times(
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ZERO,
                1);
        RunSize size = new RunSize(60, 1024, 1024, false, false, false, 0, seconds, 0, 0, 0);

        assertThat(estimate(size, prices("us-east-1", false, Map.of())).expectedUsd())
                .isCloseTo(0.04048 + 0.004445, within(1e-12));
    }

    @Test
    void pricesThatAreGivenReplaceThoseThatAreKnown() {
        Prices given = prices(
                "us-east-1",
                false,
                Map.of(
                        "perf.aws.price.vcpuHour",
                        "1",
                        "perf.aws.price.spotFactor",
                        " 0.5 ",
                        "perf.aws.price.date",
                        "2026-11-01"));

        assertThat(estimate(size(5, false, true, 0), given).lines())
                .contains(
                        "cost about $0.52, at most $3.06 (estimate, prices of us-east-1 as of 2026-11-01, of which 2 were given)",
                        "vCPU: 1.00 h at $0.5/h = $0.50, at most $3.00");
    }

    @Test
    void anotherRegionIsRefusedWithoutPrices() {
        assertThat(CostEstimate.of(size(20, false, false, 0), prices("eu-west-1", false, Map.of()), problems::add))
                .isEmpty();
        assertThat(CostEstimate.of(
                        size(20, false, false, 6),
                        prices("eu-west-1", false, Map.of("perf.aws.price.vcpuHour", "0.05")),
                        problems::add))
                .isEmpty();

        assertThat(problems)
                .containsExactly(
                        "the cost of a run in eu-west-1 is not known, as only prices of us-east-1 are built in: give"
                                + " perf.aws.price.vcpuHour, perf.aws.price.gbHour, perf.aws.price.ipv4Hour in USD, from"
                                + " https://aws.amazon.com/fargate/pricing and https://aws.amazon.com/vpc/pricing",
                        "the cost of a run in eu-west-1 is not known, as only prices of us-east-1 are built in: give"
                                + " perf.aws.price.gbHour, perf.aws.price.endpointHour in USD, from"
                                + " https://aws.amazon.com/fargate/pricing and https://aws.amazon.com/vpc/pricing");
    }

    @Test
    void smallAmountsWithoutAPriceAreNamed() {
        Prices given = prices(
                "eu-west-1",
                false,
                Map.of(
                        "perf.aws.price.vcpuHour", "0.04456",
                        "perf.aws.price.gbHour", "0.004865",
                        "perf.aws.price.ipv4Hour", "0.005"));

        assertThat(estimate(size(1, false, false, 0), given).lines())
                .contains("not in it: S3 requests that write (perf.aws.price.putThousand), S3 requests that read"
                        + " (perf.aws.price.getThousand), metrics asked for (perf.aws.price.metricThousand), data"
                        + " transfer, logs, taxes, the target");
    }

    @Test
    void whatIsNoPriceIsAMistake() {
        prices(
                "us-east-1",
                false,
                Map.of(
                        "perf.aws.price.vcpuHour", "cheap",
                        "perf.aws.price.gbHour", "-1",
                        "perf.aws.price.ipv4Hour", "NaN",
                        "perf.aws.price.spotFactor", "70"));

        assertThat(problems)
                .containsExactly(
                        "perf.aws.price.vcpuHour was 'cheap' but must be a price in USD from 0 to 1000, such as 0.04048",
                        "perf.aws.price.gbHour was '-1' but must be a price in USD from 0 to 1000, such as 0.004445",
                        "perf.aws.price.ipv4Hour was 'NaN' but must be a price in USD from 0 to 1000, such as 0.005",
                        "perf.aws.price.spotFactor was '70' but must be a share of the price on demand from 0 to 1,"
                                + " such as 0.3");
    }

    @Test
    void capHoldsForTheWorstCase() {
        CostEstimate estimate = estimate(size(20, false, false, 0), prices("us-east-1", false, Map.of()));

        assertThat(estimate.above(0.68)).isEmpty();
        assertThat(estimate.above(0.5))
                .contains(
                        "maxCostUsd is $0.50 but the run may cost $0.67 at most, and about $0.23 as planned (20 tasks of"
                                + " 1 vCPU and 2 GB, X86_64, on demand, up to 36 min each): shorten perf.aws.maxDuration or"
                                + " perf.aws.readyTimeout, take fewer or smaller tasks, or raise the cap");
    }

    @Test
    void keysAreThoseOfThePrices() {
        assertThat(Prices.keys())
                .containsExactly(
                        "perf.aws.price.vcpuHour",
                        "perf.aws.price.gbHour",
                        "perf.aws.price.ipv4Hour",
                        "perf.aws.price.endpointHour",
                        "perf.aws.price.spotFactor",
                        "perf.aws.price.putThousand",
                        "perf.aws.price.getThousand",
                        "perf.aws.price.metricThousand",
                        "perf.aws.price.date");
    }

    @Test
    void runIsBilledByTheTimesOfItsTasks() {
        Prices prices = prices("us-east-1", false, Map.of());
        RunSize size = size(3, false, false, 0);
        List<Duration> times = List.of(
                Duration.ofMillis(1_799_001), Duration.ofMinutes(30), Duration.ofSeconds(3), Duration.ofMinutes(59));

        ResultSection section = CostReport.of(size, prices, times, estimate(size, prices));

        assertThat(section.name()).isEqualTo("cost");
        assertThat(section.tables())
                .containsExactly(new ResultTable(
                        "cost of 4 tasks",
                        List.of(),
                        List.of(
                                List.of("cost about $0.12, $0.04 were expected (prices of us-east-1 as of March 2026)"),
                                List.of("vCPU: 2.00 h at $0.04048/h = $0.08"),
                                List.of("memory, GB: 4.00 h at $0.004445/h = $0.02"),
                                List.of("public addresses: 2.00 h at $0.005/h = $0.01"),
                                List.of("S3 requests that write: 800 at $0.005/1000 = $0.0040"),
                                List.of("S3 requests that read: 12000 at $0.0004/1000 = $0.0048"),
                                List.of("metrics asked for: 300 at $0.01/1000 = $0.0030"),
                                List.of("not in it: data transfer, logs, taxes, the target"))));
        assertThat((Double) section.data().get("usd"))
                .isCloseTo(2 * (0.04048 + 2 * 0.004445 + 0.005) + 0.0118, within(1e-9));
    }

    @Test
    void runThatLaunchedNothingCostsNothingButItsRequests() {
        RunSize size = new RunSize(3, 1024, 1024, false, false, true, 0, TIMES, 0, 0, 0);

        ResultSection section =
                CostReport.of(size, prices("us-east-1", false, Map.of()), Collections.emptyList(), null);

        assertThat(section.data().get("usd")).isEqualTo(0.0);
        assertThat(section.data().containsKey("estimatedUsd")).isFalse();
    }
}
