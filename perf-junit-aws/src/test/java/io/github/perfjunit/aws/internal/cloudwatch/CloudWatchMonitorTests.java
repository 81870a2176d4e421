// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.aws.CloudWatchMetric;
import io.github.perfjunit.aws.internal.access.Access;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CloudWatchMonitorTests {

    private static final Instant START = Instant.parse("2026-12-01T12:00:30Z");
    private static final Instant END = Instant.parse("2026-12-01T12:03:40Z");

    private final List<String> given = new ArrayList<>();
    private final Clock clock = new Clock();
    private final List<CloudWatchMonitor> opened = new ArrayList<>();
    private FakeCloudWatch fake;

    /** Time that passes only by waiting; something may happen meanwhile. */
    private static final class Clock implements Pauses {

        private Instant now = END;
        private int pauses;
        private Consumer<Integer> each = number -> {};

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public void sleep(Duration time) {
            now = now.plus(time);
            pauses++;
            each.accept(pauses);
        }
    }

    @BeforeEach
    void open() throws IOException {
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", "verysecret");
        fake = new FakeCloudWatch();
    }

    @AfterEach
    void close() {
        opened.forEach(CloudWatchMonitor::close);
        fake.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    private CloudWatchMonitor monitor(List<CloudWatchMetric> metrics) {
        CloudWatchMonitor monitor = new CloudWatchMonitor(
                "alb", metrics, new Access("eu-west-1", "", fake.endpoint()), Duration.ofMinutes(3), clock);
        opened.add(monitor);
        return monitor;
    }

    private List<String> conclude(List<CloudWatchMetric> metrics) throws Exception {
        return monitor(metrics)
                .conclude(
                        START,
                        END,
                        (name, unit, from, to, value) ->
                                given.add(name + " " + from.toString().substring(11, 19) + ".."
                                        + to.toString().substring(11, 19) + " " + value + unit));
    }

    private static CloudWatchMetric cpu() {
        return CloudWatchMetric.of(
                "shop.cpu", "%", "AWS/ECS", "CPUUtilization", "Average", Map.of("ServiceName", "shop"));
    }

    private FakeCloudWatch cpuAt(String... minutes) {
        for (String minute : minutes) {
            fake.with("CPUUtilization", "Average", "2026-12-01T12:" + minute + ":00Z", 40);
        }
        return fake;
    }

    @Test
    void valuesOfAllPeriodsOfTheLoadAreGiven_andTwoReadingsMustAgree() throws Exception {
        cpuAt("00", "01", "02", "03");

        List<String> notes = conclude(List.of(cpu()));

        assertThat(given)
                .containsExactly(
                        "shop.cpu 12:00:00..12:01:00 40.0%",
                        "shop.cpu 12:01:00..12:02:00 40.0%",
                        "shop.cpu 12:02:00..12:03:00 40.0%",
                        "shop.cpu 12:03:00..12:04:00 40.0%");
        assertThat(notes).isEmpty();
        assertThat(clock.pauses).isEqualTo(1);
        Map<?, ?> query = (Map<?, ?>) ((List<?>) fake.asked().get(0).get("MetricDataQueries")).get(0);
        assertThat(query.get("MetricStat"))
                .hasToString("{Metric={Namespace=AWS/ECS, MetricName=CPUUtilization, Dimensions=[{Name=ServiceName,"
                        + " Value=shop}]}, Period=60.0, Stat=Average}");
        assertThat(fake.asked().get(0))
                .containsEntry("StartTime", Instant.parse("2026-12-01T12:00:00Z"))
                .containsEntry("EndTime", Instant.parse("2026-12-01T12:04:00Z"));
    }

    @Test
    void valuesThatComeLateAreWaitedFor() throws Exception {
        cpuAt("01");
        clock.each = number -> {
            if (number == 5) {
                cpuAt("02");
            }
        };

        List<String> notes = conclude(List.of(cpu()));

        assertThat(given).containsExactly("shop.cpu 12:01:00..12:02:00 40.0%", "shop.cpu 12:02:00..12:03:00 40.0%");
        assertThat(notes).isEmpty();
        assertThat(clock.pauses).isEqualTo(6);
    }

    @Test
    void valueThatIsCorrectedIsReadAgain() throws Exception {
        cpuAt("01", "02");
        clock.each = number -> fake.with("CPUUtilization", "Average", "2026-12-01T12:02:00Z", number == 1 ? 55 : 60);

        conclude(List.of(cpu()));

        assertThat(given).last().isEqualTo("shop.cpu 12:02:00..12:03:00 60.0%");
        assertThat(clock.pauses).isEqualTo(3);
    }

    @Test
    void valuesThatNeverComeAreNamedWhenTheTimeIsOver() throws Exception {
        cpuAt("01");

        List<String> notes = conclude(List.of(cpu()));

        assertThat(notes).containsExactly("has 1 of 2 values of shop.cpu when 180 s after the load are over");
        assertThat(clock.now).isEqualTo(END.plusSeconds(180));
    }

    @Test
    void loadWithoutAWholePeriodIsTold() throws Exception {
        CloudWatchMetric fiveMinutes =
                new CloudWatchMetric("db.cpu", "%", "AWS/RDS", "CPUUtilization", "Average", Map.of(), 300, "");

        assertThat(conclude(List.of(fiveMinutes)))
                .containsExactly("has no value of db.cpu for the load alone, in which no whole period of 300 s lies");
    }

    @Test
    void counterThatIsSilentIsZeroWhereRequestsWereCounted() throws Exception {
        fake.with("RequestCount", "Sum", "2026-12-01T12:01:00Z", 900);
        fake.with("RequestCount", "Sum", "2026-12-01T12:02:00Z", 950);
        fake.with("HTTPCode_Target_5XX_Count", "Sum", "2026-12-01T12:02:00Z", 3);
        List<CloudWatchMetric> metrics = Presets.loadBalancer("alb", "app/shop/50dc").stream()
                .filter(metric ->
                        metric.gauge().equals("alb.requests") || metric.gauge().equals("alb.errors.target"))
                .toList();

        List<String> notes = conclude(metrics);

        assertThat(given)
                .containsExactly(
                        "alb.requests 12:01:00..12:02:00 900.0",
                        "alb.requests 12:02:00..12:03:00 950.0",
                        "alb.errors.target 12:01:00..12:02:00 0.0",
                        "alb.errors.target 12:02:00..12:03:00 3.0");
        assertThat(notes).isEmpty();
    }

    @Test
    void counterThatIsSilentHasNoValueWhereNothingWasCounted() throws Exception {
        List<String> notes = conclude(Presets.table("orders", "orders"));

        assertThat(given).isEmpty();
        assertThat(notes)
                .contains(
                        "has 0 of 2 values of orders.read.units when 180 s after the load are over",
                        "has 0 of 2 values of orders.read.throttles when 180 s after the load are over");
    }

    @Test
    void coldStartsAreCountedApart() throws Exception {
        for (String minute : List.of("01", "02")) {
            fake.with("memory_utilization", "SampleCount", "2026-12-01T12:" + minute + ":00Z", 600);
        }
        fake.with("init_duration", "SampleCount", "2026-12-01T12:01:00Z", 7);
        fake.with("init_duration", "Average", "2026-12-01T12:01:00Z", 310);
        fake.with("init_duration", "Maximum", "2026-12-01T12:01:00Z", 480);

        List<String> notes = conclude(Presets.coldStarts("fn", "checkout"));

        assertThat(given)
                .contains(
                        "fn.coldstarts 12:01:00..12:02:00 7.0",
                        "fn.coldstarts 12:02:00..12:03:00 0.0",
                        "fn.init.time 12:01:00..12:02:00 310.0ms",
                        "fn.init.time.max 12:01:00..12:02:00 480.0ms");
        assertThat(notes).isEmpty();
    }

    @Test
    void pagesAreReadToTheEnd() throws Exception {
        cpuAt("00", "01", "02", "03");
        fake.pages(1);

        conclude(List.of(cpu()));

        assertThat(given).hasSize(4);
        assertThat(fake.asked()).hasSize(8);
    }

    @Test
    void statusOfAnErrorIsTold() throws Exception {
        cpuAt("01", "02");
        fake.status("InternalError");

        assertThat(conclude(List.of(cpu())))
                .containsExactly("did not get all that CloudWatch has; some values are missing");
    }

    @Test
    void sampleFindsMissingRightsBeforeTheLoad_andNamesNoAccount() {
        fake.failNext("AccessDeniedException 403");

        CloudWatchMonitor monitor = monitor(List.of(cpu()));
        assertThatThrownBy(() -> monitor.sample((name, unit, value) -> {}))
                .hasRootCauseMessage("CloudWatch answered GetMetricData with status 403, AccessDeniedException; the"
                        + " credentials must be valid and have the right cloudwatch:GetMetricData");
    }

    @Test
    void sampleFindsAMetricThatMayNotBeRead() {
        fake.status("Forbidden");

        CloudWatchMonitor monitor = monitor(List.of(cpu()));
        assertThatThrownBy(() -> monitor.sample((name, unit, value) -> {}))
                .hasRootCauseMessage("CloudWatch does not let these credentials read CPUUtilization of AWS/ECS");
    }

    @Test
    void sampleAsksOnceAndNamesTheGauges() {
        List<String> gauges = new ArrayList<>();
        CloudWatchMonitor monitor = monitor(List.of(cpu()));
        monitor.sample((name, unit, value) -> gauges.add(name + unit + value));
        monitor.sample((name, unit, value) -> gauges.add(name + unit + value));

        assertThat(gauges).containsExactly("shop.cpu%NaN", "shop.cpu%NaN");
        assertThat(fake.asked()).hasSize(1);
    }
}
