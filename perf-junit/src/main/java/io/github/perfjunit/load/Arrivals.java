// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import org.apiguardian.api.API;

/**
 * How arrivals are spread in time at a given rate.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Arrivals {
    /** At even distances: iteration {@code i} is due when the integral of the rate reaches {@code i}. */
    EVEN,
    /** As independent users arrive: a Poisson process of the same rate, the same for the same seed. */
    POISSON
}
