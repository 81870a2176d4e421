// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import org.apiguardian.api.API;

/**
 * Code of one iteration, in plain blocking Java.
 *
 * @since 0.1
 */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface UserBody {

    /**
     * Runs one iteration.
     *
     * @param user the virtual user whose thread this is
     * @throws Exception to fail the iteration; it is counted, and the user goes on with the next one
     */
    void run(VirtualUser user) throws Exception;
}
