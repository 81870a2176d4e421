// SPDX-License-Identifier: Apache-2.0
/**
 * Reads SQL: cuts it into tokens by the rules of its database, and tells what a statement does.
 */
@NullMarked
package io.github.perfjunit.jdbc.internal.sql;

import org.jspecify.annotations.NullMarked;
