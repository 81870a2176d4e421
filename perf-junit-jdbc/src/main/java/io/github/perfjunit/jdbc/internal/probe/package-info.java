// SPDX-License-Identifier: Apache-2.0
/**
 * Sees every statement and connection that passes.
 */
@NullMarked
package io.github.perfjunit.jdbc.internal.probe;

import org.jspecify.annotations.NullMarked;
