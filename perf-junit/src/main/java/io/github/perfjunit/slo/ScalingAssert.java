// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.kind.ScalingPoint;
import io.github.perfjunit.kind.ScalingReport;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import io.github.perfjunit.metrics.Scope;
import java.util.Locale;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about how a target scales with its replicas. A check whose limit lies within the 95 % interval of the figure is
 * inconclusive, which fails, and so is one without an interval, because too little was measured. Checks are recorded in the
 * result of the number of replicas that they are about.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ScalingAssert extends AbstractAssert<ScalingAssert, ScalingReport> {

    ScalingAssert(@Nullable ScalingReport actual) {
        super(actual, ScalingAssert.class);
    }

    /**
     * Looks at the throughput of each of some replicas over that of one alone; 100 % if nothing is lost between them.
     *
     * @param replicas how many replicas
     * @return a check that needs a limit
     * @throws IllegalArgumentException if that number was not measured
     */
    public RatioCheck<ScalingAssert> efficiencyAt(int replicas) {
        return check(replicas, "efficiency", ScalingPoint::efficiency);
    }

    /**
     * Looks at the share of the work that more replicas do not speed up.
     *
     * @param replicas how many replicas, more than one
     * @return a check that needs a limit
     * @throws IllegalArgumentException if that number was not measured, or is one
     */
    public RatioCheck<ScalingAssert> serialFractionAt(int replicas) {
        if (replicas == 1) {
            throw new IllegalArgumentException(
                    "replicas were 1 but must be more: the serial fraction compares with one");
        }
        return check(replicas, "serial fraction", ScalingPoint::serialFraction);
    }

    private RatioCheck<ScalingAssert> check(
            int replicas, String name, Function<ScalingPoint, ScalingPoint.Figure> figure) {
        isNotNull();
        ScalingPoint.Figure measured = figure.apply(actual.at(replicas));
        return new RatioCheck<>(
                this,
                new CheckedFigure(
                        actual.result(replicas),
                        Scope.extra(FigureFormat.count(replicas, "replica")),
                        Measure.of(Measure.Kind.EXTRA, name),
                        "%",
                        (operator, limit) -> value(measured, limit),
                        (verdict, operator) -> verdict,
                        ""));
    }

    private static MeasuredValue value(ScalingPoint.Figure figure, Limit limit) {
        double percent = 100 * figure.value();
        if (!figure.hasInterval()) {
            return new MeasuredValue(
                    percent, 1, State.INCONCLUSIVE, "too little was measured to tell how far it may be wrong");
        }
        String interval =
                String.format(Locale.ROOT, "it is from %.1f %% to %.1f %%", 100 * figure.low(), 100 * figure.high());
        boolean within = 100 * figure.low() < limit.value() && limit.value() < 100 * figure.high();
        return within
                ? new MeasuredValue(percent, 1, State.INCONCLUSIVE, interval + ", measure longer")
                : MeasuredValue.of(percent, 1).noted(interval);
    }
}
