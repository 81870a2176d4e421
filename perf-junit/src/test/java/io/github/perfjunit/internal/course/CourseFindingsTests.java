// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.course;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.GeneratorHealth;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.MonitorSample;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PinnedThreads;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.metrics.TestFigures;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Loads of a known course: one request a millisecond, whose time moves with a queue two seconds before it. */
class CourseFindingsTests {

    private final List<Interval> intervals = new ArrayList<>();
    private final List<MonitorSample> values = new ArrayList<>();

    private static Series series(double millis) {
        long[] nanos = new long[50];
        Arrays.fill(nanos, Math.round(millis * 1e6));
        LatencySummary times = LatencySummary.ofNanos(nanos);
        return TestFigures.series(
                new Series.Key("scenario", "GET /", SeriesKind.REQUEST, Phase.MEASURE),
                Map.of(Outcome.OK, 50L),
                times,
                LatencySummary.EMPTY,
                times,
                0,
                0);
    }

    /** Makes a load of some seconds. */
    private LoadResult load(int seconds, double link, double growth, IntUnaryOperator users) {
        SplittableRandom random = new SplittableRandom(7);
        double[] queue = new double[seconds + 2];
        double noise = 0;
        double other = 0;
        for (int second = 0; second < seconds; second++) {
            double before = second == 0 ? 0 : queue[second + 1];
            queue[second + 2] = 0.8 * before + random.nextGaussian();
            noise = 0.7 * noise + 0.1 * random.nextGaussian();
            other = 0.8 * other + random.nextGaussian();
            double half = second < seconds / 2 ? 0 : growth;
            Interval interval = TestFigures.interval(
                    second * 1000L,
                    second * 1000L + 1000,
                    Phase.MEASURE,
                    users.applyAsInt(second),
                    0,
                    List.of(series(20 * Math.exp(link * queue[second] + noise + half))));
            intervals.add(interval);
            values.add(new MonitorSample(interval.toMillis(), Phase.MEASURE, "queue depth", "", queue[second + 2]));
            values.add(new MonitorSample(interval.toMillis(), Phase.MEASURE, "other", "", other));
            values.add(new MonitorSample(interval.toMillis(), Phase.MEASURE, "still", "", 1));
        }
        LoadData data = new LoadData(
                Instant.EPOCH,
                seconds * 1000L,
                List.of(series(20)),
                List.of(TestFigures.scenario(
                        "scenario",
                        "10 users",
                        false,
                        false,
                        10,
                        Map.of(Outcome.OK, 1L),
                        1,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        Map.of(Phase.MEASURE, seconds * 1000L),
                        0)),
                List.of(),
                List.of(),
                new GeneratorHealth(
                        0.4, 0.3, 0, 0, LatencySummary.EMPTY, 0, PinnedThreads.UNWATCHED, List.of(), List.of()),
                "",
                0,
                List.of(),
                List.of());
        return new LoadResult("T.m", data, intervals::forEach, Path.of("out"), Enforcement.ENFORCE)
                .with(values::forEach);
    }

    private static List<String> sentences(List<ResultSection> sections) {
        return sections.stream()
                .flatMap(section -> section.tables().stream())
                .map(ResultTable::rows)
                .flatMap(List::stream)
                .map(row -> row.get(0))
                .toList();
    }

    @Test
    void monitorAheadOfLatency_isALead() {
        List<ResultSection> found = CourseFindings.of(load(600, 0.3, 0, second -> 10));

        assertThat(sentences(found)).containsExactly("p95 moves with queue depth (r 0.97, 2 s ahead)");
        assertThat(found).singleElement().satisfies(section -> {
            assertThat(section.name()).isEqualTo("course");
            assertThat(section.hints()).containsExactly("p95 moves with queue depth (r 0.97, 2 s ahead)");
            assertThat(section.data().get("notCompared")).isEqualTo(Map.of("still", "did not change"));
        });
    }

    @Test
    void monitorsWithoutALink_areNoLead() {
        assertThat(sentences(CourseFindings.of(load(600, 0, 0, second -> 10)))).isEmpty();
    }

    @Test
    void secondHalf_thatIsSlower_isTold() {
        assertThat(sentences(CourseFindings.of(load(1200, 0, 0.3, second -> 10))))
                .hasSize(2)
                .allMatch(sentence -> sentence.matches("p(50|95) was 2\\d % higher in the second half of the measured"
                        + " time \\(99 % interval \\d\\d to \\d\\d %\\)"));
    }

    @Test
    void loadUnderTwoMinutes_tellsNothing() {
        assertThat(CourseFindings.of(load(119, 0.3, 0, second -> 10))).isEmpty();
    }

    @Test
    void loadThatVaried_tellsNothing() {
        assertThat(CourseFindings.of(load(600, 0.3, 0.5, second -> second < 300 ? 10 : 20)))
                .isEmpty();
    }

    @Test
    void shortLoadWithoutMonitors_tellsNothing() {
        LoadResult load = load(300, 0, 0, second -> 10);
        values.clear();

        assertThat(CourseFindings.of(load)).isEmpty();
    }
}
