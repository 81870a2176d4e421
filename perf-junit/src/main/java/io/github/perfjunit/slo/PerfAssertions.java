// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measurements;
import java.util.Optional;
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
     * Begins an assertion about some figures. They do not know their load, so checks are not recorded and have no date;
     * {@code assertThat(result).request(name)} records.
     *
     * @param actual the figures
     * @return an assertion about them
     */
    public static MeasurementsAssert assertThat(@Nullable Measurements actual) {
        return new MeasurementsAssert(actual);
    }

    /**
     * Begins an assertion about figures that may not exist, such as those of {@link LoadResult#request(String)}; without
     * them every check fails. They do not know their load, so checks are not recorded and have no date;
     * {@code assertThat(result).request(name)} records.
     *
     * @param actual the figures
     * @return an assertion about them
     * @throws SloViolation if there are no figures
     */
    public static MeasurementsAssert assertThat(Optional<Measurements> actual) {
        return new MeasurementsAssert(actual.orElseThrow(
                () -> new SloViolation("there are no figures to check: no such request or scenario")));
    }

    /**
     * Makes a share for limits, such as {@code errorRate().isLessThan(percent(0.1))}.
     *
     * @param value from 0 to 100
     * @return the share
     * @throws IllegalArgumentException if the value is not from 0 to 100
     */
    public static Percent percent(double value) {
        return new Percent(value);
    }
}
