// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import org.apiguardian.api.API;

/**
 * What becomes of an objective that does not hold, as {@code perf.slo} says.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Enforcement {
    /** It fails the test. */
    ENFORCE,
    /** It is shown; only errors and an empty load fail the test, because a broken target looks fast. */
    REPORT,
    /** It is not judged; only an empty load fails the test. */
    OFF;

    /**
     * Tells whether an objective that does not hold fails the test.
     *
     * @param objective the objective
     * @return true if a miss is a failure
     */
    public boolean binds(ObjectiveResult objective) {
        boolean empty = objective.state() == ObjectiveResult.State.NO_DATA
                && objective.measure().kind() == Measure.Kind.ITERATIONS;
        return this == ENFORCE
                || empty
                || (this == REPORT && objective.measure().kind().isFailure());
    }
}
