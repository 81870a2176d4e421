// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.aws.internal.access.Access;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.GeneratorHealth;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PinnedThreads;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricPublisherTests {

    private static final String LINK = ", https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1"
            + "#metricsV2:graph=~();namespace=perf-junit";

    private FakeCloudWatch fake;

    @BeforeEach
    void open() throws IOException {
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", "verysecret");
        fake = new FakeCloudWatch();
    }

    @AfterEach
    void close() {
        fake.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    private String publish(List<Interval> intervals) {
        Access access = new Access("eu-west-1", "", fake.endpoint());
        return new PublishExtension.Publishing(access, "perf-junit").publish(result(intervals));
    }

    private static LoadResult result(List<Interval> intervals) {
        GeneratorHealth health =
                new GeneratorHealth(0, 0, 0, 0, LatencySummary.EMPTY, 0, PinnedThreads.UNWATCHED, List.of(), List.of());
        LoadData data = new LoadData(
                Instant.parse("2026-12-01T12:00:30Z"),
                60_000,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                health,
                "",
                0);
        Timeline timeline = intervals::forEach;
        return new LoadResult("shop.CatalogLoadTest.browse", data, timeline, Path.of("x"), Enforcement.ENFORCE);
    }

    private static Interval interval(int second, Series... series) {
        return new Interval(second * 1000L, second * 1000L + 1000, Phase.MEASURE, List.of(series), List.of(), 0);
    }

    private static Series series(String request, Phase phase, int errors, long... nanos) {
        return new Series(
                new Series.Key("s", request, SeriesKind.REQUEST, phase),
                Map.of(Outcome.OK, (long) nanos.length, Outcome.STATUS, (long) errors),
                LatencySummary.ofNanos(nanos),
                LatencySummary.EMPTY,
                LatencySummary.ofNanos(nanos),
                LatencySummary.EMPTY,
                Map.of(),
                0,
                0);
    }

    private List<Map<?, ?>> data() {
        List<Map<?, ?>> all = new ArrayList<>();
        fake.asked().forEach(body -> ((List<?>) body.get("MetricData")).forEach(each -> all.add((Map<?, ?>) each)));
        return all;
    }

    @Test
    void measuredRequestsAreSentMinuteByMinute() {
        String said = publish(List.of(
                interval(0, series("GET /", Phase.RAMP_UP, 5, 1)),
                interval(1, series("GET /", Phase.MEASURE, 1, 2_000_000, 2_000_000)),
                interval(2, series("GET /", Phase.MEASURE, 0, 4_000_000)),
                interval(30, series("GET /", Phase.MEASURE, 2))));

        assertThat(said).isEqualTo("published 5 data to perf-junit of CloudWatch" + LINK);
        assertThat(fake.asked()).hasSize(1);
        assertThat(fake.asked().get(0)).containsEntry("Namespace", "perf-junit");
        assertThat(data().get(0))
                .hasToString("{MetricName=Requests, Dimensions=[{Name=Suite, Value=shop.CatalogLoadTest}, {Name=Test,"
                        + " Value=browse}, {Name=Label, Value=GET /}], Timestamp=2026-12-01T12:00:00Z, Value=4.0,"
                        + " Unit=Count}");
        assertThat(data().stream()
                        .map(each -> each.get("MetricName") + " " + each.get("Timestamp") + " " + each.get("Value")
                                + " " + each.get("Counts")))
                .containsExactly(
                        "Requests 2026-12-01T12:00:00Z 4.0 null",
                        "Errors 2026-12-01T12:00:00Z 1.0 null",
                        "ResponseTime 2026-12-01T12:00:00Z null [2.0, 1.0]",
                        "Requests 2026-12-01T12:01:00Z 2.0 null",
                        "Errors 2026-12-01T12:01:00Z 2.0 null");
    }

    @Test
    void timesAreSplitAt150Values() {
        long[] nanos =
                LongStream.rangeClosed(1, 400).map(each -> each * 1_000_000).toArray();

        publish(List.of(interval(1, series("GET /", Phase.MEASURE, 0, nanos))));

        List<List<?>> counts = data().stream()
                .filter(each -> each.get("MetricName").equals("ResponseTime"))
                .<List<?>>map(each -> (List<?>) each.get("Counts"))
                .toList();
        assertThat(counts).extracting(List::size).containsExactly(150, 150, 100);
        assertThat(counts.stream()
                        .flatMap(List::stream)
                        .mapToDouble(each -> (Double) each)
                        .sum())
                .isEqualTo(400);
    }

    @Test
    void callsStayWithinTheLimitsOfTheApi() {
        long[] nanos =
                LongStream.rangeClosed(1, 900).map(each -> each * 1_000_000).toArray();
        Series[] many = new Series[60];
        Arrays.setAll(many, i -> series("GET /" + i, Phase.MEASURE, 0, nanos));

        String said = publish(List.of(interval(1, many)));

        assertThat(said)
                .isEqualTo("published 400 data to perf-junit of CloudWatch; 10 names of requests beyond the first"
                        + " 50 were left out" + LINK);
        assertThat(fake.asked()).hasSize(2);
    }

    @Test
    void namesBecomePrintable() {
        publish(List.of(interval(1, series(":größe\n", Phase.MEASURE, 0, 1_000_000))));

        assertThat(data().get(0).toString()).contains("{Name=Label, Value=_:gr??e?}");
    }

    @Test
    void failureIsSaidAndNamesNoAccount() {
        fake.failNext("AccessDeniedException 403");

        assertThat(publish(List.of(interval(1, series("GET /", Phase.MEASURE, 0, 1_000_000)))))
                .isEqualTo(
                        "its figures were not published, which changes no verdict: CloudWatch answered PutMetricData with"
                                + " status 403, AccessDeniedException; the credentials must be valid and have the right"
                                + " cloudwatch:PutMetricData");
    }

    @Test
    void loadWithoutARequestSendsNothing() {
        assertThat(publish(List.of())).isEqualTo("published 0 data to perf-junit of CloudWatch" + LINK);
        assertThat(fake.asked()).isEmpty();
    }
}
