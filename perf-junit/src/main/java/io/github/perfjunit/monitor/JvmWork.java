// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import org.apiguardian.api.API;

/**
 * What a JVM has done since it began.
 *
 * @param process which JVM answered; after a restart it is another one
 * @param allocated bytes that its threads have allocated on the heap, ended and virtual threads included, without those that
 *     answer by JMX; NaN if it does not tell
 * @param untold why it does not tell what was allocated, without a full stop; empty if it does
 * @param collections its garbage collections
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record JvmWork(String process, double allocated, String untold, long collections) {

    /**
     * Returns whether it is the JVM of the caller that answered.
     *
     * @return true if it is
     */
    public boolean isHere() {
        RuntimeMXBean here = ManagementFactory.getRuntimeMXBean();
        return process.equals(process(here.getName(), here.getStartTime()));
    }

    static String process(Object name, Object startTime) {
        return name + " " + startTime;
    }
}
