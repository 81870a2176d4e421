// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Check of a number in a unit of its own, such as {@code monitor("queue depth").max().isLessThan(1000)}.
 *
 * @param <P> the assertion it came from, which a passed check returns
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class NumberCheck<P extends AbstractAssert<P, ?>> extends Check<NumberCheck<P>, P> {

    private final String unit;

    NumberCheck(P parent, CheckedFigure figure) {
        super(parent, figure);
        this.unit = figure.unit();
    }

    @Override
    NumberCheck<P> self() {
        return this;
    }

    /**
     * Checks that the number is below a limit.
     *
     * @param limit the limit in the unit of the number
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isLessThan(double limit) {
        return hold(Operator.BELOW, limit(limit));
    }

    /**
     * Checks that the number is at most a limit.
     *
     * @param limit the limit in the unit of the number
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isLessThanOrEqualTo(double limit) {
        return hold(Operator.AT_MOST, limit(limit));
    }

    /**
     * Checks that the number is above a limit.
     *
     * @param limit the limit in the unit of the number
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isGreaterThan(double limit) {
        return hold(Operator.ABOVE, limit(limit));
    }

    /**
     * Checks that the number is at least a limit.
     *
     * @param limit the limit in the unit of the number
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isGreaterThanOrEqualTo(double limit) {
        return hold(Operator.AT_LEAST, limit(limit));
    }

    /**
     * Checks that the number lies between two limits, both included.
     *
     * @param lowest the lower limit in the unit of the number
     * @param highest the upper limit
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     * @throws IllegalArgumentException if the lower limit is above the upper one
     */
    public P isBetween(double lowest, double highest) {
        return holdBetween(limit(lowest), limit(highest));
    }

    private Limit limit(double number) {
        return Limit.of(number, unit);
    }
}
