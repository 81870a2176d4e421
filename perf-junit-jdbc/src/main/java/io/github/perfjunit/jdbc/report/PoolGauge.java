// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import org.apiguardian.api.API;

/**
 * A number of connections or threads over the measured time, as seen in its samples.
 *
 * @param min lowest
 * @param mean arithmetic mean
 * @param max highest
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PoolGauge(int min, double mean, int max) {

    /** Nothing was sampled. */
    public static final PoolGauge NONE = new PoolGauge(0, 0, 0);
}
