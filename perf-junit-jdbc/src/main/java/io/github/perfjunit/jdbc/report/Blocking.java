// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import org.apiguardian.api.API;

/**
 * Sessions seen waiting for the lock of another one.
 *
 * @param waiting the statement that waited, with {@code ?} for its values
 * @param blocker the last statement of the session at the head of the queue
 * @param blockerState what that session did: {@code active}, {@code idle in transaction}, ...
 * @param seen samples in which it was seen
 * @param crowded samples in which three or more sessions waited for the same one
 * @param most most sessions that waited for the same one
 * @param longestMillis longest wait seen, in milliseconds
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Blocking(
        String waiting, String blocker, String blockerState, int seen, int crowded, int most, double longestMillis) {}
