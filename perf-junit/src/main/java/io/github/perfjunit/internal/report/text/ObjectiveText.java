// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.text;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Scope;
import java.util.Comparator;
import java.util.Optional;

/** The words for an objective and its figure that the console, the report and the files for CI have in common. */
public final class ObjectiveText {

    /** Misses first, the farthest past their limit before the others; then those without a verdict, then those met. */
    public static final Comparator<ObjectiveResult> WORST_FIRST = Comparator.comparingInt(
                    (ObjectiveResult o) -> switch (o.state()) {
                        case MISSED -> 0;
                        case NO_DATA -> 1;
                        case INCONCLUSIVE -> 2;
                        case MET -> 3;
                    })
            .thenComparing(ObjectiveText::orFarthest, Comparator.reverseOrder());

    private ObjectiveText() {}

    /** Returns such as {@code p99 of POST /orders}. */
    public static String name(ObjectiveResult objective, int longest) {
        return PlainText.of(
                objective.metric()
                        + (objective.scope().kind() == Scope.Kind.STRETCH ? " " : " of ")
                        + objective.subject(),
                longest);
    }

    /** Returns such as {@code limit 350 ms} or {@code limit above 100/s}. */
    public static String limit(ObjectiveResult objective, int longest) {
        String strict =
                objective.operator().length() == 1 ? (objective.operator().equals("<") ? "below " : "above ") : "";
        return "limit " + strict + PlainText.of(objective.limitText(), longest);
    }

    /** Returns how far a figure is from its limit, in percent of the limit; negative if it meets the limit. */
    public static double past(ObjectiveResult objective) {
        double beyond = 100 * (objective.value() - objective.limit()) / objective.limit();
        return objective.isUpperLimit() ? beyond : -beyond;
    }

    private static double orFarthest(ObjectiveResult objective) {
        double past = past(objective);
        return Double.isNaN(past) ? Double.POSITIVE_INFINITY : past;
    }

    /** Returns how an objective was missed, such as {@code 15 % past}, or why there is no verdict. */
    public static String miss(ObjectiveResult objective) {
        return switch (objective.state()) {
            case INCONCLUSIVE ->
                objective.samples() == 0
                        ? "not known"
                        : "too few samples to tell (" + FigureFormat.count(objective.samples()) + ")";
            case NO_DATA -> "no data";
            default -> {
                double past = past(objective);
                yield Double.isFinite(past)
                        ? FigureFormat.percent(past) + (objective.isUpperLimit() ? " past" : " short")
                        : "none allowed";
            }
        };
    }

    /** Returns when the limit was first missed, such as {@code 6:12}. */
    public static Optional<String> since(ObjectiveResult objective) {
        Long first = objective.firstMissedMillis();
        return first == null ? Optional.empty() : Optional.of(FigureFormat.clock(first));
    }
}
