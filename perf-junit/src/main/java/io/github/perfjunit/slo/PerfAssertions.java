// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.kind.ScalingReport;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measurements;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the fluent assertions about loads. Needs AssertJ on the class path; its own {@code assertThat} may be
 * imported beside this one.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PerfAssertions {

    private PerfAssertions() {}

    /**
     * Begins an assertion about a load; its checks are recorded in the result.
     *
     * @param actual the result
     * @return an assertion about all its requests
     */
    public static LoadResultAssert assertThat(@Nullable LoadResult actual) {
        return new LoadResultAssert(actual);
    }

    /**
     * Begins an assertion about some figures of a load, such as {@code result.request("GET /cart")}; its checks are
     * recorded in the result.
     *
     * @param actual the figures
     * @return an assertion about them
     * @throws SloViolation if there is no such request or scenario, with the names that exist
     */
    public static MeasurementsAssert assertThat(@Nullable Measurements actual) {
        MeasurementsAssert begun = new MeasurementsAssert(actual);
        begun.requireKnown();
        return begun;
    }

    /**
     * Begins an assertion about how a target scales with its replicas; its checks are recorded in the results.
     *
     * @param actual the report
     * @return an assertion about it
     */
    public static ScalingAssert assertThat(@Nullable ScalingReport actual) {
        return new ScalingAssert(actual);
    }

    /**
     * Returns a share for limits, such as {@code errorRate().isLessThan(percent(0.1))}.
     *
     * @param value from 0 to 100
     * @return the share
     * @throws IllegalArgumentException if the value is not from 0 to 100
     */
    public static Percent percent(double value) {
        return new Percent(value);
    }
}
