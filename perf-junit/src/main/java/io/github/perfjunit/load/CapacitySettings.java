// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import org.apiguardian.api.API;

/**
 * Settings of a capacity test, beside those of any load, of which users or rate are the first probe.
 * They mean what the attributes of {@code @Capacity} mean and have their defaults.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface CapacitySettings {

    /**
     * Sets the highest load that is tried. It must be set.
     *
     * @param value such as {@code "1000"} users or {@code "2000/s"}, above the first probe
     * @return this
     */
    CapacitySettings upTo(String value);

    /**
     * Sets the load that must be held, which is none unless set.
     *
     * @param value such as {@code "200"} or {@code "400/s"}
     * @return this
     */
    CapacitySettings atLeast(String value);

    /**
     * Sets how long a probe is judged, which is 30 s unless set.
     *
     * @param value such as {@code "30s"}; at least 10 s
     * @return this
     */
    CapacitySettings hold(String value);

    /**
     * Sets how long a probe settles before it is judged, which is 5 s unless set.
     *
     * @param value such as {@code "5s"}
     * @return this
     */
    CapacitySettings settle(String value);

    /**
     * Sets the longest time of the search, which is 20 min unless set.
     *
     * @param value such as {@code "30m"}
     * @return this
     */
    CapacitySettings within(String value);
}
