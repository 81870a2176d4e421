// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.console;

import io.github.perfjunit.internal.report.text.ObjectiveText;
import io.github.perfjunit.internal.report.text.PlainText;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Lines of the objectives: one for each miss, with its size and the time of the first miss; the others are combined.
 */
final class ObjectiveLines {

    /** Mark of a miss that does not fail the test. */
    private static final String REPORTED = "-";

    private static final int LONGEST_NAME = 44;
    private static final int LONGEST_NOTE = 90;
    private static final int LONGEST_FIGURE = 24;
    private static final int MOST_MISSED = 20;
    private static final int MOST_HELD_LINES = 2;
    private static final int MORE = " ... 1000 more".length();

    private ObjectiveLines() {}

    static List<String> of(LoadResult result, Glyphs glyphs) {
        List<ObjectiveResult> objectives = result.objectives();
        List<ObjectiveResult> missed = objectives.stream().filter(o -> !o.met()).toList();
        List<ObjectiveResult> held =
                objectives.stream().filter(ObjectiveResult::met).toList();
        List<String> lines = new ArrayList<>();
        if (!missed.isEmpty()) {
            lines.addAll(missed(missed.subList(0, Math.min(missed.size(), MOST_MISSED)), result.enforcement(), glyphs));
        }
        if (missed.size() > MOST_MISSED) {
            lines.add("... " + (missed.size() - MOST_MISSED) + " more missed");
        }
        if (!held.isEmpty()) {
            lines.addAll(held(held, glyphs));
        }
        return lines;
    }

    private static List<String> missed(List<ObjectiveResult> missed, Enforcement enforcement, Glyphs glyphs) {
        int name = missed.stream().mapToInt(o -> PlainText.width(name(o))).max().orElse(0);
        int value = missed.stream().mapToInt(o -> actual(o).length()).max().orElse(0);
        int limit = missed.stream().mapToInt(o -> limit(o).length()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (ObjectiveResult objective : missed) {
            String mark = enforcement.binds(objective) ? glyphs.mark(false) : REPORTED;
            lines.add((mark + " " + PlainText.left(name(objective), name) + "  "
                            + PlainText.right(actual(objective), value) + "  "
                            + PlainText.left(limit(objective), limit) + "  " + how(objective))
                    .stripTrailing());
            if (!objective.note().isEmpty()) {
                lines.add("  ".repeat(2) + PlainText.of(objective.note(), LONGEST_NOTE));
            }
        }
        return lines;
    }

    private static List<String> held(List<ObjectiveResult> held, Glyphs glyphs) {
        String mark = glyphs.mark(true) + " ";
        List<String> words = new ArrayList<>();
        for (int i = 0; i < held.size(); i++) {
            words.add(name(held.get(i)) + (i < held.size() - 1 ? "," : spare(held)));
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(mark.strip());
        int room = SummaryTable.WIDTH - SummaryTable.INDENT.length() - MORE;
        for (int i = 0; i < words.size(); i++) {
            if (PlainText.width(line.toString()) + 1 + PlainText.width(words.get(i)) > room) {
                if (lines.size() == MOST_HELD_LINES - 1) {
                    lines.add(line.append(" ... ")
                            .append(words.size() - i)
                            .append(" more")
                            .toString());
                    return lines;
                }
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(mark.length() - 1));
            }
            line.append(' ').append(words.get(i));
        }
        lines.add(line.toString());
        return lines;
    }

    private static String spare(List<ObjectiveResult> held) {
        double[] spare = held.stream()
                .mapToDouble(o -> -ObjectiveText.past(o))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (spare.length == 0) {
            return "";
        }
        long least = Math.round(spare[0]);
        long most = Math.round(DoubleStream.of(spare).max().orElseThrow());
        return ": " + (least == most ? "" : least + " to ") + most + " % to spare";
    }

    private static String how(ObjectiveResult objective) {
        boolean missed = objective.state() == ObjectiveResult.State.MISSED;
        return ObjectiveText.miss(objective)
                + (missed
                        ? ObjectiveText.since(objective)
                                .map(at -> ", first at " + at)
                                .orElse("")
                        : "");
    }

    private static String name(ObjectiveResult objective) {
        return ObjectiveText.name(objective, LONGEST_NAME);
    }

    private static String actual(ObjectiveResult objective) {
        return PlainText.of(objective.valueText(), LONGEST_FIGURE);
    }

    private static String limit(ObjectiveResult objective) {
        return ObjectiveText.limit(objective, LONGEST_FIGURE);
    }
}
