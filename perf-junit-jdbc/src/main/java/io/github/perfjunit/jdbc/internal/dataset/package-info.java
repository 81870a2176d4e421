// SPDX-License-Identifier: Apache-2.0
/**
 * Fills a database by scripts and rows.
 */
@NullMarked
package io.github.perfjunit.jdbc.internal.dataset;

import org.jspecify.annotations.NullMarked;
