// SPDX-License-Identifier: Apache-2.0
/**
 * Decisions from measured figures, without any I/O.
 */
@NullMarked
package io.github.perfjunit.analysis;

import org.jspecify.annotations.NullMarked;
