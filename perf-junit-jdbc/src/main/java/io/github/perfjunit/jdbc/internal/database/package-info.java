// SPDX-License-Identifier: Apache-2.0
/**
 * Finds or starts the database of a test, and fills it.
 */
@NullMarked
package io.github.perfjunit.jdbc.internal.database;

import org.jspecify.annotations.NullMarked;
