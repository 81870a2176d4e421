// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Check of the work of an iteration, in bytes or as a number, such as {@code allocated().isLessThan(64 * 1024)}.
 *
 * @param <P> the assertion it came from, which a passed check returns
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class WorkCheck<P extends AbstractAssert<P, ?>> extends Check<WorkCheck<P>, P> {

    private final String unit;

    WorkCheck(P parent, CheckedFigure figure, String unit) {
        super(parent, figure);
        this.unit = unit;
    }

    @Override
    WorkCheck<P> self() {
        return this;
    }

    /**
     * Checks that the work is below a limit.
     *
     * @param limit the limit
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isLessThan(double limit) {
        return hold(Operator.BELOW, Limit.of(limit, unit));
    }

    /**
     * Checks that the work is at most a limit.
     *
     * @param limit the limit
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isLessThanOrEqualTo(double limit) {
        return hold(Operator.AT_MOST, Limit.of(limit, unit));
    }

    /**
     * Checks that the work is above a limit.
     *
     * @param limit the limit
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isGreaterThan(double limit) {
        return hold(Operator.ABOVE, Limit.of(limit, unit));
    }

    /**
     * Checks that there was no such work at all.
     *
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isZero() {
        return hold(Operator.AT_MOST, Limit.of(0, unit));
    }
}
