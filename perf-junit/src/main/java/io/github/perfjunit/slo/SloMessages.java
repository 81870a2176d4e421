// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import io.github.perfjunit.metrics.ResultSection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Writes the message of a failed load test: a sentence, a table of the objectives, and where to look next.
 *
 * <p>CI tools read it too. Some take the last {@code ClassName…:digits} of a line as a line number, so no line that may
 * contain the class name continues with a colon and digits.
 */
final class SloMessages {

    private static final int HEADLINE = 120;
    private static final int TEST_NAME = 40;
    private static final int NOTE = 200;
    private static final int NOTES = 3;
    private static final int PATH = 300;
    private static final int HINT = 600;
    private static final int HINTS = 3;
    private static final double TAIL = 99;

    /** Worst first: misses by how far they are past their limit, then objectives without a verdict, then those met. */
    private static final Comparator<ObjectiveResult> WORST_FIRST = Comparator.<ObjectiveResult>comparingInt(
                    v -> switch (v.state()) {
                        case MISSED -> 0;
                        case NO_DATA -> 1;
                        case INCONCLUSIVE -> 2;
                        case MET -> 3;
                    })
            .thenComparing(Comparator.comparingDouble(SloMessages::excess).reversed());

    private final String test;
    private final LoadResult result;
    private final List<ObjectiveResult> verdicts;
    private final List<String> notes;
    private final String report;

    SloMessages(String test, LoadResult result, List<ObjectiveResult> verdicts, List<String> notes, String report) {
        this.test = SloText.clean(test, TEST_NAME);
        this.result = result;
        this.verdicts = verdicts.stream().sorted(WORST_FIRST).toList();
        this.notes = notes;
        this.report = report;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(headline());
        lines.add("");
        lines.addAll(SloTable.lines(verdicts));
        lines.addAll(hints());
        return String.join("\n", lines);
    }

    private static double excess(ObjectiveResult verdict) {
        if (verdict.state() != State.MISSED) {
            return 0;
        }
        if (verdict.measure().kind() == Measure.Kind.WITHIN) { // 1 % outside is ten times 0.1 %
            double past = (100 - verdict.value()) / (100 - verdict.limit());
            return verdict.isUpperLimit() ? 1 / past : past;
        }
        return verdict.isUpperLimit() ? verdict.value() / verdict.limit() : verdict.limit() / verdict.value();
    }

    private String headline() {
        String verdict = test + " " + verdict();
        String requests = FigureFormat.count(result.all().count(), SloText.thing(result));
        for (String load : List.of(" (" + model() + "; " + requests + ")", " (" + requests + ")")) {
            if (verdict.length() + load.length() <= HEADLINE) {
                return verdict + load;
            }
        }
        return verdict;
    }

    private String verdict() {
        List<ObjectiveResult> failed = verdicts.stream().filter(v -> !v.met()).toList();
        long missed = failed.stream().filter(v -> v.state() == State.MISSED).count();
        long shown = missed > 0 ? missed : failed.size();
        String share = shown + " of " + FigureFormat.count(verdicts.size(), "SLO");
        String others = shown > 1 ? ", and " + (shown - 1) + " more" : "";
        ObjectiveResult worst = failed.get(0);
        if (missed == 0) {
            return "has no verdict on " + share + ": " + SloText.label(worst) + obstacle(worst) + others;
        }
        String open = failed.size() > missed ? "; no verdict on " + (failed.size() - missed) : "";
        return "missed " + share + ": " + SloText.label(worst) + " " + worst.valueText() + ", "
                + SloText.limitInWords(worst) + others + open;
    }

    /** Shortens a note that the table shows in full. */
    private static String obstacle(ObjectiveResult verdict) {
        String note = verdict.note();
        String brief = note.contains(";") ? note.substring(0, note.indexOf(';')) : note;
        return verdict.state() == State.INCONCLUSIVE ? " " + brief : ", " + SloText.name(brief);
    }

    private String model() {
        int scenarios = result.data().scenarios().size();
        return scenarios == 1
                ? SloText.name(result.data().scenarios().get(0).model())
                : FigureFormat.count(scenarios, "scenario");
    }

    private List<String> hints() {
        List<String> lines = new ArrayList<>();
        Suspects suspects = new Suspects(result);
        suspects.slowest(percentile()).ifPresent(text -> lines.add("  slowest: " + text));
        suspects.topError().ifPresent(text -> lines.add("  top error: " + text));
        Delivery delivery = new Delivery(result);
        delivery.line().ifPresent(text -> lines.add("  " + text));
        delivery.shortages().forEach(text -> lines.add("  " + SloText.clean(text, NOTE)));
        first(result.data().generator().problems()).ifPresent(text -> lines.add("  generator: " + text));
        if (!result.data().stopReason().isEmpty()) {
            lines.add("  stopped early: " + SloText.clean(result.data().stopReason(), NOTE));
        }
        notes.stream().limit(NOTES).forEach(note -> lines.add("  " + SloText.clean(note, NOTE)));
        result.sections().forEach(section -> hints(section).stream()
                .limit(HINTS)
                .forEach(hint -> lines.add("  " + SloText.clean(hint, HINT))));
        if (!report.isEmpty()) {
            lines.add("  report: " + SloText.clean(report, PATH));
        }
        if (!lines.isEmpty()) {
            lines.add(0, "");
        }
        return lines;
    }

    /** What a section of others fails with is told where its data are written. */
    private static List<String> hints(ResultSection section) {
        try {
            return section.hints();
        } catch (RuntimeException e) {
            return List.of();
        }
    }

    private static Optional<String> first(List<String> texts) {
        String others = texts.size() > 1 ? ", and " + (texts.size() - 1) + " more" : "";
        return texts.stream().findFirst().map(text -> SloText.clean(text, NOTE) + others);
    }

    /**
     * Chooses the percentile for suspects by the missed tail: p99 if the worst miss is one of a percentile from there
     * on.
     */
    private double percentile() {
        ObjectiveResult worst = verdicts.get(0);
        boolean tail = worst.state() == State.MISSED && worst.measure().percentile() >= TAIL;
        return tail ? TAIL : 95;
    }
}
