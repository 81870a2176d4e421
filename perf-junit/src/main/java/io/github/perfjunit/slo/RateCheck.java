// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.RateText;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Check of a rate, such as {@code throughput().isGreaterThan("380/s")}.
 *
 * @param <P> the assertion it came from, which a passed check returns
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RateCheck<P extends AbstractAssert<P, ?>> extends Check<RateCheck<P>, P> {

    RateCheck(P parent, CheckedFigure figure) {
        super(parent, figure);
    }

    @Override
    RateCheck<P> self() {
        return this;
    }

    /**
     * Checks that the rate is below a limit.
     *
     * @param perSecond the limit per second
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isLessThan(double perSecond) {
        return hold(Operator.BELOW, Limit.of(perSecond, "/s"));
    }

    /**
     * Checks that the rate is below a limit.
     *
     * @param rate the limit, such as {@code 380/s}, {@code 10000/min} or {@code 5000/h}
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     * @throws IllegalArgumentException if the text is not a rate
     */
    public P isLessThan(String rate) {
        return hold(Operator.BELOW, limit(rate));
    }

    /**
     * Checks that the rate is at most a limit.
     *
     * @param perSecond the limit per second
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isLessThanOrEqualTo(double perSecond) {
        return hold(Operator.AT_MOST, Limit.of(perSecond, "/s"));
    }

    /**
     * Checks that the rate is at most a limit.
     *
     * @param rate the limit, such as {@code 380/s}, {@code 10000/min} or {@code 5000/h}
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     * @throws IllegalArgumentException if the text is not a rate
     */
    public P isLessThanOrEqualTo(String rate) {
        return hold(Operator.AT_MOST, limit(rate));
    }

    /**
     * Checks that the rate is above a limit.
     *
     * @param perSecond the limit per second
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isGreaterThan(double perSecond) {
        return hold(Operator.ABOVE, Limit.of(perSecond, "/s"));
    }

    /**
     * Checks that the rate is above a limit.
     *
     * @param rate the limit, such as {@code 380/s}, {@code 10000/min} or {@code 5000/h}
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     * @throws IllegalArgumentException if the text is not a rate
     */
    public P isGreaterThan(String rate) {
        return hold(Operator.ABOVE, limit(rate));
    }

    /**
     * Checks that the rate is at least a limit.
     *
     * @param perSecond the limit per second
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isGreaterThanOrEqualTo(double perSecond) {
        return hold(Operator.AT_LEAST, Limit.of(perSecond, "/s"));
    }

    /**
     * Checks that the rate is at least a limit.
     *
     * @param rate the limit, such as {@code 380/s}, {@code 10000/min} or {@code 5000/h}
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     * @throws IllegalArgumentException if the text is not a rate
     */
    public P isGreaterThanOrEqualTo(String rate) {
        return hold(Operator.AT_LEAST, limit(rate));
    }

    private static Limit limit(String rate) {
        double perSecond = RateText.perSecond(rate)
                .orElseThrow(() -> new IllegalArgumentException("rate was '" + SloText.name(rate)
                        + "' but must be a number and a unit, such as 380/s, 10000/min or 5000/h"));
        return new Limit(perSecond, rate.strip());
    }
}
