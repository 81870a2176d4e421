// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.kind.LoadStep;
import io.github.perfjunit.kind.StressReport;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.Scope;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about the load at which the target breaks. It is known as two numbers, the last step that was held and the
 * first one that was missed: a lower limit is compared with the former, an upper one with the latter. So the checks hold
 * wherever between the two the target breaks.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class BreakingPointAssert extends AbstractAssert<BreakingPointAssert, StressReport> {

    private final LoadResult result;

    BreakingPointAssert(LoadResult result, StressReport report) {
        super(report, BreakingPointAssert.class);
        this.result = result;
    }

    /**
     * Looks at the number of users at which the target breaks.
     *
     * @return a check that needs a limit; it fails if the load was set by a rate
     */
    public CountCheck<BreakingPointAssert> users() {
        return new CountCheck<>(this, figure(false, "users", "", "rate"));
    }

    /**
     * Looks at the rate of iterations at which the target breaks.
     *
     * @return a check that needs a limit; it fails if the load was set by users
     */
    public RateCheck<BreakingPointAssert> rate() {
        return new RateCheck<>(this, figure(true, "rate", "/s", "users"));
    }

    private CheckedFigure figure(boolean open, String name, String unit, String other) {
        return new CheckedFigure(
                result,
                Scope.extra("the breaking point"),
                Measure.of(Measure.Kind.EXTRA, name),
                unit,
                (operator, limit) -> actual.open() != open
                        ? MeasuredValue.noData("the load was set by " + other)
                        : operator.isUpper() ? missed() : held(),
                (verdict, operator) -> verdict,
                "");
    }

    private MeasuredValue held() {
        return actual.lastHeld()
                .map(step -> MeasuredValue.of(step.level(), 1))
                .orElseGet(() -> actual.firstMissed().isPresent()
                        ? MeasuredValue.of(0, 1)
                        : MeasuredValue.noData(actual.breakingPoint()));
    }

    private MeasuredValue missed() {
        return actual.firstMissed()
                .map(LoadStep::level)
                .map(level -> MeasuredValue.of(level, 1))
                .orElseGet(() -> MeasuredValue.noData(actual.breakingPoint()));
    }
}
