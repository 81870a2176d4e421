// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import org.apiguardian.api.API;

/**
 * Part of an iteration. It may throw any exception; {@link VirtualUser#step(String, UserTask)} and {@link
 * VirtualUser#pick(Weighted...)} pass it on as it is, without declaring it.
 *
 * @since 0.1
 */
@FunctionalInterface
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface UserTask {

    /**
     * Runs the part.
     *
     * @throws Exception to fail it
     */
    void run() throws Exception;
}
