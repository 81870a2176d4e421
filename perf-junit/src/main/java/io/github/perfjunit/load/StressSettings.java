// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import org.apiguardian.api.API;

/**
 * Settings of a stress test, beside those of any load, of which users or rate are the first step.
 * They mean what the attributes of {@code @Stress} mean and have their defaults.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface StressSettings {

    /**
     * Sets the highest load: the last step. It must be set.
     *
     * @param value such as {@code "400"} users or {@code "2000/s"}, above the first step
     * @return this
     */
    StressSettings upTo(String value);

    /**
     * Sets the load that each step adds, which is as much as the first step unless set.
     *
     * @param value such as {@code "50"} or {@code "100/s"}
     * @return this
     */
    StressSettings step(String value);

    /**
     * Sets how long a step is judged, which is 30 s unless set.
     *
     * @param value such as {@code "30s"}; at least 10 s
     * @return this
     */
    StressSettings hold(String value);

    /**
     * Sets how long a step settles before it is judged, which is 5 s unless set.
     *
     * @param value such as {@code "5s"}
     * @return this
     */
    StressSettings settle(String value);

    /**
     * Sets how long the first step is held again after the target broke, which is 60 s unless set.
     *
     * @param value such as {@code "60s"}; at least 10 s
     * @return this
     */
    StressSettings recovery(String value);

    /**
     * Sets the longest time from the fall of the load to recovery, which is that of {@link #recovery} unless set.
     *
     * @param value such as {@code "10s"}
     * @return this
     */
    StressSettings recoverWithin(String value);
}
