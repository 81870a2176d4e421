// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.perfjunit.internal.report.ExampleLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordJsonTests {

    private static final PinnedThreads PINNED = new PinnedThreads(
            true, 7, 700, 300, List.of(new PinnedThreads.Place("a.B.c(B.java:1)", "Native frame on stack", 7)));

    @Test
    void loadData_writtenAndRead_isEqual() {
        ExampleLoad load = new ExampleLoad();
        load.stopReason = "stopped \"by\"\n\u001b <hand>";
        load.generator = TestFigures.health(
                -1, 0.1 + 0.2, 1, 2, ExampleLoad.latencies(9, 0), PINNED, List.of("stack\n\tat X"), List.of("late"));
        load.errors.add(new ErrorSummary("s", "r", "k", "m", 1, 1, 2, 3, null));
        LoadData data = load.data();

        String json = data.encode();

        assertThat(LoadData.decode(json)).isEqualTo(data);
        assertThat(json).doesNotContain("\n");
    }

    @Test
    void interval_writtenAndRead_isEqualAndOneLine() {
        Interval interval = ExampleLoad.interval(
                7, Phase.WARM_UP, 333.3333, ExampleLoad.series("GET /a\nb", Phase.RAMP_UP, 10, 0, 3));

        String json = interval.encode();

        assertThat(Interval.decode(json)).isEqualTo(interval);
        assertThat(json).doesNotContain("\n");
    }

    @Test
    void threeShares_sentAndMerged_areTheWhole() {
        Random random = new Random(42);
        List<Long> all = new ArrayList<>();
        List<LoadData> shares = new ArrayList<>();
        for (int share = 0; share < 3; share++) {
            long[] nanos = random.longs(5_000, 1_000, 5_000_000_000L).toArray();
            for (long value : nanos) {
                all.add(value);
            }
            shares.add(LoadData.decode(data(nanos).encode()));
        }

        LoadData merged = LoadData.merge(shares);

        assertThat(merged.series())
                .isEqualTo(
                        data(all.stream().mapToLong(Long::longValue).toArray()).series());
    }

    private static LoadData data(long[] nanos) {
        ExampleLoad load = new ExampleLoad();
        load.series.clear();
        LatencySummary ok = LatencySummary.ofNanos(nanos);
        load.series.add(TestFigures.series(
                new Series.Key("visit", "GET /", SeriesKind.REQUEST, Phase.MEASURE),
                Map.of(Outcome.OK, (long) nanos.length),
                ok,
                LatencySummary.EMPTY,
                ok,
                nanos.length,
                2L * nanos.length));
        return load.data();
    }

    @Test
    void fieldsOfNewerVersions_areIgnored() {
        LoadData data = new ExampleLoad().data();
        String newer = data.encode().replaceFirst("\\{", "{\"invented\":[1,{\"x\":2}],");

        assertThat(LoadData.decode(newer)).isEqualTo(data);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{}", "{\"start\":\"yesterday\"}", "nonsense", "{\"elapsedMillis\":null}"})
    void otherText_isRefused(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadData.decode(json))
                .withMessageStartingWith("not the JSON of LoadData: ");
    }

    @Test
    void damagedHistogram_isRefused() {
        String json = new ExampleLoad().data().encode().replaceFirst("\"ok\":\\[\"[^\"]{9}", "\"ok\":[\"AAAAAAAAA");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadData.decode(json))
                .withMessageContaining("not a compressed HdrHistogram");
    }

    @Test
    void objective_withoutANumber_isReadBack() {
        ObjectiveResult objective = TestFigures.verdict(
                "x", "p95", "<=", 300, Double.NaN, "ms", ObjectiveResult.State.NO_DATA, 0, null, "no such request");

        assertThat(ObjectiveResult.decode(objective.encode())).isEqualTo(objective);
    }
}
