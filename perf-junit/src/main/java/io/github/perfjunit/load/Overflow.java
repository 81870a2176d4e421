// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import org.apiguardian.api.API;

/**
 * How an iteration is treated that is due while all {@code maxUsers} virtual users are busy.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Overflow {
    /** It waits for the next free user; its wait is in its response time. */
    QUEUE,
    /** It never starts and is counted as dropped. */
    DROP
}
