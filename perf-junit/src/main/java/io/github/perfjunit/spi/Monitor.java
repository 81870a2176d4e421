// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import org.apiguardian.api.API;

/**
 * Samples something beside a load, such as a connection pool or a queue, once a second.
 *
 * <p>One that throws is named in the notes of the load and asked again; it spoils no other one.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface Monitor {

    /**
     * Takes one sample; must return within some milliseconds, for the load's clock waits for it.
     *
     * @param gauges gets the values
     */
    void sample(Gauges gauges);

    /** Gets the values of one sample. */
    @FunctionalInterface
    interface Gauges {

        /**
         * Adds a value. A load has at most 100 names; further ones are left out, which its notes tell.
         *
         * @param name what it is, such as {@code pool.active}, the same in every sample
         * @param unit its unit, such as {@code ms} or {@code %}; empty for counts
         * @param value the value; one that is no finite number is left out
         */
        void gauge(String name, String unit, double value);
    }
}
