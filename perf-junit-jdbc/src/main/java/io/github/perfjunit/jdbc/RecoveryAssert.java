// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.internal.run.JdbcFigures;
import io.github.perfjunit.jdbc.report.JdbcReport;
import io.github.perfjunit.slo.DurationCheck;
import io.github.perfjunit.slo.ExtraFigure;
import java.util.List;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about what a load suffered from faults, see {@link DatabaseFault}. Of several faults each check looks at the
 * worst one: one that the load did not recover from, or else the longest time.
 *
 * <pre>{@code
 * assertThat(result).recovery().firstSuccess().isLessThan(ofSeconds(2)).steady().isLessThan(ofSeconds(10));
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RecoveryAssert extends AbstractAssert<RecoveryAssert, JdbcReport> {

    private final JdbcFigures figures;

    RecoveryAssert(JdbcFigures figures) {
        super(figures.report(), RecoveryAssert.class);
        this.figures = figures;
    }

    /**
     * Looks at the time from the end of the fault to the first transaction that succeeded.
     *
     * @return a check that waits for its limit; if none succeeded it has no data, which fails
     */
    public DurationCheck<RecoveryAssert> firstSuccess() {
        return worst(figures.firstSuccess());
    }

    /**
     * Looks at the time from the end of the fault until all was as before.
     *
     * @return a check that waits for its limit; if that never came it has no data, which fails
     */
    public DurationCheck<RecoveryAssert> steady() {
        return worst(figures.steady());
    }

    /**
     * Looks at the longest time in which no transaction ended, with success or without.
     *
     * @return a check that waits for its limit
     */
    public DurationCheck<RecoveryAssert> longestStall() {
        return worst(figures.longestStall());
    }

    private DurationCheck<RecoveryAssert> worst(List<ExtraFigure> ofFaults) {
        return JdbcFigures.worst(ofFaults).duration(this);
    }
}
