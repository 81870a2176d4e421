// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import java.util.List;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Check of a share, such as {@code errorRate().isLessThan(percent(0.1))}.
 *
 * @param <P> the assertion it came from, which a passed check returns
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RatioCheck<P extends AbstractAssert<P, ?>> extends Check<RatioCheck<P>, P> {

    RatioCheck(P parent, CheckedFigure figure) {
        this(parent, figure, List.of());
    }

    /** Creates a check whose upper limits also apply to other shares. */
    RatioCheck(P parent, CheckedFigure figure, List<CheckedFigure> beside) {
        super(parent, figure, beside);
    }

    @Override
    RatioCheck<P> self() {
        return this;
    }

    /**
     * Checks that the share is below a limit.
     *
     * @param limit the limit, made by {@link PerfAssertions#percent(double)}
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isLessThan(Percent limit) {
        return hold(Operator.BELOW, Limit.of(limit));
    }

    /**
     * Checks that the share is at most a limit.
     *
     * @param limit the limit, made by {@link PerfAssertions#percent(double)}
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isLessThanOrEqualTo(Percent limit) {
        return hold(Operator.AT_MOST, Limit.of(limit));
    }

    /**
     * Checks that the share is above a limit.
     *
     * @param limit the limit, made by {@link PerfAssertions#percent(double)}
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isGreaterThan(Percent limit) {
        return hold(Operator.ABOVE, Limit.of(limit));
    }

    /**
     * Checks that the share is at least a limit.
     *
     * @param limit the limit, made by {@link PerfAssertions#percent(double)}
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isGreaterThanOrEqualTo(Percent limit) {
        return hold(Operator.AT_LEAST, Limit.of(limit));
    }

    /**
     * Checks that the share is zero.
     *
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isZero() {
        return hold(Operator.AT_MOST, Limit.of(0, "%"));
    }
}
