// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.kind;

import io.github.perfjunit.analysis.Recovery;
import io.github.perfjunit.kind.LoadStep;
import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import io.github.perfjunit.metrics.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Verdicts of kinds as objectives. */
final class KindCheck {

    private static final int MOST_KINDS = 3;

    private KindCheck() {}

    /** Judges a figure of a kind. */
    static ObjectiveResult of(
            String subject,
            String metric,
            String operator,
            double limit,
            double value,
            String unit,
            State state,
            String note) {
        return new ObjectiveResult(
                Scope.extra(subject),
                Measure.of(Measure.Kind.EXTRA, metric),
                operator,
                limit,
                ObjectiveResult.limitText(limit, unit),
                value,
                unit,
                state,
                0, // a verdict on a part of the load, not a figure of samples
                null,
                note);
    }

    /** Judges a recovery by the longest time that it may take. */
    static ObjectiveResult recovery(Recovery recovery, Duration most) {
        double took = recovery.after().toNanos() / 1e6;
        double limit = most.toNanos() / 1e6;
        State state =
                switch (recovery.verdict()) {
                    case RECOVERED -> took <= limit ? State.MET : State.MISSED;
                    case NOT_RECOVERED -> State.MISSED;
                    case TOO_SHORT -> State.INCONCLUSIVE;
                };
        return of("the target", "recovery time", "<=", limit, took, "ms", state, recovery.remark());
    }

    /**
     * Judges the failures of a step that was not held; empty if they were within their limit. A load that is only reported, such as a scaled-down one, still fails
     * by errors, because a broken target looks fast.
     */
    static Optional<ObjectiveResult> errors(LoadStep step, double limit) {
        boolean none = step.throughput() == 0 && step.errorPercent() == 0;
        return Optional.of(
                        none
                                ? errors(step.label(), Double.NaN, limit, State.NO_DATA, 0, "nothing ended in it")
                                : errors(step.label(), step.errorPercent(), limit, 0))
                .filter(judged -> !judged.met());
    }

    /** Judges the share of failures in a part of the load in which something ended; zero samples were not counted. */
    static ObjectiveResult errors(String label, double percent, double limit, long samples) {
        return errors(label, percent, limit, percent <= limit ? State.MET : State.MISSED, samples, "");
    }

    /** Judges the share of failures in a part of the load, in which nothing may have ended. */
    static ObjectiveResult errors(String label, double percent, double limit, long samples, String none) {
        return samples == 0
                ? errors(label, Double.NaN, limit, State.NO_DATA, 0, none)
                : errors(label, percent, limit, samples);
    }

    private static ObjectiveResult errors(
            String label, double percent, double limit, State state, long samples, String note) {
        return new ObjectiveResult(
                Scope.stretch(label),
                Measure.of(Measure.Kind.ERROR_RATE, "error rate"),
                "<=",
                limit,
                ObjectiveResult.limitText(limit, "%"),
                percent,
                "%",
                state,
                samples,
                null,
                note);
    }

    /** Counts the measured errors by kind, the most frequent ones first, such as {@code 120 errors: 100 timeout, 20 connect}. */
    static List<String> errors(LoadResult result) {
        Map<String, Long> kinds = new LinkedHashMap<>();
        for (ErrorSummary error : result.data().errors()) {
            if (error.measured() > 0) {
                kinds.merge(error.kind(), error.measured(), Long::sum);
            }
        }
        if (kinds.isEmpty()) {
            return List.of();
        }
        List<Map.Entry<String, Long>> sorted = new ArrayList<>(kinds.entrySet());
        sorted.sort(Map.Entry.<String, Long>comparingByValue().reversed());
        List<String> parts = new ArrayList<>();
        sorted.stream()
                .limit(MOST_KINDS)
                .forEach(kind -> parts.add(FigureFormat.count(kind.getValue()) + " " + kind.getKey()));
        int more = sorted.size() - MOST_KINDS;
        return List.of("errors: " + String.join(", ", parts) + (more > 0 ? " and " + more + " more kinds" : ""));
    }
}
