// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.rows;

import org.jspecify.annotations.Nullable;

/**
 * A table that is there.
 *
 * @param catalog that it is in; null if the database has none
 * @param schema that it is in; null if the database has none
 * @param name as the database keeps it
 * @param sql the name for statements, quoted and with its schema
 */
public record FoundTable(@Nullable String catalog, @Nullable String schema, String name, String sql) {}
