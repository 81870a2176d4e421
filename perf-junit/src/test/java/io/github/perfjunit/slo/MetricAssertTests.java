// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import static io.github.perfjunit.slo.Loads.load;
import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static io.github.perfjunit.slo.PerfAssertions.percent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.metrics.CustomMetric;
import io.github.perfjunit.metrics.CustomMetric.Kind;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.NumberSummary;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.slo.Objective.Metric;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metrics that bodies give values for, as objectives and in fluent checks. */
class MetricAssertTests {

    private final LoadResult result = load().request("GET /", 1000, 10)
            .metric(metric(Kind.COUNT, "orders", Map.of("type", "guest"), Phase.MEASURE, 30, 60))
            .metric(metric(Kind.COUNT, "orders", Map.of("type", "known"), Phase.MEASURE, 20, 40))
            .metric(metric(Kind.COUNT, "orders", Map.of("type", "known"), Phase.RAMP_UP, 500, 1000))
            .metric(metric(Kind.RATE, "cached", Map.of(), Phase.MEASURE, 1000, 900))
            .metric(metric(Kind.GAUGE, "open", Map.of(), Phase.MEASURE, 4, 10))
            .metric(metric(Kind.GAUGE, "ramped", Map.of(), Phase.RAMP_UP, 4, 10))
            .metric(trend("basket size", 500))
            .result();

    private static CustomMetric metric(
            Kind kind, String name, Map<String, String> tags, Phase phase, long values, double sum) {
        return new CustomMetric(
                new CustomMetric.Key(Loads.SCENARIO, name, tags, kind, phase),
                values,
                sum,
                0.25,
                8,
                3,
                1_000,
                NumberSummary.EMPTY);
    }

    /** The numbers 1 to 20 in turn. */
    private static CustomMetric trend(String name, int values) {
        double[] numbers =
                IntStream.range(0, values).mapToDouble(i -> 1 + i % 20).toArray();
        return new CustomMetric(
                new CustomMetric.Key(Loads.SCENARIO, name, Map.of(), Kind.TREND, Phase.MEASURE),
                values,
                10.5 * values,
                1,
                20,
                0,
                0,
                NumberSummary.of(numbers));
    }

    @Test
    void checks_ofAllKinds_pass() {
        assertThat(result)
                .metric("orders")
                .sum()
                .isGreaterThanOrEqualTo(100)
                .throughput()
                .isLessThanOrEqualTo("1/s");
        assertThat(result).metric("orders").tagged("type", "guest").sum().isBetween(60, 60);
        assertThat(result).metric("cached").share().isGreaterThanOrEqualTo(percent(90));
        assertThat(result)
                .metric("open")
                .last()
                .isLessThan(3.5)
                .mean()
                .isGreaterThan(2.4)
                .min()
                .isLessThan(1);
        assertThat(result)
                .metric("basket size")
                .p95()
                .isLessThanOrEqualTo(19)
                .max()
                .isLessThanOrEqualTo(20);
        assertThat(result.objectives()).hasSize(10).allMatch(ObjectiveResult::met);
    }

    @Test
    void checks_thatFail_haveTheirMessages() {
        assertThatThrownBy(() -> assertThat(result).metric("orders").sum().isGreaterThan(100))
                .isInstanceOf(SloViolation.class)
                .hasMessage("sum of orders is 100, limit > 100 (50 values)");
        assertThatThrownBy(() -> assertThat(result)
                        .metric("orders")
                        .tagged("type", "known")
                        .throughput()
                        .isGreaterThan("1/s"))
                .hasMessage("throughput of orders {type=known} is 0.4/s, limit > 1/s (20 values)");
        assertThatThrownBy(() -> assertThat(result).metric("cached").share().isGreaterThan(percent(95)))
                .hasMessage("share of cached is 90 %, limit > 95 % (1,000 values; 95 % interval 88 % to 91.8 %)");
        assertThatThrownBy(() -> assertThat(result).metric("basket size").p95().isLessThan(19))
                .hasMessage("p95 of basket size is 19, limit < 19 (500 values)");
        assertThatThrownBy(() -> assertThat(result)
                        .as("full baskets")
                        .metric("open")
                        .mean()
                        .isLessThan(2.49))
                .hasMessage("[full baskets] mean of open is 2.5, limit < 2.49 (4 values)");
    }

