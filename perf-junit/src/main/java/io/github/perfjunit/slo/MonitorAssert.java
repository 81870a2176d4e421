// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.LoadResult;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about a gauge of a monitor over the measured time. A check fails if the gauge had a value in less than half
 * of the measured seconds, or if there is no such gauge.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MonitorAssert extends AbstractAssert<MonitorAssert, LoadResult> {

    private final LoadResult result;
    private final String gauge;

    MonitorAssert(LoadResult result, String gauge) {
        super(result, MonitorAssert.class);
        this.result = result;
        this.gauge = gauge;
    }

    /**
     * Looks at the greatest value.
     *
     * @return a check that needs a limit
     */
    public NumberCheck<MonitorAssert> max() {
        return check(MonitorObjective.Figure.MAX);
    }

    /**
     * Looks at the mean of the values.
     *
     * @return a check that needs a limit
     */
    public NumberCheck<MonitorAssert> mean() {
        return check(MonitorObjective.Figure.MEAN);
    }

    /**
     * Looks at the least value.
     *
     * @return a check that needs a limit
     */
    public NumberCheck<MonitorAssert> min() {
        return check(MonitorObjective.Figure.MIN);
    }

    /**
     * Looks at the last value.
     *
     * @return a check that needs a limit
     */
    public NumberCheck<MonitorAssert> last() {
        return check(MonitorObjective.Figure.LAST);
    }

    private NumberCheck<MonitorAssert> check(MonitorObjective.Figure figure) {
        return new NumberCheck<>(this, new GaugeFigure(result, gauge, figure).checked());
    }
}
