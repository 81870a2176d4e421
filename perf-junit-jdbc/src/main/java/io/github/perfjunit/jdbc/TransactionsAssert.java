// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.internal.run.JdbcFigures;
import io.github.perfjunit.slo.CountCheck;
import io.github.perfjunit.slo.PartAssert;
import org.apiguardian.api.API;

/**
 * Assertions about the transactions of a load: the times, errors and throughput of its requests, and how often they were
 * tried again or came too late.
 *
 * <pre>{@code
 * assertThat(result).transactions().p99().isLessThan(ofMillis(50)).retried().isLessThan(10).late().isZero();
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class TransactionsAssert extends PartAssert<TransactionsAssert> {

    private final JdbcFigures figures;

    TransactionsAssert(JdbcFigures figures) {
        super(figures.result().all(), TransactionsAssert.class);
        this.figures = figures;
    }

    /**
     * Looks at how many transactions were begun more than once.
     *
     * @return a check that waits for its limit
     */
    public CountCheck<TransactionsAssert> retried() {
        return figures.retried().count(this);
    }

    /**
     * Looks at how many transactions were later than the latency limit, or skipped for it.
     *
     * @return a check that waits for its limit; without a latency limit there is none
     */
    public CountCheck<TransactionsAssert> late() {
        return figures.late().count(this);
    }
}
