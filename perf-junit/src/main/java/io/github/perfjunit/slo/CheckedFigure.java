// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * One measured value that a fluent check holds against a limit.
 *
 * @param ledger where verdicts are recorded
 * @param subject what it is about
 * @param metric what was looked at
 * @param unit unit of the value
 * @param measured the value
 * @param dating finds out when a limit was first missed
 * @param thing what a sample is called; empty if the value does not rest on any that are worth a word
 */
record CheckedFigure(
        LoadResult ledger,
        String subject,
        String metric,
        String unit,
        MeasuredValue measured,
        BiFunction<ObjectiveResult, Operator, ObjectiveResult> dating,
        String thing) {

    static CheckedFigure count(LoadResult ledger, String subject, String metric, MeasuredValue measured) {
        return new CheckedFigure(
                ledger, subject, metric, "", measured, (verdict, operator) -> verdict, SloText.thing(ledger));
    }

    /** Judges and records. */
    ObjectiveResult judge(Operator operator, double limit) {
        ObjectiveResult verdict = measured.judge(subject, metric, operator, limit, unit);
        ObjectiveResult dated = verdict.state() == State.MISSED ? dating.apply(verdict, operator) : verdict;
        if (ledger.enforcement() != Enforcement.OFF) {
            ledger.ledger().add(dated);
        }
        return dated;
    }

    /** Tells whether a verdict fails the test. */
    boolean fails(ObjectiveResult verdict) {
        return !verdict.met() && ledger.enforcement().binds(verdict);
    }

    /** Writes why a verdict fails. */
    String message(ObjectiveResult verdict) {
        boolean plural = metric.endsWith("s") && !metric.endsWith("ss");
        String what = SloText.joined(metric, subject, label(subject));
        String limit = verdict.limit() == 0 && verdict.operator().equals("<=")
                ? "none allowed"
                : "limit " + verdict.operator() + " " + SloText.amount(verdict.limit(), unit);
        return switch (verdict.state()) {
            case NO_DATA -> what + (plural ? " have" : " has") + " no data: " + verdict.note();
            case INCONCLUSIVE ->
                what + " is inconclusive: " + verdict.note() + " (measured " + SloText.actual(verdict) + ", " + limit
                        + ")";
            case MISSED, MET ->
                what + (plural ? " are " : " is ") + SloText.actual(verdict) + ", " + limit + basis(verdict);
        };
    }

    private String basis(ObjectiveResult verdict) {
        if (thing.isEmpty()) {
            return "";
        }
        Long first = verdict.firstMissedMillis();
        return " (" + FigureFormat.count(verdict.samples(), thing)
                + (first == null ? "" : ", first missed at " + FigureFormat.clock(first)) + ")";
    }

    /** Quotes the names of requests and scenarios; the other subjects are words of ours. */
    private static String label(String subject) {
        String scenario = "scenario ";
        if (subject.startsWith(scenario)) {
            return scenario + quoted(subject.substring(scenario.length()));
        }
        boolean ours = subject.startsWith("all ")
                || Stream.of("phase ", "the ", SloText.STRETCH).anyMatch(subject::startsWith);
        return ours ? SloText.name(subject) : quoted(subject);
    }

    static String quoted(String name) {
        return '"' + SloText.name(name) + '"';
    }
}
