// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.internal.run.JdbcFigures;
import io.github.perfjunit.jdbc.report.JdbcReport;
import io.github.perfjunit.slo.CountCheck;
import io.github.perfjunit.slo.ExtraFigure;
import io.github.perfjunit.slo.RatioCheck;
import io.github.perfjunit.slo.SloViolation;
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
     * Looks at how many deadlocks the database ended, whether the transaction was tried again or not. Of a database that
     * others may use too, those of the load alone count; if its statements were not seen, there is no verdict.
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
     * Looks at how many tables with more than some rows were read from end to end, by whomever.
     *
     * @param rows such as 10,000: smaller tables are best read so
     * @return a check that waits for its limit
     */
    public CountCheck<DatabaseAssert> sequentialScansOver(long rows) {
        return figures.sequentialScans(rows).count(this);
    }

    /**
     * Checks that no statement that ran during the load reads a table with more than some rows from end to end, by the plan
     * that PostgreSQL 14 or newer has for it whatever its values. Functions, triggers and foreign keys are in no plan. A
     * statement whose plan cannot be had fails as not judged.
     *
     * @param rows such as 10,000, as the server estimates them; partitions are added up
     * @return this assertion
     * @throws SloViolation if a statement does, or one cannot be judged
     */
    public DatabaseAssert noSequentialScanOver(long rows) {
        ExtraFigure figure = figures.plannedScans(rows, "");
        String scan = figures.plannedScan(rows, "");
        if (scan.isEmpty()) {
            return figure.count(this).isZero();
        }
        DatabaseAssert telling = new DatabaseAssert(figures);
        telling.info.description(info.description());
        String overriding = info.overridingErrorMessage();
        telling.info.overridingErrorMessage(
                overriding == null ? "\"" + figure.scope().name() + "\": " + scan : overriding);
        figure.count(telling).isZero();
        return this;
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
