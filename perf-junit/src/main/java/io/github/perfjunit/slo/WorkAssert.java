// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Work;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about the work that an iteration makes, on average over the measured time.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class WorkAssert extends AbstractAssert<WorkAssert, LoadResult> {

    private final String jvm;

    WorkAssert(LoadResult result, String jvm) {
        super(result, WorkAssert.class);
        this.jvm = jvm;
    }

    /**
     * Looks at the bytes that threads of this JVM allocated, without those of the load. Needs users on platform threads:
     * {@code perf.threads=platform}, or {@code @WorkSlo(allocated = ...)}.
     *
     * @return a check that needs a limit, in bytes
     */
    public WorkCheck<WorkAssert> allocated() {
        return check(Work.ALLOCATED);
    }

    /**
     * Looks at garbage collections of this JVM, whoever filled its heap.
     *
     * @return a check that needs a limit
     */
    public WorkCheck<WorkAssert> collections() {
        return check(Work.COLLECTIONS);
    }

    /**
     * Looks at bytes of requests, headers included.
     *
     * @return a check that needs a limit, in bytes
     */
    public WorkCheck<WorkAssert> bytesSent() {
        return check(Work.BYTES_SENT);
    }

    /**
     * Looks at bytes of answers, headers included.
     *
     * @return a check that needs a limit, in bytes
     */
    public WorkCheck<WorkAssert> bytesReceived() {
        return check(Work.BYTES_RECEIVED);
    }

    /**
     * Looks at connections that were opened.
     *
     * @return a check that needs a limit
     */
    public WorkCheck<WorkAssert> connections() {
        return check(Work.CONNECTIONS);
    }

    /**
     * Looks at executions of database statements.
     *
     * @return a check that needs a limit
     */
    public WorkCheck<WorkAssert> statements() {
        return check(Work.STATEMENTS);
    }

    /**
     * Looks at calls for which the program waited for its database.
     *
     * @return a check that needs a limit
     */
    public WorkCheck<WorkAssert> roundTrips() {
        return check(Work.ROUND_TRIPS);
    }

    /**
     * Looks at rows that statements inserted, updated or deleted.
     *
     * @return a check that needs a limit
     */
    public WorkCheck<WorkAssert> rows() {
        return check(Work.ROWS);
    }

    /**
     * Looks at waits in which a virtual thread of the target, in this JVM, did not release its carrier thread. Counted only
     * where {@code @WorkSlo(pinned = ...)} stands on the method.
     *
     * @return a check that needs a limit
     */
    public WorkCheck<WorkAssert> pinned() {
        return check(Work.PINNED);
    }

    private WorkCheck<WorkAssert> check(Work work) {
        return new WorkCheck<>(
                this,
                new CheckedFigure(
                        actual,
                        WorkValue.scope(jvm),
                        WorkValue.measure(work),
                        work.unit(),
                        (operator, limit) -> WorkValue.of(actual, jvm, work, limit),
                        (verdict, operator) -> verdict,
                        "iteration"),
                work.unit());
    }
}
