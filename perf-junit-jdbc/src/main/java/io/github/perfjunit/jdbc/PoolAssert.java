// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.internal.run.PoolFigures;
import io.github.perfjunit.jdbc.report.ConnectionReport;
import io.github.perfjunit.slo.CountCheck;
import io.github.perfjunit.slo.DurationCheck;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about the connection pool of a load.
 *
 * <pre>{@code
 * assertThat(result).pool().acquireP95().isLessThan(ofMillis(2)).timeouts().isZero().leaked().isZero();
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PoolAssert extends AbstractAssert<PoolAssert, ConnectionReport> {

    private final PoolFigures figures;

    PoolAssert(PoolFigures figures) {
        super(figures.connections(), PoolAssert.class);
        this.figures = figures;
    }

    /**
     * Looks at the 95th percentile of the wait for a connection; it needs 200 of them.
     *
     * @return a check that waits for its limit
     */
    public DurationCheck<PoolAssert> acquireP95() {
        return acquire(95);
    }

    /**
     * Looks at the 99th percentile of the wait for a connection; it needs 1,000 of them.
     *
     * @return a check that waits for its limit
     */
    public DurationCheck<PoolAssert> acquireP99() {
        return acquire(99);
    }

    /**
     * Looks at any percentile of the wait for a connection, of those that got one.
     *
     * @param percentile from 0 to 100, such as 99.9
     * @return a check that waits for its limit
     * @throws IllegalArgumentException if the percentile is outside 0 to 100
     */
    public DurationCheck<PoolAssert> acquire(double percentile) {
        return figures.acquire(percentile).duration(this);
    }

    /**
     * Looks at how many threads waited for a connection at the same time, at most. Known of HikariCP alone.
     *
     * @return a check that waits for its limit
     */
    public CountCheck<PoolAssert> pending() {
        return figures.pending().count(this);
    }

    /**
     * Looks at how many waits for a connection ended without one.
     *
     * @return a check that waits for its limit
     */
    public CountCheck<PoolAssert> timeouts() {
        return figures.timeouts().count(this);
    }

    /**
     * Looks at how many connections were not given back, at the end of an iteration or of the load.
     *
     * @return a check that waits for its limit
     */
    public CountCheck<PoolAssert> leaked() {
        return figures.leaked().count(this);
    }
}
