// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import org.apiguardian.api.API;

/**
 * When a transaction of {@link EmbeddedPostgres} counts as committed.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Durability {
    /** At once: {@code fsync} and {@code synchronous_commit} are off. Writes look faster than they are in production. */
    FAST,
    /** When it is on disk: {@code fsync} and {@code synchronous_commit} are on, as PostgreSQL has it by default. */
    REAL
}
