// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.log;

import static io.github.perfjunit.internal.report.ExampleLoad.interval;
import static io.github.perfjunit.internal.report.ExampleLoad.series;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.perfjunit.internal.report.ExampleLoad;
import io.github.perfjunit.internal.report.json.ResultsJson;
import io.github.perfjunit.internal.report.json.ResultsReport;
import io.github.perfjunit.internal.report.text.Verdict;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.TestFigures;
import io.github.perfjunit.report.JvmEnvironment;
import io.github.perfjunit.report.StoredWindows;
import io.github.perfjunit.report.StoredWindows.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowRecorderTests {

    private static final Series ONE = series("GET /", Phase.MEASURE, 1, 0, 0);

    private final WindowRecorder recorder = new WindowRecorder();

    private List<StoredWindows> steady(int seconds) {
        for (int second = 0; second < seconds; second++) {
            recorder.add(interval(second, Phase.MEASURE, 0, ONE));
        }
        return recorder.windows();
    }

    @Test
    void windows_holdThePercentilesOfTheirSamples() {
        recorder.add(interval(0, Phase.RAMP_UP, 0, series("GET /", Phase.RAMP_UP, 500, 0, 0)));
        recorder.add(interval(1, Phase.MEASURE, 0, series("GET /", Phase.MEASURE, 100, 0, 0)));
        recorder.add(interval(
                2,
                Phase.MEASURE,
                0,
                series("GET /", Phase.MEASURE, 100, 100, 3),
                series("GET /", Phase.RAMP_UP, 50, 900, 0)));
        recorder.add(interval(3, Phase.MEASURE, 0, series("POST /", Phase.MEASURE, 0, 0, 2)));
        recorder.add(interval(4, Phase.GRACE, 0));

        assertThat(recorder.windows())
                .containsExactly(
                        new StoredWindows(
                                "GET /",
                                SeriesKind.REQUEST,
                                List.of(new Window(1_000, 3_000, 203, 3, 100.0, 190.1, 198.0))),
                        new StoredWindows(
                                "POST /",
                                SeriesKind.REQUEST,
                                List.of(new Window(3_000, 5_000, 2, 2, Double.NaN, Double.NaN, Double.NaN))));
    }

    @Test
    void openWindow_isShownUpToItsLastSample() {
        recorder.add(TestFigures.interval(0, 700, Phase.MEASURE, 1, 0, List.of(ONE)));

        assertThat(recorder.windows().get(0).windows()).containsExactly(new Window(0, 700, 1, 0, 1, 1, 1));
        assertThat(recorder.windows().get(0).windows()).as("asked again").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"10, 5, 2000", "60, 28, 3000", "300, 62, 10000", "3600, 181, 72000", "28800, 285, 576000"})
    void windows_areManyInShortLoadsAndFewInLongOnes(int seconds, int count, long last) {
        List<Window> windows = steady(seconds).get(0).windows();

        assertThat(windows).hasSizeBetween(count * 8 / 10, count * 12 / 10);
        Window beforeLast = windows.get(windows.size() - 2);
        assertThat(beforeLast.toMillis() - beforeLast.fromMillis()).isBetween(last * 8 / 10, last * 12 / 10);
        assertThat(windows.stream().mapToLong(Window::count).sum()).isEqualTo(seconds);
        for (int i = 1; i < windows.size(); i++) {
            assertThat(windows.get(i).fromMillis()).isEqualTo(windows.get(i - 1).toMillis());
        }
    }

    @Test
    void longestLoad_takesNoMoreThan400WindowsAnd24KilobytesAName() throws IOException {
        List<StoredWindows> windows = new ArrayList<>();
        for (int second = 0; second < 16 * 24 * 3_600; second += 10) {
            recorder.add(
                    TestFigures.interval(second * 1_000L, (second + 10) * 1_000L, Phase.MEASURE, 1, 0, List.of(ONE)));
        }
        windows.addAll(recorder.windows());

        assertThat(windows.get(0).windows()).hasSize(StoredWindows.MOST);
        assertThat(windows.get(0).windows().stream().mapToLong(Window::count).sum())
                .isEqualTo(16 * 24 * 360);
        String json = new JsonMapper()
                .writeValueAsString(ResultsJson.tree(new ResultsReport(
                                ExampleLoad.TEST,
                                "run-1",
                                JvmEnvironment.current(),
                                ExampleLoad.open(),
                                new ExampleLoad().result(),
                                Verdict.PASSED,
                                Map.of(),
                                longest(windows.get(0)),
                                List.of(),
                                List.of()))
                        .at("/windows/0"));
        assertThat(json).hasSizeLessThan(24_000);
    }

    /** The same windows with figures of as many digits as there can be. */
    private static List<StoredWindows> longest(StoredWindows windows) {
        return List.of(new StoredWindows(
                windows.request(),
                windows.kind(),
                windows.windows().stream()
                        .map(w -> new Window(w.fromMillis(), w.toMillis(), 1_234_567, 12_345, 0.1234, 0.1235, 0.1236))
                        .toList()));
    }
}
