// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.course;

import io.github.perfjunit.analysis.Association;
import io.github.perfjunit.analysis.HalfComparison;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ResultSection;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at the course of a load that has ended. Only a load that was the same all along tells something: otherwise all
 * that follows from the load moves together.
 */
public final class CourseFindings {

    private static final Duration SHORTEST = Duration.ofSeconds(Association.FEWEST_WINDOWS);
    private static final Duration LONG = Duration.ofMinutes(20);
    private static final long SECOND = 1000;
    private static final long TEN_SECONDS = 10_000;

    private CourseFindings() {}

    /**
     * Returns what was found. Of a load under two minutes, or one that varied, only stalls are told.
     *
     * @param stalls those that were seen while it ran; none of a load in other JVMs
     */
    public static List<ResultSection> of(LoadResult result, List<SeenStalls> stalls) {
        Duration measured = result.all().duration();
        boolean isLong = measured.compareTo(SHORTEST) >= 0;
        if (!isLong && stalls.isEmpty()) {
            return List.of();
        }
        MeasuredStretch stretch = new MeasuredStretch();
        result.timeline().forEach(stretch::accept);
        Optional<Frame> frame = stretch.frame(measured.compareTo(LONG) < 0 ? SECOND : TEN_SECONDS);
        Optional<Frame> tens = stretch.frame(TEN_SECONDS);
        List<StallReport> told = stalls.stream()
                .map(seen -> StallReport.of(seen, result, frame.isPresent()))
                .toList();
        if (isLong && frame.isPresent() && tens.isPresent()) {
            return found(result, frame.get(), tens.get(), told);
        }
        return told.isEmpty() ? List.of() : List.of(CourseReport.of(told));
    }

    private static List<ResultSection> found(LoadResult result, Frame frame, Frame tens, List<StallReport> stalls) {
        LatencyWindows latencies = new LatencyWindows(frame);
        LatencyWindows long10 = new LatencyWindows(tens);
        result.timeline().forEach(interval -> {
            latencies.accept(interval, result.kind());
            long10.accept(interval, result.kind());
        });
        latencies.end();
        long10.end();
        Duration run = Duration.ofMillis(frame.toMillis() - frame.fromMillis());
        Map<String, HalfComparison> halves = new LinkedHashMap<>();
        if (run.compareTo(HalfComparison.SHORTEST) >= 0) {
            halves.put("p50", HalfComparison.of(long10.p50(), run));
            halves.put("p95", HalfComparison.of(long10.p95(), run));
        }
        Map<String, double[]> monitors = monitors(result, frame);
        if (halves.isEmpty() && monitors.isEmpty() && stalls.isEmpty()) {
            return List.of();
        }
        Association.Findings moves =
                monitors.isEmpty() ? CourseReport.NO_MONITORS : Association.withLatency(latencies.p95(), monitors);
        return List.of(new CourseReport((int) (frame.widthMillis() / SECOND), moves, halves, stalls));
    }

    /** Returns the mean of each gauge in each window. A value belongs to the interval that ends with its time. */
    private static Map<String, double[]> monitors(LoadResult result, Frame frame) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        Map<String, int[]> counts = new LinkedHashMap<>();
        result.monitorTimeline().forEach(sample -> {
            int window = frame.window(sample.millis() - SECOND / 2);
            if (window >= 0 && sample.phase() == Phase.MEASURE) {
                sums.computeIfAbsent(sample.name(), name -> new double[frame.count()])[window] += sample.value();
                counts.computeIfAbsent(sample.name(), name -> new int[frame.count()])[window]++;
            }
        });
        sums.forEach((name, sum) -> {
            int[] count = counts.get(name);
            Arrays.setAll(sum, i -> count == null || count[i] == 0 ? Double.NaN : sum[i] / count[i]);
        });
        return sums;
    }
}
