// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadDataTests {

    private static final long MS = 1_000_000;

    @Test
    void merge_ofShares_isTheWholeWithoutLoss() {
        LoadData a = data("2026-11-21T10:00:00Z", series(Phase.MEASURE, 10, 20), 2, "", error(3, 500));
        LoadData b = data("2026-11-21T10:00:01Z", series(Phase.MEASURE, 5, 400), 1, "interrupted", error(4, 100));

        LoadData whole = LoadData.merge(List.of(a, b));

        assertThat(whole.start()).isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
        assertThat(whole.series()).containsExactly(series(Phase.MEASURE, 10, 20, 5, 400));
        assertThat(whole.stopReason()).isEqualTo("interrupted");
        assertThat(whole.errors())
                .containsExactly(new ErrorSummary(
                        "shop", "GET /cart", "503", "503 Service Unavailable", 7, 7, 100, 900, "stack 100"));
        ScenarioSummary scenario = whole.scenarios().get(0);
        assertThat(scenario.users()).isEqualTo(3);
        assertThat(scenario.iterations()).isEqualTo(Map.of(Outcome.OK, 4L));
        assertThat(scenario.due()).isEqualTo(10);
        assertThat(scenario.phaseMillis()).isEqualTo(Map.of(Phase.MEASURE, 2_000L));
        assertThat(whole.generator().machineCpu()).isEqualTo(0.5);
    }

    @Test
    void merge_errorsThatDifferInNumbers_areOneAndInTheOrderOfTheirCounts() {
        Series series = series(Phase.MEASURE, 10);
        LoadData a = data("2026-11-21T10:00:00Z", series, 1, "", error("X", "order 5f3a-77c1 after 12 ms", 3, 500));
        LoadData b = data("2026-11-21T10:00:00Z", series, 1, "", error("Y", "refused", 4, 100));
        LoadData c = data("2026-11-21T10:00:00Z", series, 1, "", error("X", "order 91bb-0c0d after 1.5e-3 s", 2, 90));

        assertThat(LoadData.merge(List.of(b, a, c)).errors())
                .containsExactly(
                        new ErrorSummary(
                                "shop", "GET /cart", "X", "order 91bb-0c0d after 1.5e-3 s", 5, 5, 90, 900, "stack 90"),
                        error("Y", "refused", 4, 100));
    }

    @Test
    void merge_checks_areInTheOrderOfTheirFailures() {
        assertThat(CheckSummary.merge(List.of(
                        new CheckSummary("shop", "has an id", 5, 2),
                        new CheckSummary("shop", "is cheap", 5, 3),
                        new CheckSummary("shop", "has an id", 1, 2))))
                .containsExactly(
                        new CheckSummary("shop", "has an id", 6, 4), new CheckSummary("shop", "is cheap", 5, 3));
    }

    private static ErrorSummary error(String kind, String message, long count, long first) {
        return new ErrorSummary("shop", "GET /cart", kind, message, count, count, first, 900, "stack " + first);
    }

    @Test
    void merge_ofNamesOverTheCap_keepsTheFirstOfAll() {
        LoadData a = overCap(3, "a", "b", "c");
        LoadData b = overCap(4, "b", "d", "e", "f");

        LoadData whole = LoadData.merge(List.of(a, b));

        assertThat(whole.namesOverCap()).isEqualTo(7);
        assertThat(whole.firstNamesOverCap()).containsExactly("a", "b", "c", "d", "e");
        assertThat(LoadData.decode(whole.encode())).isEqualTo(whole);
        assertThat(LoadData.decode(whole.encode().replace("\"firstNamesOverCap\"", "\"unheard\""))
                        .firstNamesOverCap())
                .isEmpty();
    }

    private static LoadData overCap(long count, String... first) {
        LoadData data = data("2026-11-21T10:00:00Z", series(Phase.MEASURE, 10), 1, "", error(1, 1));
        return new LoadData(
                data.start(),
                data.elapsedMillis(),
                data.series(),
                data.scenarios(),
                data.errors(),
                data.checks(),
                data.generator(),
                "",
                count,
                List.of(first),
                List.of());
    }

    @Test
    void request_ofALongName_isFoundByTheWholeName() {
        String name = "GET /" + "x".repeat(300);
        Series stored = TestFigures.series(
                new Series.Key("shop", RequestNames.stored(name), SeriesKind.REQUEST, Phase.MEASURE),
                Map.of(Outcome.OK, 1L),
                LatencySummary.ofNanos(MS),
                LatencySummary.EMPTY,
                LatencySummary.ofNanos(MS),
                0,
                0);
        LoadResult result = new LoadResult(
                "T.m",
                data("2026-11-21T10:00:00Z", stored, 1, "", error(1, 1)),
                Timeline.EMPTY,
                Path.of("."),
                Enforcement.ENFORCE);

        assertThat(result.request(name).count()).isEqualTo(1);
        assertThat(result.request(name).isKnown()).isTrue();
        assertThat(result.request(name + "y").isKnown()).isTrue(); // the load cannot tell them apart either
        assertThat(result.request("GET /" + "y".repeat(300)).isKnown()).isFalse();
    }

    @Test
    void statement_ofALongText_isFoundByTheWholeText() {
        String sql = "select  " + "x, ".repeat(1_000) + "y";
        String text = LoadResult.statementText(sql);
        Series stored = TestFigures.series(
                new Series.Key("shop", RequestNames.storedStatement(text), SeriesKind.STATEMENT, Phase.MEASURE),
                Map.of(Outcome.OK, 1L),
                LatencySummary.ofNanos(MS),
                LatencySummary.EMPTY,
                LatencySummary.ofNanos(MS),
                0,
                0);
        LoadResult result = new LoadResult(
                "T.m",
                data("2026-11-21T10:00:00Z", stored, 1, "", error(1, 1)),
                Timeline.EMPTY,
                Path.of("."),
                Enforcement.ENFORCE);

        assertThat(result.statement(sql).count()).isEqualTo(1);
        assertThat(result.request(sql).count()).isEqualTo(1);
    }

    @Test
    void merge_ofNothing_isRefused() {
        assertThatThrownBy(() -> LoadData.merge(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no share to merge");
    }

    @Test
    void result_ofAllRequests_countsBodyFailuresApart() {
        ErrorSummary body = new ErrorSummary("shop", "(iteration)", "X", "boom", 5, 3, 1, 2, null);
        LoadResult result = new LoadResult(
                "T.m",
                data("2026-11-21T10:00:00Z", series(Phase.MEASURE, 10, 20), 1, "", body),
                Timeline.EMPTY,
                Path.of("."),
                Enforcement.ENFORCE);

        assertThat(result.all().failures()).isZero();
        assertThat(result.all().errorRate()).isZero();
        assertThat(result.all().bodyFailures()).isEqualTo(3);
        assertThat(result.all().throughput()).isEqualTo(1.0);
        assertThat(result.request("GET /cart").bodyFailures()).isZero();
        assertThat(result.request("GET /other").isKnown()).isFalse();
        assertThat(result.scenario("shop").bodyFailures()).isEqualTo(3);
        assertThat(result.scenario("other").isKnown()).isFalse();
        assertThat(result.phase(Phase.RAMP_UP).count()).isZero();
        assertThat(result.measured()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void during_aStretchOfTime_mergesItsIntervals() {
        Timeline timeline = each -> {
            each.accept(TestFigures.interval(0, 1_000, Phase.MEASURE, 1, 0, List.of(series(Phase.MEASURE, 1))));
            each.accept(TestFigures.interval(1_000, 2_000, Phase.MEASURE, 1, 0, List.of(series(Phase.MEASURE, 2, 3))));
            each.accept(TestFigures.interval(2_000, 3_000, Phase.MEASURE, 1, 0, List.of(series(Phase.RAMP_DOWN, 4))));
        };
        LoadResult result = new LoadResult(
                "T.m",
                data("2026-11-21T10:00:00Z", series(Phase.MEASURE, 1), 1, "", error(1, 1)),
                timeline,
                Path.of("."),
                Enforcement.ENFORCE);

        Measurements during = result.during(Duration.ofSeconds(1), Duration.ofSeconds(3));

        assertThat(during.count()).isEqualTo(3);
        assertThat(during.duration()).isEqualTo(Duration.ofSeconds(2));
        assertThat(during.latency().max().toMillis()).isEqualTo(4);
        assertThat(during.subject()).isEqualTo("from 1 s to 3 s");
    }

    @Test
    void latencies_encodedAndDecoded_areEqual() {
        LatencySummary summary =
                LatencySummary.ofNanos(10, 5 * MS, Duration.ofHours(2).toNanos());

        LatencySummary copy = LatencySummary.decode(summary.encode(), summary.min(), summary.max());

        assertThat(copy).isEqualTo(summary).hasSameHashCodeAs(summary);
        assertThat(copy.min()).isEqualTo(Duration.ofNanos(10));
        assertThat(copy.percentile(50)).isBetween(Duration.ofNanos(4_995_000), Duration.ofNanos(5_005_000));
        assertThat(copy.max()).isEqualTo(LatencySummary.LONGEST);
        assertThat(LatencySummary.decode(summary.encode()).max())
                .isBetween(Duration.ofSeconds(3_600), Duration.ofSeconds(3_604)); // its bucket alone is known
        assertThatThrownBy(() -> LatencySummary.decode("garbage!")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> summary.percentile(101)).hasMessage("percentile was 101.0 but must be from 0 to 100");
    }

    private static LoadData data(String start, Series series, int users, String stop, ErrorSummary error) {
        ScenarioSummary scenario = TestFigures.scenario(
                "shop",
                "2 users, 2s",
                false,
                false,
                users,
                Map.of(Outcome.OK, 2L),
                5,
                0,
                0,
                0,
                0,
                0,
                0,
                Map.of(Phase.MEASURE, 2_000L),
                0);
        GeneratorHealth health = TestFigures.health(
                0.5, 0.25, 1, 1, LatencySummary.EMPTY, PinnedThreads.UNWATCHED, List.of(), List.of());
        return new LoadData(
                Instant.parse(start),
                2_000,
                List.of(series),
                List.of(scenario),
                List.of(error),
                List.of(),
                health,
                stop,
                0);
    }

    private static ErrorSummary error(long count, long first) {
        return new ErrorSummary(
                "shop", "GET /cart", "503", "503 Service Unavailable", count, count, first, 900, "stack " + first);
    }

    private static Series series(Phase phase, long... millis) {
        long[] nanos = java.util.Arrays.stream(millis).map(m -> m * MS).toArray();
        LatencySummary times = LatencySummary.ofNanos(nanos);
        return TestFigures.series(
                new Series.Key("shop", "GET /cart", SeriesKind.REQUEST, phase),
                Map.of(Outcome.OK, (long) millis.length),
                times,
                LatencySummary.EMPTY,
                times,
                0,
                0);
    }
}
