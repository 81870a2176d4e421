// SPDX-License-Identifier: Apache-2.0
/**
 * Breaks the way to the database, and the database.
 */
@NullMarked
package io.github.perfjunit.jdbc.internal.fault;

import org.jspecify.annotations.NullMarked;
