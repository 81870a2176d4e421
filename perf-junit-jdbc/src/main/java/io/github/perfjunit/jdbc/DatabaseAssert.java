// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.internal.run.JdbcFigures;
import io.github.perfjunit.jdbc.report.JdbcReport;
import io.github.perfjunit.slo.CountCheck;
import io.github.perfjunit.slo.RatioCheck;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about what the database told of itself. What it does not tell has no data, which fails.
 *
 * <pre>{@code
 * assertThat(result).database().deadlocks().isZero().cacheHitRatio().isGreaterThan(percent(99));
 * assertThat(result).database().sequentialScansOver(10_000).isZero();
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DatabaseAssert extends AbstractAssert<DatabaseAssert, JdbcReport> {

    private final JdbcFigures figures;

    DatabaseAssert(JdbcFigures figures) {
        super(figures.report(), DatabaseAssert.class);
        this.figures = figures;
    }

    /**
     * Looks at how many deadlocks the database ended, whether the transaction was tried again or not.
     *
     * @return a check that waits for its limit
     */
    public CountCheck<DatabaseAssert> deadlocks() {
        return figures.deadlocks().count(this);
    }

    /**
     * Looks at the share of pages that the database found in its memory.
     *
     * @return a check that waits for its limit
     */
    public RatioCheck<DatabaseAssert> cacheHitRatio() {
        return figures.cacheHitRatio().share(this);
    }

    /**
     * Looks at how many tables with more than some rows were read from end to end.
     *
     * @param rows such as 10,000: smaller tables are best read so
     * @return a check that waits for its limit
     */
    public CountCheck<DatabaseAssert> sequentialScansOver(long rows) {
        return figures.sequentialScans(rows).count(this);
    }

    /**
     * Looks at how many indexes nothing used, neither in the load nor since the database counts.
     *
     * @return a check that waits for its limit
     */
    public CountCheck<DatabaseAssert> unusedIndexes() {
        return figures.unusedIndexes().count(this);
    }
}
