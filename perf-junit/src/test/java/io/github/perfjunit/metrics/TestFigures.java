// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes figures for tests, of which each says only what it is about. */
public final class TestFigures {

    private TestFigures() {}

    /** Makes a series whose samples ended in the phase in which they were due. */
    public static Series series(
            Series.Key key,
            Map<Outcome, Long> counts,
            LatencySummary ok,
            LatencySummary failed,
            LatencySummary service,
            long bytesSent,
            long bytesReceived) {
        long good = counts.getOrDefault(Outcome.OK, 0L);
        return new Series(
                key,
                counts,
                ok,
                failed,
                service,
                LatencySummary.EMPTY,
                good == 0 ? Map.of() : Map.of(key.phase(), good),
                bytesSent,
                bytesReceived);
    }

    /** Makes an interval of one scenario. */
    public static Interval interval(
            long fromMillis, long toMillis, Phase phase, int users, double targetPerSecond, List<Series> series) {
        ScenarioInterval scenario = new ScenarioInterval("scenario", phase, users, targetPerSecond, 0, 0, 0, 0, 0, 0);
        return new Interval(fromMillis, toMillis, phase, series, List.of(scenario), 0);
    }

    /** Makes a scenario of which each phase was one stretch of time, the measured one from a time on. */
    public static ScenarioSummary scenario(
            String name,
            String model,
            boolean open,
            boolean paced,
            int users,
            Map<Outcome, Long> iterations,
            long due,
            long dropped,
            long queued,
            long timedStarts,
            long late,
            long totalLateMicros,
            long worstLateMicros,
            Map<Phase, Long> phaseMillis,
            long measuredFromMillis) {
        return new ScenarioSummary(
                name,
                model,
                open,
                paced,
                users,
                users,
                0,
                iterations,
                due,
                dropped,
                queued,
                timedStarts,
                late,
                totalLateMicros,
                worstLateMicros,
                windows(phaseMillis, measuredFromMillis),
                Map.of());
    }

    /** Lays phases out in their order. */
    public static List<PhaseWindow> windows(Map<Phase, Long> phaseMillis, long measuredFromMillis) {
        List<PhaseWindow> windows = new ArrayList<>();
        long before = phaseMillis.getOrDefault(Phase.RAMP_UP, 0L) + phaseMillis.getOrDefault(Phase.WARM_UP, 0L);
        long at = measuredFromMillis - before;
        for (Phase phase : Phase.values()) {
            long length = phaseMillis.getOrDefault(phase, 0L);
            if (length > 0) {
                windows.add(new PhaseWindow(phase, at, at + length));
                at += length;
            }
        }
        return windows;
    }

    /** Makes the health of a generator that lost no time. */
    public static GeneratorHealth health(
            double machineCpu,
            double processCpu,
            long gcMillis,
            long gcLongestMillis,
            LatencySummary hiccups,
            PinnedThreads pinned,
            List<String> stuckUsers,
            List<String> problems) {
        return new GeneratorHealth(
                machineCpu, processCpu, gcMillis, gcLongestMillis, hiccups, 0, pinned, stuckUsers, problems);
    }

    /** Makes a verdict from the words that stand for its scope and its measure. */
    public static ObjectiveResult verdict(
            String subject,
            String metric,
            String operator,
            double limit,
            double value,
            String unit,
            ObjectiveResult.State state,
            long samples,
            @Nullable Long firstMissedMillis,
            String note) {
        return new ObjectiveResult(
                scope(subject),
                measure(metric),
                operator,
                limit,
                ObjectiveResult.limitText(limit, unit),
                value,
                unit,
                state,
                samples,
                firstMissedMillis,
                note);
    }

    private static Scope scope(String subject) {
        return switch (subject) {
            case LoadResult.ALL_REQUESTS -> Scope.ALL_REQUESTS;
            case "all scenarios" -> Scope.LOAD;
            default ->
                subject.startsWith("scenario ")
                        ? Scope.scenario(subject.substring("scenario ".length()))
                        : Scope.request(subject);
        };
    }

    private static Measure measure(String text) {
        if (text.matches("p[0-9.]+")) {
            return new Measure(Measure.Kind.PERCENTILE, text, "", Double.parseDouble(text.substring(1)), false);
        }
        return Measure.of(
                switch (text) {
                    case "max" -> Measure.Kind.MAX;
                    case "mean" -> Measure.Kind.MEAN;
                    case "error rate" -> Measure.Kind.ERROR_RATE;
                    case "errors" -> Measure.Kind.ERRORS;
                    case "throughput" -> Measure.Kind.THROUGHPUT;
                    case "count" -> Measure.Kind.COUNT;
                    default -> Measure.Kind.EXTRA;
                },
                text);
    }
}
