// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import java.time.Duration;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Check of a response time, such as {@code p95().isLessThan(ofMillis(500))}.
 *
 * @param <P> the assertion it came from, which a passed check returns
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DurationCheck<P extends AbstractAssert<P, ?>> extends Check<DurationCheck<P>, P> {

    DurationCheck(P parent, CheckedFigure figure) {
        super(parent, figure);
    }

    @Override
    DurationCheck<P> self() {
        return this;
    }

    /**
     * Checks that the time is below a limit.
     *
     * @param limit the limit
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isLessThan(Duration limit) {
        return hold(Operator.BELOW, Limit.of(limit));
    }

    /**
     * Checks that the time is at most a limit.
     *
     * @param limit the limit
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isLessThanOrEqualTo(Duration limit) {
        return hold(Operator.AT_MOST, Limit.of(limit));
    }

    /**
     * Checks that the time is above a limit.
     *
     * @param limit the limit
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isGreaterThan(Duration limit) {
        return hold(Operator.ABOVE, Limit.of(limit));
    }

    /**
     * Checks that the time is at least a limit.
     *
     * @param limit the limit
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isGreaterThanOrEqualTo(Duration limit) {
        return hold(Operator.AT_LEAST, Limit.of(limit));
    }

    /**
     * Checks that the time lies between two limits, both included.
     *
     * @param lowest the lower limit
     * @param highest the upper limit
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     * @throws IllegalArgumentException if the lower limit is above the upper one
     */
    public P isBetween(Duration lowest, Duration highest) {
        return holdBetween(Limit.of(lowest), Limit.of(highest));
    }
}
