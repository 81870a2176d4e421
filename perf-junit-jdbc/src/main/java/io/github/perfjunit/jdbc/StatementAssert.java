// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.internal.run.JdbcFigures;
import io.github.perfjunit.slo.CountCheck;
import io.github.perfjunit.slo.PartAssert;
import io.github.perfjunit.slo.SloViolation;
import org.apiguardian.api.API;

/**
 * Assertions about one statement: its times, errors and rate, and how often one transaction called it.
 *
 * <pre>{@code
 * assertThat(result).statement("select * from item where order_id = ?")
 *         .p95().isLessThan(ofMillis(5))
 *         .callsPerTransactionAtMost(1);
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class StatementAssert extends PartAssert<StatementAssert> {

    private final JdbcFigures figures;
    private final String sql;

    StatementAssert(JdbcFigures figures, String sql) {
        super(figures.result().statement(sql), StatementAssert.class);
        this.figures = figures;
        this.sql = sql;
    }

    /**
     * Looks at how often one transaction called the statement at most.
     *
     * @return a check that waits for its limit
     */
    public CountCheck<StatementAssert> callsPerTransaction() {
        return figures.mostCallsPerTransaction(sql).count(this);
    }

    /**
     * Checks that no transaction called the statement more often: an N+1 breaks it.
     *
     * @param most such as 1
     * @return this assertion
     * @throws SloViolation if one did
     */
    public StatementAssert callsPerTransactionAtMost(int most) {
        return callsPerTransaction().isLessThanOrEqualTo(most);
    }
}
