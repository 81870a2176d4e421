// SPDX-License-Identifier: Apache-2.0
/**
 * Unpacks, starts, stops and crashes a PostgreSQL of this machine's own.
 */
@NullMarked
package io.github.perfjunit.jdbc.internal.database.embedded;

import org.jspecify.annotations.NullMarked;
