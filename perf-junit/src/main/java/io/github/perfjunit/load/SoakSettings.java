// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import org.apiguardian.api.API;

/**
 * Settings of a soak test, beside those of any load, of which {@code duration} must be set.
 * They mean what the attributes of {@code @Soak} mean and have their defaults.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface SoakSettings {

    /**
     * Sets the change from the beginning of the run to its end that counts as a drift, which is 10 % unless set.
     *
     * @param value such as {@code "10%"}, above zero
     * @return this
     */
    SoakSettings tolerance(String value);

    /**
     * Sets whether each watched JVM is asked for twelve collections of its whole heap, which it is not unless set.
     *
     * @param value true to ask for them
     * @return this
     */
    SoakSettings forceGc(boolean value);
}
