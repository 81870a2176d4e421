// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import org.apiguardian.api.API;

/**
 * What one kind of server process read and wrote during the load (PostgreSQL 16 and newer).
 *
 * @param process such as {@code client backend} or {@code autovacuum worker}
 * @param reads read operations
 * @param writes write operations
 * @param extensions times a file was made longer
 * @param evictions pages pushed out of memory to make room
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record IoFigures(String process, long reads, long writes, long extensions, long evictions) {}
