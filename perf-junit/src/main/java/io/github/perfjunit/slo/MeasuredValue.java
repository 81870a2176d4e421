// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.CheckSummary;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.Scope;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A measured value before it is compared with a limit.
 *
 * @param value the value; NaN if there is none
 * @param samples how many samples it rests on
 * @param obstacle why there can be no verdict; null if there can be one
 * @param note the obstacle in words; empty if there is none
 */
record MeasuredValue(double value, long samples, @Nullable State obstacle, String note) {

    static MeasuredValue of(double value, long samples) {
        return new MeasuredValue(value, samples, null, "");
    }

    static MeasuredValue count(long value, long samples) {
        return of((double) value, samples);
    }

    static MeasuredValue tooFew(double value, long samples, long needed) {
        String note = "needs at least " + FigureFormat.count(needed, "sample") + ", has " + FigureFormat.count(samples);
        return new MeasuredValue(value, samples, State.INCONCLUSIVE, note);
    }

    static MeasuredValue noData(String note) {
        return new MeasuredValue(Double.NaN, 0, State.NO_DATA, note);
    }

    static MeasuredValue noSample() {
        return noData("no sample was measured");
    }

    static MeasuredValue allFailed(long samples) {
        String note =
                samples == 1 ? "the only sample failed" : "all " + FigureFormat.count(samples) + " samples failed";
        return new MeasuredValue(Double.NaN, samples, State.NO_DATA, note);
    }

    static MeasuredValue allInterrupted(long interrupted, String thing) {
        return noData(
                interrupted == 1
                        ? "the only " + thing + " was interrupted"
                        : "all " + FigureFormat.count(interrupted, thing) + " were interrupted");
    }

    /** Reads the number of iterations that were due and never started. */
    static MeasuredValue dropped(LoadResult result) {
        long due = result.data().scenarios().stream()
                .mapToLong(ScenarioSummary::due)
                .sum();
        return due == 0 ? noData("no iteration was due") : count(result.dropped(), due);
    }

    /** Reads the number of failed named checks. */
    static MeasuredValue failedChecks(LoadResult result) {
        long failed =
                result.data().checks().stream().mapToLong(CheckSummary::failed).sum();
        long passed =
                result.data().checks().stream().mapToLong(CheckSummary::passed).sum();
        return failed + passed == 0 ? noData("no check was made") : count(failed, failed + passed);
    }

    /** Turns a count into its share of the samples, in percent. */
    MeasuredValue asPercent() {
        return new MeasuredValue(100 * value / samples, samples, obstacle, note);
    }

    /** Adds remarks on the value. */
    MeasuredValue noted(String words) {
        return words.isEmpty() ? this : new MeasuredValue(value, samples, obstacle, joined(note, words));
    }

    private static String joined(String first, String second) {
        return first.isEmpty() ? second : first + "; " + second;
    }

    ObjectiveResult judge(Scope scope, Measure measure, Operator operator, Limit limit, String unit) {
        State state = obstacle != null ? obstacle : operator.holds(value, limit.value()) ? State.MET : State.MISSED;
        String more = state == State.MISSED && measure.kind() == Measure.Kind.PERCENTILE ? width(limit) : "";
        return new ObjectiveResult(
                scope,
                measure,
                operator.symbol(),
                limit.value(),
                limit.text(),
                value,
                unit,
                state,
                samples,
                null,
                more.isEmpty() ? note : joined(note, more));
    }

    /** A percentile is known only by its bucket; if the limit lies in the same bucket, a remark says so. */
    private String width(Limit limit) {
        Duration width = LatencySummary.resolution(Duration.ofNanos(Math.round(value * 1e6)));
        boolean near = Math.abs(value - limit.value()) * 1e6 <= width.toNanos();
        return near ? "percentiles are known to " + FigureFormat.duration(width) + " here" : "";
    }
}
