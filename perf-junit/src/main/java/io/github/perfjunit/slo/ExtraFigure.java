// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Scope;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * A figure of an extension, which can be checked against limits with the same methods, ledger and verdicts as the
 * figures of the load itself.
 *
 * @param result the load, in whose ledger checks are recorded
 * @param scope the part it is about, such as {@code Scope.extra("the pool")} or {@code Scope.statement("select 1")}
 * @param metric the name of the figure, such as {@code acquire p99}
 * @param value the value in the unit of the check: milliseconds, percent, events a second, or a count; NaN if there is
 *     none
 * @param samples how many samples it rests on; one for a value that was looked up rather than sampled
 * @param missing why there is no value, or why it is too little for a verdict; empty if it suffices
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ExtraFigure(LoadResult result, Scope scope, String metric, double value, long samples, String missing) {

    private MeasuredValue measured() {
        if (missing.isEmpty()) {
            return MeasuredValue.of(value, samples);
        }
        return Double.isNaN(value)
                ? MeasuredValue.noData(missing)
                : new MeasuredValue(value, samples, ObjectiveResult.State.INCONCLUSIVE, missing);
    }

    /**
     * Returns the figure of a percentile of times; with fewer than 10 / (1 − p) of them it is inconclusive.
     *
     * @param result the load, in whose ledger checks are recorded
     * @param scope the part it is about
     * @param metric the name of the figure, without the percentile, such as {@code wait for a connection}
     * @param times the times
     * @param percentile from 0 to 100, such as 99.9
     * @param missing why there is no value if there are no times
     * @return the figure, in milliseconds
     * @throws IllegalArgumentException if the percentile is outside 0 to 100
     */
    public static ExtraFigure percentile(
            LoadResult result, Scope scope, String metric, LatencySummary times, double percentile, String missing) {
        SampleMetric sampleMetric = new SampleMetric(Objective.Metric.PERCENTILE, percentile, false);
        String name = metric + " " + sampleMetric.name();
        if (times.isEmpty()) {
            return new ExtraFigure(result, scope, name, Double.NaN, 0, missing);
        }
        double value = times.percentile(percentile).toNanos() / 1e6;
        long needed = SampleMetric.needed(percentile);
        String few = times.count() < needed
                ? MeasuredValue.tooFew(value, times.count(), needed).note()
                : "";
        return new ExtraFigure(result, scope, name, value, times.count(), few);
    }

    private Measure measure() {
        return Measure.of(Measure.Kind.EXTRA, metric);
    }

    private CheckedFigure figure(String unit) {
        return CheckedFigure.plain(result, scope, measure(), unit, measured(), samples > 1 ? "sample" : "");
    }

    /**
     * Begins a check of a duration.
     *
     * @param parent the assertion it comes from
     * @param <P> its type
     * @return a check that needs a limit
     */
    public <P extends AbstractAssert<P, ?>> DurationCheck<P> duration(P parent) {
        return new DurationCheck<>(parent, figure("ms"));
    }

    /**
     * Begins a check of a share.
     *
     * @param parent the assertion it comes from
     * @param <P> its type
     * @return a check that needs a limit
     */
    public <P extends AbstractAssert<P, ?>> RatioCheck<P> share(P parent) {
        return new RatioCheck<>(parent, figure("%"));
    }

    /**
     * Begins a check of a number.
     *
     * @param parent the assertion it comes from
     * @param <P> its type
     * @return a check that needs a limit
     */
    public <P extends AbstractAssert<P, ?>> CountCheck<P> count(P parent) {
        return new CountCheck<>(parent, figure(""));
    }

    /**
     * Judges the figure by an upper limit without recording the verdict, for objectives set by annotations.
     *
     * @param limit the limit
     * @param unit {@code ms}, {@code %}, or empty for counts
     * @return the verdict
     */
    public ObjectiveResult atMost(double limit, String unit) {
        return measured().judge(scope, measure(), Operator.AT_MOST, Limit.of(limit, unit), unit);
    }

    /**
     * Judges the figure by an upper limit that was written as a text.
     *
     * @param limit the limit
     * @param limitText the limit as it was written, for messages
     * @param unit {@code ms}, {@code %}, or empty for counts
     * @return the verdict
     */
    public ObjectiveResult atMost(double limit, String limitText, String unit) {
        return measured().judge(scope, measure(), Operator.AT_MOST, new Limit(limit, limitText), unit);
    }

    /**
     * Judges the figure by a lower limit without recording the verdict.
     *
     * @param limit the limit
     * @param unit {@code ms}, {@code %}, or empty for counts
     * @return the verdict
     */
    public ObjectiveResult atLeast(double limit, String unit) {
        return measured().judge(scope, measure(), Operator.AT_LEAST, Limit.of(limit, unit), unit);
    }
}
