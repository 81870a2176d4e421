// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Check of a number, such as {@code dropped().isZero()}.
 *
 * @param <P> the assertion it came from, which a passed check returns
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CountCheck<P extends AbstractAssert<P, ?>> extends Check<CountCheck<P>, P> {

    CountCheck(P parent, CheckedFigure figure) {
        super(parent, figure);
    }

    @Override
    CountCheck<P> self() {
        return this;
    }

    /**
     * Checks that the number is below a limit.
     *
     * @param limit the limit
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isLessThan(long limit) {
        return hold(Operator.BELOW, whole(limit));
    }

    /**
     * Checks that the number is at most a limit.
     *
     * @param limit the limit
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isLessThanOrEqualTo(long limit) {
        return hold(Operator.AT_MOST, whole(limit));
    }

    /**
     * Checks that the number is above a limit.
     *
     * @param limit the limit
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isGreaterThan(long limit) {
        return hold(Operator.ABOVE, whole(limit));
    }

    /**
     * Checks that the number is at least a limit.
     *
     * @param limit the limit
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isGreaterThanOrEqualTo(long limit) {
        return hold(Operator.AT_LEAST, whole(limit));
    }

    /**
     * Checks that the number is exactly the given one; recorded as a lower and an upper limit.
     *
     * @param number the number
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isEqualTo(long number) {
        return holdBetween(whole(number), whole(number));
    }

    /**
     * Checks that the number is zero.
     *
     * @return the assertion this check came from
     * @throws SloViolation if the check fails, or there is too little data for a verdict
     */
    public P isZero() {
        return hold(Operator.AT_MOST, whole(0));
    }

    private static Limit whole(long number) {
        return Limit.of((double) number, "");
    }
}
