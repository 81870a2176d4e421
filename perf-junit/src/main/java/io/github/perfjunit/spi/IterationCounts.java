// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import org.apiguardian.api.API;

/**
 * How far the iterations of a load have come.
 *
 * @param started those that have begun
 * @param ended those that have ended in any way
 * @param ok those that have ended well
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record IterationCounts(long started, long ended, long ok) {

    /** No iteration. */
    public static final IterationCounts NONE = new IterationCounts(0, 0, 0);
}
