// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.log;

import static io.github.perfjunit.internal.report.ExampleLoad.interval;
import static io.github.perfjunit.internal.report.ExampleLoad.latencies;
import static io.github.perfjunit.internal.report.ExampleLoad.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.github.perfjunit.internal.report.ExampleLoad;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ScenarioInterval;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.TestFigures;
import io.github.perfjunit.report.StoredTimeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramLogTests {

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("latency.hlog");
    }

    private HistogramLog log() throws IOException {
        return new HistogramLog(file(), ExampleLoad.START, false);
    }

    private static List<Interval> walk(HistogramLog log) {
        List<Interval> intervals = new ArrayList<>();
        log.timeline().forEach(intervals::add);
        return intervals;
    }

    /** A series whose counts, phases and bytes no other figure of it tells. */
    private static Series odd(
            String request,
            SeriesKind kind,
            Phase phase,
            LatencySummary ok,
            LatencySummary failed,
            LatencySummary service) {
        return new Series(
                new Series.Key("visit", request, kind, phase),
                Map.of(
                        Outcome.OK,
                        ok.count(),
                        Outcome.STATUS,
                        failed.count(),
                        Outcome.INTERRUPTED,
                        3L,
                        Outcome.SKIPPED,
                        1L),
                ok,
                failed,
                service,
                LatencySummary.ofNanos(1_500_000_001L, 17),
                Map.of(Phase.MEASURE, ok.count(), Phase.GRACE, 2L),
                4_711,
                1L << 40);
    }

    @Test
    void intervals_areReadBackWithoutLoss() throws IOException {
        Series plain = odd(
                "GET /products, all",
                SeriesKind.REQUEST,
                Phase.MEASURE,
                latencies(100, 3),
                LatencySummary.EMPTY,
                latencies(100, 3));
        Series late = odd(
                "GET /late]\n\"", SeriesKind.STEP, Phase.RAMP_UP, latencies(50, 90), latencies(7, 0), latencies(50, 0));
        Series unserved = odd(
                "visit", SeriesKind.ITERATION, Phase.MEASURE, latencies(5, 0), latencies(1, 1), LatencySummary.EMPTY);
        Series onlyInterrupted = TestFigures.series(
                new Series.Key("visit", "GET /hangs", SeriesKind.REQUEST, Phase.MEASURE),
                Map.of(Outcome.INTERRUPTED, 20L),
                LatencySummary.EMPTY,
                LatencySummary.EMPTY,
                LatencySummary.EMPTY,
                0,
                0);
        ScenarioInterval scenario = new ScenarioInterval("a]\nb", Phase.WARM_UP, 1, 0.1, 2, 3, 4, 5, 6, 7);
        List<Interval> written = List.of(
                interval(0, Phase.RAMP_UP, 0.5, plain, late),
                interval(1, Phase.MEASURE, 400),
                new Interval(
                        2_000, 2_735, Phase.GRACE, List.of(unserved, plain), List.of(scenario, scenario), 12.3456789),
                interval(3, Phase.GRACE, 0, onlyInterrupted));
        try (HistogramLog log = log()) {
            for (Interval interval : written) {
                log.write(interval);
            }

            assertThat(walk(log)).isEqualTo(written);
            assertThat(walk(log)).as("each walk reads anew").isEqualTo(written);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomIntervals_areReadBackWithoutLoss(long seed) throws IOException {
        RandomFigures random = new RandomFigures(seed);
        List<Interval> written = new ArrayList<>();
        try (HistogramLog log = log()) {
            for (int second = 0; second < 30; second++) {
                written.add(random.interval(second));
                log.write(written.get(second));
            }

            assertThat(walk(log)).isEqualTo(written);
        }
        List<Interval> stored = new ArrayList<>();
        StoredTimeline.of(file()).forEach(stored::add);
        assertThat(stored).isEqualTo(written);
    }

    @Test
    void start_isAskedAtTheEndOfTheFirstInterval() throws IOException {
        AtomicReference<Instant> start = new AtomicReference<>(Instant.EPOCH);
        try (HistogramLog log = new HistogramLog(file(), start::get, false)) {
            start.set(ExampleLoad.START);
            log.write(interval(0, Phase.MEASURE, 0));
            start.set(Instant.MAX);
            log.write(interval(1, Phase.MEASURE, 0));
        }

        assertThat(Files.readAllLines(file()))
                .filteredOn(line -> line.startsWith("#[StartTime"))
                .containsExactly("#[StartTime: 1795216442.250 (seconds since epoch), 2026-11-20T23:14:02.250Z]");
    }

    @Test
    void loadWithoutAnInterval_hasAHead() throws IOException {
        log().close();

        assertThat(Files.readAllLines(file())).hasSize(4).first().isEqualTo("#[Histogram log format version 1.3]");
        StoredTimeline.of(file()).forEach(interval -> fail("there is no interval"));
    }

    @Test
    void otherReaders_understandIt() throws IOException {
        try (HistogramLog log = log()) {
            for (int i = 0; i < 600; i++) {
                log.write(interval(i, Phase.MEASURE, 0, series("GET /products", Phase.MEASURE, 40, i, 0)));
            }
        }

        try (HistogramLogReader reader = new HistogramLogReader(file().toFile())) {
            for (int i = 0; i < 600; i++) {
                Histogram histogram = (Histogram) reader.nextIntervalHistogram();
                assertThat(histogram.getTag()).isEqualTo("GET_/products");
                assertThat(histogram.getStartTimeStamp()).isEqualTo(ExampleLoad.START.toEpochMilli() + i * 1_000L);
                assertThat(histogram.getEndTimeStamp() - histogram.getStartTimeStamp())
                        .isEqualTo(1_000);
                assertThat(histogram.getTotalCount()).isEqualTo(40);
                assertThat(histogram.getMaxValue()) // by its bucket; the log's own column has it exactly
                        .isBetween(
                                latencies(40, i).max().toNanos(),
                                latencies(40, i).max().toNanos() * 1_001 / 1_000);
            }
            assertThat(reader.nextIntervalHistogram()).isNull();
            assertThat(reader.getStartTimeSec()).isEqualTo(ExampleLoad.START.toEpochMilli() / 1e3);
        }
    }

    @Test
    void head_isThatOfFormat13() throws IOException {
        try (HistogramLog log = log()) {
            log.write(interval(1, Phase.MEASURE, 400, series("GET /", Phase.MEASURE, 1, 110, 0)));
        }

        List<String> lines = Files.readAllLines(file());
        assertThat(lines.subList(0, 8))
                .containsExactly(
                        "#[Histogram log format version 1.3]",
                        "#[StartTime: 1795216442.250 (seconds since epoch), 2026-11-20T23:14:02.250Z]",
                        "#[BaseTime: 1795216442.250 (seconds since epoch)]",
                        "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"",
                        "#[Interval: 1000 2000 MEASURE 0.0]",
                        "#[Scenario: {\"name\":\"scenario\",\"phase\":\"MEASURE\",\"users\":66,\"targetPerSecond\":400.0,"
                                + "\"due\":0,\"started\":0,\"late\":0,\"queued\":0,\"dropped\":0,\"bodyFailures\":0,\"failedChecks\":0,\"label\":\"\"}]",
                        "#[Key: 0 {\"scenario\":\"visit\",\"request\":\"GET /\",\"kind\":\"REQUEST\",\"phase\":\"MEASURE\"}]",
                        "#[Series: 0 OK=1 MEASURE=1 100 1000 111000000 - - =]");
        assertThat(lines.get(8)).startsWith("Tag=GET_/,1.000,1.000,111.000000,");
        assertThat(lines.get(9)).isEqualTo("#[End]");
    }

    @Test
    void tags_areUniqueAndKeepTheirMeaning() throws IOException {
        try (HistogramLog log = new HistogramLog(file(), ExampleLoad.START, true)) {
            Series hostile = series("a b,c\r\nd\u2028\"", Phase.MEASURE, 1, 0, 1);
            Series same = series("a_b_c__d__", Phase.MEASURE, 1, 0, 0);
            Series empty = series("", Phase.WARM_UP, 1, 0, 0);
            Series connect = TestFigures.series(
                    new Series.Key("visit", "GET /", SeriesKind.CONNECT, Phase.RAMP_UP),
                    Map.of(Outcome.OK, 2L),
                    latencies(2, 9),
                    LatencySummary.EMPTY,
                    latencies(2, 0),
                    0,
                    0);
            log.write(interval(0, Phase.MEASURE, 0, hostile, same, empty, connect));

            assertThat(log.tags().keySet())
                    .containsExactly(
                            "a_b_c__d__~visit",
                            "a_b_c__d__~visit~failed",
                            "a_b_c__d__~visit~2",
                            "_~visit~warm-up",
                            "GET_/~visit~connect~ramp-up",
                            "GET_/~visit~connect~ramp-up~service");
            assertThat(log.tags().get("a_b_c__d__~visit~failed"))
                    .isEqualTo(new HistogramTag(hostile.key(), HistogramTag.Values.FAILED));
            assertThat(walk(log).get(0).series())
                    .extracting(Series::key)
                    .containsExactly(hostile.key(), same.key(), empty.key(), connect.key());
        }
    }

    @Test
    void whatIsCutOffAfterTheLastWholeInterval_isNotRead() throws IOException {
        try (HistogramLog log = log()) {
            assertThat(walk(log)).isEmpty();
            log.write(interval(0, Phase.MEASURE, 0));
            Files.writeString(file(), "#[Interval: 1000 20", StandardOpenOption.APPEND);

            assertThat(walk(log)).hasSize(1);
        }
    }

    @Test
    void fileThatWasRemoved_isNamed() throws IOException {
        try (HistogramLog log = log()) {
            log.write(interval(0, Phase.MEASURE, 0));
            Files.delete(file());

            assertThatThrownBy(() -> walk(log))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage(file() + " cannot be read: there is no such file");
        }
    }
}