    @Test
    void nothingToJudge_fails() {
        assertThatThrownBy(() -> assertThat(result).metric("order"))
                .isInstanceOf(SloViolation.class)
                .hasMessage("no metric \"order\"; there are: basket size, cached, open, orders, ramped");
        assertThatThrownBy(() -> assertThat(result).metric("orders").tagged("type", "staff"))
                .hasMessageStartingWith(
                        "no metric \"orders {type=staff}\"; there are: basket size, cached, open, orders"
                                + " {type=guest}, orders {type=known}, ramped");
        assertThatThrownBy(() -> assertThat(result).metric("ramped").max().isLessThan(9))
                .hasMessage("max of ramped has no data: no value was given in the measured time");
        assertThatThrownBy(() -> assertThat(result).metric("orders").p95().isLessThan(9))
                .hasMessage("p95 of orders has no data: it is a count, which has sum, throughput");
        assertThatThrownBy(() -> assertThat(result).metric("basket size").p99().isLessThan(30))
                .hasMessage(
                        "p99 of basket size is inconclusive: needs at least 1,000 samples, has 500 (measured 20, limit <"
                                + " 30)");
        assertThatThrownBy(() -> assertThat(result).metric("open").percentile(101))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("percentile was 101.0 but must be from 0 to 100");
        assertThat(result.objectives()).hasSize(5).noneMatch(ObjectiveResult::met);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "basket size | PERCENTILE | 95 | 19 | p95 of basket size: 19, limit 19, MET",
                "basket size | PERCENTILE | 50 | 9.5 | p50 of basket size: 10, limit 9.5, MISSED",
                "basket size | MIN | 0 | 1 | min of basket size: 1, at least 1, MET",
                "basket size | MEAN | 0 | 10.4 | mean of basket size: 10.5, limit 10.4, MISSED",
                "open | MAX | 0 | 7 | max of open: 8, limit 7, MISSED",
                "orders | MIN | 0 | 101 | sum of orders: 100, at least 101, MISSED",
                "orders | MAX | 0 | 100 | sum of orders: 100, limit 100, MET",
                "orders | THROUGHPUT | 0 | 1 | throughput of orders: 1/s, at least 1/s, MET",
                "cached | WITHIN | 0 | 90 | share of cached: 90 %, at least 90 %, MET",
                "cached | MAX | 0 | 1 | max of cached: -, limit 1, NO_DATA",
                "ramped | MAX | 0 | 99 | max of ramped: -, limit 99, NO_DATA",
                "carts | MAX | 0 | 99 | max of carts: -, limit 99, NO_DATA"
            })
    void objective_onAMetric_hasItsVerdict(String name, Metric metric, double percentile, double limit, String text) {
        String unit = metric == Metric.WITHIN ? "%" : metric == Metric.THROUGHPUT ? "/s" : "";
        Objective objective =
                new Objective(name, metric, percentile, limit, ObjectiveResult.limitText(limit, unit), null).ofMetric();
        ObjectiveResult v = Objectives.evaluate(result, List.of(objective)).get(0);

        assertThat(SloText.label(v) + ": " + v.valueText() + ", " + SloText.limitInWords(v) + ", " + v.state())
                .isEqualTo(text);
        assertThat(v.state() == State.NO_DATA).isEqualTo(!v.note().isEmpty() && v.samples() == 0);
    }

    @Test
    void metrics_areSentByWorkersWithoutLoss() {
        LoadData data = result.data();

        assertThat(LoadData.decode(data.encode())).isEqualTo(data);
        LoadData both = LoadData.merge(List.of(data, data));
        CustomMetric merged = both.metrics().get(0);
        assertThat(merged.key().name()).isEqualTo("basket size");
        assertThat(merged.values()).isEqualTo(1000);
        assertThat(merged.numbers().count()).isEqualTo(1000);
        assertThat(merged.percentile(50)).isEqualTo(10);
        assertThat(both.metrics()).hasSameSizeAs(data.metrics());
    }
}
