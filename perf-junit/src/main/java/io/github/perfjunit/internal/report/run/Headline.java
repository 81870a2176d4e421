// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.run;

import io.github.perfjunit.internal.report.text.ObjectiveText;
import io.github.perfjunit.internal.report.text.PlainText;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import io.github.perfjunit.report.StoredResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The first words about a load: its verdict, what broke, by how much and since when.
 *
 * @param verdict the word of the verdict, such as {@code NOT JUDGED}
 * @param kind how it is to be taken
 * @param what what decided, in a sentence
 * @param worst the worst missed objective or the closest one that was met, in a sentence; may be empty
 * @param reasons why the figures prove nothing or the load ended early, in sentences
 */
public record Headline(String verdict, Kind kind, String what, String worst, List<String> reasons) {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TEXT = 500;

    /** How a verdict is to be taken. */
    public enum Kind {
        /** All is well. */
        GOOD("\u2713"),
        /** The target did not do what was asked. */
        BAD("\u2717"),
        /** Nothing was proven. */
        OPEN("?");

        private final String mark;

        Kind(String mark) {
            this.mark = mark;
        }

        /** Returns a sign that does not depend on colour. */
        public String mark() {
            return mark;
        }
    }

    /** Describes a stored load. */
    public static Headline of(StoredResult stored) {
        String word = PlainText.of(stored.verdict(), 40);
        List<ObjectiveResult> objectives =
                stored.objectives().stream().sorted(ObjectiveText.WORST_FIRST).toList();
        List<String> reasons = new ArrayList<>(stored.reasons());
        String stopped = stored.data().stopReason();
        if (!stopped.isEmpty() && reasons.stream().noneMatch(reason -> reason.contains(stopped))) {
            reasons.add("ended early: " + PlainText.of(stopped, LONGEST_TEXT));
        }
        return switch (word) {
            case "PASSED" -> new Headline(word, Kind.GOOD, all(objectives), closest(objectives), reasons);
            case "FAILED" -> new Headline(word, Kind.BAD, missed(objectives, reasons), worst(objectives), reasons);
            case "ABORTED" -> new Headline(word, Kind.BAD, "Ended early.", worst(objectives), reasons);
            case "INVALID" ->
                new Headline(
                        word, Kind.OPEN, "The figures prove nothing about the target.", worst(objectives), reasons);
            case "NOT_JUDGED" ->
                new Headline(
                        "NOT JUDGED",
                        Kind.OPEN,
                        "Objectives were only reported, or not judged.",
                        worst(objectives),
                        reasons);
            case "SMOKE" ->
                new Headline(word, Kind.OPEN, "One user, one iteration: no verdict on performance.", "", reasons);
            case "INCOMPLETE" ->
                new Headline(
                        word,
                        Kind.BAD,
                        "The load had not ended when this was written: it was killed, or it still runs.",
                        "",
                        reasons);
            default -> new Headline(word, Kind.OPEN, "A verdict of a newer version of perf-junit.", "", reasons);
        };
    }

    private static String all(List<ObjectiveResult> objectives) {
        return objectives.isEmpty()
                ? "There was no objective to miss."
                : objectives.size() == 1
                        ? "The objective was met."
                        : "All " + FigureFormat.count(objectives.size(), "objective") + " were met.";
    }

    private static String missed(List<ObjectiveResult> objectives, List<String> reasons) {
        long missed = objectives.stream().filter(o -> o.state() == State.MISSED).count();
        long open = objectives.stream().filter(o -> !o.met()).count() - missed;
        String of = " of " + FigureFormat.count(objectives.size(), "objective");
        if (missed > 0) {
            return missed + of + " missed" + (open > 0 ? ", no verdict on " + open : "") + ".";
        }
        return open > 0 ? "No verdict on " + open + of + "." : reasons.isEmpty() ? "The test failed." : "";
    }

    private static String worst(List<ObjectiveResult> objectives) {
        return objectives.stream()
                .findFirst()
                .filter(objective -> !objective.met())
                .map(objective -> {
                    String name = ObjectiveText.name(objective, LONGEST_NAME);
                    return switch (objective.state()) {
                        case MISSED ->
                            "Worst: " + name + " was " + objective.valueText() + ", "
                                    + ObjectiveText.limit(objective, LONGEST_NAME) + " ("
                                    + ObjectiveText.miss(objective)
                                    + ")"
                                    + ObjectiveText.since(objective)
                                            .map(at -> ", first at " + at)
                                            .orElse("") + ".";
                        default ->
                            name + ": "
                                    + (objective.note().isEmpty()
                                            ? ObjectiveText.miss(objective)
                                            : PlainText.of(objective.note(), LONGEST_TEXT))
                                    + ".";
                    };
                })
                .orElse("");
    }

    private static String closest(List<ObjectiveResult> objectives) {
        Optional<ObjectiveResult> closest = objectives.stream()
                .filter(o -> Double.isFinite(ObjectiveText.past(o)))
                .max(Comparator.comparingDouble(ObjectiveText::past));
        return closest.map(o -> "Closest to its limit: " + ObjectiveText.name(o, LONGEST_NAME) + ", " + o.valueText()
                        + ", " + ObjectiveText.limit(o, LONGEST_NAME) + " ("
                        + FigureFormat.percent(-ObjectiveText.past(o)) + " to spare).")
                .orElse("");
    }
}
