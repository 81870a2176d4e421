// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import org.apiguardian.api.API;

/**
 * Part of a load that a sample belongs to, decided by the <em>intended</em> start of the sample.
 *
 * <p>Objectives look at {@link #MEASURE} unless they ask for another phase.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Phase {
    /** Users or arrival rate grow to their target; not measured. */
    RAMP_UP("ramp-up"),
    /** Full load, figures not yet trusted (compilers, caches, pools are still cold); not measured. */
    WARM_UP("warm-up"),
    /** Full load, measured. */
    MEASURE("measure"),
    /** Users or arrival rate fall; not measured. */
    RAMP_DOWN("ramp-down"),
    /** No new iterations start; those under way may finish. */
    GRACE("grace");

    private final String label;

    Phase(String label) {
        this.label = label;
    }

    /**
     * Returns the name shown to people, such as {@code ramp-up}.
     *
     * @return the lower-case label
     */
    public String label() {
        return label;
    }
}
