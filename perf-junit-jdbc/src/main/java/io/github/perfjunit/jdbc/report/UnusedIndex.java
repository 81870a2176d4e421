// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import org.apiguardian.api.API;

/**
 * An index that no query used, neither during the load nor since the server counts, and that guards nothing.
 *
 * @param table its table
 * @param index its name
 * @param bytes its size
 * @param writes writes to the table during the load that may have had to change it too
 * @param countingSince since when the server counts, for readers
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record UnusedIndex(String table, String index, long bytes, long writes, String countingSince) {}
