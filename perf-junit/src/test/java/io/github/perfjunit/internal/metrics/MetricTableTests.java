// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.metrics.CustomMetric;
import io.github.perfjunit.metrics.CustomMetric.Kind;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.NumberSummary;
import io.github.perfjunit.metrics.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricTableTests {

    private final MetricTable table = new MetricTable();
    private final ScenarioMetrics metrics = new ScenarioMetrics("shop", table);

    private void add(Kind kind, String name, double value, String... tags) {
        metrics.add(0, kind, name, tags, Phase.MEASURE, value);
    }

    private CustomMetric only() {
        assertThat(table.summaries(0)).hasSize(1);
        return table.summaries(0).get(0);
    }

    @Test
    void count_addsUp() {
        add(Kind.COUNT, "orders", 1);
        add(Kind.COUNT, "orders", 2.5);

        assertThat(only().values()).isEqualTo(2);
        assertThat(only().sum()).isEqualTo(3.5);
    }

    @Test
    void rate_isTheShareOfTrueOnes() {
        add(Kind.RATE, "cached", 1);
        add(Kind.RATE, "cached", 0);
        add(Kind.RATE, "cached", 1);
        add(Kind.RATE, "cached", 1);

        assertThat(only().mean()).isEqualTo(0.75);
    }

    @Test
    void gauge_hasTheLastValueOfAllUsers() {
        metrics.add(3, Kind.GAUGE, "open", new String[0], Phase.MEASURE, -4);
        metrics.add(1, Kind.GAUGE, "open", new String[0], Phase.MEASURE, 9);
        metrics.add(2, Kind.GAUGE, "open", new String[0], Phase.MEASURE, 1);

        assertThat(only())
                .extracting(CustomMetric::last, CustomMetric::min, CustomMetric::max, CustomMetric::mean)
                .containsExactly(1.0, -4.0, 9.0, 2.0);
    }

    @Test
    void trend_hasItsDistribution_andExactEnds() {
        for (int i = 1; i <= 10_000; i++) {
            metrics.add(i, Kind.TREND, "basket", new String[0], Phase.MEASURE, i / 10.0);
        }

        assertThat(only().percentile(95)).isBetween(950.0, 951.0);
        assertThat(only().percentile(100)).isEqualTo(1000);
        assertThat(only().min()).isEqualTo(0.1);
        assertThat(only().values()).isEqualTo(10_000);
    }

    @Test
    void trendOfWholeNumbers_isExact_soThatItsBucketsDecideNothing() {
        for (int i = 0; i < 100_000; i++) {
            metrics.add(i, Kind.TREND, "basket", new String[0], Phase.MEASURE, 1 + i % 1000);
        }

        for (int percent = 1; percent <= 99; percent++) {
            assertThat(only().percentile(percent)).isEqualTo(10.0 * percent);
        }
        assertThat(NumberSummary.decode(only().numbers().encode())).isEqualTo(only().numbers());
    }

    @Test
    void phasesTagsAndScenarios_stayApart_andTagsHaveNoOrder() {
        metrics.add(0, Kind.COUNT, "orders", new String[] {"type", "guest", "to", "DE"}, Phase.MEASURE, 1);
        metrics.add(0, Kind.COUNT, "orders", new String[] {"to", "DE", "type", "guest"}, Phase.MEASURE, 1);
        metrics.add(0, Kind.COUNT, "orders", new String[] {"to", "FR"}, Phase.MEASURE, 1);
        metrics.add(0, Kind.COUNT, "orders", new String[0], Phase.RAMP_UP, 1);
        new ScenarioMetrics("admin", table).add(0, Kind.COUNT, "orders", new String[0], Phase.MEASURE, 1);

        assertThat(table.summaries(0))
                .extracting(m -> m.key().scenario() + " " + m.key().text() + " "
                        + m.key().phase() + " " + m.sum())
                .containsExactly(
                        "admin orders MEASURE 1.0",
                        "shop orders RAMP_UP 1.0",
                        "shop orders {to=DE, type=guest} MEASURE 2.0",
                        "shop orders {to=FR} MEASURE 1.0");
    }

    @Test
    void namesBeyondTheLimit_areCountedTogether_byKind() {
        for (int i = 0; i < 700; i++) {
            add(Kind.COUNT, "order " + i, 1);
        }
        add(Kind.TREND, "late", 3);

        assertThat(table.summaries(0)).hasSize(502);
        assertThat(table.summaries(0).stream().filter(m -> m.key().name().equals(LoadResult.OTHER)))
                .extracting(m -> m.key().kind() + " " + m.sum())
                .containsExactlyInAnyOrder("COUNT 200.0", "TREND 3.0");
    }

    @Test
    void namesOfOtherKinds_areRefused() {
        add(Kind.COUNT, "orders", 1);

        assertThatThrownBy(() -> add(Kind.GAUGE, "orders", 1, "type", "guest"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("metric 'orders' is a count but was given a value of a gauge; use another name for one of"
                        + " them");
    }

    @Test
    void mistakes_areToldWithWhatToWrite() {
        assertThatThrownBy(() -> add(Kind.COUNT, " ", 1))
                .hasMessage("name of a metric was blank but must be a text such as 'basket size'");
        assertThatThrownBy(() -> add(Kind.COUNT, "orders", 1, "type"))
                .hasMessage(
                        "tags of metric 'orders' were [type] but must be names and values in turn, such as \"type\","
                                + " \"guest\"");
        assertThatThrownBy(() -> add(Kind.COUNT, "orders", 1, "", "guest"))
                .hasMessage("tags of metric 'orders' were [, guest] but the name of a tag must not be blank");
    }

    @ParameterizedTest
    @CsvSource({
        "COUNT, -1, count 'x' was given -1.0 but must be given a number from 0 on",
        "COUNT, NaN, count 'x' was given NaN but must be given a number from 0 on",
        "GAUGE, Infinity, gauge 'x' was given Infinity but must be given a finite number",
        "TREND, -0.1, 'trend ''x'' was given -0.1 but must be given a number from 0 to 1,000,000,000,000'",
        "TREND, NaN, 'trend ''x'' was given NaN but must be given a number from 0 to 1,000,000,000,000'"
    })
    void value_thatNoMetricCanHave_isRefused(Kind kind, double value, String message) {
        assertThatThrownBy(() -> ScenarioMetrics.check(kind, "x", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void threads_loseNothing() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int lane = 0; lane < 8; lane++) {
            int own = lane;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 5_000; i++) {
                    metrics.add(own, Kind.TREND, "basket", new String[] {"lane", "" + own % 2}, Phase.MEASURE, i % 10);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(table.summaries(0)).extracting(CustomMetric::values).containsExactly(20_000L, 20_000L);
        assertThat(table.summaries(0)).extracting(CustomMetric::sum).containsExactly(90_000.0, 90_000.0);
    }

    @Test
    void parts_areMergedWithoutLoss_andTheLaterLastValueWins() {
        CustomMetric first = gauge(5, 1_000);
        CustomMetric later = gauge(3, 2_000);

        assertThat(CustomMetric.merge(List.of(later, first)))
                .containsExactly(new CustomMetric(first.key(), 2, 8, 3, 5, 3, 2_000, NumberSummary.EMPTY));
    }

    private static CustomMetric gauge(double value, long millis) {
        return new CustomMetric(
                new CustomMetric.Key("shop", "open", Map.of(), Kind.GAUGE, Phase.MEASURE),
                1,
                value,
                value,
                value,
                value,
                millis,
                NumberSummary.EMPTY);
    }
}
