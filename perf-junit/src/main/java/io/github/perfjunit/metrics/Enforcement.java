// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import org.apiguardian.api.API;

/**
 * How a missed objective affects the test; set with {@code perf.slo}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Enforcement {
    /** A missed objective fails the test. */
    ENFORCE,
    /**
     * A missed objective is only reported; errors and an empty load still fail the test, because a broken target looks
     * fast.
     */
    REPORT,
    /** Objectives are not judged; only an empty load fails the test. */
    OFF;

    /**
     * Returns whether a missed objective fails the test.
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
