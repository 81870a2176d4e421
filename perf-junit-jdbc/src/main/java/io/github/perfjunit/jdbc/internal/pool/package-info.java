// SPDX-License-Identifier: Apache-2.0
/**
 * Opens pools, watches them, and judges their size.
 */
@NullMarked
package io.github.perfjunit.jdbc.internal.pool;

import org.jspecify.annotations.NullMarked;
