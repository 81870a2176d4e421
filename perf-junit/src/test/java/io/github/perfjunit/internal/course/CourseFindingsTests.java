// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.course;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.analysis.HiddenStalls;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
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
        List<ResultSection> found = CourseFindings.of(load(600, 0.3, 0, second -> 10), List.of());

        assertThat(sentences(found)).containsExactly("p95 moves with queue depth (r 0.97, 2 s ahead)");
        assertThat(found).singleElement().satisfies(section -> {
            assertThat(section.name()).isEqualTo("course");
            assertThat(section.hints()).containsExactly("p95 moves with queue depth (r 0.97, 2 s ahead)");
            assertThat(section.data().get("notCompared")).isEqualTo(Map.of("still", "did not change"));
        });
    }

    @Test
    void monitorsWithoutALink_areNoLead() {
        assertThat(sentences(CourseFindings.of(load(600, 0, 0, second -> 10), List.of())))
                .isEmpty();
    }

    @Test
    void secondHalf_thatIsSlower_isTold() {
        assertThat(sentences(CourseFindings.of(load(1200, 0, 0.3, second -> 10), List.of())))
                .hasSize(2)
                .allMatch(sentence -> sentence.matches("p(50|95) was 2\\d % higher in the second half of the measured"
                        + " time \\(99 % interval \\d\\d to \\d\\d %\\)"));
    }

    @Test
    void loadUnderTwoMinutes_tellsNothing() {
        assertThat(CourseFindings.of(load(119, 0.3, 0, second -> 10), List.of()))
                .isEmpty();
    }

    @Test
    void loadThatVaried_tellsNothing() {
        assertThat(CourseFindings.of(load(600, 0.3, 0.5, second -> second < 300 ? 10 : 20), List.of()))
                .isEmpty();
    }

    @Test
    void shortLoadWithoutMonitors_tellsNothing() {
        LoadResult load = load(300, 0, 0, second -> 10);
        values.clear();

        assertThat(CourseFindings.of(load, List.of())).isEmpty();
    }

    private static SeenStalls seen(int count, int users, Duration userTime) {
        List<HiddenStalls.Stall> stalls = IntStream.range(0, count)
                .mapToObj(i -> new HiddenStalls.Stall(1000L * i, Duration.ofSeconds(1), users, 10))
                .toList();
        return new SeenStalls("scenario", count, Duration.ofSeconds(1), stalls, userTime);
    }

    /** All 50 requests of the result took 20 ms but for the stalls, which a user saw once each. */
    private LoadResult stalled(int stalledRequests) {
        LoadResult load = load(100, 0, 0, second -> 10);
        long[] nanos = new long[1000];
        Arrays.fill(nanos, 20_000_000);
        Arrays.fill(nanos, 0, stalledRequests, 1_000_000_000);
        LatencySummary times = LatencySummary.ofNanos(nanos);
        Series series = TestFigures.series(
                new Series.Key("scenario", "GET /", SeriesKind.REQUEST, Phase.MEASURE),
                Map.of(Outcome.OK, 1000L),
                times,
                LatencySummary.EMPTY,
                times,
                0,
                0);
        LoadData data = load.data();
        return new LoadResult(
                "T.m",
                new LoadData(
                        data.start(),
                        data.elapsedMillis(),
                        List.of(series),
                        data.scenarios(),
                        data.errors(),
                        data.checks(),
                        data.generator(),
                        "",
                        0),
                load.timeline(),
                Path.of("out"),
                Enforcement.ENFORCE);
    }

    /** 990 requests of 20 ms, 10 of 1 s, and 49 for each of those, of 980 ms and so on: 1 % of them all are 14.9. */
    @Test
    void stall_thatPercentilesHide_isToldWithWhatASteadyRateWouldHaveShown() {
        List<ResultSection> found = CourseFindings.of(stalled(10), List.of(seen(1, 10, Duration.ofSeconds(20))));

        assertThat(sentences(found))
                .containsExactly("closed model: 1 stall stopped all 10 users (1 s); each user saw it once, so p99 20 ms"
                        + " hides it. At a steady arrival rate p99 would be about 980 ms");
        assertThat(found).singleElement().satisfies(section -> {
            assertThat(section.name()).isEqualTo("course");
            assertThat(section.hints()).isEmpty();
            assertThat(section.data().get("stalls"))
                    .asString()
                    .startsWith("[{scenario=scenario, count=1, longestMs=1000");
        });
    }

    @Test
    void stalls_thatPercentilesShow_areToldAsSuch() {
        assertThat(sentences(CourseFindings.of(stalled(20), List.of(seen(2, 9, Duration.ofSeconds(20))))))
                .containsExactly("closed model: 2 stalls stopped at least 80 % of 10 users (longest 1 s); each user saw"
                        + " each stall once. p99 1 s would be much the same at a steady arrival rate");
    }

    /** Users who think for 2 s see a stall of 1 s as often as it is. */
    @Test
    void stall_ofUsersWhoThinkLonger_hidesNothing() {
        assertThat(sentences(CourseFindings.of(stalled(10), List.of(seen(1, 10, Duration.ofSeconds(2000))))))
                .containsExactly("closed model: 1 stall stopped all 10 users (1 s); each user saw it once. p99 20 ms"
                        + " would be much the same at a steady arrival rate");
    }

    @Test
    void stall_ofALoadThatVaried_isToldWithoutARate() {
        LoadResult load = load(60, 0, 0, second -> second < 30 ? 10 : 20);

        assertThat(sentences(CourseFindings.of(load, List.of(seen(1, 10, Duration.ofSeconds(20))))))
                .containsExactly("closed model: 1 stall stopped all 10 users (1 s); each user saw it once");
    }

    @Test
    void stalls_ofTwoScenarios_areToldByName() {
        LoadResult load = load(60, 0, 0, second -> second < 30 ? 10 : 20);
        SeenStalls one = seen(1, 10, Duration.ofSeconds(20));

        assertThat(sentences(CourseFindings.of(load, List.of(one, one))))
                .containsOnly("scenario, closed model: 1 stall stopped all 10 users (1 s); each user saw it once")
                .hasSize(2);
    }
}
