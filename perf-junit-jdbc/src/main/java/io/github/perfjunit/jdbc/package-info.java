// SPDX-License-Identifier: Apache-2.0
/**
 * Load tests of databases and connection pools.
 */
@NullMarked
package io.github.perfjunit.jdbc;

import org.jspecify.annotations.NullMarked;
