// SPDX-License-Identifier: Apache-2.0
/**
 * Tables of any database: finds them, and writes rows to them in bulk.
 */
@NullMarked
package io.github.perfjunit.jdbc.internal.rows;

import org.jspecify.annotations.NullMarked;
