// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.report;

import static io.github.perfjunit.internal.report.ExampleLoad.interval;
import static io.github.perfjunit.internal.report.ExampleLoad.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.internal.report.ExampleLoad;
import io.github.perfjunit.internal.report.log.HistogramLog;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredTimelineTests {

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("latency.hlog");
    }

    private static List<Interval> walk(Path file) {
        List<Interval> intervals = new ArrayList<>();
        StoredTimeline.of(file).forEach(intervals::add);
        return intervals;
    }

    /** Lines 1 to 4 are the head, 5 to 10 the first interval, 11 to 15 the second one. */
    private List<Interval> twoIntervals() throws IOException {
        List<Interval> written = List.of(
                interval(0, Phase.MEASURE, 0, series("GET /", Phase.MEASURE, 10, 0, 0)),
                interval(1, Phase.MEASURE, 0, series("GET /", Phase.MEASURE, 20, 0, 0)));
        try (HistogramLog log = new HistogramLog(file(), ExampleLoad.START, false)) {
            for (Interval interval : written) {
                log.write(interval);
            }
        }
        return written;
    }

    @Test
    void killedRun_keepsItsWholeIntervals() throws IOException {
        List<Interval> written = twoIntervals();
        String whole = Files.readString(file());
        int second = whole.indexOf("#[Interval: 1000");
        for (int end = second; end <= whole.length() - 2; end++) {
            Files.writeString(file(), whole.substring(0, end));

            assertThat(walk(file())).as("cut off at %d", end).isEqualTo(written.subList(0, 1));
        }
    }

    @Test
    void whatANewerVersionAdds_isIgnored() throws IOException {
        List<Interval> written = twoIntervals();
        Files.writeString(
                file(),
                Files.readString(file())
                        .replace("#[End]", "#[Weather: rain]\n#[End]")
                        .replace(" MEASURE 0.0]", " MEASURE 0.0 new]")
                        .replace("\"kind\":", "\"color\":\"red\",\"kind\":")
                        .replace(" - - =]", " - - = new]")
                        .replace("version 1.3", "version 1.4"));

        assertThat(walk(file())).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#[Histogram log format version 1.3] | PK | 1: it does not begin like a histogram log",
                "#[Interval: 0 1000 | #[Interval: 0 1000 1 | 5: No enum constant io.github.perfjunit.metrics.Phase.1",
                "MEASURE 0.0] | MEASURE] | 5: there are 3 fields but must be 4 or more",
                "#[Key: 0 { | #[Key: 7 { | 8: a series whose key was not told",
                "OK=10 | OK=ten | 8: For input string: \"ten\"",
                "OK=10 | GOOD=10 | 8: No enum constant io.github.perfjunit.metrics.Outcome.GOOD",
                "1000000 - - =] | - - - =] | 9: a histogram that belongs to no series",
                "1000000 - - =] | 1000000 9 - =] | 10: there is no histogram where one must be",
                "1000000 - - =] | 1000000 - - = | 8: the line has no end",
                "Tag=GET_/,0.000 | GET_/,0.000 | 9: there is no histogram where one must be",
                "0.000,1.000,10.000000 | 0.000,1.000,90.000000 | 9: shortest and longest duration were PT0.001S and PT0.09S"
                        + " but must be in the buckets of PT0.000999936S and PT0.010002431S",
                "0.000,1.000,10.000000,H | 0.000,1.000,10.000000,! | 9: not a compressed HdrHistogram:"
                        + " Illegal base64 character 21",
                "#[End] | # | 11: the interval before has no end",
                "#[Interval: 0 | #[Pause: 0 | 9: a histogram outside of an interval"
            })
    void damagedFile_isNamedWithItsLine(String part, String damage, String reason) throws IOException {
        twoIntervals();
        String whole = Files.readString(file());
        assertThat(whole).contains(part);
        int at = whole.indexOf(part);
        Files.writeString(file(), whole.substring(0, at) + damage + whole.substring(at + part.length()));

        assertThatThrownBy(() -> walk(file()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file() + " cannot be read: line " + reason
                        + "; the file is damaged, or not one that perf-junit has written");
    }

    @Test
    void endWithoutABeginning_isNamedWithItsLine() throws IOException {
        try (HistogramLog log = new HistogramLog(file(), ExampleLoad.START, false)) {
            log.write(interval(0, Phase.MEASURE, 0));
        }
        Files.writeString(file(), Files.readString(file()).replace("#[Interval: ", "#[Pause: "));

        assertThatThrownBy(() -> walk(file()))
                .hasMessage(file() + " cannot be read: line 7: the end of an interval that did not begin;"
                        + " the file is damaged, or not one that perf-junit has written");
    }

    @Test
    void logOfAnotherTool_isRefused() throws IOException {
        Files.writeString(file(), """
                #[Histogram log format version 1.3]
                "StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"
                Tag=A,0.127,1.007,2.769,HISTFAAAAEV42pNpmSzMwMCgyAABTBDKT4GBgdnNYMcCBvsPEBEJISEuATEZMQ4uASkhIR4nrxg9v2lMaxhvMekILGZkKmcCAEf2CsI=
                """);

        assertThatThrownBy(() -> walk(file()))
                .hasMessage(file() + " cannot be read: line 3: a histogram outside of an interval;"
                        + " the file is damaged, or not one that perf-junit has written");
    }

    @Test
    void missingFile_isNamed() {
        assertThatThrownBy(() -> walk(file()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file() + " cannot be read: there is no such file");
    }
}
