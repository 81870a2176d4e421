// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.log;

import static io.github.perfjunit.internal.report.ExampleLoad.interval;
import static io.github.perfjunit.internal.report.ExampleLoad.latencies;
import static io.github.perfjunit.internal.report.ExampleLoad.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.internal.report.ExampleLoad;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.TestFigures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    /** What the log keeps of a series: no bytes, one kind of failure. */
    private static Series kept(
            String request,
            SeriesKind kind,
            Phase phase,
            LatencySummary ok,
            LatencySummary failed,
            LatencySummary service) {
        Map<Outcome, Long> counts = failed.isEmpty()
                ? Map.of(Outcome.OK, ok.count())
                : Map.of(Outcome.OK, ok.count(), Outcome.ERROR, failed.count());
        return TestFigures.series(new Series.Key("visit", request, kind, phase), counts, ok, failed, service, 0, 0);
    }

    @Test
    void intervals_areReadBackWithoutLoss() throws IOException {
        Series plain = kept(
                "GET /products, all",
                SeriesKind.REQUEST,
                Phase.MEASURE,
                latencies(100, 3),
                LatencySummary.EMPTY,
                latencies(100, 3));
        Series late = kept(
                "GET /late", SeriesKind.REQUEST, Phase.RAMP_UP, latencies(50, 90), latencies(7, 0), latencies(50, 0));
        Series iteration = kept(
                "visit", SeriesKind.ITERATION, Phase.MEASURE, latencies(5, 0), LatencySummary.EMPTY, latencies(5, 0));
        List<Interval> written = List.of(
                interval(0, Phase.RAMP_UP, 0.5, plain, late),
                interval(1, Phase.MEASURE, 400),
                TestFigures.interval(2_000, 2_735, Phase.GRACE, 3, 0, List.of(iteration, plain)));
        try (HistogramLog log = log()) {
            for (Interval interval : written) {
                log.write(interval);
            }

            assertThat(walk(log)).isEqualTo(written);
            assertThat(walk(log)).as("each walk reads anew").isEqualTo(written);
        }
    }

    @Test
    void outcomes_areReducedToOkAndError() throws IOException {
        try (HistogramLog log = log()) {
            log.write(interval(0, Phase.MEASURE, 0, series("GET /", Phase.MEASURE, 10, 0, 3)));

            assertThat(walk(log).get(0).series().get(0).counts()).isEqualTo(Map.of(Outcome.OK, 10L, Outcome.ERROR, 3L));
        }
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
                assertThat(histogram.getMaxValue())
                        .isEqualTo(latencies(40, i).max().toNanos());
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

        assertThat(Files.readAllLines(file()).subList(0, 5))
                .containsExactly(
                        "#[Histogram log format version 1.3]",
                        "#[StartTime: 1795216442.250 (seconds since epoch), 2026-11-20T23:14:02.250Z]",
                        "#[BaseTime: 1795216442.250 (seconds since epoch)]",
                        "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"",
                        "#[Interval: 1000 2000 MEASURE 66 400.0]");
        assertThat(Files.readAllLines(file()).get(5)).startsWith("Tag=GET_/,1.000,1.000,111.");
    }

    @Test
    void tags_areUniqueAndKeepTheirMeaning() throws IOException {
        try (HistogramLog log = new HistogramLog(file(), ExampleLoad.START, true)) {
            Series hostile = series("a b,c\r\nd\u2028\"", Phase.MEASURE, 1, 0, 1);
            Series same = series("a_b_c__d__", Phase.MEASURE, 1, 0, 0);
            Series empty = series("", Phase.WARM_UP, 1, 0, 0);
            Series connect = kept(
                    "GET /", SeriesKind.CONNECT, Phase.RAMP_UP, latencies(2, 9), LatencySummary.EMPTY, latencies(2, 0));
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
    void fileThatWasChangedOrRemoved_isNamed() throws IOException {
        try (HistogramLog log = log()) {
            log.write(interval(0, Phase.MEASURE, 0));
            Files.writeString(file(), "Tag=stranger,1.000,1.000,1.000,AAAA\n", StandardOpenOption.APPEND);

            assertThatThrownBy(() -> walk(log))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage(file() + " was changed: no such tag");
            Files.delete(file());
            assertThatThrownBy(() -> walk(log))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage(file() + " cannot be read: " + file());
        }
    }
}
