// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import io.github.perfjunit.metrics.Scope;
import java.util.function.BiFunction;

/**
 * One measured value that a fluent check compares with a limit.
 *
 * @param ledger where verdicts are recorded
 * @param scope the part of the load it is about
 * @param measure the figure it looks at
 * @param unit unit of the value
 * @param measured reads the value, which may depend on its limit
 * @param dating finds the time at which a limit was first missed
 * @param thing the noun for a sample, in the singular; empty if messages give no number of samples
 */
record CheckedFigure(
        LoadResult ledger,
        Scope scope,
        Measure measure,
        String unit,
        BiFunction<Operator, Limit, MeasuredValue> measured,
        BiFunction<ObjectiveResult, Operator, ObjectiveResult> dating,
        String thing) {

    /** Creates a figure whose value does not depend on its limit and which has no time of a first miss. */
    static CheckedFigure plain(
            LoadResult ledger, Scope scope, Measure measure, String unit, MeasuredValue measured, String thing) {
        return new CheckedFigure(
                ledger, scope, measure, unit, (operator, limit) -> measured, (verdict, operator) -> verdict, thing);
    }

    static CheckedFigure count(LoadResult ledger, Scope scope, Measure measure, MeasuredValue measured) {
        return plain(ledger, scope, measure, "", measured, SloText.thing(ledger));
    }

    /** Judges the value and records the verdict. */
    ObjectiveResult judge(Operator operator, Limit limit) {
        ObjectiveResult verdict = measured.apply(operator, limit).judge(scope, measure, operator, limit, unit);
        ObjectiveResult dated = verdict.state() == State.MISSED ? dating.apply(verdict, operator) : verdict;
        if (ledger.enforcement() != Enforcement.OFF) {
            ledger.ledger().add(dated);
        }
        return dated;
    }

    /** Returns whether a verdict fails the test. */
    boolean fails(ObjectiveResult verdict) {
        return !verdict.met() && ledger.enforcement().binds(verdict);
    }

    /** Returns the message of a verdict that fails. */
    String message(ObjectiveResult verdict) {
        String metric = measure.text();
        boolean plural = measure.kind() != Measure.Kind.WITHIN && metric.endsWith("s") && !metric.endsWith("ss");
        String what = SloText.joined(metric, scope, label(scope));
        String limit = verdict.limit() == 0 && verdict.operator().equals("<=")
                ? "none allowed"
                : "limit " + verdict.operator() + " " + verdict.limitText();
        return switch (verdict.state()) {
            case NO_DATA -> what + (plural ? " have" : " has") + " no data: " + verdict.note() + delivery();
            case INCONCLUSIVE ->
                what + " is inconclusive: " + verdict.note() + " (measured " + verdict.valueText() + ", " + limit + ")"
                        + delivery();
            case MISSED, MET ->
                what + (plural ? " are " : " is ") + verdict.valueText() + ", " + limit + basis(verdict) + delivery();
        };
    }

    private String basis(ObjectiveResult verdict) {
        if (thing.isEmpty()) {
            return "";
        }
        Long first = verdict.firstMissedMillis();
        return " (" + FigureFormat.count(verdict.samples(), thing)
                + (first == null ? "" : ", first missed at " + FigureFormat.clock(first))
                + (verdict.note().isEmpty() ? "" : "; " + verdict.note()) + ")";
    }

    private String delivery() {
        return new Delivery(ledger).line().map(line -> "; " + line).orElse("");
    }

    /** Quotes the names of requests and scenarios; the other scopes are fixed words. */
    private static String label(Scope scope) {
        return switch (scope.kind()) {
            case REQUEST, STATEMENT -> quoted(scope.name());
            case SCENARIO -> "scenario " + quoted(scope.name());
            default -> SloText.name(scope.text());
        };
    }

    static String quoted(String name) {
        return '"' + SloText.name(name) + '"';
    }
}
