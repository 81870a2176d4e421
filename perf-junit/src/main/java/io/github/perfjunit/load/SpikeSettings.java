// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import org.apiguardian.api.API;

/**
 * Settings of a spike test, beside those of any load, of which users or rate are the base.
 * They mean what the attributes of {@code @Spike} mean and have their defaults.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface SpikeSettings {

    /**
     * Sets the load of the spike. It must be set.
     *
     * @param value such as {@code "500"} users or {@code "400/s"}, above the base
     * @return this
     */
    SpikeSettings spike(String value);

    /**
     * Sets how long the spike is held, which is 30 s unless set.
     *
     * @param value such as {@code "30s"}; at least 1 s
     * @return this
     */
    SpikeSettings spikeFor(String value);

    /**
     * Sets how long the base is judged before the spike, which is 30 s unless set.
     *
     * @param value such as {@code "30s"}; at least 10 s
     * @return this
     */
    SpikeSettings before(String value);

    /**
     * Sets how long the base settles before it is judged, which is 5 s unless set.
     *
     * @param value such as {@code "5s"}
     * @return this
     */
    SpikeSettings settle(String value);

    /**
     * Sets how long the base is held after the spike, which is three times the spike, at least 60 s, unless set.
     *
     * @param value such as {@code "90s"}; at least 10 s
     * @return this
     */
    SpikeSettings after(String value);

    /**
     * Sets the longest time from the end of the spike to recovery, which is that of {@link #after} unless set.
     *
     * @param value such as {@code "10s"}
     * @return this
     */
    SpikeSettings recoverWithin(String value);

    /**
     * Sets the most failures within the spike, which are those that {@code @Slo} allows unless set.
     *
     * @param value such as {@code "5%"}
     * @return this
     */
    SpikeSettings spikeErrorRate(String value);
}
