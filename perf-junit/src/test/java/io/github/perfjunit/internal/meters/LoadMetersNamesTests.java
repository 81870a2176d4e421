// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.meters;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.internal.report.ExampleLoad;
import io.github.perfjunit.metrics.CustomMetric;
import io.github.perfjunit.metrics.CustomMetric.Kind;
import io.github.perfjunit.metrics.MonitorSample;
import io.github.perfjunit.metrics.NumberSummary;
import io.github.perfjunit.metrics.Phase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadMetersNamesTests {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MeterSet meters = new MeterSet(registry, "ShopTest.visit");

    private static CustomMetric metric(Kind kind, String name, Map<String, String> tags, double value) {
        return new CustomMetric(
                new CustomMetric.Key("visit", name, tags, kind, Phase.MEASURE),
                1,
                value,
                value,
                value,
                value,
                0,
                NumberSummary.EMPTY);
    }

    private double counter(String name, String metric) {
        return registry.get(name).tags("metric", metric).functionCounter().count();
    }

    @Test
    void metrics_whoseNamesDifferInCaseOrBlanks_areToldApart() {
        new MetricMeters(meters)
                .set(List.of(
                        metric(Kind.COUNT, "New Orders", Map.of(), 1),
                        metric(Kind.COUNT, "new orders", Map.of(), 2),
                        metric(Kind.COUNT, "new.orders", Map.of(), 4)));

        assertThat(counter("loadtest.metric.new.orders", "New Orders")).isEqualTo(1);
        assertThat(counter("loadtest.metric.new.orders", "new orders")).isEqualTo(2);
        assertThat(counter("loadtest.metric.new.orders", "new.orders")).isEqualTo(4);
    }

    /** A registry refuses a second type of meter under one name. */
    @Test
    void metrics_ofOtherTypesUnderOneName_getNamesOfTheirOwn() {
        new MetricMeters(meters)
                .set(List.of(
                        metric(Kind.COUNT, "Orders", Map.of(), 1),
                        metric(Kind.GAUGE, "orders", Map.of(), 2),
                        metric(Kind.RATE, "ORDERS", Map.of(), 1),
                        metric(Kind.GAUGE, "basket.sum", Map.of(), 3),
                        metric(Kind.TREND, "basket", Map.of(), 4),
                        metric(Kind.GAUGE, "Orders.gauge", Map.of(), 5),
                        metric(Kind.COUNT, "orders.GAUGE", Map.of(), 6)));

        assertThat(counter("loadtest.metric.orders", "Orders")).isEqualTo(1);
        assertThat(registry.get("loadtest.metric.orders.gauge")
                        .tags("metric", "orders")
                        .gauge()
                        .value())
                .isEqualTo(2);
        assertThat(registry.get("loadtest.metric.orders")
                        .tags("metric", "ORDERS", "value", "true")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("loadtest.metric.basket.sum").gauge().value()).isEqualTo(3);
        assertThat(counter("loadtest.metric.basket.trend.sum", "basket")).isEqualTo(4);
        assertThat(registry.get("loadtest.metric.orders.gauge")
                        .tags("metric", "Orders.gauge")
                        .gauge()
                        .value())
                .isEqualTo(5);
        assertThat(counter("loadtest.metric.orders.gauge.count", "orders.GAUGE"))
                .isEqualTo(6);
    }

    @Test
    void tags_namedLikeOurs_areKeptBesideThem() {
        new MetricMeters(meters).set(List.of(metric(Kind.COUNT, "orders", Map.of("scenario", "mine"), 1)));

        assertThat(registry.get("loadtest.metric.orders")
                        .tags("scenario", "visit", "own.scenario", "mine")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void monitor_thatAnswersNoMore_hasNoValue() {
        MonitorMeters monitors = new MonitorMeters(meters);
        monitors.set(List.of(new MonitorSample(1000, Phase.MEASURE, "depth", "", 7)));
        for (int i = 0; i < MonitorMeters.LONGEST_SILENCE; i++) {
            monitors.nextSecond();
        }
        assertThat(depth()).isEqualTo(7);

        monitors.nextSecond();
        assertThat(depth()).isNaN();

        monitors.set(List.of(new MonitorSample(6000, Phase.MEASURE, "depth", "", 8)));
        assertThat(depth()).isEqualTo(8);
    }

    private double depth() {
        return registry.get("loadtest.monitor")
                .tags("test", "ShopTest.visit", "monitor", "depth", "unit", "none")
                .gauge()
                .value();
    }

    /** The values of the last second stay after the load. */
    @Test
    void monitor_afterTheLoad_keepsItsLastValueUntilTheMetersAreTakenOut() {
        LoadMeters all = new LoadMeters(registry, "ShopTest.visit");
        all.monitored(List.of(new MonitorSample(1000, Phase.MEASURE, "depth", "", 7)));
        all.ended(new ExampleLoad().data());

        assertThat(depth()).isEqualTo(7);

        all.close();
        all.monitored(List.of(new MonitorSample(2000, Phase.MEASURE, "depth", "", 8)));
        assertThat(registry.getMeters()).isEmpty();
    }
}
