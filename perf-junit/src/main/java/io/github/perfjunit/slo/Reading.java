// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.CheckSummary;
import io.github.perfjunit.metrics.Figures;
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
record Reading(double value, long samples, @Nullable State obstacle, String note) {

    static Reading of(double value, long samples) {
        return new Reading(value, samples, null, "");
    }

    static Reading count(long value, long samples) {
        return of((double) value, samples);
    }

    static Reading tooFew(double value, long samples, long needed) {
        String note = "needs at least " + Figures.count(needed, "sample") + ", has " + Figures.count(samples);
        return new Reading(value, samples, State.INCONCLUSIVE, note);
    }

    static Reading noData(String note) {
        return new Reading(Double.NaN, 0, State.NO_DATA, note);
    }

    static Reading noSample() {
        return noData("no sample was measured");
    }

    static Reading allFailed(long samples) {
        String note = samples == 1 ? "the only sample failed" : "all " + Figures.count(samples) + " samples failed";
        return new Reading(Double.NaN, samples, State.NO_DATA, note);
    }

    /** Reads how many iterations were due and never started. */
    static Reading dropped(LoadResult result) {
        long due = result.data().scenarios().stream()
                .mapToLong(ScenarioSummary::due)
                .sum();
        return due == 0 ? noData("no iteration was due") : count(result.dropped(), due);
    }

    /** Reads how many named checks failed. */
    static Reading failedChecks(LoadResult result) {
        long failed =
                result.data().checks().stream().mapToLong(CheckSummary::failed).sum();
        long passed =
                result.data().checks().stream().mapToLong(CheckSummary::passed).sum();
        return failed + passed == 0 ? noData("no check was made") : count(failed, failed + passed);
    }

    /** Turns a count into its share of the samples, in percent. */
    Reading asPercent() {
        return new Reading(100 * value / samples, samples, obstacle, note);
    }

    ObjectiveResult judge(String subject, String metric, Operator operator, double limit, String unit) {
        State state = obstacle != null ? obstacle : operator.holds(value, limit) ? State.MET : State.MISSED;
        return new ObjectiveResult(subject, metric, operator.symbol(), limit, value, unit, state, samples, null, note);
    }
}
