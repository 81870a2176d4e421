// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.perfjunit.slo.MonitorObjective;
import io.github.perfjunit.slo.MonitorObjective.Figure;
import io.github.perfjunit.slo.Objective;
import io.github.perfjunit.slo.Objective.Metric;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SloReaderTests {

    private static final String WITHIN_HINT =
            "    Hint: within = \"300ms\", share = \"99%\" asks that 99 % of the requests end well within 300 ms";

    private static final String METRIC_HINT =
            "    Hint: a metric is judged at the end, by p50 to p999, min, max, mean, share or throughput; give requests an"
                    + " @Slo of their own";

    private final Problems problems = new Problems("T.m");

    @Test
    void read_everyLimit_objectivesInOrderAndUnits() {
        assertThat(read(slo -> {
                    slo.p50 = "100us";
                    slo.p75 = "2ms";
                    slo.p90 = "200ms";
                    slo.p95 = "${limit:300ms}";
                    slo.p99 = "1s";
                    slo.p999 = "2s";
                    slo.max = "1m";
                    slo.mean = "1500us";
                    slo.within = "250ms";
                    slo.share = "99.5%";
                    slo.errorRate = "0.1%";
                    slo.throughput = "600/min";
                    slo.dropped = "0%";
                    slo.failedChecks = "5%";
                }))
                .containsExactly(
                        of(Metric.PERCENTILE, 50, 0.1, "100us"),
                        of(Metric.PERCENTILE, 75, 2, "2ms"),
                        of(Metric.PERCENTILE, 90, 200, "200ms"),
                        of(Metric.PERCENTILE, 95, 300, "300ms"),
                        of(Metric.PERCENTILE, 99, 1000, "1s"),
                        of(Metric.PERCENTILE, 99.9, 2000, "2s"),
                        of(Metric.MAX, 0, 60_000, "1m"),
                        of(Metric.MEAN, 0, 1.5, "1500us"),
                        new Objective("", Metric.WITHIN, 0, 99.5, "99.5%", null, Duration.ofMillis(250)),
                        of(Metric.ERROR_RATE, 0, 0.1, "0.1%"),
                        of(Metric.THROUGHPUT, 0, 10, "600/min"),
                        of(Metric.DROPPED, 0, 0, "0%"),
                        of(Metric.FAILED_CHECKS, 0, 5, "5%"));
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void read_metric_limitsAreNumbers() {
        assertThat(read(slo -> {
                    slo.metric = "basket size";
                    slo.p95 = "20";
                    slo.min = "-0.5";
                    slo.max = "50";
                    slo.mean = "7.25";
                    slo.share = "90%";
                    slo.throughput = "60/min";
                }))
                .containsExactly(
                        metric(Metric.PERCENTILE, 95, 20, "20"),
                        metric(Metric.MIN, 0, -0.5, "-0.5"),
                        metric(Metric.MAX, 0, 50, "50"),
                        metric(Metric.MEAN, 0, 7.25, "7.25"),
                        metric(Metric.WITHIN, 0, 90, "90%"),
                        metric(Metric.THROUGHPUT, 0, 1, "60/min"));
        assertThat(problems.isEmpty()).isTrue();
    }

    private static Objective metric(Metric metric, double percentile, double limit, String text) {
        return new Objective("basket size", metric, percentile, limit, text, null).ofMetric();
    }

    @Test
    void read_abortAlone_defaults() {
        assertThat(read(slo -> {
                    slo.request = "POST /orders";
                    slo.p99 = "1500ms";
                    slo.abort = true;
                }))
                .containsExactly(new Objective(
                        "POST /orders",
                        Metric.PERCENTILE,
                        99,
                        1500,
                        "1500ms",
                        new Objective.Abort(Duration.ofSeconds(10), Duration.ZERO, Duration.ZERO)));
    }

    @Test
    void read_abortWithTimes_values() {
        assertThat(read(slo -> {
                    slo.errorRate = "5%";
                    slo.abort = true;
                    slo.over = "1s";
                    slo.after = "30s";
                    slo.holdsFor = "5s";
                }))
                .containsExactly(new Objective(
                        "",
                        Metric.ERROR_RATE,
                        0,
                        5,
                        "5%",
                        new Objective.Abort(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(5))));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                row(slo -> {}, "@Slo sets no limit but must set at least one, such as p95 or errorRate"),
                row(
                        slo -> slo.request = "GET /",
                        "@Slo sets no limit but must set at least one, such as p95 or errorRate"),
                row(
                        slo -> slo.p95 = "300",
                        "@Slo.p95 was '300' but must be a duration such as 250ms, 2s, 10m or 1h30m"),
                row(slo -> slo.p999 = "0s", "@Slo.p999 was '0s' but must be above 0s"),
                row(
                        slo -> slo.errorRate = "1",
                        "@Slo.errorRate was '1' but must be a share from 0% to 100% such as 0.5%"),
                row(
                        slo -> slo.throughput = "400",
                        "@Slo.throughput was '400' but must be a rate such as 200/s, 10000/min or 5/h"),
                row(slo -> slo.throughput = "0/s", "@Slo.throughput was '0/s' but must be above 0/s"),
                row(
                        slo -> slo.dropped = "1/s",
                        "@Slo.dropped was '1/s' but must be a share from 0% to 100% such as 0.5%"),
                row(
                        slo -> {
                            slo.request = "GET /";
                            slo.failedChecks = "1%";
                        },
                        "@Slo.failedChecks was '1%' but must not be set together with request\n"
                                + "    Hint: it is of the whole load; give it an @Slo of its own"),
                row(
                        slo -> {
                            slo.p95 = "1s";
                            slo.over = "10s";
                        },
                        "@Slo.over was '10s' but must not be set without abort\n"
                                + "    Hint: abort = true ends the load as soon as the objective is missed"),
                row(
                        slo -> {
                            slo.p95 = "1s";
                            slo.after = "10s";
                        },
                        "@Slo.after was '10s' but must not be set without abort\n"
                                + "    Hint: abort = true ends the load as soon as the objective is missed"),
                row(
                        slo -> {
                            slo.p95 = "1s";
                            slo.holdsFor = "10s";
                        },
                        "@Slo.holdsFor was '10s' but must not be set without abort\n"
                                + "    Hint: abort = true ends the load as soon as the objective is missed"),
                row(
                        slo -> {
                            slo.p95 = "1s";
                            slo.abort = true;
                            slo.over = "500ms";
                        },
                        "@Slo.over was '500ms' but must be at least 1s"),
                row(
                        slo -> slo.within = "300ms",
                        "@Slo.within was '300ms' but must be set together with share\n" + WITHIN_HINT),
                row(
                        slo -> slo.share = "99%",
                        "@Slo.share was '99%' but must be set together with within or metric\n" + WITHIN_HINT),
                row(
                        slo -> {
                            slo.within = "0s";
                            slo.share = "99%";
                        },
                        "@Slo.within was '0s' but must be above 0s"),
                row(
                        slo -> {
                            slo.within = "1h";
                            slo.share = "99%";
                        },
                        "@Slo.within was '1h' but must be below 1h, the longest time that is recorded"),
                row(
                        slo -> {
                            slo.within = "300ms";
                            slo.share = "0%";
                        },
                        "@Slo.share was '0%' but must be above 0%"),
                row(
                        slo -> {
                            slo.within = "300ms";
                            slo.share = "0.99";
                        },
                        "@Slo.share was '0.99' but must be a share from 0% to 100% such as 0.5%"),
                row(
                        slo -> slo.metric = "orders",
                        "@Slo sets no limit of metric 'orders' but must set at least one, such as p95, min, max, share or"
                                + " throughput"),
                row(
                        slo -> {
                            slo.metric = "orders";
                            slo.p95 = "20ms";
                        },
                        "@Slo.p95 was '20ms' but must be a number such as 20 or 0.5"),
                row(
                        slo -> {
                            slo.metric = "orders";
                            slo.max = "20";
                            slo.abort = true;
                        },
                        "@Slo.abort was 'true' but must not be set together with metric\n" + METRIC_HINT),
                row(
                        slo -> {
                            slo.metric = "orders";
                            slo.max = "20";
                            slo.within = "1s";
                        },
                        "@Slo.within was '1s' but must not be set together with metric\n" + METRIC_HINT),
                row(
                        slo -> {
                            slo.metric = "orders";
                            slo.max = "20";
                            slo.request = "GET /";
                        },
                        "@Slo.request was 'GET /' but must not be set together with metric\n" + METRIC_HINT),
                row(
                        slo -> slo.p95 = "${x}",
                        "@Slo.p95 was '${x}' but must have a value for 'x': a JUnit configuration parameter or system"
                                + " property of that name, an environment variable 'X', or a default as in"
                                + " ${key:default}"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void read_mistake_wholeMessage(Consumer<RawSlo> setup, String expected) {
        read(setup);
        assertThat(TestSettings.messageOf(problems)).isEqualTo("1 configuration error in T.m:\n  - " + expected);
    }

    private List<Objective> read(Consumer<RawSlo> setup) {
        RawSlo slo = new RawSlo("@Slo");
        setup.accept(slo);
        return new SloReader(TestSettings.properties(Map.of()), problems).read(slo);
    }

    private static Objective of(Metric metric, double percentile, double limit, String text) {
        return new Objective("", metric, percentile, limit, text, null);
    }

    private static Arguments row(Consumer<RawSlo> setup, String expected) {
        return Arguments.of(setup, expected);
    }

    private List<MonitorObjective> readMonitor(Consumer<RawSlo> setUp) {
        RawSlo slo = new RawSlo("@Slo");
        setUp.accept(slo);
        return new SloReader(TestSettings.properties(Map.of()), problems).readMonitor(slo);
    }

    @Test
    void monitor_itsLimits_areNumbersInItsUnit() {
        assertThat(readMonitor(slo -> {
                    slo.monitor = " ${gauge:queue depth} ";
                    slo.max = "1000";
                    slo.mean = "-0.5";
                    slo.min = "${least:2}";
                    slo.last = "512 MiB";
                    slo.abort = true;
                    slo.over = "20s";
                }))
                .extracting(
                        MonitorObjective::gauge,
                        MonitorObjective::figure,
                        MonitorObjective::limit,
                        MonitorObjective::unit)
                .containsExactly(
                        tuple("queue depth", Figure.MAX, 1000.0, ""),
                        tuple("queue depth", Figure.MEAN, -0.5, ""),
                        tuple("queue depth", Figure.MIN, 2.0, ""),
                        tuple("queue depth", Figure.LAST, 512.0, "MiB"));
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void monitor_mistakes_areToldTogether() {
        readMonitor(slo -> {
            slo.monitor = "queue depth";
            slo.max = "many";
            slo.p95 = "1s";
            slo.request = "GET /";
        });
        readMonitor(slo -> slo.monitor = "queue depth");
        new SloReader(TestSettings.properties(Map.of()), problems).read(min());

        assertThat(TestSettings.messageOf(problems)).isEqualTo("""
                5 configuration errors in T.m:
                  - @Slo.request was 'GET /' but must not be set together with monitor, which has max, mean, min and last
                  - @Slo.p95 was '1s' but must not be set together with monitor, which has max, mean, min and last
                  - @Slo.max was 'many' but must be a number such as 1000, 0.5 or 512 MiB, in the unit of the monitor
                  - @Slo sets no limit but must set at least one of max, mean, min and last
                  - @Slo.min was '2' but must be set together with monitor, the name of a gauge, or metric""");
    }

    private static RawSlo min() {
        RawSlo slo = new RawSlo("@Slo");
        slo.min = "2";
        return slo;
    }
}
