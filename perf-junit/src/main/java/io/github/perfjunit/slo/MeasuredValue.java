// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.CheckSummary;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import io.github.perfjunit.metrics.ScenarioSummary;
import org.jspecify.annotations.Nullable;

/**
 * A measured value before it is held against a limit.
 *
 * @param value the value; NaN if there is none
 * @param samples how many samples it rests on
 * @param obstacle why there can be no verdict, or null if there can
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

    /** Reads how many iterations were due and never started. */
    static MeasuredValue dropped(LoadResult result) {
        long due = result.data().scenarios().stream()
                .mapToLong(ScenarioSummary::due)
                .sum();
        return due == 0 ? noData("no iteration was due") : count(result.dropped(), due);
    }

    /** Reads how many named checks failed. */
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

    ObjectiveResult judge(String subject, String metric, Operator operator, double limit, String unit) {
        State state = obstacle != null ? obstacle : operator.holds(value, limit) ? State.MET : State.MISSED;
        return new ObjectiveResult(subject, metric, operator.symbol(), limit, value, unit, state, samples, null, note);
    }
}
